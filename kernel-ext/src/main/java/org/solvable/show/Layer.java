package org.solvable.show;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing drawn in a panel. Arrays are copied at the door; NaN and infinite values are gaps. */
public sealed interface Layer {

    /** Legend entry; empty for none. */
    String name();

    /** Line style. */
    enum Dash {
        SOLID("solid"),
        DASH("dash"),
        DOT("dot"),
        LONG_DASH("longdash"),
        DASH_DOT("dashdot");

        final String word;

        Dash(String word) {
            this.word = word;
        }
    }

    /** A curve. */
    record Line(String name, double[] x, double[] y, int color, Dash dash) implements Layer {
        public Line {
            same("x", x, "y", y);
            x = x.clone();
            y = y.clone();
        }
    }

    /** Points, with standard errors where {@code error} is there. */
    record Points(String name, double[] x, double[] y, double @Nullable [] error, int color) implements Layer {
        public Points {
            same("x", x, "y", y);
            x = x.clone();
            y = y.clone();
            error = errors(x, error);
        }
    }

    /** The area between two curves. */
    record Band(String name, double[] x, double[] low, double[] high, int color) implements Layer {
        public Band {
            same("x", x, "low", low);
            same("x", x, "high", high);
            x = x.clone();
            low = low.clone();
            high = high.clone();
        }
    }

    /**
     * Bars from zero, centred at x.
     *
     * @param width in units of x; on an axis of categories the bars of one category share 0.8 instead
     */
    record Bars(String name, double[] x, double[] height, double @Nullable [] error, double width, int color)
            implements Layer {
        public Bars {
            same("x", x, "height", height);
            if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("width = " + width + ": must be finite and > 0");
            }
            x = x.clone();
            height = height.clone();
            error = errors(x, error);
        }
    }

    /**
     * A field over a grid: {@code z[i][j]} at (x[j], y[i]); the name labels the colour bar.
     *
     * @param low value of the first colour
     * @param high value of the last colour, above {@code low}
     * @param phases names of the values 0, 1, 2 …, empty for a field of real numbers
     */
    record Heat(
            String name,
            double[] x,
            double[] y,
            double[][] z,
            double low,
            double high,
            ColorScale scale,
            List<String> phases)
            implements Layer {
        public Heat {
            if (!(low < high)) {
                throw new IllegalArgumentException("colour range = [" + low + ", " + high + "]: must have low < high");
            }
            grid(x, y, z);
            x = x.clone();
            y = y.clone();
            z = copy(z);
            phases = List.copyOf(phases);
        }

        /** A field of places in {@code names}; a negative one is a gap. */
        static Heat phases(String label, double[] x, double[] y, int[][] phase, List<String> names) {
            double[][] z = new double[phase.length][];
            for (int i = 0; i < z.length; i++) {
                z[i] = new double[phase[i].length];
                for (int j = 0; j < z[i].length; j++) {
                    int k = phase[i][j];
                    if (k >= names.size()) {
                        throw new IllegalArgumentException(
                                "phase[" + i + "][" + j + "] = " + k + ": must be below " + names.size());
                    }
                    z[i][j] = k < 0 ? Double.NaN : k;
                }
            }
            return new Heat(label, x, y, z, -0.5, names.size() - 0.5, ColorScale.PHASES, names);
        }
    }

    /** Lines of equal value of a field; {@code labelled} ones carry their value. */
    record Contours(String name, double[] x, double[] y, double[][] z, double[] levels, boolean labelled, int color)
            implements Layer {
        public Contours {
            grid(x, y, z);
            x = x.clone();
            y = y.clone();
            z = copy(z);
            levels = levels.clone();
        }
    }

    /** A shaded stretch of an axis, with its name at the edge: a phase of training. */
    record Region(String name, boolean vertical, double from, double to, int color) implements Layer {
        public Region {
            if (!(from < to)) {
                throw new IllegalArgumentException("region = [" + from + ", " + to + "]: must have from < to");
            }
        }
    }

    /** A straight line across the panel, with a short text at its end. */
    record Reference(String name, boolean vertical, double at) implements Layer {
        public Reference {
            finite("at", at);
        }
    }

    /**
     * A text near a point.
     *
     * @param right where the text stands, in points right of (x, y)
     * @param up and above it; both 0 for a text at the point, else an arrow leads from the text to the point
     */
    record Note(String name, double x, double y, double right, double up) implements Layer {
        public Note {
            finite("x", x);
            finite("y", y);
            finite("right", right);
            finite("up", up);
        }

        boolean arrow() {
            return right != 0 || up != 0;
        }
    }

    private static void finite(String name, double v) {
        if (!Double.isFinite(v)) {
            throw new IllegalArgumentException(name + " = " + v + ": must be finite");
        }
    }

    private static double @Nullable [] errors(double[] x, double @Nullable [] error) {
        if (error == null) {
            return null;
        }
        same("x", x, "standardError", error);
        for (int i = 0; i < error.length; i++) {
            if (error[i] < 0) {
                throw new IllegalArgumentException("standardError[" + i + "] = " + error[i] + ": must be >= 0 or NaN");
            }
        }
        return error.clone();
    }

    private static void grid(double[] x, double[] y, double[][] z) {
        if (x.length == 0 || y.length == 0) {
            throw new IllegalArgumentException(
                    "x, y = " + x.length + ", " + y.length + " values: a field needs at least one of each");
        }
        increasing("x", x);
        increasing("y", y);
        if (z.length != y.length) {
            throw new IllegalArgumentException("z has " + z.length + " rows: must have y.length = " + y.length);
        }
        for (int i = 0; i < z.length; i++) {
            same("x", x, "z[" + i + "]", z[i]);
        }
    }

    private static void increasing(String name, double[] v) {
        for (int i = 0; i < v.length; i++) {
            boolean rising = i == 0 || v[i] > v[i - 1];
            if (!Double.isFinite(v[i]) || !rising) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] = " + v[i] + ": a grid must be finite and increasing");
            }
        }
    }

    private static double[][] copy(double[][] z) {
        return Arrays.stream(z).map(double[]::clone).toArray(double[][]::new);
    }

    private static void same(String nameA, double[] a, String nameB, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(nameA + " and " + nameB + " are arrays of length " + a.length + " and "
                    + b.length + ": must be equally long; first values "
                    + Arrays.toString(Arrays.copyOf(a, Math.min(3, a.length))) + " and "
                    + Arrays.toString(Arrays.copyOf(b, Math.min(3, b.length))));
        }
    }
}
