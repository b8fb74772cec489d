package org.solvable.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.solvable.num.Estimate;

/**
 * The mean of independent runs with its standard error; prints as {@code 0.8615(26)}, which is 0.8615 ± 0.0026.
 *
 * @param mean sample mean; may be infinite or NaN
 * @param standardError sample standard deviation over √count; NaN for a single run, which tells nothing about its spread
 * @param count number of runs, at least 0
 */
public record Measured(double mean, double standardError, long count) {

    public Measured {
        if (standardError < 0) {
            throw new IllegalArgumentException("standardError = " + standardError + ": must be >= 0 or NaN");
        }
        if (count < 0) {
            throw new IllegalArgumentException("count = " + count + ": must be >= 0");
        }
    }

    /** Mean and standard error of {@code values}; NaN mean where there are none. */
    public static Measured of(double... values) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double d = values[i] - mean;
            mean += d / (i + 1);
            squares += d * (values[i] - mean);
        }
        int n = values.length;
        return new Measured(n == 0 ? Double.NaN : mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n), n);
    }

    /** The same numbers from the statistics package. */
    public static Measured of(Estimate estimate) {
        return new Measured(estimate.mean(), estimate.standardError(), estimate.count());
    }

    /** The same numbers for the statistics package: differences, agreement, extrapolation. */
    public Estimate estimate() {
        return new Estimate(mean, standardError, count);
    }

    /** (mean - truth) / standardError: how many standard errors this lies above {@code truth}; 0 where both are equal. */
    public double zScore(double truth) {
        return estimate().zScore(truth);
    }

    /** Whether {@code truth} lies within {@code sigmas} standard errors; never true for NaN. */
    public boolean agreesWith(double truth, double sigmas) {
        return Math.abs(zScore(truth)) <= sigmas;
    }

    /**
     * These runs and other, independent ones of the same experiment taken together.
     *
     * <p>The sums of squares are recovered from the errors and merged by the formula of Chan, Golub and LeVeque (1983), so
     * that the result is that of all runs in one list, up to rounding.
     */
    public Measured pooledWith(Measured other) {
        if (count == 0) {
            return other;
        }
        if (other.count == 0) {
            return this;
        }
        long n = count + other.count;
        double d = other.mean - mean;
        double squares = squares() + other.squares() + d * d * ((double) count / n) * other.count;
        return new Measured(mean + d * ((double) other.count / n), Math.sqrt(squares / (n - 1) / n), n);
    }

    /** Sum of squared deviations from the mean; a single run has none. */
    private double squares() {
        return count == 1 ? 0 : standardError * standardError * count * (count - 1.0);
    }

    /**
     * Value with two digits of its standard error in brackets, in units of the last digits shown: {@code 0.8615(26)},
     * {@code 12.3(1.5)}, {@code 1.2(1.1)e+05}. An unknown error is {@code (?)}, an error of exactly zero is {@code (0)}.
     */
    @Override
    public String toString() {
        if (Double.isNaN(mean) || Double.isInfinite(mean)) {
            return text(mean);
        }
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            return text(mean) + (Double.isNaN(standardError) ? "(?)" : "(" + (standardError == 0 ? "0" : "inf") + ")");
        }
        BigDecimal error = BigDecimal.valueOf(standardError).round(new MathContext(2, RoundingMode.HALF_EVEN));
        // Two digits, also where the error has only one: 0.1 is 0.10.
        error = error.setScale(error.scale() + 2 - error.precision());
        BigDecimal value = BigDecimal.valueOf(mean).setScale(error.scale(), RoundingMode.HALF_EVEN);
        BigDecimal larger = value.abs().max(error);
        int exponent = larger.precision() - larger.scale() - 1;
        boolean plain = error.scale() >= 0 && exponent < 6 && exponent >= -4;
        return plain
                ? digits(value, error)
                : digits(value.scaleByPowerOfTen(-exponent), error.scaleByPowerOfTen(-exponent))
                        + String.format(Locale.ROOT, "e%+03d", exponent);
    }

    private static String digits(BigDecimal value, BigDecimal error) {
        boolean withPoint = error.compareTo(BigDecimal.ONE) >= 0;
        return value.toPlainString() + "("
                + (withPoint ? error.toPlainString() : error.unscaledValue().toString()) + ")";
    }

    private static String text(double x) {
        return Double.isInfinite(x) ? (x > 0 ? "inf" : "-inf") : Double.toString(x);
    }
}
