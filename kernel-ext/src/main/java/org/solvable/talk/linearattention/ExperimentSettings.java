package org.solvable.talk.linearattention;

import org.solvable.data.family.InContextRegression.Sampler;
import org.solvable.model.Domain;
import org.solvable.model.Parameter;
import org.solvable.num.RidgeMethod;

/**
 * How an experiment is run: size, repetitions, seed, and the methods, none of which changes what is measured.
 *
 * @param d token dimension; ℓ = round(α d), k = round(κ d), n = round(τ d²)
 * @param replicas independent repetitions
 * @param seed every replica draws from its own stream of this seed
 * @param sampler how prompts are drawn
 * @param method how the fit is solved
 * @param tolerance of conjugate gradients: ‖gradient‖ relative to its size at the start
 * @param threads replicas at a time, 0 for as many as the run allows; results do not depend on it
 * @param baselinePrompts prompts on which the baselines (Bayes ridge, dMMSE) are simulated; 0 for none
 */
public record ExperimentSettings(
        @Parameter(symbol = "d", doc = "token dimension", min = 2, max = 46_000, byDefault = "20")
        int d,

        @Parameter(doc = "independent repetitions", min = 1, max = 1_000_000, byDefault = "20")
        int replicas,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed,

        @Parameter(doc = "how prompts are drawn: from their law in O(d), or token by token", byDefault = "direct")
        Sampler sampler,

        @Parameter(doc = "how the regression is solved", byDefault = "auto")
        RidgeMethod method,

        @Parameter(
                doc = "relative residual at which conjugate gradients stop",
                min = 0,
                minOpen = true,
                max = 0.01,
                byDefault = "1e-5")
        double tolerance,

        @Parameter(doc = "replicas at a time, 0 for as many as possible", min = 0, max = 1024, byDefault = "0")
        int threads,

        @Parameter(
                name = "baseline_prompts",
                doc = "prompts for the simulated baselines, 0 for none",
                min = 0,
                max = 100_000_000,
                byDefault = "0")
        int baselinePrompts) {

    private static final Domain DOMAIN = Domain.of(ExperimentSettings.class);

    public ExperimentSettings {
        DOMAIN.check(d, replicas, seed, tolerance, threads, baselinePrompts);
    }

    /** Everything at its default: O(d) sampler, automatic fit, one replica per processor at a time. */
    public static ExperimentSettings of(int d, int replicas, long seed) {
        return new ExperimentSettings(d, replicas, seed, Sampler.DIRECT, RidgeMethod.AUTO, 1e-5, 0, 0);
    }

    /** Another way to draw prompts. */
    public ExperimentSettings withSampler(Sampler value) {
        return new ExperimentSettings(d, replicas, seed, value, method, tolerance, threads, baselinePrompts);
    }

    /** Another way to solve the fit. */
    public ExperimentSettings withMethod(RidgeMethod value) {
        return new ExperimentSettings(d, replicas, seed, sampler, value, tolerance, threads, baselinePrompts);
    }

    /** Another tolerance of conjugate gradients. */
    public ExperimentSettings withTolerance(double value) {
        return new ExperimentSettings(d, replicas, seed, sampler, method, value, threads, baselinePrompts);
    }

    /** Another number of replicas at a time. */
    public ExperimentSettings withThreads(int value) {
        return new ExperimentSettings(d, replicas, seed, sampler, method, tolerance, value, baselinePrompts);
    }

    /** With simulated baselines. */
    public ExperimentSettings withBaselinePrompts(int value) {
        return new ExperimentSettings(d, replicas, seed, sampler, method, tolerance, threads, value);
    }
}
