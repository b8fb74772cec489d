package org.solvable.talk.sparsetoken;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/** The standard normal law, accurate in both tails. */
final class Normal {

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double PEAK = 1 / Math.sqrt(2 * Math.PI);

    private Normal() {}

    /** φ(x). */
    static double density(double x) {
        return PEAK * Math.exp(-0.5 * x * x);
    }

    /** Φ(x). */
    static double cdf(double x) {
        return 0.5 * Erfc.value(-SQRT_HALF * x);
    }

    /** log Φ(x), finite for every finite x. */
    static double logCdf(double x) {
        return x < -1
                ? Math.log(0.5 * Erfcx.value(-SQRT_HALF * x)) - 0.5 * x * x
                : Math.log1p(-0.5 * Erfc.value(SQRT_HALF * x));
    }
}
