package org.solvable.talk.linearattention;

import org.solvable.num.SolveStatus;

/**
 * The effective ridge ξ: the one positive root of τ - 1 + ξ m(q+ξ) - τλ/ξ = 0, the sheet's only equation that has no closed
 * form.
 *
 * <p>Every m here is a Stieltjes transform, so ξ m(q+ξ) = Σ ξ/(r+q+ξ) is increasing and concave, and so is the whole left
 * side. Newton's method from any point at the left of the root therefore climbs to it without ever overshooting: no
 * bracket, no damping, no second root. Such a point is known in closed form: 1/m(ν) - ν does not decrease with ν
 * (Jensen), so m(ν) <= 1/(s₀+ν) with s₀ = 1/m(q) - q, and the root with that bound in place of m lies at the left.
 *
 * @param xi the root; λ for τ = ∞
 * @param shrink λ/ξ, the factor by which the ridge shrinks training residuals; its limit (1 - 1/τ)₊ for λ = 0
 * @param residual of the equation, relative to its largest term
 * @param iterations Newton steps
 * @param status how it ended
 */
record EffectiveRidge(double xi, double shrink, double residual, int iterations, SolveStatus status) {

    /** The traces of a task ensemble as a function of ν. */
    @FunctionalInterface
    interface Traces {
        Resolvent at(double nu);
    }

    private static final int MAX_ITERATIONS = 2000;

    /**
     * Solves the equation.
     *
     * @param traces of the pretraining tasks
     * @param q label variance per context example; 0 (an infinite context) only for λ > 0
     * @param tau pretraining prompts over d², may be infinite
     * @param lambda ridge, at least 0
     */
    static EffectiveRidge of(Traces traces, double q, double tau, double lambda) {
        if (tau == Double.POSITIVE_INFINITY) {
            return known(lambda, 1);
        }
        if (lambda == 0 && tau >= 1) {
            return known(0, (tau - 1) / tau);
        }
        // Without noise per example ξ >= λ is all that is known beforehand.
        double xi = q == 0 ? lambda : start(s0(traces.at(q)) + q, tau, lambda);
        double last = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= MAX_ITERATIONS; i++) {
            Resolvent f = traces.at(q + xi);
            double xm = xi * f.m();
            double shrink = lambda / xi;
            // Two forms of 1 - ξm, each without cancellation on its side.
            double value = xm < 0.5 ? (tau - 1 + xm) / tau - shrink : 1 - shrink - (f.first() + q * f.m()) / tau;
            double slope = xm * (f.mixed() + q * f.m() * f.ratio()) / tau + shrink;
            double step = -xi * (value / slope);
            double next = xi + step;
            if (!(Math.abs(next) < Double.POSITIVE_INFINITY)) {
                return new EffectiveRidge(xi, shrink, Double.NaN, i, SolveStatus.NOT_FINITE);
            }
            boolean still = Math.abs(step) <= 1e-15 * xi || (i > 3 && Math.abs(step) >= last && last <= 1e-11 * xi);
            xi = next > 0 ? next : xi / 2;
            if (still) {
                double scale = Math.max(shrink, Math.max(Math.abs(tau - 1), xm) / tau);
                return new EffectiveRidge(xi, lambda / xi, Math.abs(value) / scale, i, SolveStatus.CONVERGED);
            }
            last = Math.abs(step);
        }
        return new EffectiveRidge(xi, lambda / xi, Double.NaN, MAX_ITERATIONS, SolveStatus.STEP_LIMIT);
    }

    /** A root known in closed form. */
    static EffectiveRidge known(double xi, double shrink) {
        return new EffectiveRidge(xi, shrink, 0, 0, SolveStatus.CONVERGED);
    }

    /** 1/m - z = first/m. */
    private static double s0(Resolvent f) {
        return f.first() / f.m();
    }

    /** Positive root of ξ² + ((τ-1)c/τ - λ) ξ - λ c = 0, which is the equation with m = 1/(c+ξ). */
    static double start(double c, double tau, double lambda) {
        double b = (tau - 1) / tau * c - lambda;
        double r = Math.hypot(b, 2 * Math.sqrt(lambda) * Math.sqrt(c));
        return b <= 0 ? (r - b) / 2 : lambda * (2 * c / (b + r));
    }
}
