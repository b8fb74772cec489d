package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * How separability is measured.
 *
 * @param d token dimension; the linear program grows quickly, 60 to 150 is usual
 * @param alpha1 α₁ = n₁/d, sequences to be separated over token dimension
 * @param classifier in which features
 * @param replicas independent data sets
 * @param seed every replica draws from its own stream of this seed
 * @param threads replicas at a time, 0 for as many as the run allows; results do not depend on it
 */
public record CapacitySettings(
        @Parameter(symbol = "d", doc = "token dimension", min = 2, max = 2000, byDefault = "60")
        int d,

        @Parameter(
                name = "alpha_1",
                symbol = "α₁",
                doc = "sequences to be separated over token dimension, n₁/d",
                min = 0,
                minOpen = true,
                byDefault = "17")
        double alpha1,

        @Parameter(doc = "features in which they are to be separated", byDefault = "attention")
        Classifier classifier,

        @Parameter(doc = "independent data sets", min = 1, max = 1_000_000, byDefault = "16")
        int replicas,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed,

        @Parameter(doc = "replicas at a time, 0 for as many as possible", min = 0, max = 1024, byDefault = "0")
        int threads) {

    private static final Domain DOMAIN = Domain.of(CapacitySettings.class);

    public CapacitySettings {
        DOMAIN.check(d, alpha1, replicas, seed, threads);
    }

    /** Attention features, one replica per processor at a time. */
    public static CapacitySettings of(int d, double alpha1, int replicas, long seed) {
        return new CapacitySettings(d, alpha1, Classifier.ATTENTION, replicas, seed, 0);
    }

    /** Other features. */
    public CapacitySettings withClassifier(Classifier value) {
        return new CapacitySettings(d, alpha1, value, replicas, seed, threads);
    }
}
