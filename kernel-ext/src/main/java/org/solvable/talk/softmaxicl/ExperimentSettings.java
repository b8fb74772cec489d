package org.solvable.talk.softmaxicl;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * How an experiment is run.
 *
 * @param replicas independent repetitions
 * @param prompts test prompts of each
 * @param steps of training; 0: only the estimators and the heads (±γ, ±μ)
 * @param batch prompts of a step
 * @param method optimiser
 * @param rate learning rate
 * @param spread standard deviation of the entries at the start that the reduced theory sets to 0
 * @param seed every replica draws from its own stream of this seed
 * @param threads replicas at a time, 0 for as many as the run allows
 */
public record ExperimentSettings(
        @Parameter(doc = "independent repetitions", min = 1, max = 100_000, byDefault = "4")
        int replicas,

        @Parameter(doc = "test prompts of each repetition", min = 2, max = 10_000_000, byDefault = "20000")
        int prompts,

        @Parameter(doc = "training steps, 0 for none", min = 0, max = 1e9, byDefault = "0")
        int steps,

        @Parameter(doc = "prompts of a step", min = 1, max = 1e6, byDefault = "256")
        int batch,

        @Parameter(doc = "optimiser", byDefault = "sgd") Training.Method method,

        @Parameter(doc = "learning rate", min = 0, minOpen = true, max = 1e9, byDefault = "0.05")
        double rate,

        @Parameter(doc = "size of the entries off the pattern at the start", min = 0, max = 10, byDefault = "0.01")
        double spread,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed,

        @Parameter(doc = "replicas at a time, 0 for as many as possible", min = 0, max = 1024, byDefault = "0")
        int threads) {

    private static final Domain DOMAIN = Domain.of(ExperimentSettings.class);

    /** Checks the ranges. */
    public ExperimentSettings {
        DOMAIN.check(replicas, prompts, steps, batch, rate, spread, seed, threads);
    }

    /** By name, the others at their defaults. */
    public static ExperimentSettings of(java.util.Map<String, ?> values) {
        return (ExperimentSettings) DOMAIN.build(values);
    }
}
