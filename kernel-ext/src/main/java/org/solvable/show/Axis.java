package org.solvable.show;

import java.util.List;

/**
 * An axis.
 *
 * @param label text with simple TeX between dollar signs
 * @param log whether the scale is logarithmic
 * @param low fixed lower end, NaN to fit the data
 * @param high fixed upper end, NaN to fit the data
 * @param categories names that stand at 0, 1, 2 … instead of numbers; empty for an axis of numbers
 * @param reversed whether values grow to the left or downwards
 */
public record Axis(String label, boolean log, double low, double high, List<String> categories, boolean reversed) {

    /** Beyond these ends ratios and differences underflow or overflow. */
    private static final double LEAST = 1e-290;

    private static final double MOST = 1e290;

    public Axis {
        if (log && (low <= 0 || high <= 0)) {
            throw new IllegalArgumentException(
                    "range = [" + low + ", " + high + "]: both ends must be > 0 on a logarithmic axis");
        }
        if (low >= high || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "range = [" + low + ", " + high + "]: must be finite and have low < high");
        }
        categories = List.copyOf(categories);
    }

    static Axis linear(String label) {
        return new Axis(label, false, Double.NaN, Double.NaN, List.of(), false);
    }

    Axis labelled(String text) {
        return new Axis(text, log, low, high, categories, reversed);
    }

    Axis logarithmic() {
        return new Axis(label, true, low, high, categories, reversed);
    }

    Axis between(double from, double to) {
        return new Axis(label, log, from, to, categories, reversed);
    }

    Axis of(List<String> names) {
        return new Axis(label, log, low, high, names, reversed);
    }

    Axis turned() {
        return new Axis(label, log, low, high, categories, true);
    }

    /** The shown range: the fixed ends, else the data's with a margin of 4 %. */
    double[] range(double[] extent) {
        double a = extent[0];
        double b = extent[1];
        if (!(a <= b)) {
            a = log ? 0.1 : 0;
            b = log ? 10 : 1;
        }
        if (log) {
            a = Math.clamp(a, LEAST, MOST);
            b = Math.clamp(b, LEAST, MOST);
            double margin = Math.max(0.04 * Math.log10(b / a), a == b ? 0.5 : 0);
            a = Math.pow(10, Math.log10(a) - margin);
            b = Math.pow(10, Math.log10(b) + margin);
        } else {
            // Equal ends, and ends that only rounding tells apart, get room on both sides.
            boolean flat = b - a <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
            double margin = flat ? Math.max(0.1 * Math.abs(a), a == 0 ? 0.5 : 0) : 0.04 * (b - a);
            a -= margin;
            b += margin;
        }
        return fixed(a, b);
    }

    /** The fixed ends where there are some. */
    double[] fixed(double a, double b) {
        double from = Double.isNaN(low) ? Math.max(a, log ? LEAST : -MOST) : low;
        double to = Double.isNaN(high) ? Math.min(b, MOST) : high;
        // One fixed end may lie beyond all data.
        if (!(from < to)) {
            if (Double.isNaN(low)) {
                from = log ? to / 10 : to - 1;
            } else {
                to = log ? from * 10 : from + 1;
            }
        }
        return new double[] {from, to};
    }
}
