package org.solvable.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The mean of independent runs with its standard error; prints as {@code 0.8615(26)}.
 *
 * @param mean sample mean
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

    /** (mean - truth) / standardError: how many standard errors this lies above {@code truth}. */
    public double zScore(double truth) {
        return (mean - truth) / standardError;
    }

    /** Whether {@code truth} lies within {@code sigmas} standard errors; never true for NaN. */
    public boolean agreesWith(double truth, double sigmas) {
        return Math.abs(zScore(truth)) <= sigmas;
    }

    /** Value with the standard error of its last two digits in brackets; plain value where there is no error. */
    @Override
    public String toString() {
        if (!Double.isFinite(mean)) {
            return Double.toString(mean);
        }
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            return new BigDecimal(mean).round(new MathContext(6)).stripTrailingZeros()
                    + (standardError == 0 ? "(0)" : "");
        }
        BigDecimal error = new BigDecimal(standardError).round(new MathContext(2, RoundingMode.HALF_UP));
        int digits = error.scale();
        if (digits <= 0) {
            // The error is ten or more: no decimals to put in brackets.
            return new BigDecimal(mean).setScale(digits, RoundingMode.HALF_EVEN).toPlainString() + "("
                    + error.toPlainString() + ")";
        }
        boolean tiny = digits > 9;
        int exponent = tiny ? exponentOf(Math.max(Math.abs(mean), standardError)) : 0;
        BigDecimal scaled = new BigDecimal(mean).scaleByPowerOfTen(-exponent);
        int shown = digits + exponent;
        String value =
                scaled.setScale(Math.max(0, shown), RoundingMode.HALF_EVEN).toPlainString();
        boolean whole = error.compareTo(BigDecimal.ONE) >= 0;
        String bracket = whole ? error.toPlainString() : error.unscaledValue().toString();
        return value + "(" + bracket + ")" + (tiny ? "e" + exponent : "");
    }

    private static int exponentOf(double x) {
        return (int) Math.floor(Math.log10(x));
    }
}
