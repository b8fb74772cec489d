package org.solvable.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws one pair of axes and what is in it. */
final class PanelPainter {

    private static final Color OVER_FIELD = Color.WHITE;

    /** More points than this in a layer are drawn as dots in one path. */
    private static final int DENSE = 1000;

    private final Panel panel;
    private final Rectangle2D box;
    private final Arrangement.Cell cell;
    private final double[] xRange;
    private final double[] yRange;
    private final Theme.Colors colors;
    private final Graphics2D g;
    private final double resolution;
    private final boolean bitmap;
    private final boolean field;

    PanelPainter(
            Panel panel,
            Rectangle2D box,
            Arrangement.Cell cell,
            double[] xRange,
            double[] yRange,
            Theme.Colors colors,
            Graphics2D g,
            double resolution,
            boolean bitmap) {
        this.panel = panel;
        this.box = box;
        this.cell = cell;
        this.xRange = xRange;
        this.yRange = yRange;
        this.colors = colors;
        this.g = g;
        this.resolution = resolution;
        this.bitmap = bitmap;
        this.field = panel.field();
    }

    private double px(double x) {
        double f = fraction(x, xRange, panel.x().log());
        return box.getX() + box.getWidth() * (panel.x().reversed() ? 1 - f : f);
    }

    private double py(double y) {
        double f = fraction(y, yRange, panel.y().log());
        return box.getMaxY() - box.getHeight() * (panel.y().reversed() ? 1 - f : f);
    }

    private static double fraction(double v, double[] range, boolean log) {
        return log
                ? v > 0 ? Math.log(v / range[0]) / Math.log(range[1] / range[0]) : Double.NaN
                : (v - range[0]) / (range[1] - range[0]);
    }

    void draw() {
        Ticks xTicks = Ticks.of(panel.x(), xRange);
        Ticks yTicks = Ticks.of(panel.y(), yRange);
        if (!field) {
            grid(xTicks, yTicks);
        }
        Shape clip = g.getClip();
        g.clip(box);
        // Fields and areas lie under curves, and curves under points, whatever the order they were added in.
        for (int level = 0; level < 5; level++) {
            for (Layer layer : panel.layers()) {
                if (level(layer) == level) {
                    layer(layer);
                }
            }
        }
        g.setClip(clip);
        frame(xTicks, yTicks);
        for (Layer layer : panel.layers()) {
            if (layer instanceof Layer.Heat h && cell.bar()) {
                colorBar(h);
            }
        }
    }

    private static int level(Layer layer) {
        return switch (layer) {
            case Layer.Heat h -> 0;
            case Layer.Region r -> 0;
            case Layer.Band b -> 1;
            case Layer.Bars b -> 1;
            case Layer.Line l -> 2;
            case Layer.Contours c -> 2;
            case Layer.Reference r -> 2;
            case Layer.Points p -> 3;
            case Layer.Note n -> 4;
        };
    }

    private void text(String text, double x, double y, double across, Font font, Color color) {
        PicturePainter.text(g, text, x, y, across, font, color);
    }

    private void grid(Ticks xTicks, Ticks yTicks) {
        g.setStroke(new BasicStroke(1));
        g.setColor(colors.gridColor());
        if (panel.x().categories().isEmpty()) {
            for (double t : xTicks.at()) {
                g.draw(new Line2D.Double(px(t), box.getY(), px(t), box.getMaxY()));
            }
        }
        if (panel.y().categories().isEmpty()) {
            for (double t : yTicks.at()) {
                g.draw(new Line2D.Double(box.getX(), py(t), box.getMaxX(), py(t)));
            }
        }
    }

