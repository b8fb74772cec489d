package org.solvable.show;

/**
 * An axis.
 *
 * @param label text with simple TeX between dollar signs
 * @param log whether the scale is logarithmic
 * @param low fixed lower end, NaN to fit the data
 * @param high fixed upper end, NaN to fit the data
 */
public record Axis(String label, boolean log, double low, double high) {

    public Axis {
        if (log && (low <= 0 || high <= 0)) {
            throw new IllegalArgumentException(
                    "range = [" + low + ", " + high + "]: both ends must be > 0 on a logarithmic axis");
        }
        if (low >= high) {
            throw new IllegalArgumentException("range = [" + low + ", " + high + "]: must have low < high");
        }
    }

    static Axis linear(String label) {
        return new Axis(label, false, Double.NaN, Double.NaN);
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
            double margin = Math.max(0.04 * Math.log10(b / a), a == b ? 0.5 : 0);
            a = Math.pow(10, Math.log10(a) - margin);
            b = Math.pow(10, Math.log10(b) + margin);
        } else {
            double margin = a == b ? Math.max(0.5, 0.1 * Math.abs(a)) : 0.04 * (b - a);
            a -= margin;
            b += margin;
        }
        return new double[] {Double.isNaN(low) ? a : low, Double.isNaN(high) ? b : high};
    }
}
