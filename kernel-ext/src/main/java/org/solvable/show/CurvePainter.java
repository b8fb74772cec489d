package org.solvable.show;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws curves, contours and the areas between curves. */
final class CurvePainter {

    /** So many points of a curve are drawn at a time: the work to fill a path grows faster than its length. */
    private static final int PIECE = 100;

    /** A curve that covers its panel so many times is a tangle, in which soft edges cannot be seen. */
    private static final double TANGLE = 3;

    private static final double WIDTH = 2;

    private final PanelArea area;
    private final Graphics2D g;

    CurvePainter(PanelArea area) {
        this.area = area;
        this.g = area.g();
    }

    /** Many points of a curve fall on one pixel column: its ends and extremes there are all that can be seen. */
    void line(Layer.Line l) {
        int most = 6 * (int) area.box().getWidth();
        if (l.x().length <= most || !rising(l.x())) {
            curve(l.x(), l.y(), l.color(), l.dash());
            return;
        }
        int[] kept = Thinning.kept(l.x(), l.y(), most);
        curve(Thinning.pick(l.x(), kept), Thinning.pick(l.y(), kept), l.color(), l.dash());
    }

    private void curve(double[] x, double[] y, int color, Layer.Dash dash) {
        List<double[][]> runs = runs(x, y);
        if (area.field()) {
            g.setColor(Color.WHITE);
            stroke(runs, Layer.Dash.SOLID, 4.5);
        }
        g.setColor(Palette.color(color, area.field()));
        stroke(runs, dash, WIDTH);
    }

    private void stroke(List<double[][]> runs, Layer.Dash dash, double width) {
        g.setStroke(Marks.stroke(dash, width));
        if (!area.bitmap()) {
            // In a drawing a curve stays one object.
            runs.forEach(run -> g.draw(path(run, 0, run[0].length)));
            return;
        }
        Object edges = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        if (covered(runs, width) > TANGLE) {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        }
        for (double[][] run : runs) {
            int n = run[0].length;
            // A dash must not start anew.
            int step = dash == Layer.Dash.SOLID ? PIECE : n;
            for (int from = 0; from == 0 || from + 1 < n; from += step) {
                // Pieces share a stretch, so that the corner between them is drawn too.
                g.draw(path(run, Math.max(0, from - 1), Math.min(n, from + step + 1)));
            }
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, edges);
    }

    /** How many times the area of the panel the curve would cover if it never met itself. */
    private double covered(List<double[][]> runs, double width) {
        double length = 0;
        for (double[][] run : runs) {
            for (int i = 1; i < run[0].length; i++) {
                length += Math.hypot(run[0][i] - run[0][i - 1], run[1][i] - run[1][i - 1]);
            }
        }
        return length * width / (area.box().getWidth() * area.box().getHeight());
    }

    /** The stretches between gaps, in points of the page. */
    private List<double[][]> runs(double[] x, double[] y) {
        List<double[][]> runs = new ArrayList<>();
        Rectangle2D box = area.box();
        double[] a = new double[x.length];
        double[] b = new double[x.length];
        int from = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i < x.length) {
                // Java2D loses lines whose ends are far outside; the clip hides the difference.
                a[i] = Math.clamp(area.px(x[i]), box.getX() - 5000, box.getMaxX() + 5000);
                b[i] = Math.clamp(area.py(y[i]), box.getY() - 5000, box.getMaxY() + 5000);
            }
            if (i == x.length || Double.isNaN(a[i] + b[i]) || Double.isInfinite(x[i]) || Double.isInfinite(y[i])) {
                if (i > from) {
                    runs.add(new double[][] {Arrays.copyOfRange(a, from, i), Arrays.copyOfRange(b, from, i)});
                }
                from = i + 1;
            }
        }
        return runs;
    }

    private static Path2D path(double[][] run, int from, int to) {
        Path2D path = new Path2D.Double();
        path.moveTo(run[0][from], run[1][from]);
        for (int i = from + 1; i < to; i++) {
            path.lineTo(run[0][i], run[1][i]);
        }
        return path;
    }

    private static boolean rising(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] >= x[i - 1])) {
                return false;
            }
        }
        return true;
    }

    void band(Layer.Band b) {
        Path2D shape = new Path2D.Double();
        boolean first = true;
        int n = b.x().length;
        for (int k = 0; k < 2 * n; k++) {
            int i = k < n ? k : 2 * n - 1 - k;
            double x = area.px(b.x()[i]);
            double y = area.py(k < n ? b.high()[i] : b.low()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                if (first) {
                    shape.moveTo(x, y);
                    first = false;
                } else {
                    shape.lineTo(x, y);
                }
            }
        }
        if (!first) {
            shape.closePath();
            g.setColor(Palette.faint(b.color(), 0.22));
            g.fill(shape);
        }
    }

    void contours(Layer.Contours c) {
        for (double level : c.levels()) {
            List<double[][]> curves = Isolines.of(
                    c.x(),
                    c.y(),
                    c.z(),
                    level,
                    area.panel().x().log(),
                    area.panel().y().log());
            if (curves.isEmpty()) {
                continue;
            }
            double[][] path = Isolines.joined(curves);
            curve(path[0], path[1], c.color(), Layer.Dash.SOLID);
            if (c.labelled()) {
                double[] at = Isolines.labelPlace(curves.getFirst());
                area.boxed(Numbers.label(level), area.px(at[0]), area.py(at[1]) + 4, 0.5);
            }
        }
    }
}
