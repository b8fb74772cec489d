package org.solvable.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis and how they are written; the same rules as Plotly's. */
record Ticks(double[] at, String[] text) {

    private static final int MOST = 24;

    /** A linear axis has steps of 1, 2 or 5 times a power of ten, the smallest that make fewer intervals than this. */
    static final int INTERVALS = 8;

    /** Numbers with a larger power of ten than this, or a smaller one than its negative, are written with it. */
    static final int PLAIN_EXPONENT = 4;

    /** Where an axis of this range has numbers or names. */
    static Ticks of(Axis axis, double[] range) {
        return axis.categories().isEmpty()
                ? axis.log() ? logarithmic(range[0], range[1]) : linear(range[0], range[1])
                : named(axis.categories());
    }

    /** The same for an axis of this panel: cells that have whole numbers get no numbers between them. */
    static Ticks of(Panel panel, boolean vertical, double[] range) {
        Axis axis = vertical ? panel.y() : panel.x();
        return panel.whole(vertical) ? linear(range[0], range[1], 1) : of(axis, range);
    }

    /** From one number to the next. */
    double step() {
        return at.length > 1 ? at[1] - at[0] : 1;
    }

    private static Ticks named(List<String> names) {
        double[] at = new double[names.size()];
        Arrays.setAll(at, i -> i);
        return new Ticks(at, names.toArray(String[]::new));
    }

    private static Ticks linear(double low, double high) {
        return linear(low, high, 0);
    }

    private static Ticks linear(double low, double high, double least) {
        double rough = (high - low) / INTERVALS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double f : new double[] {5, 2}) {
            step = f * power > rough ? f * power : step;
        }
        step = Math.max(step, least);
        step = least > 0 ? Math.rint(step) : step;
        // The loop counts steps from the first tick: adding 1 to a huge multiple would change nothing.
        double first = Math.ceil(low / step - 1e-9);
        List<Double> at = new ArrayList<>();
        for (int k = 0; k < MOST && (first + k) * step <= high + 1e-9 * step; k++) {
            double v = (first + k) * step;
            at.add(v == 0 ? 0 : v);
        }
        int exponent = (int) Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))) + 0.01);
        boolean scaled = Math.abs(exponent) > PLAIN_EXPONENT;
        double unit = scaled ? Math.pow(10, exponent) : 1;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
        String suffix = scaled ? "$×10^{" + exponent + "}$" : "";
        return new Ticks(
                at.stream().mapToDouble(d -> d).toArray(),
                at.stream()
                        .map(v -> v == 0 ? "0" : fixed(v / unit, Math.min(decimals, 12)) + suffix)
                        .toArray(String[]::new));
    }

    private static String fixed(double v, int decimals) {
        String s = String.format(Locale.ROOT, "%." + decimals + "f", v).replace('-', '\u2212');
        return s.contains(".") ? s.replaceAll("\\.?0+$", "") : s;
    }

    private static Ticks logarithmic(double low, double high) {
        int from = (int) Math.ceil(Math.log10(low) - 1e-9);
        int to = (int) Math.floor(Math.log10(high) + 1e-9);
        if (to - from < 1) {
            return withinDecade(low, high, from, to);
        }
        List<Double> at = new ArrayList<>();
        List<String> text = new ArrayList<>();
        int step = Math.max(1, (int) Math.ceil((to - from) / 8.0));
        for (int e = from; e <= to; e += step) {
            at.add(Math.pow(10, e));
            text.add(e == 0 ? "1" : e == 1 ? "10" : "$10^{" + e + "}$");
        }
        return new Ticks(at.stream().mapToDouble(d -> d).toArray(), text.toArray(String[]::new));
    }

    /** 1, 2, 5 of each decade; round steps as on a linear axis where even these are too far apart. */
    private static Ticks withinDecade(double low, double high, int from, int to) {
        List<Double> at = new ArrayList<>();
        for (int e = from - 1; e <= to + 1; e++) {
            for (int f : new int[] {1, 2, 5}) {
                double v = f * Math.pow(10, e);
                if (v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9)) {
                    at.add(v);
                }
            }
        }
        return at.size() < 2
                ? linear(low, high)
                : new Ticks(
                        at.stream().mapToDouble(d -> d).toArray(),
                        at.stream().map(Numbers::text).toArray(String[]::new));
    }

    /** The 2, 3, … 9 of each decade between labelled powers of ten; nothing on linear axes and beyond six decades. */
    static double[] minor(Axis axis, double[] range) {
        double low = range[0];
        double high = range[1];
        List<Double> at = new ArrayList<>();
        if (axis.log() && axis.categories().isEmpty() && Math.log10(high / low) < 6) {
            for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
                for (int f = 2; f < 10; f++) {
                    double v = f * Math.pow(10, e);
                    if (v > low && v < high) {
                        at.add(v);
                    }
                }
            }
        }
        return at.stream().mapToDouble(d -> d).toArray();
    }
}
