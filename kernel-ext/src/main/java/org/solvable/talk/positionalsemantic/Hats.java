package org.solvable.talk.positionalsemantic;

/**
 * Averages over the Gaussian variables at given order parameters, and the order parameters that they imply.
 *
 * @param q q̂
 * @param m m̂
 * @param v V̂
 * @param theta θ̂
 * @param loss E ℓ at the minimiser
 * @param envelope E 𝓜, also the slope dε_t/dα along a branch
 * @param replica α E ‖P − I‖²: replica symmetry needs it below 1
 * @param envelopeError standard error of {@code envelope} over digital shifts; NaN for a rule without
 */
public record Hats(
        double q,
        double m,
        double v,
        double theta,
        double loss,
        double envelope,
        double replica,
        double envelopeError) {

    /** D = λ + σ² V̂, held above a thousandth of λ: V̂ may be negative far from a solution. */
    double denominator(Model model) {
        return Math.max(model.lambda() + model.variance() * v, 1e-3 * model.lambda());
    }

    /** The overlap equations: q, m, V, θ. */
    public double[] image(Model model) {
        double s2 = model.variance();
        double d = denominator(model);
        return new double[] {
            s2 * (s2 * q + m * m + s2 * s2 * theta * theta) / (d * d), m / d, s2 / d, s2 * s2 * theta / d
        };
    }

    /** Training loss, ridge included, at a fixed point. */
    public double directLoss(Model model, OrderParameters at) {
        return model.alpha() * loss + model.lambda() * at.q() / (2 * model.variance());
    }

    /** The same in the variational form, exact to second order near a fixed point. */
    public double variationalLoss(Model model, OrderParameters at) {
        double s2 = model.variance();
        return model.alpha() * envelope
                - 0.5 * (v * at.q() - q * at.v())
                + m * at.m()
                + theta * at.theta()
                - (s2 * q + m * m + s2 * s2 * theta * theta) / (2 * denominator(model));
    }

    /** With the overlap of a branch that has none set to zero, as symmetry says. */
    Hats on(Mechanism branch) {
        boolean positional = branch == Mechanism.POSITIONAL || branch == Mechanism.UNINFORMED;
        boolean semantic = branch == Mechanism.SEMANTIC || branch == Mechanism.UNINFORMED;
        return new Hats(q, semantic ? 0 : m, v, positional ? 0 : theta, loss, envelope, replica, envelopeError);
    }
}
