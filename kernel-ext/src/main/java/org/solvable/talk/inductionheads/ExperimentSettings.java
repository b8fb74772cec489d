package org.solvable.talk.inductionheads;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * How the model is trained.
 *
 * @param sequences training sequences B, kept fixed
 * @param tests fresh sequences on which the trained model and its competitors are compared
 * @param stage which parameters are trained
 * @param steps gradient steps on the whole batch
 * @param rateC learning rate of the feature weights
 * @param rateW learning rate of the attention weights
 * @param rateA learning rate of the strength a
 * @param softTarget whether the law of the last token is the target, instead of the token
 * @param authorsVariant head h sees lags h..h+H-1, outputs of heads normalised (needs M = H, at most 4)
 * @param replicas independent repetitions
 * @param seed of all streams
 * @param threads replicas at a time, 0 for as many as the run allows; results do not depend on it
 */
public record ExperimentSettings(
        @Parameter(name = "B", symbol = "B", doc = "training sequences", min = 2, max = 1_000_000, byDefault = "1500")
        int sequences,

        @Parameter(doc = "test sequences", min = 2, max = 1_000_000, byDefault = "1000")
        int tests,

        @Parameter(doc = "which parameters are trained", byDefault = "joint")
        Stage stage,

        @Parameter(doc = "gradient steps", min = 0, max = 100_000_000, byDefault = "300")
        int steps,

        @Parameter(name = "lr_c", doc = "learning rate of c", min = 0, byDefault = "0.02")
        double rateC,

        @Parameter(name = "lr_w", doc = "learning rate of w", min = 0, byDefault = "1")
        double rateW,

        @Parameter(name = "lr_a", doc = "learning rate of a", min = 0, byDefault = "1")
        double rateA,

        @Parameter(name = "soft_target", doc = "target is the law of the last token", byDefault = "true")
        boolean softTarget,

        @Parameter(name = "authors_variant", doc = "shifted windows and normalised heads", byDefault = "false")
        boolean authorsVariant,

        @Parameter(doc = "independent repetitions", min = 1, max = 1_000_000, byDefault = "4")
        int replicas,

        @Parameter(doc = "seed of all random streams", byDefault = "1")
        long seed,

        @Parameter(doc = "replicas at a time, 0 for as many as possible", min = 0, max = 1024, byDefault = "0")
        int threads) {

    private static final Domain DOMAIN = Domain.of(ExperimentSettings.class);

    public ExperimentSettings {
        DOMAIN.check(sequences, tests, steps, rateC, rateW, rateA, replicas, seed, threads);
    }

    /** All defaults: joint training, 300 steps, 1500 sequences. */
    public static ExperimentSettings standard() {
        return (ExperimentSettings) DOMAIN.build(java.util.Map.of());
    }

    /** Another value of one setting, by the name it has at the command line. */
    public ExperimentSettings with(String name, Object value) {
        var values = new java.util.LinkedHashMap<String, Object>(DOMAIN.values(this));
        values.put(name, value);
        return (ExperimentSettings) DOMAIN.build(values);
    }
}
