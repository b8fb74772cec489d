package org.solvable.num;

import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A straight line y = intercept + slope x fitted by least squares, with honest errors.
 *
 * <p>Given errors of the points are taken as they are (intervals from the normal law); without them the scatter about the
 * line sets the errors (intervals from Student's law with n - 2 degrees of freedom).
 *
 * @param intercept value of the line at x = 0
 * @param slope its slope
 * @param interceptError standard error of the intercept
 * @param slopeError standard error of the slope
 * @param covariance covariance of intercept and slope
 * @param chiSquare weighted sum of squared residuals; without given errors the plain sum
 * @param points number of points, at least 2
 * @param errorsGiven whether the points came with their errors
 */
public record LinearFit(
        double intercept,
        double slope,
        double interceptError,
        double slopeError,
        double covariance,
        double chiSquare,
        int points,
        boolean errorsGiven) {

    /**
     * Fits points without errors.
     *
     * @param x abscissas, at least 3, finite, not all equal
     * @param y ordinates, as many, finite
     */
    public static LinearFit of(double[] x, double[] y) {
        if (x.length < 3) {
            throw new IllegalArgumentException("points = " + x.length + ": need at least 3 to see the scatter");
        }
        double[] ones = new double[x.length];
        java.util.Arrays.fill(ones, 1);
        return fit(x, y, ones, false);
    }

    /**
     * Fits points with standard errors, weights 1 / error^2.
     *
     * @param x abscissas, at least 2, finite, not all equal
     * @param y ordinates, as many, finite
     * @param errors standard errors of the ordinates, positive and finite
     */
    public static LinearFit of(double[] x, double[] y, double[] errors) {
        if (x.length < 2) {
            throw new IllegalArgumentException("points = " + x.length + ": need at least 2");
        }
        return fit(x, y, errors, true);
    }

    /**
     * Fits a power law y = c x^slope on log-log axes; the error of log y is standardError / mean.
     *
     * @param x positive abscissas, at least 2
     * @param y estimates with positive means and positive errors
     */
    public static LinearFit powerLaw(double[] x, List<Estimate> y) {
        double[] logX = logs("x", x);
        double[] logY = logs("y", y.stream().mapToDouble(Estimate::mean).toArray());
        double[] errors =
                y.stream().mapToDouble(e -> e.standardError() / e.mean()).toArray();
        return of(logX, logY, errors);
    }

    /** Fits a power law y = c x^slope on log-log axes to points without errors; all numbers positive, at least 3. */
    public static LinearFit powerLaw(double[] x, double[] y) {
        return of(logs("x", x), logs("y", y));
    }

    private static double[] logs(String name, double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] = " + values[i] + ": must be > 0 on a logarithmic axis");
            }
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }

    private static LinearFit fit(double[] x, double[] y, double[] errors, boolean given) {
        int n = x.length;
        if (y.length != n || errors.length != n) {
            throw new IllegalArgumentException(
                    "lengths " + n + ", " + y.length + ", " + errors.length + ": x, y and errors must match");
        }
        double sumW = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[i]) < Double.POSITIVE_INFINITY && Math.abs(y[i]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("point " + i + " = (" + x[i] + ", " + y[i] + "): must be finite");
            }
            if (!(errors[i] > 0 && errors[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("errors[" + i + "] = " + errors[i] + ": must be finite and > 0");
            }
            double w = 1 / (errors[i] * errors[i]);
            sumW += w;
            meanX += w * (x[i] - meanX) / sumW;
            meanY += w * (y[i] - meanY) / sumW;
        }
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            double w = 1 / (errors[i] * errors[i]);
            sxx += w * (x[i] - meanX) * (x[i] - meanX);
            sxy += w * (x[i] - meanX) * (y[i] - meanY);
        }
        if (!(sxx > 0)) {
            throw new IllegalArgumentException("x = " + x[0] + ", ...: must not all be equal");
        }
        double slope = sxy / sxx;
        double intercept = meanY - slope * meanX;
        double chiSquare = 0;
        for (int i = 0; i < n; i++) {
            double r = (y[i] - meanY - slope * (x[i] - meanX)) / errors[i];
            chiSquare += r * r;
        }
        double unit = given ? 1 : chiSquare / (n - 2);
        double slopeVariance = unit / sxx;
        double interceptVariance = unit * (1 / sumW + meanX * meanX / sxx);
        return new LinearFit(
                intercept,
                slope,
                Math.sqrt(interceptVariance),
                Math.sqrt(slopeVariance),
                -meanX * slopeVariance,
                chiSquare,
                n,
                given);
    }

    /** Degrees of freedom, points - 2. */
    public int degreesOfFreedom() {
        return points - 2;
    }

    /** Value of the line at x with its standard error. */
    public Estimate at(double x) {
        double variance = interceptError * interceptError + 2 * x * covariance + x * x * slopeError * slopeError;
        return new Estimate(intercept + slope * x, Math.sqrt(Math.max(0, variance)), points);
    }

    /**
     * Confidence interval of the slope.
     *
     * @param level probability that the true slope lies inside, in (0, 1), for example 0.95
     */
    public Interval slopeInterval(double level) {
        double half = quantile(level) * slopeError;
        return new Interval(slope - half, slope + half);
    }

    /** Confidence interval of the intercept; see {@link #slopeInterval}. */
    public Interval interceptInterval(double level) {
        double half = quantile(level) * interceptError;
        return new Interval(intercept - half, intercept + half);
    }

    private double quantile(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level = " + level + ": must be in (0, 1)");
        }
        double p = 0.5 + 0.5 * level;
        return errorsGiven
                ? new NormalDistribution().inverseCumulativeProbability(p)
                : new TDistribution(degreesOfFreedom()).inverseCumulativeProbability(p);
    }
}
