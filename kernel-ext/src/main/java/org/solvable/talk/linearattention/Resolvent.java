package org.solvable.talk.linearattention;

/**
 * Resolvent traces of the task second moment R = (1/k) Σ wwᵀ as d → ∞: m(z) = tr (R+z)⁻¹/d and m₂ = -m'.
 *
 * <p>m is the positive root of (z/κ) m² + a m - 1 = 0 with a = z + 1 - 1/κ (Marchenko and Pastur). Beside m this record
 * keeps quantities that are differences in the textbook form and are sums of positive terms here, so that no digits are
 * lost at any z: with u = z m,
 *
 * <ul>
 *   <li>1 - u = m/(1 + m/κ) = {@code t};
 *   <li>m₂ - m² = m² t/(κ √(a²+4z/κ)) = (t/κ) m² · m/(1 + z m²/κ), whose last factor is {@code p}.
 * </ul>
 *
 * @param z argument, positive
 * @param inverseKappa 1/κ, 0 for infinite diversity
 * @param m the trace
 * @param t 1 - z m
 * @param p m / (1 + z m²/κ)
 */
record Resolvent(double z, double inverseKappa, double m, double t, double p) {

    /** Beyond this argument a² would overflow, and the root is a to the last digit. */
    private static final double HUGE = 1e150;

    /** The traces at {@code z > 0} for diversity {@code kappa}, which may be infinite. */
    static Resolvent at(double z, double kappa) {
        double k = 1 / kappa;
        double m = trace(z, kappa);
        double t = m / (1 + m * k);
        double p = m / (1 + k * (z * m) * m);
        return new Resolvent(z, k, m, t, p);
    }

    /** m(z) alone. */
    static double trace(double z, double kappa) {
        double k = 1 / kappa;
        // (κ-1)/κ keeps the digits of κ near 1 that 1 - 1/κ would lose.
        double a = z + (kappa == Double.POSITIVE_INFINITY ? 1 : (kappa - 1) / kappa);
        double r = a > HUGE ? a : Math.sqrt(a * a + 4 * z * k);
        return a >= 0 ? 2 / (a + r) : (r - a) / (2 * z * k);
    }

    /** z m, in (0, 1]. */
    double u() {
        return z * m;
    }

    /** m₂ = m² + (m₂ - m²). */
    double m2() {
        return m * m * (1 + inverseKappa * t * p);
    }

    /** 1 - 2 z m + z² m₂ = t² + z² (m₂ - m²). */
    double q2() {
        return t * t + u() * u() * inverseKappa * t * p;
    }
}
