package org.solvable.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A quantity over two control parameters: a field of colours, boundaries between phases, marked points, and cuts whose
 * profiles stand in panels beside it.
 *
 * <p>Each method returns a changed copy. Grids are increasing; {@code z[i][j]} belongs to (x[j], y[i]); NaN is a gap.
 *
 * {@snippet :
 * PhaseDiagram.of("Learning in context", kappa, alpha).x("$\\kappa$").y("$\\alpha$").logX()
 *         .field("$g_{task}$", gap).boundary("transition", 0.1)
 *         .marker("our runs", 2.0, 1.5).cutAtY(1.5)
 * }
 */
public final class PhaseDiagram implements Drawable {

    private record Cut(boolean vertical, double at) {}

    private final Figure plane;
    private final double[] x;
    private final double[] y;
    private final double[][] z;
    private final String quantity;
    private final List<Cut> cuts;

    private PhaseDiagram(Figure plane, double[] x, double[] y, double[][] z, String quantity, List<Cut> cuts) {
        this.plane = plane;
        this.x = x;
        this.y = y;
        this.z = z;
        this.quantity = quantity;
        this.cuts = List.copyOf(cuts);
    }

    /** A diagram over the grid of {@code x} (columns) and {@code y} (rows), both finite and increasing; no field yet. */
    public static PhaseDiagram of(String title, double[] x, double[] y) {
        return new PhaseDiagram(Figure.of(title), x.clone(), y.clone(), new double[0][], "", List.of());
    }

    /** Changes the plane: notes, lines, axes; see {@link Figure}. */
    public PhaseDiagram with(UnaryOperator<Figure> change) {
        return new PhaseDiagram(change.apply(plane), x, y, z, quantity, cuts);
    }

    /** The label of the horizontal axis, with simple TeX between dollar signs. */
    public PhaseDiagram x(String label) {
        return with(f -> f.x(label));
    }

    /** The label of the vertical axis. */
    public PhaseDiagram y(String label) {
        return with(f -> f.y(label));
    }

    /** A logarithmic horizontal axis. */
    public PhaseDiagram logX() {
        return with(Figure::logX);
    }

    /** A logarithmic vertical axis. */
    public PhaseDiagram logY() {
        return with(Figure::logY);
    }

    /** One sentence below. */
    public PhaseDiagram caption(String sentence) {
        return with(f -> f.caption(sentence));
    }

    /**
     * The field: an order parameter, an error.
     *
     * @param quantity its label
     * @param values {@code y.length} rows of {@code x.length} values
     */
    public PhaseDiagram field(String quantity, double[][] values) {
        return field(quantity, values, ColorScale.SEQUENTIAL);
    }

    /** The field in another scale; the diverging one has zero in its middle. */
    public PhaseDiagram field(String quantity, double[][] values, ColorScale scale) {
        double[][] copy = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        return new PhaseDiagram(plane.heat(quantity, x, y, copy, scale), x, y, copy, quantity, cuts);
    }

    /** Which phase there is at each point: a place in {@code names}, or negative for none. */
    public PhaseDiagram phases(String label, int[][] phase, List<String> names) {
        return with(f -> f.phases(label, x, y, phase, names));
    }

    /**
     * The curve on which the field has this value.
     *
     * @throws IllegalStateException before {@link #field}
     */
    public PhaseDiagram boundary(String name, double level) {
        requireField();
        return with(f -> f.boundary(name, x, y, z, level));
    }

    /** A boundary that is known as a curve, for example from theory. */
    public PhaseDiagram boundary(String name, double[] atX, double[] atY) {
        return with(f -> f.line(name, atX, atY));
    }

    /** One marked point. */
    public PhaseDiagram marker(String name, double atX, double atY) {
        return markers(name, new double[] {atX}, new double[] {atY});
    }

    /** Marked points: where runs were made. */
    public PhaseDiagram markers(String name, double[] atX, double[] atY) {
        return with(f -> f.points(name, atX, atY));
    }