    private void frame(Ticks xTicks, Ticks yTicks) {
        Font small = PicturePainter.SMALL;
        Color ink = colors.inkColor();
        g.setColor(ink);
        g.setStroke(new BasicStroke(1.1f));
        g.draw(box);
        for (double t : Ticks.minor(panel.x(), xRange)) {
            g.draw(new Line2D.Double(px(t), box.getMaxY(), px(t), box.getMaxY() + 3));
        }
        for (double t : Ticks.minor(panel.y(), yRange)) {
            g.draw(new Line2D.Double(box.getX() - 3, py(t), box.getX(), py(t)));
        }
        for (double t : xTicks.at()) {
            g.draw(new Line2D.Double(px(t), box.getMaxY(), px(t), box.getMaxY() + 5));
        }
        for (double t : yTicks.at()) {
            g.draw(new Line2D.Double(box.getX() - 5, py(t), box.getX(), py(t)));
        }
        if (cell.xText()) {
            for (int i = 0; i < xTicks.at().length; i++) {
                text(xTicks.text()[i], px(xTicks.at()[i]), box.getMaxY() + 19, 0.5, small, ink);
            }
            text(panel.x().label(), box.getCenterX(), box.getMaxY() + 41, 0.5, PicturePainter.FONT, ink);
        }
        if (cell.yText()) {
            double widest = 0;
            for (int i = 0; i < yTicks.at().length; i++) {
                widest = Math.max(widest, Label.of(yTicks.text()[i]).width(small, g.getFontRenderContext()));
                text(yTicks.text()[i], box.getX() - 9, py(yTicks.at()[i]) + 4.3, 1, small, ink);
            }
            upwards(panel.y().label(), box.getX() - 20 - widest, PicturePainter.FONT, ink);
        }
        text(panel.title(), box.getCenterX(), box.getY() - 8, 0.5, PicturePainter.FONT, ink);
    }

