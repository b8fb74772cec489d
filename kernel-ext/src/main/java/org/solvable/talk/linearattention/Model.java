package org.solvable.talk.linearattention;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * In-context linear regression by linear attention, in the limit d → ∞ at fixed ratios: context length ℓ = α d, number of
 * pretraining tasks k = κ d, number of pretraining prompts n = τ d² [Lu et al., arXiv 2405.11751, section 2].
 *
 * <p>Inputs have variance 1/d, tasks have squared length d, so labels have variance 1 + ρ.
 *
 * @param alpha α = ℓ/d
 * @param kappa κ = k/d; infinite: every prompt has a task of its own
 * @param tau τ = n/d²; infinite: population risk
 * @param rho ρ, label-noise variance in pretraining
 * @param lambda λ; the penalty is (n/d) λ ‖Γ‖²; 0 means the ridgeless limit
 * @param alphaTest α of the ICL test prompts
 * @param rhoTest ρ of the ICL test prompts
 */
public record Model(
        @Parameter(
                symbol = "α",
                doc = "context length over token dimension, ℓ/d",
                min = 0,
                minOpen = true,
                byDefault = "10")
        double alpha,

        @Parameter(
                symbol = "κ",
                doc = "pretraining tasks over token dimension, k/d",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "0.5")
        double kappa,

        @Parameter(
                symbol = "τ",
                doc = "pretraining prompts over squared token dimension, n/d²",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "2")
        double tau,

        @Parameter(symbol = "ρ", doc = "label-noise variance", min = 0, byDefault = "0.01")
        double rho,

        @Parameter(symbol = "λ", doc = "ridge; 0 is the ridgeless limit", min = 0, byDefault = "0")
        double lambda,

        @Parameter(
                name = "alpha_t",
                symbol = "αₜ",
                doc = "context length over token dimension in the ICL test",
                min = 0,
                minOpen = true,
                byDefault = "=alpha")
        double alphaTest,

        @Parameter(
                name = "rho_t",
                symbol = "ρₜ",
                doc = "label-noise variance in the ICL test",
                min = 0,
                byDefault = "=rho")
        double rhoTest) {

    private static final Domain DOMAIN = Domain.of(Model.class);

    public Model {
        DOMAIN.check(alpha, kappa, tau, rho, lambda, alphaTest, rhoTest);
    }

    /** A model that is tested as it was trained. */
    public Model(double alpha, double kappa, double tau, double rho, double lambda) {
        this(alpha, kappa, tau, rho, lambda, alpha, rho);
    }

    /** The paper's double-descent setting: α = 10, κ = 0.5, τ = 2, ρ = 0.01, ridgeless. */
    public static Model standard() {
        return new Model(10, 0.5, 2, 0.01, 0);
    }

    /** Other context length, in pretraining and test. */
    public Model withAlpha(double value) {
        return new Model(value, kappa, tau, rho, lambda, value, rhoTest);
    }

    /** Other task diversity. */
    public Model withKappa(double value) {
        return new Model(alpha, value, tau, rho, lambda, alphaTest, rhoTest);
    }

    /** Other number of pretraining prompts. */
    public Model withTau(double value) {
        return new Model(alpha, kappa, value, rho, lambda, alphaTest, rhoTest);
    }

    /** Other label noise, in pretraining and test. */
    public Model withRho(double value) {
        return new Model(alpha, kappa, tau, value, lambda, alphaTest, value);
    }

    /** Other ridge. */
    public Model withLambda(double value) {
        return new Model(alpha, kappa, tau, rho, value, alphaTest, rhoTest);
    }

    /** Other context length in the test only. */
    public Model withAlphaTest(double value) {
        return new Model(alpha, kappa, tau, rho, lambda, value, rhoTest);
    }

    /** Other label noise in the test only. */
    public Model withRhoTest(double value) {
        return new Model(alpha, kappa, tau, rho, lambda, alphaTest, value);
    }
}
