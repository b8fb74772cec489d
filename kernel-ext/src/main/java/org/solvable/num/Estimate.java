package org.solvable.num;

/**
 * A mean with its standard error: what a simulation or a quadrature with error bars gives.
 *
 * @param mean the estimate
 * @param standardError its standard error, at least 0; NaN where it is not known (one sample, a rule without error bar)
 * @param count number of independent samples behind it, at least 0
 */
public record Estimate(double mean, double standardError, long count) {

    /** Checks the ranges; a mean may be NaN, a standard error may be NaN (unknown). */
    public Estimate {
        if (standardError < 0) {
            throw new IllegalArgumentException("standardError = " + standardError + ": must be >= 0 or NaN (unknown)");
        }
        if (count < 0) {
            throw new IllegalArgumentException("count = " + count + ": must be >= 0");
        }
    }

    /** A number known exactly: standard error 0. */
    public static Estimate exact(double value) {
        return new Estimate(value, 0, 0);
    }

    /** Distance from an exact value in standard errors, with sign; 0 if equal, NaN if the error is unknown. */
    public double zScore(double exact) {
        return zScore(exact(exact));
    }

    /**
     * Difference to another, independent estimate in combined standard errors, with sign.
     *
     * @return (this - other) / sqrt(sum of squared errors); 0 if both means are equal and exact, infinite if both are
     *     exact and differ
     */
    public double zScore(Estimate other) {
        double difference = mean - other.mean;
        double error = Math.hypot(standardError, other.standardError);
        return difference == 0 && error == 0 ? 0 : difference / error;
    }

    /**
     * Whether two independent estimates differ by at most {@code sigmas} combined standard errors; false if anything
     * is NaN.
     *
     * @param sigmas allowed distance, positive; 4 lets one of 16,000 true agreements fail
     */
    public boolean agreesWith(Estimate other, double sigmas) {
        if (!(sigmas > 0)) {
            throw new IllegalArgumentException("sigmas = " + sigmas + ": must be > 0");
        }
        return Math.abs(zScore(other)) <= sigmas;
    }

    /** This minus another, independent estimate; errors add in squares. */
    public Estimate minus(Estimate other) {
        return new Estimate(
                mean - other.mean, Math.hypot(standardError, other.standardError), Math.min(count, other.count));
    }

    /** The estimate of a linear image {@code factor * x + shift}. */
    public Estimate scaled(double factor, double shift) {
        return new Estimate(factor * mean + shift, Math.abs(factor) * standardError, count);
    }
}
