package org.solvable.show;

import java.util.ArrayList;
import java.util.List;

/** One pair of axes and what is drawn in it. */
public record Panel(String title, Axis x, Axis y, List<Layer> layers) {

    public Panel {
        layers = List.copyOf(layers);
    }

    static Panel empty(String title) {
        return new Panel(title, Axis.linear(""), Axis.linear(""), List.of());
    }

    Panel with(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Panel(title, x, y, more);
    }

    Panel withX(Axis axis) {
        return new Panel(title, axis, y, layers);
    }

    Panel withY(Axis axis) {
        return new Panel(title, x, axis, layers);
    }

    /** How many curves and point sets there are so far: the next one's place in the palette. */
    int nextColor() {
        return (int) layers.stream()
                .filter(l -> l instanceof Layer.Line || l instanceof Layer.Points || l instanceof Layer.Bars)
                .count();
    }

    /** The colour of the layer of this name, or the next free one: a curve and its points look alike. */
    int colorOf(String name) {
        for (Layer l : layers) {
            if (!name.isEmpty() && l.name().equals(name)) {
                if (l instanceof Layer.Line line) {
                    return line.color();
                }
                if (l instanceof Layer.Points points) {
                    return points.color();
                }
            }
        }
        return nextColor();
    }

    /** The range of the drawn numbers along an axis, without margins. */
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
                            include(e, new double[] {p.y()[i] - p.error()[i], p.y()[i] + p.error()[i]}, axis);
                        }
                    }
                }
                case Layer.Band b -> {
                    include(e, vertical ? b.low() : b.x(), axis);
                    include(e, vertical ? b.high() : b.x(), axis);
                }
                case Layer.Bars b -> {
                    if (vertical) {
                        include(e, b.height(), axis);
                        include(e, new double[] {0}, axis);
                    } else {
                        for (double x0 : b.x()) {
                            include(e, new double[] {x0 - b.width() / 2, x0 + b.width() / 2}, axis);
                        }
                    }
                }
                case Layer.Heat h -> include(e, edges(vertical ? h.y() : h.x(), axis.log()), axis);
                case Layer.Reference r -> {
                    if (r.vertical() != vertical) {
                        include(e, new double[] {r.at()}, axis);
                    }
                }
                case Layer.Note n -> {}
            }
        }
        return e;
    }

    /** The shown range along an axis; a field fills its panel to the edge. */
    double[] range(boolean vertical) {
        Axis axis = vertical ? y : x;
        double[] extent = extent(vertical);
        boolean field = layers.stream().anyMatch(l -> l instanceof Layer.Heat) && extent[0] < extent[1];
        return field
                ? new double[] {
                    Double.isNaN(axis.low()) ? extent[0] : axis.low(),
                    Double.isNaN(axis.high()) ? extent[1] : axis.high()
                }
                : axis.range(extent);
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
