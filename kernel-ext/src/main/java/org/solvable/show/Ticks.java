package org.solvable.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis and how they are written. */
record Ticks(double[] at, String[] text) {

    static Ticks of(double low, double high, boolean log) {
        return log ? logarithmic(low, high) : linear(low, high);
    }

    private static Ticks linear(double low, double high) {
        double rough = (high - low) / 6;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power;
        for (double f : new double[] {1, 2, 2.5, 5, 10}) {
            if (f * power >= rough) {
                step = f * power;
                break;
            }
        }
        List<Double> at = new ArrayList<>();
        for (double k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
            at.add(k * step == 0 ? 0 : k * step);
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (step / power == 2.5 ? 1 : 0));
        boolean huge = Math.max(Math.abs(low), Math.abs(high)) >= 1e5 || decimals > 5;
        return new Ticks(
                at.stream().mapToDouble(d -> d).toArray(),
                at.stream()
                        .map(v -> huge
                                ? String.format(Locale.ROOT, "%.3g", v)
                                : String.format(Locale.ROOT, "%." + decimals + "f", v))
                        .toArray(String[]::new));
    }

    private static Ticks logarithmic(double low, double high) {
        int from = (int) Math.ceil(Math.log10(low) - 1e-9);
        int to = (int) Math.floor(Math.log10(high) + 1e-9);
        List<Double> at = new ArrayList<>();
        List<String> text = new ArrayList<>();
        if (to - from < 1) {
            // Less than a decade on each side: write 1, 2, 5 of each.
            for (int e = from - 1; e <= to + 1; e++) {
                for (int f : new int[] {1, 2, 5}) {
                    double v = f * Math.pow(10, e);
                    if (v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9)) {
                        at.add(v);
                        text.add(String.format(Locale.ROOT, "%.3g", v).replaceAll("\\.?0+$", ""));
                    }
                }
            }
        } else {
            int step = Math.max(1, (to - from) / 6);
            for (int e = from; e <= to; e += step) {
                at.add(Math.pow(10, e));
                text.add(e == 0 ? "1" : e == 1 ? "10" : "$10^{" + (e < 0 ? "\u2212" + -e : e) + "}$");
            }
        }
        return new Ticks(at.stream().mapToDouble(d -> d).toArray(), text.toArray(String[]::new));
    }

    /** The 2, 3, … 9 of each decade between labelled powers of ten; nothing on linear axes and beyond six decades. */
    static double[] minor(double low, double high, boolean log) {
        List<Double> at = new ArrayList<>();
        if (log && Math.log10(high / low) < 6) {
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
