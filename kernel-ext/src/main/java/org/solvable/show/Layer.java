package org.solvable.show;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One thing drawn in a panel. Arrays are copied; NaN is a gap. */
public sealed interface Layer {

    /** Legend entry; empty for none. */
    String name();

    /** Line style. */
    enum Dash {
        SOLID("solid"),
        DASH("dash"),
        DOT("dot");

        final String word;

        Dash(String word) {
            this.word = word;
        }
    }

    /** A curve. */
    record Line(String name, double[] x, double[] y, int color, Dash dash) implements Layer {
        public Line {
            same(x, y);
            x = x.clone();
            y = y.clone();
        }
    }

    /** Points, with standard errors where {@code error} is there. */
    record Points(String name, double[] x, double[] y, double @Nullable [] error, int color, int symbol)
            implements Layer {
        public Points {
            same(x, y);
            x = x.clone();
            y = y.clone();
            if (error != null) {
                same(x, error);
                error = error.clone();
            }
        }
    }

    /** The area between two curves. */
    record Band(String name, double[] x, double[] low, double[] high, int color) implements Layer {
        public Band {
            same(x, low);
            same(x, high);
            x = x.clone();
            low = low.clone();
            high = high.clone();
        }
    }

    /** Bars centred at x, of the given width in units of x. */
    record Bars(String name, double[] x, double[] height, double width, int color) implements Layer {
        public Bars {
            same(x, height);
            x = x.clone();
            height = height.clone();
        }
    }

    /** A field over a grid: {@code z[i][j]} at (x[j], y[i]); the name labels the colour bar. */
    record Heat(String name, double[] x, double[] y, double[][] z, double low, double high) implements Layer {
        public Heat {
            x = x.clone();
            y = y.clone();
            if (z.length != y.length) {
                throw new IllegalArgumentException("z has " + z.length + " rows: must have y.length = " + y.length);
            }
            double[][] copy = new double[z.length][];
            for (int i = 0; i < z.length; i++) {
                same(x, z[i]);
                copy[i] = z[i].clone();
            }
            z = copy;
        }
    }

    /** A straight line across the panel, with a short text at its end. */
    record Reference(String name, boolean vertical, double at) implements Layer {}

    /** A text at a point. */
    record Note(String name, double x, double y) implements Layer {}

    private static void same(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("arrays of length " + a.length + " and " + b.length
                    + ": must be equally long; first values " + Arrays.toString(Arrays.copyOf(a, Math.min(3, a.length)))
                    + " and " + Arrays.toString(Arrays.copyOf(b, Math.min(3, b.length))));
        }
    }
}
