package org.solvable.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws a {@link Figure} with Java2D: the picture for exports, for previews and for readers without a browser. */
final class StaticPicture {

    private static final Color INK = new Color(0x30, 0x34, 0x3B);
    private static final Color SOFT = new Color(0x80, 0x86, 0x91);
    private static final Color GRID = new Color(0xE4, 0xE6, 0xEA);
    private static final double PANEL_WIDTH = 430;
    private static final double PANEL_HEIGHT = 285;
    private static final double LEFT = 72;
    private static final double GAP_X = 78;
    private static final double GAP_Y = 78;

    private final Figure figure;
    private final Graphics2D g;
    private final Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private final Font small = font.deriveFont(11.5f);

    private StaticPicture(Figure figure, Graphics2D g) {
        this.figure = figure;
        this.g = g;
    }

    /** Whether this JVM can draw text at all; without fonts Java2D throws from deep inside. */
    static boolean isPossible() {
        try {
            BufferedImage probe = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = probe.createGraphics();
            new Font(Font.SANS_SERIF, Font.PLAIN, 8).getStringBounds("x", g.getFontRenderContext());
            g.dispose();
            return true;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    static byte[] png(Figure figure, double scale) {
        // A first pass on a scrap image measures the legend; the second draws.
        BufferedImage scrap = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D measuring = scrap.createGraphics();
        double[] size = new StaticPicture(figure, measuring).size();
        measuring.dispose();
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(size[0] * scale), (int) Math.ceil(size[1] * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
        new StaticPicture(figure, g).draw();
        g.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int columns() {
        return Math.min(figure.columns(), figure.panels().size());
    }

    private int rows() {
        return (figure.panels().size() + columns() - 1) / columns();
    }

    private double top() {
        return figure.title().isEmpty() ? 26 : 50;
    }

    private double plotsWidth() {
        return LEFT + columns() * panelWidth() + (columns() - 1) * GAP_X + colorBarRoom();
    }

    private double panelWidth() {
        return columns() == 1 ? PANEL_WIDTH * 1.25 : PANEL_WIDTH * 0.9;
    }

    private double colorBarRoom() {
        return figure.panels().stream().anyMatch(p -> p.layers().stream().anyMatch(l -> l instanceof Layer.Heat))
                ? 84
                : 0;
    }

    private double[] size() {
        double height = top() + rows() * PANEL_HEIGHT + (rows() - 1) * GAP_Y + 52;
        return new double[] {
            plotsWidth() + legendWidth() + 18,
            height + 17 * captionLines().size() + (captionLines().isEmpty() ? 4 : 16)
        };
    }

    private List<String> captionLines() {
        List<String> lines = new ArrayList<>();
        if (figure.caption().isEmpty()) {
            return lines;
        }
        double width = plotsWidth() + legendWidth() - 20;
        StringBuilder line = new StringBuilder();
        for (String word : figure.caption().split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            // A line break inside mathematics would leave an odd dollar on each side.
            boolean open = line.chars().filter(c -> c == '$').count() % 2 == 1;
            if (!open && !line.isEmpty() && width(longer, small) > width) {
                lines.add(line.toString());
                line = new StringBuilder(word);
            } else {
                line = new StringBuilder(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private double width(String text, Font f) {
        return text.isEmpty() ? 0 : Label.of(text).width(f, g.getFontRenderContext());
    }

    /** Draws text; {@code across} is 0 to start, 0.5 to centre, 1 to end at x. */
    private void text(String text, double x, double y, double across, Font f, Color color) {
        if (text.isEmpty()) {
            return;
        }
        g.setColor(color);
        Label.of(text).draw(g, f, x - across * width(text, f), y);
    }

    private void draw() {
        text(figure.title(), 16, 28, 0, font.deriveFont(Font.BOLD, 15.5f), INK);
        for (int i = 0; i < figure.panels().size(); i++) {
            double x = LEFT + (i % columns()) * (panelWidth() + GAP_X);
            double y = top() + (i / columns()) * (PANEL_HEIGHT + GAP_Y);
            boolean bar = figure.panels().get(i).layers().stream().anyMatch(l -> l instanceof Layer.Heat);
            double w = panelWidth() - (bar && columns() > 1 ? 88 : 0);
            new PanelPainter(figure.panels().get(i), new Rectangle2D.Double(x, y, w, PANEL_HEIGHT)).draw();
        }
        legend();
        double y = top() + rows() * PANEL_HEIGHT + (rows() - 1) * GAP_Y + 66;
        for (String line : captionLines()) {
            text(line, 16, y, 0, small, SOFT);
            y += 17;
        }
    }

    private Map<String, List<Layer>> legendEntries() {
        Map<String, List<Layer>> entries = new LinkedHashMap<>();
        for (Panel p : figure.panels()) {
            for (Layer l : p.layers()) {
                boolean listed = l instanceof Layer.Line
                        || l instanceof Layer.Points
                        || l instanceof Layer.Band
                        || l instanceof Layer.Bars;
                if (listed && !l.name().isEmpty()) {
                    List<Layer> same = entries.computeIfAbsent(l.name(), k -> new ArrayList<>());
                    if (same.stream().noneMatch(o -> o.getClass() == l.getClass())) {
                        same.add(l);
                    }
                }
            }
        }
        return entries;
    }

    private double legendWidth() {
        double widest = 0;
        for (String name : legendEntries().keySet()) {
            widest = Math.max(widest, width(name, small));
        }
        return widest == 0 ? 0 : widest + 58;
    }

    private void legend() {
        double x = plotsWidth() + 14;
        double y = top() + 12;
        for (var entry : legendEntries().entrySet()) {
            for (Layer l : entry.getValue()) {
                switch (l) {
                    case Layer.Line line -> {
                        g.setColor(Palette.color(Palette.line(line.color())));
                        g.setStroke(stroke(line.dash(), 2));
                        g.draw(new Line2D.Double(x, y - 4, x + 28, y - 4));
                    }
                    case Layer.Points p -> mark(x + 14, y - 4, p.symbol(), Palette.color(Palette.line(p.color())));
                    case Layer.Band b -> {
                        g.setColor(faint(Palette.line(b.color())));
                        g.fill(new Rectangle2D.Double(x, y - 10, 28, 12));
                    }
                    case Layer.Bars b -> {
                        g.setColor(Palette.color(Palette.line(b.color())));
                        g.fill(new Rectangle2D.Double(x + 8, y - 10, 12, 12));
                    }
                    default -> {}
                }
            }
            text(entry.getKey(), x + 36, y, 0, small, INK);
            y += 20;
        }
    }

    private static Color faint(String hex) {
        Color c = Palette.color(hex);
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), 55);
    }

    private static BasicStroke stroke(Layer.Dash dash, float width) {
        float[] pattern = switch (dash) {
            case SOLID -> null;
            case DASH -> new float[] {7, 4};
            case DOT -> new float[] {2, 3};
        };
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 4, pattern, 0);
    }

    private void mark(double x, double y, int symbol, Color color) {
        double r = 4;
        g.setColor(color);
        g.setStroke(new BasicStroke(2));
        Path2D p = new Path2D.Double();
        switch (Palette.symbol(symbol)) {
            case "square" -> g.fill(new Rectangle2D.Double(x - r, y - r, 2 * r, 2 * r));
            case "diamond" -> {
                p.moveTo(x, y - 1.3 * r);
                p.lineTo(x + 1.3 * r, y);
                p.lineTo(x, y + 1.3 * r);
                p.lineTo(x - 1.3 * r, y);
                p.closePath();
                g.fill(p);
            }
            case "triangle-up", "triangle-down" -> {
                double up = Palette.symbol(symbol).equals("triangle-up") ? 1 : -1;
                p.moveTo(x, y - up * 1.25 * r);
                p.lineTo(x + 1.2 * r, y + up * 0.9 * r);
                p.lineTo(x - 1.2 * r, y + up * 0.9 * r);
                p.closePath();
                g.fill(p);
            }
            case "x" -> {
                g.draw(new Line2D.Double(x - r, y - r, x + r, y + r));
                g.draw(new Line2D.Double(x - r, y + r, x + r, y - r));
            }
            case "cross" -> {
                g.draw(new Line2D.Double(x - r, y, x + r, y));
                g.draw(new Line2D.Double(x, y - r, x, y + r));
            }
            default -> g.fill(new java.awt.geom.Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
        }
    }

    /** One pair of axes. */
    private final class PanelPainter {

        private final Panel panel;
        private final Rectangle2D box;
        private final double[] xRange;
        private final double[] yRange;

        PanelPainter(Panel panel, Rectangle2D box) {
            this.panel = panel;
            this.box = box;
            this.xRange = panel.range(false);
            this.yRange = panel.range(true);
        }

        private double px(double x) {
            return box.getX() + box.getWidth() * fraction(x, xRange, panel.x().log());
        }

        private double py(double y) {
            return box.getMaxY()
                    - box.getHeight() * fraction(y, yRange, panel.y().log());
        }

        private double fraction(double v, double[] range, boolean log) {
            return log
                    ? v > 0 ? Math.log(v / range[0]) / Math.log(range[1] / range[0]) : Double.NaN
                    : (v - range[0]) / (range[1] - range[0]);
        }

        void draw() {
            Ticks xTicks = Ticks.of(xRange[0], xRange[1], panel.x().log());
            Ticks yTicks = Ticks.of(yRange[0], yRange[1], panel.y().log());
            g.setStroke(new BasicStroke(1));
            g.setColor(GRID);
            for (double t : xTicks.at()) {
                g.draw(new Line2D.Double(px(t), box.getY(), px(t), box.getMaxY()));
            }
            for (double t : yTicks.at()) {
                g.draw(new Line2D.Double(box.getX(), py(t), box.getMaxX(), py(t)));
            }
            var clip = g.getClip();
            g.clip(box);
            // Fields and bands lie under curves whatever the order they were added in.
            panel.layers().stream().filter(l -> l instanceof Layer.Heat).forEach(this::layer);
            panel.layers().stream().filter(l -> l instanceof Layer.Band).forEach(this::layer);
            panel.layers().stream()
                    .filter(l -> !(l instanceof Layer.Heat || l instanceof Layer.Band))
                    .forEach(this::layer);
            g.setClip(clip);
            g.setColor(INK);
            g.setStroke(new BasicStroke(1.1f));
            g.draw(box);
            for (int i = 0; i < xTicks.at().length; i++) {
                double x = px(xTicks.at()[i]);
                g.draw(new Line2D.Double(x, box.getMaxY(), x, box.getMaxY() + 5));
                text(xTicks.text()[i], x, box.getMaxY() + 19, 0.5, small, INK);
                g.setColor(INK);
            }
            for (int i = 0; i < yTicks.at().length; i++) {
                double y = py(yTicks.at()[i]);
                g.draw(new Line2D.Double(box.getX() - 5, y, box.getX(), y));
                text(yTicks.text()[i], box.getX() - 8, y + 4, 1, small, INK);
                g.setColor(INK);
            }
            for (double t : Ticks.minor(xRange[0], xRange[1], panel.x().log())) {
                g.draw(new Line2D.Double(px(t), box.getMaxY(), px(t), box.getMaxY() + 3));
            }
            for (double t : Ticks.minor(yRange[0], yRange[1], panel.y().log())) {
                g.draw(new Line2D.Double(box.getX() - 3, py(t), box.getX(), py(t)));
            }
            text(panel.x().label(), box.getCenterX(), box.getMaxY() + 40, 0.5, font, INK);
            AffineTransform before = g.getTransform();
            g.rotate(-Math.PI / 2, box.getX() - 52, box.getCenterY());
            text(panel.y().label(), box.getX() - 52, box.getCenterY(), 0.5, font, INK);
            g.setTransform(before);
            text(panel.title(), box.getCenterX(), box.getY() - 7, 0.5, font, INK);
            panel.layers().forEach(this::colorBar);
        }

        private void layer(Layer layer) {
            switch (layer) {
                case Layer.Line l -> {
                    g.setColor(Palette.color(Palette.line(l.color())));
                    g.setStroke(stroke(l.dash(), 2));
                    g.draw(path(l.x(), l.y()));
                }
                case Layer.Points p -> points(p);
                case Layer.Band b -> band(b);
                case Layer.Bars b -> {
                    g.setColor(Palette.color(Palette.line(b.color())));
                    for (int i = 0; i < b.x().length; i++) {
                        double left = px(b.x()[i] - b.width() / 2);
                        double right = px(b.x()[i] + b.width() / 2);
                        double zero = panel.y().log() ? box.getMaxY() : py(0);
                        double y = py(b.height()[i]);
                        g.fill(new Rectangle2D.Double(left, Math.min(y, zero), right - left - 1, Math.abs(zero - y)));
                    }
                }
                case Layer.Heat h -> heat(h);
                case Layer.Reference r -> {
                    g.setColor(SOFT);
                    g.setStroke(stroke(Layer.Dash.DASH, 1.3f));
                    if (r.vertical()) {
                        g.draw(new Line2D.Double(px(r.at()), box.getY(), px(r.at()), box.getMaxY()));
                        text(r.name(), px(r.at()) + 4, box.getY() + 14, 0, small, SOFT);
                    } else {
                        g.draw(new Line2D.Double(box.getX(), py(r.at()), box.getMaxX(), py(r.at())));
                        text(r.name(), box.getMaxX() - 4, py(r.at()) - 4, 1, small, SOFT);
                    }
                }
                case Layer.Note n -> text(n.name(), px(n.x()), py(n.y()), 0.5, small, INK);
            }
        }

        private Path2D path(double[] x, double[] y) {
            double[][] thin = Thinning.of(x, y, Figure.MOST_POINTS);
            Path2D path = new Path2D.Double();
            boolean open = false;
            for (int i = 0; i < thin[0].length; i++) {
                double a = px(thin[0][i]);
                double b = py(thin[1][i]);
                if (!Double.isFinite(a) || !Double.isFinite(b)) {
                    open = false;
                    continue;
                }
                // Java2D loses lines whose ends are far outside; the clip hides the difference.
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

        private void points(Layer.Points p) {
            Color color = Palette.color(Palette.line(p.color()));
            for (int i = 0; i < p.x().length; i++) {
                double x = px(p.x()[i]);
                double y = py(p.y()[i]);
                if (!Double.isFinite(x) || !Double.isFinite(y)) {
                    continue;
                }
                if (p.error() != null && Double.isFinite(p.error()[i])) {
                    double low = py(p.y()[i] - p.error()[i]);
                    double high = py(p.y()[i] + p.error()[i]);
                    if (!Double.isFinite(low)) {
                        low = box.getMaxY();
                    }
                    g.setColor(color);
                    g.setStroke(new BasicStroke(1.4f));
                    g.draw(new Line2D.Double(x, low, x, high));
                    g.draw(new Line2D.Double(x - 3, low, x + 3, low));
                    g.draw(new Line2D.Double(x - 3, high, x + 3, high));
                }
                mark(x, y, p.symbol(), color);
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
                g.setColor(faint(Palette.line(b.color())));
                g.fill(area);
            }
        }

        private void heat(Layer.Heat h) {
            double[] xs = Panel.edges(h.x(), panel.x().log());
            double[] ys = Panel.edges(h.y(), panel.y().log());
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
            for (int i = 0; i < h.y().length; i++) {
                for (int j = 0; j < h.x().length; j++) {
                    double v = h.z()[i][j];
                    if (Double.isFinite(v)) {
                        g.setColor(Palette.heat((v - h.low()) / (h.high() - h.low())));
                        double x = px(xs[j]);
                        double y = py(ys[i + 1]);
                        // A hair larger than the cell, or the white page shows through between cells.
                        g.fill(new Rectangle2D.Double(x, y, px(xs[j + 1]) - x + 0.6, py(ys[i]) - y + 0.6));
                    }
                }
            }
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        }

        private void colorBar(Layer layer) {
            if (!(layer instanceof Layer.Heat h)) {
                return;
            }
            double x = box.getMaxX() + 12;
            int steps = 128;
            for (int s = 0; s < steps; s++) {
                g.setColor(Palette.heat((s + 0.5) / steps));
                double y = box.getMaxY() - box.getHeight() * (s + 1) / steps;
                g.fill(new Rectangle2D.Double(x, y, 13, box.getHeight() / steps + 0.6));
            }
            Ticks ticks = Ticks.of(h.low(), h.high(), false);
            for (int i = 0; i < ticks.at().length; i++) {
                double y = box.getMaxY() - box.getHeight() * (ticks.at()[i] - h.low()) / (h.high() - h.low());
                text(ticks.text()[i], x + 17, y + 4, 0, small, INK);
            }
            AffineTransform before = g.getTransform();
            g.rotate(-Math.PI / 2, x + 58, box.getCenterY());
            text(h.name(), x + 58, box.getCenterY(), 0.5, small, INK);
            g.setTransform(before);
        }
    }
}
