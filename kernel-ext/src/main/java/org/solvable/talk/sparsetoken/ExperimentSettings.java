package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * How an experiment at finite d is run.
 *
 * @param d token dimension; n₀ = round(α₀ d), n₁ = round(α₁ d)
 * @param replicas independent repetitions
 * @param seed every replica draws from its own stream of this seed
 * @param sampler how the features of the readout are drawn
 * @param reuse whether the readout is fitted to the sequences that made the query (not covered by the theory)
 * @param tolerance of logistic and hinge fits: duality gap or Newton decrement relative to the objective
 * @param testDraws token projections a class over which the exact test error is averaged
 * @param threads replicas at a time, 0 for as many as the run allows; results do not depend on it
 */
public record ExperimentSettings(
        @Parameter(symbol = "d", doc = "token dimension", min = 2, max = 100_000, byDefault = "500")
        int d,

        @Parameter(doc = "independent repetitions", min = 1, max = 1_000_000, byDefault = "8")
        int replicas,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed,

        @Parameter(
                doc = "how readout features are drawn: token by token, or from their exact law in O(d)",
                byDefault = "tokens")
        Sampler sampler,

        @Parameter(doc = "whether the readout is fitted to the sequences that made the query", byDefault = "false")
        boolean reuse,

        @Parameter(
                doc = "relative duality gap or Newton decrement at which a fit stops",
                min = 1e-12,
                max = 0.01,
                byDefault = "1e-7")
        double tolerance,

        @Parameter(
                name = "test_draws",
                doc = "token projections a class for the exact test error",
                min = 100,
                max = 100_000_000,
                byDefault = "20000")
        int testDraws,

        @Parameter(doc = "replicas at a time, 0 for as many as possible", min = 0, max = 1024, byDefault = "0")
        int threads) {

    /** How features of sequences are drawn once the query is known. */
    public enum Sampler {
        /** All L tokens of each sequence: the definition. */
        TOKENS,
        /** From their law given the query: L + d normals a sequence, the same distribution at every d. */
        LAW
    }

    private static final Domain DOMAIN = Domain.of(ExperimentSettings.class);

    public ExperimentSettings {
        DOMAIN.check(d, replicas, seed, tolerance, testDraws, threads);
        if (reuse && sampler == Sampler.LAW) {
            throw new IllegalArgumentException(
                    "reuse = true: must be false with sampler = law, which knows fresh sequences only");
        }
    }

    /** Everything else at its default: tokens, fresh sequences, tolerance 1e-7, one replica per processor at a time. */
    public static ExperimentSettings of(int d, int replicas, long seed) {
        return new ExperimentSettings(d, replicas, seed, Sampler.TOKENS, false, 1e-7, 20_000, 0);
    }

    /** Another way to draw features. */
    public ExperimentSettings withSampler(Sampler value) {
        return new ExperimentSettings(d, replicas, seed, value, reuse, tolerance, testDraws, threads);
    }

    /** Fits the readout to the sequences that made the query, or to fresh ones. */
    public ExperimentSettings withReuse(boolean value) {
        return new ExperimentSettings(d, replicas, seed, sampler, value, tolerance, testDraws, threads);
    }

    /** Another tolerance of the fits. */
    public ExperimentSettings withTolerance(double value) {
        return new ExperimentSettings(d, replicas, seed, sampler, reuse, value, testDraws, threads);
    }

    /** Another number of replicas at a time. */
    public ExperimentSettings withThreads(int value) {
        return new ExperimentSettings(d, replicas, seed, sampler, reuse, tolerance, testDraws, value);
    }
}
