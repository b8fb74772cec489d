package org.solvable.talk.linearattention;

/**
 * Traces of the second moment R = (1/k) Σ wwᵀ of the pretraining tasks as d → ∞, all normalised by d: what the errors are
 * made of.
 *
 * <p>For isotropic tasks m(z) = tr (R+z)⁻¹/d is the positive root of (z/κ) m² + a m - 1 = 0 with a = z + 1 - 1/κ (Marchenko
 * and Pastur). The textbook forms of the other traces, 1 - z m and 1 - 2 z m + z² m₂, are differences of nearly equal
 * numbers at large z. This record keeps each as a sum of positive terms and every ratio dimensionless, so that no digits
 * are lost and nothing overflows at any z. With s = 1/(1 + m/κ), which makes m = 1/(s+z), and y = z m:
 *
 * <ul>
 *   <li>{@code first} = tr R(R+z)⁻¹ = 1 - z m = s m;
 *   <li>W = s + y (1-s), m₂ = m²/W, {@code ratio} = m₂/m² = 1/W;
 *   <li>{@code mixed} = tr R(R+z)⁻² / m = (m - z m₂)/m = s · first / W;
 *   <li>{@code second} = tr R²(R+z)⁻² = 1 - 2 z m + z² m₂ = first · (s · first + y (1-s)) / W.
 * </ul>
 *
 * @param z argument, positive
 * @param m tr (R+z)⁻¹
 * @param first tr R(R+z)⁻¹ = 1 - z m
 * @param mixed tr R(R+z)⁻² divided by m, in [0, 1]
 * @param second tr R²(R+z)⁻²
 * @param ratio m₂/m², at least 1, with m₂ = tr (R+z)⁻²
 * @param s the shrinkage of the covariance: R acts like s times its mean
 * @param loss 1 - s, without the subtraction
 */
record Resolvent(double z, double m, double first, double mixed, double second, double ratio, double s, double loss) {

    /** Beyond this the square of an argument would overflow. */
    private static final double HUGE = 1e150;

    /** Isotropic tasks at {@code z > 0} for diversity {@code kappa}, which may be infinite. */
    static Resolvent isotropic(double z, double kappa) {
        double m = trace(z, kappa);
        double u = m / kappa;
        double s = 1 / (1 + u);
        // For u so large that s underflows, u s would be inf · 0.
        double loss = u < HUGE ? u * s : 1;
        double y = z * m;
        double w = s + y * loss;
        double first = s * m;
        return new Resolvent(z, m, first, first * (s / w), first * ((s * first + y * loss) / w), 1 / w, s, loss);
    }

    /** m(z) alone, isotropic tasks. */
    static double trace(double z, double kappa) {
        if (kappa >= 1) {
            // (κ-1)/κ keeps the digits of κ near 1 that 1 - 1/κ would lose.
            double a = z + (kappa == Double.POSITIVE_INFINITY ? 1 : (kappa - 1) / kappa);
            return 2 / (a + root(a, z / kappa));
        }
        // The same equation times κ: 1/κ may be huge.
        double a = kappa * z - (1 - kappa);
        double r = root(a, kappa * z);
        return a >= 0 ? 2 * kappa / (a + r) : (r - a) / (2 * z);
    }

    /** √(a² + 4b) for b >= 0. */
    private static double root(double a, double b) {
        return Math.abs(a) < HUGE && b < HUGE ? Math.sqrt(a * a + 4 * b) : Math.hypot(a, 2 * Math.sqrt(b));
    }

    /** z m, in (0, 1]. */
    double y() {
        return z * m;
    }

    /** m₂ = tr (R+z)⁻² = -m'. */
    double m2() {
        return m * m * ratio;
    }
}
