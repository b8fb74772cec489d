package org.solvable.talk.positionalsemantic;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * Size of a finite experiment.
 *
 * @param d embedding dimension
 * @param replicas independent data sets
 * @param seed every replica draws from its own stream of this seed
 */
public record ExperimentSettings(
        @Parameter(doc = "embedding dimension", min = 2, max = 100_000, byDefault = "500")
        int d,

        @Parameter(doc = "independent data sets", min = 1, max = 100_000, byDefault = "8")
        int replicas,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed) {

    private static final Domain DOMAIN = Domain.of(ExperimentSettings.class);

    /** Checks the ranges. */
    public ExperimentSettings {
        DOMAIN.check(d, replicas, seed);
    }
}
