package org.solvable.num;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The limit of a quantity known at several sizes or step widths, with its error.
 *
 * @param limit the extrapolated value and its standard error
 * @param coefficients fitted coefficients: the limit, then those of the growing powers
 * @param chiSquare weighted sum of squared residuals
 * @param degreesOfFreedom points minus coefficients; 0 means that the fit passes through all points
 */
public record Extrapolation(Estimate limit, List<Double> coefficients, double chiSquare, int degreesOfFreedom) {

    /** Copies the list. */
    public Extrapolation {
        coefficients = List.copyOf(coefficients);
    }

    /**
     * Extrapolates to infinite size with a polynomial in 1 / size, weights 1 / error^2, errors propagated.
     *
     * <p>Two sizes d and 2d with one power give 2 e(2d) - e(d).
     *
     * @param sizes positive, distinct
     * @param values what was measured at each size, errors positive
     * @param powers number of correction terms: 1 for a + b/d, 2 for a + b/d + c/d^2; at least 1, below the number of sizes
     */
    public static Extrapolation toInfiniteSize(double[] sizes, List<Estimate> values, int powers) {
        int n = sizes.length;
        int terms = powers + 1;
        if (values.size() != n) {
            throw new IllegalArgumentException("sizes, values = " + n + ", " + values.size() + ": must match");
        }
        if (powers < 1 || terms > n) {
            throw new IllegalArgumentException(
                    "powers = " + powers + ": must be in [1, " + (n - 1) + "] for " + n + " sizes");
        }
        double[][] rows = new double[n][terms];
        double[] right = new double[n];
        double smallest = Double.POSITIVE_INFINITY;
        for (double size : sizes) {
            if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sizes contain " + size + ": must be finite and > 0");
            }
            smallest = Math.min(smallest, size);
        }
        long count = Long.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            double error = values.get(i).standardError();
            if (!(error > 0 && error < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "values[" + i + "].standardError = " + error + ": must be finite and > 0");
            }
            count = Math.min(count, values.get(i).count());
            // Powers of smallest/d, not of 1/d: columns of one scale keep the triangular factor well conditioned.
            double power = 1 / error;
            for (int k = 0; k < terms; k++) {
                rows[i][k] = power;
                power *= smallest / sizes[i];
            }
            right[i] = values.get(i).mean() / error;
        }
        RealMatrix design = new Array2DRowRealMatrix(rows, false);
        QRDecomposition qr = new QRDecomposition(design);
        if (!qr.getSolver().isNonSingular()) {
            throw new IllegalArgumentException("sizes: too few distinct ones for powers = " + powers);
        }
        double[] c = qr.getSolver().solve(new ArrayRealVector(right, false)).toArray();
        double chiSquare = 0;
        double[] fitted = design.operate(c);
        for (int i = 0; i < n; i++) {
            chiSquare += (right[i] - fitted[i]) * (right[i] - fitted[i]);
        }
        // Variance of the limit: the weight of each point in it, squared (the points have unit error after scaling).
        double[] weights = qr.getSolver().getInverse().getRow(0);
        double variance = 0;
        for (double w : weights) {
            variance += w * w;
        }
        Double[] coefficients = new Double[terms];
        for (int k = 0; k < terms; k++) {
            coefficients[k] = c[k] * Math.pow(smallest, k);
        }
        Estimate limit = new Estimate(c[0], Math.sqrt(variance), count);
        return new Extrapolation(limit, List.of(coefficients), chiSquare, n - terms);
    }

    /**
     * Richardson's limit of a deterministic sequence a(h), a(h/r), a(h/r^2), ... whose error is a series in h^order,
     * h^(order + step), ...
     *
     * @param values the sequence, coarsest first, at least 2
     * @param ratio by which h shrinks from one to the next, above 1
     * @param order leading power of the error, positive
     * @param step distance of the following powers, positive (2 for symmetric differences)
     * @return limit; its standard error is the change made by the last column, an estimate of the error, no random error
     */
    public static Estimate richardson(double[] values, double ratio, double order, double step) {
        if (values.length < 2) {
            throw new IllegalArgumentException("values: " + values.length + " given, need at least 2");
        }
        if (!(ratio > 1 && order > 0 && step > 0)) {
            throw new IllegalArgumentException(
                    "ratio, order, step = " + ratio + ", " + order + ", " + step + ": must be > 1, > 0, > 0");
        }
        double[] column = values.clone();
        int n = column.length;
        double previous = column[n - 1];
        for (int k = 1; k < n; k++) {
            double factor = Math.pow(ratio, order + (k - 1) * step);
            previous = column[n - 1];
            for (int i = n - 1; i >= k; i--) {
                column[i] += (column[i] - column[i - 1]) / (factor - 1);
            }
        }
        return new Estimate(column[n - 1], Math.abs(column[n - 1] - previous), n);
    }
}
