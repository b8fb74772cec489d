package org.solvable.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pair of axes and what is drawn in it.
 *
 * @param title stands above the panel; empty for none
 * @param weight height relative to the other rows of panels
 */
public record Panel(String title, Axis x, Axis y, List<Layer> layers, double weight) {

    /** Room above the data for names, as a part of the range. */
    private static final double HEADROOM = 0.08;

    public Panel {
        layers = List.copyOf(layers);
        if (!(weight > 0 && weight <= 100)) {
            throw new IllegalArgumentException("weight = " + weight + ": must be > 0 and <= 100");
        }
    }

    static Panel empty(String title) {
        return new Panel(title, Axis.linear(""), Axis.linear(""), List.of(), 1);
    }

    Panel with(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Panel(title, x, y, more, weight);
    }

    Panel withX(Axis axis) {
        return new Panel(title, axis, y, layers, weight);
    }

    Panel withY(Axis axis) {
        return new Panel(title, x, axis, layers, weight);
    }

    /** Whether a field fills the panel, so that curves are drawn over colours instead of over the page. */
    boolean field() {
        return layers.stream().anyMatch(l -> l instanceof Layer.Heat);
    }

    /** Whether an axis counts: fields have a cell at whole numbers that follow each other, as those of a matrix. */
    boolean whole(boolean vertical) {
        Axis axis = vertical ? y : x;
        return field()
                && !axis.log()
                && axis.categories().isEmpty()
                && layers.stream().allMatch(l -> !(l instanceof Layer.Heat h) || countsUp(vertical ? h.y() : h.x()));
    }

    private static boolean countsUp(double[] centres) {
        for (int i = 0; i < centres.length; i++) {
            if (centres[i] != Math.rint(centres[i]) || centres[i] != centres[0] + i) {
                return false;
            }
        }
        return true;
    }

    /** A bar's width, in units of x. */
    double barWidth(Layer.Bars b) {
        return x.categories().isEmpty() ? b.width() : 0.8 / bars().size();
    }

    /** Centres of bars: on an axis of categories the bars of one category stand side by side. */
    double[] barCentres(Layer.Bars b) {
        if (x.categories().isEmpty()) {
            return b.x();
        }
        List<Layer.Bars> all = bars();
        double shift = (all.indexOf(b) - (all.size() - 1) / 2.0) * barWidth(b);
        return Arrays.stream(b.x()).map(v -> v + shift).toArray();
    }

    private List<Layer.Bars> bars() {
        return layers.stream()
                .filter(l -> l instanceof Layer.Bars)
                .map(l -> (Layer.Bars) l)
                .toList();
    }