    private void upwards(String text, double x, Font font, Color color) {
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, x, box.getCenterY());
        text(text, x, box.getCenterY(), 0.5, font, color);
        g.setTransform(before);
    }

    private void layer(Layer layer) {
        switch (layer) {
            case Layer.Line l -> line(l);
            case Layer.Points p -> points(p);
            case Layer.Band b -> band(b);
            case Layer.Bars b -> bars(b);
            case Layer.Heat h -> {
                if (panel.shown(h) instanceof Layer.Heat drawn) {
                    heat(drawn);
                }
            }
            case Layer.Contours c -> contours(c);
            case Layer.Region r -> region(r);
            case Layer.Reference r -> reference(r);
            case Layer.Note n -> note(n);
        }
    }

    private void curve(Path2D path, int color, Layer.Dash dash) {
        if (field) {
            g.setColor(OVER_FIELD);
            g.setStroke(Marks.stroke(Layer.Dash.SOLID, 4.5));
            g.draw(path);
        }
        g.setColor(Palette.color(color, field));
        g.setStroke(Marks.stroke(dash, 2));
        g.draw(path);
    }

    private Path2D path(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i < x.length; i++) {
            double a = px(x[i]);
            double b = py(y[i]);
            if (!Double.isFinite(a) || !Double.isFinite(b)) {
                open = false;
                continue;
            }
            // Java2D loses lines whose ends are far outside; the clip hides the difference.
            a = Math.clamp(a, box.getX() - 5000, box.getMaxX() + 5000);
            b = Math.clamp(b, box.getY() - 5000, box.getMaxY() + 5000);
            if (open) {
                path.lineTo(a, b);
            } else {
                path.moveTo(a, b);
            }
            open = true;
        }
        return path;
    }

    /** Many points of a curve fall on one pixel column: its ends and extremes there are all that can be seen. */
    private void line(Layer.Line l) {
        int most = 6 * (int) box.getWidth();
        if (l.x().length <= most || !rising(l.x())) {
            curve(path(l.x(), l.y()), l.color(), l.dash());
            return;
        }
        int[] kept = Thinning.kept(l.x(), l.y(), most);
        curve(path(Thinning.pick(l.x(), kept), Thinning.pick(l.y(), kept)), l.color(), l.dash());
    }

    private static boolean rising(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] >= x[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** So many points that those on the same half point are drawn once: stamped on pixels, as dots in one path elsewhere. */
    private void dense(Layer.Points p) {
        Path2D dots = new Path2D.Double();
        List<double[]> places = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < p.x().length; i++) {
            double x = Math.rint(2 * px(p.x()[i]));
            double y = Math.rint(2 * py(p.y()[i]));
            if (Math.abs(x) < 1e6 && Math.abs(y) < 1e6 && taken.add((long) x << 32 ^ (long) y & 0xFFFFFFFFL)) {
                error(p.x()[i], p.y()[i], p.error(), i, Palette.color(p.color(), field));
                dots.moveTo(x / 2, y / 2);
                dots.lineTo(x / 2, y / 2);
                places.add(new double[] {x / 2, y / 2});
            }
        }
        if (!bitmap) {
            Marks.drawDense(g, dots, p.color(), field);
            return;
        }
        BufferedImage stamp = Marks.stamp(resolution, p.color(), field);
        AffineTransform before = g.getTransform();
        g.setTransform(new AffineTransform());
        for (double[] place : places) {
            int x = (int) Math.round(place[0] * resolution) - stamp.getWidth() / 2;
            int y = (int) Math.round(place[1] * resolution) - stamp.getHeight() / 2;
            g.drawImage(stamp, x, y, null);
        }
        g.setTransform(before);
    }

    private void points(Layer.Points p) {
        if (p.x().length > DENSE) {
            dense(p);
            return;
        }
        for (int i = 0; i < p.x().length; i++) {
            error(p.x()[i], p.y()[i], p.error(), i, Palette.color(p.color(), field));
        }
        for (int i = 0; i < p.x().length; i++) {
            double x = px(p.x()[i]);
            double y = py(p.y()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                Marks.draw(g, x, y, p.color(), field);
            }
        }
    }

    private void error(double x, double y, double @Nullable [] errors, int i, Color color) {
        double a = px(x);
        if (errors == null || !Double.isFinite(errors[i]) || !Double.isFinite(a) || !Double.isFinite(py(y))) {
            return;
        }
        double low = py(y - errors[i]);
        double high = py(y + errors[i]);
        // On a logarithmic axis a bar that reaches zero has no lower end.
        boolean open = !Double.isFinite(low);
        low = open ? box.getMaxY() : low;
        g.setColor(color);
        g.setStroke(new BasicStroke(1.4f));
        g.draw(new Line2D.Double(a, low, a, high));
        g.draw(new Line2D.Double(a - 3.5, high, a + 3.5, high));
        if (!open) {
            g.draw(new Line2D.Double(a - 3.5, low, a + 3.5, low));
        }
    }

    private void band(Layer.Band b) {
        Path2D area = new Path2D.Double();
        boolean first = true;
        int n = b.x().length;
        for (int k = 0; k < 2 * n; k++) {
            int i = k < n ? k : 2 * n - 1 - k;
            double x = px(b.x()[i]);
            double y = py(k < n ? b.high()[i] : b.low()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                if (first) {
                    area.moveTo(x, y);
                    first = false;
                } else {
                    area.lineTo(x, y);
                }
            }
        }
        if (!first) {
            area.closePath();
            g.setColor(Palette.faint(b.color(), 0.22));
            g.fill(area);
        }
    }

    private void bars(Layer.Bars b) {
        double[] centres = panel.barCentres(b);
        double half = panel.barWidth(b) / 2;
        double zero = panel.y().log() ? box.getMaxY() : py(0);
        for (int i = 0; i < centres.length; i++) {
            double left = px(centres[i] - half);
            double right = px(centres[i] + half);
            double y = py(b.height()[i]);
            if (Double.isFinite(left) && Double.isFinite(right) && Double.isFinite(y)) {
                g.setColor(Palette.faint(b.color(), 0.8));
                g.fill(new Rectangle2D.Double(
                        Math.min(left, right) + 0.4,
                        Math.min(y, zero),
                        Math.abs(right - left) - 0.8,
                        Math.abs(zero - y)));
                error(centres[i], b.height()[i], b.error(), i, colors.inkColor());
            }
        }
    }

    /** A field as an image with exactly the pixels of the picture, so that cells have sharp edges and no seams. */
    private void heat(Layer.Heat h) {
        int width = (int) Math.round(box.getWidth() * resolution);
        int height = (int) Math.round(box.getHeight() * resolution);
        int[] column = cells(Panel.edges(h.x(), panel.x().log()), width, true);
        int[] row = cells(Panel.edges(h.y(), panel.y().log()), height, false);
        int[][] argb = new int[h.y().length][h.x().length];
        for (int i = 0; i < argb.length; i++) {
            for (int j = 0; j < argb[i].length; j++) {
                argb[i][j] = argb(h, h.z()[i][j]);
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                line[x] = row[y] < 0 || column[x] < 0 ? 0 : argb[row[y]][column[x]];
            }
            image.setRGB(0, y, width, 1, line, 0, width);
        }
        AffineTransform place = AffineTransform.getTranslateInstance(box.getX(), box.getY());
        place.scale(box.getWidth() / width, box.getHeight() / height);
        g.drawImage(image, place, null);
    }

    private static int argb(Layer.Heat h, double v) {
        if (!Double.isFinite(v)) {
            return 0;
        }
        return 0xFF000000
                | (h.phases().isEmpty()
                        ? h.scale().rgb((v - h.low()) / (h.high() - h.low()))
                        : h.scale().phase((int) Math.round(v)));
    }

    /** For each pixel of a side, the cell it lies in; -1 for none. */
    private int[] cells(double[] edges, int pixels, boolean horizontal) {
        int[] cell = new int[pixels];
        for (int p = 0; p < pixels; p++) {
            double at = (p + 0.5) / resolution + (horizontal ? box.getX() : box.getY());
            cell[p] = -1;
            for (int k = 0; k + 1 < edges.length && cell[p] < 0; k++) {
                double a = horizontal ? px(edges[k]) : py(edges[k]);
                double b = horizontal ? px(edges[k + 1]) : py(edges[k + 1]);
                if (at >= Math.min(a, b) && at < Math.max(a, b)) {
                    cell[p] = k;
                }
            }
        }
        return cell;
    }

    private void contours(Layer.Contours c) {
        for (double level : c.levels()) {
            List<double[][]> curves = Isolines.of(
                    c.x(), c.y(), c.z(), level, panel.x().log(), panel.y().log());
            if (curves.isEmpty()) {
                continue;
            }
            double[][] path = PlotlyTraces.joined(curves);
            curve(path(path[0], path[1]), c.color(), Layer.Dash.SOLID);
            if (c.labelled()) {
                double[] at = PlotlyTraces.labelPlace(curves.getFirst());
                boxed(Numbers.label(level), px(at[0]), py(at[1]) + 4, 0.5);
            }
        }
    }

    private void region(Layer.Region r) {
        double a = r.vertical() ? px(r.from()) : py(r.from());
        double b = r.vertical() ? px(r.to()) : py(r.to());
        if (!Double.isFinite(a)) {
            a = r.vertical() ? box.getX() : box.getMaxY();
        }
        double low = Math.min(a, b);
        double size = Math.abs(b - a);
        g.setColor(Palette.faint(r.color() + 1, r.vertical() ? 0.12 : 0.1));
        g.fill(
                r.vertical()
                        ? new Rectangle2D.Double(low, box.getY(), size, box.getHeight())
                        : new Rectangle2D.Double(box.getX(), low, box.getWidth(), size));
        if (r.vertical()) {
            text(r.name(), (a + b) / 2, box.getY() + 16, 0.5, PicturePainter.SMALL, colors.softColor());
        } else {
            text(r.name(), box.getMaxX() - 5, (a + b) / 2 + 4, 1, PicturePainter.SMALL, colors.softColor());
        }
    }

    private void reference(Layer.Reference r) {
        double at = r.vertical() ? px(r.at()) : py(r.at());
        if (!Double.isFinite(at)) {
            return;
        }
        g.setColor(field ? OVER_FIELD : colors.softColor());
        g.setStroke(Marks.stroke(Layer.Dash.DASH, 1.3));
        g.draw(
                r.vertical()
                        ? new Line2D.Double(at, box.getY(), at, box.getMaxY())
                        : new Line2D.Double(box.getX(), at, box.getMaxX(), at));
        double x = r.vertical() ? at + 5 : box.getMaxX() - 5;
        double y = r.vertical() ? box.getY() + 16 : at - 5;
        double across = r.vertical() ? 0 : 1;
        // A text that would leave the panel stands on the other side of its line.
        if (r.vertical()
                && x + Label.of(r.name()).width(PicturePainter.SMALL, g.getFontRenderContext()) > box.getMaxX()) {
            x = at - 5;
            across = 1;
        }
        if (field) {
            boxed(r.name(), x, y, across);
        } else {
            text(r.name(), x, y, across, PicturePainter.SMALL, colors.softColor());
        }
    }

    private void note(Layer.Note n) {
        double x = px(n.x());
        double y = py(n.y());
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return;
        }
        if (n.arrow()) {
            g.setColor(field ? OVER_FIELD : colors.softColor());
            g.setStroke(new BasicStroke(1.3f));
            arrow(x + n.right(), y - n.up(), x, y);
        }
        double at = y - n.up() + (n.arrow() ? n.up() > 0 ? -4 : 12 : 4);
        if (field) {
            boxed(n.name(), x + n.right(), at, 0.5);
        } else {
            text(n.name(), x + n.right(), at, 0.5, PicturePainter.SMALL, colors.inkColor());
        }
    }

    private void arrow(double fromX, double fromY, double toX, double toY) {
        double angle = Math.atan2(toY - fromY, toX - fromX);
        g.draw(new Line2D.Double(fromX, fromY, toX, toY));
        Path2D head = new Path2D.Double();
        head.moveTo(toX, toY);
        head.lineTo(toX - 8 * Math.cos(angle - 0.4), toY - 8 * Math.sin(angle - 0.4));
        head.lineTo(toX - 8 * Math.cos(angle + 0.4), toY - 8 * Math.sin(angle + 0.4));
        head.closePath();
        g.fill(head);
    }

    /** Text that can be read over any colour: on a pale ground. */
    private void boxed(String text, double x, double y, double across) {
        if (text.isEmpty()) {
            return;
        }
        double w = Label.of(text).width(PicturePainter.SMALL, g.getFontRenderContext());
        g.setColor(new Color(255, 255, 255, 190));
        g.fill(new Rectangle2D.Double(x - across * w - 2, y - 11.5, w + 4, 15));
        text(text, x, y, across, PicturePainter.SMALL, new Color(0x1A1A1A));
    }

    private void colorBar(Layer.Heat h) {
        double x = box.getMaxX() + 12;
        Color ink = colors.inkColor();
        int steps = h.phases().isEmpty() ? 128 : h.phases().size();
        for (int s = 0; s < steps; s++) {
            g.setColor(
                    h.phases().isEmpty()
                            ? h.scale().color((s + 0.5) / steps)
                            : new Color(h.scale().phase(s)));
            double y = box.getMaxY() - box.getHeight() * (s + 1) / steps;
            double overlap = s == 0 || !h.phases().isEmpty() ? 0 : 0.6;
            g.fill(new Rectangle2D.Double(x, y, 13, box.getHeight() / steps + overlap));
        }
        Axis scale = new Axis("", false, h.low(), h.high(), h.phases(), false);
        Ticks ticks = Ticks.of(scale, new double[] {h.low(), h.high()});
        double widest = 0;
        for (int i = 0; i < ticks.at().length; i++) {
            double y = box.getMaxY() - box.getHeight() * (ticks.at()[i] - h.low()) / (h.high() - h.low());
            text(ticks.text()[i], x + 18, y + 4.3, 0, PicturePainter.SMALL, ink);
            widest = Math.max(widest, Label.of(ticks.text()[i]).width(PicturePainter.SMALL, g.getFontRenderContext()));
        }
        upwards(h.name(), x + 18 + widest + 18, PicturePainter.SMALL, ink);
    }
}
