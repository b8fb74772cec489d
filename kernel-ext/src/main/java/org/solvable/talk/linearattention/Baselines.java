package org.solvable.talk.linearattention;

/** Errors of predictors that need no pretraining, at the same context length. */
public final class Baselines {

    private Baselines() {}

    /**
     * Asymptotic error of ridge regression on the context with ridge ρ, the Bayes-optimal in-context learner for an
     * isotropic task prior: ρ + (ρ/α) m(ρ/α), m at diversity α.
     *
     * @param alpha context length over dimension, finite and positive
     * @param rho label-noise variance, finite and at least 0
     */
    public static double bayesRidge(double alpha, double rho) {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha = " + alpha + ": must be finite and > 0");
        }
        if (!(rho >= 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rho = " + rho + ": must be finite and >= 0");
        }
        if (rho == 0) {
            // z m(z) → (1-α)₊ as z → 0: without noise α >= 1 examples determine the task.
            return Math.max(0, 1 - alpha);
        }
        double z = rho / alpha;
        // z m(z) → 1 for z → ∞, where z or m may leave the range of doubles.
        return rho + (z < 1e150 ? z * Resolvent.trace(z, alpha) : 1);
    }

    /**
     * Limit d → ∞ of the error on fresh tasks of the Bayes predictor that knows the k = κ d pretraining tasks (dMMSE): ρ + 2
     * at every κ. It is approached slowly, with corrections of order √(2 ln k / d).
     */
    public static double dmmseIcl(double rho) {
        return rho + 2;
    }

    /** Limit d → ∞ of the error of dMMSE on its own tasks: ρ. */
    public static double dmmseIdg(double rho) {
        return rho;
    }
}