    /** The range of the drawn numbers along an axis, without margins; first end above second where there are none. */
    double[] extent(boolean vertical) {
        Axis axis = vertical ? y : x;
        double[] e = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Line l -> include(e, vertical ? l.y() : l.x(), axis);
                case Layer.Points p -> {
                    include(e, vertical ? p.y() : p.x(), axis);
                    if (vertical && p.error() != null) {
                        for (int i = 0; i < p.y().length; i++) {
                            include(e, axis, p.y()[i] - p.error()[i], p.y()[i] + p.error()[i]);
                        }
                    }
                }
                case Layer.Band b -> {
                    include(e, vertical ? b.low() : b.x(), axis);
                    include(e, vertical ? b.high() : b.x(), axis);
                }
                case Layer.Bars b -> bars(e, b, vertical, axis);
                case Layer.Heat h -> field(e, h, vertical, axis);
                case Layer.Contours c -> include(e, vertical ? c.y() : c.x(), axis);
                case Layer.Region r -> {
                    if (r.vertical() != vertical) {
                        include(e, axis, r.from(), r.to());
                    }
                }
                case Layer.Reference r -> {
                    if (r.vertical() != vertical) {
                        include(e, axis, r.at());
                    }
                }
                case Layer.Note n -> include(e, axis, vertical ? n.y() : n.x());
            }
        }
        return e;
    }

    private void field(double[] e, Layer.Heat h, boolean vertical, Axis axis) {
        Layer.Heat drawn = shown(h);
        if (drawn != null) {
            include(e, edges(vertical ? drawn.y() : drawn.x(), axis.log()), axis);
        }
    }

    /** The part of a field that has a place on these axes: a logarithmic one has none for zero. Null for nothing. */
    Layer.@Nullable Heat shown(Layer.Heat h) {
        int j = x.log() ? firstPositive(h.x()) : 0;
        int i = y.log() ? firstPositive(h.y()) : 0;
        if (i == 0 && j == 0) {
            return h;
        }
        if (i == h.y().length || j == h.x().length) {
            return null;
        }
        double[][] z = Arrays.stream(h.z(), i, h.z().length)
                .map(row -> Arrays.copyOfRange(row, j, row.length))
                .toArray(double[][]::new);
        return new Layer.Heat(
                h.name(),
                Arrays.copyOfRange(h.x(), j, h.x().length),
                Arrays.copyOfRange(h.y(), i, h.y().length),
                z,
                h.low(),
                h.high(),
                h.scale(),
                h.phases());
    }

    private static int firstPositive(double[] increasing) {
        int i = 0;
        while (i < increasing.length && increasing[i] <= 0) {
            i++;
        }
        return i;
    }

    private void bars(double[] e, Layer.Bars b, boolean vertical, Axis axis) {
        if (!vertical) {
            for (double centre : b.x()) {
                include(e, axis, centre - b.width() / 2, centre + b.width() / 2);
            }
            return;
        }
        include(e, b.height(), axis);
        include(e, axis, 0);
        for (int i = 0; b.error() != null && i < b.x().length; i++) {
            include(e, axis, b.height()[i] - b.error()[i], b.height()[i] + b.error()[i]);
        }
    }

    /** The shown range along an axis: a field fills its panel to the edge, bars stand on it. */
    double[] range(boolean vertical) {
        Axis axis = vertical ? y : x;
        if (!axis.categories().isEmpty()) {
            return axis.fixed(-0.5, axis.categories().size() - 0.5);
        }
        double[] extent = extent(vertical);
        if (field()) {
            double[] e = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (Layer layer : layers) {
                if (layer instanceof Layer.Heat h) {
                    field(e, h, vertical, axis);
                }
            }
            return e[0] < e[1] ? axis.fixed(e[0], e[1]) : axis.range(extent);
        }
        double[] range = axis.range(extent);
        if (vertical && !axis.log() && Double.isNaN(axis.low()) && extent[0] == 0 && !bars().isEmpty()) {
            range[0] = 0;
        }
        if (vertical && Double.isNaN(axis.high()) && (namedAtTop() || namedLineAtTop(extent[1]))) {
            // Names of stretches and of vertical lines stand at the top, where a curve would run through them; that of
            // a
            // horizontal line stands above it.
            range[1] = axis.log()
                    ? range[1] * Math.pow(range[1] / range[0], HEADROOM)
                    : range[1] + HEADROOM * (range[1] - range[0]);
        }
        return range;
    }

    private boolean namedAtTop() {
        return layers.stream()
                .anyMatch(l -> !l.name().isEmpty()
                        && (l instanceof Layer.Region r && r.vertical()
                                || l instanceof Layer.Reference line && line.vertical()));
    }

    /** Whether nothing lies above a named horizontal line. */
    private boolean namedLineAtTop(double highest) {
        return layers.stream()
                .anyMatch(l -> l instanceof Layer.Reference r
                        && !r.vertical()
                        && !r.name().isEmpty()
                        && r.at() >= highest);
    }

    private static void include(double[] e, Axis axis, double... values) {
        include(e, values, axis);
    }

    private static void include(double[] e, double[] values, Axis axis) {
        for (double v : values) {
            if (Double.isFinite(v) && (!axis.log() || v > 0)) {
                e[0] = Math.min(e[0], v);
                e[1] = Math.max(e[1], v);
            }
        }
    }

    /** Cell borders around the centres of a heat map, half-way on the axis' own scale. */
    static double[] edges(double[] centre, boolean log) {
        int n = centre.length;
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = log ? Math.log(centre[i]) : centre[i];
        }
        double[] e = new double[n + 1];
        for (int i = 1; i < n; i++) {
            e[i] = (t[i - 1] + t[i]) / 2;
        }
        e[0] = n > 1 ? t[0] - (e[1] - t[0]) : t[0] - 0.5;
        e[n] = n > 1 ? t[n - 1] + (t[n - 1] - e[n - 1]) : t[0] + 0.5;
        for (int i = 0; i <= n && log; i++) {
            e[i] = Math.exp(e[i]);
        }
        return e;
    }
}
