package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * How oracle classifiers are measured.
 *
 * @param sequences drawn to choose thresholds, and as many again to test them
 * @param replicas independent repetitions
 * @param seed every replica draws from its own stream of this seed
 * @param threads replicas at a time, 0 for as many as the run allows; results do not depend on it
 */
public record OracleSettings(
        @Parameter(
                doc = "sequences that choose the thresholds, and as many again that test them",
                min = 10,
                max = 10_000_000,
                byDefault = "5000")
        int sequences,

        @Parameter(doc = "independent repetitions", min = 1, max = 1_000_000, byDefault = "8")
        int replicas,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed,

        @Parameter(doc = "replicas at a time, 0 for as many as possible", min = 0, max = 1024, byDefault = "0")
        int threads) {

    private static final Domain DOMAIN = Domain.of(OracleSettings.class);

    public OracleSettings {
        DOMAIN.check(sequences, replicas, seed, threads);
    }

    /** One replica per processor at a time. */
    public static OracleSettings of(int sequences, int replicas, long seed) {
        return new OracleSettings(sequences, replicas, seed, 0);
    }
}
