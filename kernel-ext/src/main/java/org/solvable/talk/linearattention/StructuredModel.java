package org.solvable.talk.linearattention;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * In-context linear regression with structured tasks: pretraining tasks from N(0, C), test tasks from N(0, T), whose
 * variances fall like powers of their index, with or without a spike [Letey, Lu, Pehlevan, arXiv 2509.26551].
 *
 * <p>The spectra have mean 1; other ones go in as a {@link TaskSpectrum} beside the plain parameters of a {@link Model}.
 *
 * @param alpha α = ℓ/d
 * @param kappa κ = k/d
 * @param tau τ = n/d²
 * @param rho ρ, label-noise variance in pretraining
 * @param lambda λ; the penalty is (n/d) λ ‖Γ‖²
 * @param alphaTest α of the test prompts
 * @param rhoTest ρ of the test prompts
 * @param dim number of eigenvalues that the theory takes into account
 * @param powerC eigenvalue j of C falls like j^-power
 * @param powerT variance j of T falls like j^-power
 * @param spikeC θ of {@link TaskSpectrum#spiked}; 1 for no spike
 * @param spikeT the same for T
 */
public record StructuredModel(
        @Parameter(
                symbol = "α",
                doc = "context length over token dimension, ℓ/d",
                min = 0,
                minOpen = true,
                byDefault = "2")
        double alpha,

        @Parameter(
                symbol = "κ",
                doc = "pretraining tasks over token dimension, k/d",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "1")
        double kappa,

        @Parameter(
                symbol = "τ",
                doc = "pretraining prompts over squared token dimension, n/d²",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "4")
        double tau,

        @Parameter(symbol = "ρ", doc = "label-noise variance", min = 0, byDefault = "0.01")
        double rho,

        @Parameter(symbol = "λ", doc = "ridge; 0 is the ridgeless limit", min = 0, byDefault = "0")
        double lambda,

        @Parameter(
                name = "alpha_t",
                symbol = "αₜ",
                doc = "context length over token dimension in the test",
                min = 0,
                minOpen = true,
                byDefault = "=alpha")
        double alphaTest,

        @Parameter(name = "rho_t", symbol = "ρₜ", doc = "label-noise variance in the test", min = 0, byDefault = "=rho")
        double rhoTest,

        @Parameter(symbol = "d", doc = "number of eigenvalues", min = 1, max = 100_000, byDefault = "128")
        int dim,

        @Parameter(
                name = "power_c",
                symbol = "p_C",
                doc = "eigenvalue j of C falls like j^-p",
                min = -50,
                max = 50,
                byDefault = "0.9")
        double powerC,

        @Parameter(
                name = "power_t",
                symbol = "p_T",
                doc = "variance j of T falls like j^-p",
                min = -50,
                max = 50,
                byDefault = "=power_c")
        double powerT,

        @Parameter(
                name = "spike_c",
                symbol = "θ_C",
                doc = "share of C that stays when the rest goes to the first eigenvalue; 1 for no spike",
                min = 0,
                max = 1,
                byDefault = "1")
        double spikeC,

        @Parameter(
                name = "spike_t",
                symbol = "θ_T",
                doc = "share of T that stays when the rest goes to the first variance; 1 for no spike",
                min = 0,
                max = 1,
                byDefault = "1")
        double spikeT) {

    private static final Domain DOMAIN = Domain.of(StructuredModel.class);

    public StructuredModel {
        DOMAIN.check(alpha, kappa, tau, rho, lambda, alphaTest, rhoTest, dim, powerC, powerT, spikeC, spikeT);
    }

    /** The paper's setting: α = 2, τ = 4, ρ = 0.01, κ = 1, power 0.9 in pretraining and test, 128 eigenvalues. */
    public static StructuredModel standard() {
        return new StructuredModel(2, 1, 4, 0.01, 0, 2, 0.01, 128, 0.9, 0.9, 1, 1);
    }

    /** Everything but the spectra. */
    public Model scalars() {
        return new Model(alpha, kappa, tau, rho, lambda, alphaTest, rhoTest);
    }

    /** The spectra. */
    public TaskSpectrum spectrum() {
        return spectrum(dim);
    }

    /** The same spectra in another dimension. */
    public TaskSpectrum spectrum(int d) {
        return TaskSpectrum.of(
                TaskSpectrum.spiked(TaskSpectrum.powerLaw(d, powerC), spikeC),
                TaskSpectrum.spiked(TaskSpectrum.powerLaw(d, powerT), spikeT));
    }
}