    /**
     * A cut at fixed x: a dashed line in the plane, and a panel with the field along it.
     *
     * @param at within the grid
     * @throws IllegalStateException before {@link #field}
     */
    public PhaseDiagram cutAtX(double at) {
        return cut(new Cut(true, at), x);
    }

    /** A cut at fixed y: a dashed line in the plane, and a panel with the field along it. */
    public PhaseDiagram cutAtY(double at) {
        return cut(new Cut(false, at), y);
    }

    private PhaseDiagram cut(Cut cut, double[] grid) {
        requireField();
        if (!(cut.at() >= grid[0] && cut.at() <= grid[grid.length - 1])) {
            throw new IllegalArgumentException("cut at " + cut.at() + ": must lie within the grid, from " + grid[0]
                    + " to " + grid[grid.length - 1]);
        }
        List<Cut> more = new ArrayList<>(cuts);
        more.add(cut);
        return new PhaseDiagram(plane, x, y, z, quantity, more);
    }

    private void requireField() {
        if (z.length == 0) {
            throw new IllegalStateException("the field comes first: its boundaries and cuts are computed from it");
        }
    }

    @Override
    public Figure figure() {
        Axis across = plane.panels().getLast().x();
        Axis up = plane.panels().getLast().y();
        Figure f = plane;
        for (Cut c : cuts) {
            f = c.vertical() ? f.vertical(c.at(), "") : f.horizontal(c.at(), "");
        }
        boolean both = cuts.stream().anyMatch(Cut::vertical) && cuts.stream().anyMatch(c -> !c.vertical());
        for (boolean vertical : new boolean[] {false, true}) {
            List<Cut> here = cuts.stream().filter(c -> c.vertical() == vertical).toList();
            if (here.isEmpty()) {
                continue;
            }
            Axis along = vertical ? up : across;
            Axis fixed = vertical ? across : up;
            f = f.panel("", both ? 3 : 2).x(along.label()).y(quantity);
            f = along.log() ? f.logX() : f;
            for (Cut c : here) {
                f = f.line(name(fixed, c), vertical ? y : x, profile(c, fixed.log()));
            }
        }
        return f;
    }

    private static String name(Axis fixed, Cut c) {
        String label = fixed.label().isEmpty() ? (c.vertical() ? "x" : "y") : fixed.label();
        // Of a definition such as "κ = k/d" the left side is the name.
        String left = label.substring(0, label.indexOf('=') < 0 ? label.length() : label.indexOf('='))
                .strip();
        boolean open = left.chars().filter(ch -> ch == '$').count() % 2 == 1;
        return left + (open ? "$" : "") + " = " + Numbers.label(c.at());
    }

    /** The field along a cut: linear between neighbouring lines of the grid, on the axis' own scale. */
    private double[] profile(Cut c, boolean log) {
        double[] grid = c.vertical() ? x : y;
        int k = 0;
        while (k + 2 < grid.length && grid[k + 1] < c.at()) {
            k++;
        }
        int next = Math.min(k + 1, grid.length - 1);
        double t = next == k ? 0 : scale(c.at(), log) - scale(grid[k], log);
        t = next == k ? 0 : t / (scale(grid[next], log) - scale(grid[k], log));
        double[] v = new double[c.vertical() ? y.length : x.length];
        for (int i = 0; i < v.length; i++) {
            double a = c.vertical() ? z[i][k] : z[k][i];
            double b = c.vertical() ? z[i][next] : z[next][i];
            // A gap on a line of the grid that the cut does not touch is no gap of the cut.
            v[i] = t == 0 ? a : t == 1 ? b : a + t * (b - a);
        }
        return v;
    }

    private static double scale(double v, boolean log) {
        return log ? Math.log(v) : v;
    }

    @Override
    public String toString() {
        return figure().alt();
    }
}
