package org.solvable.talk.sparsetoken;

import java.util.List;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;

/**
 * Exact errors of the whole chain: the query of {@link TheoryAlignment}, whose alignment and length do not fluctuate in the
 * limit, read out by {@link TheoryReadout}; beside it the linear baselines.
 */
public final class Theory {

    private Theory() {}

    /**
     * The errors at one point. {@link Status#DIVERGENT} at the interpolation peak of the square loss and, for the other losses
     * without ridge, below the separability capacity of attention; a baseline that is separable there has NaN for its error.
     */
    public static Solution<Errors> solve(Model model, Run run) {
        Alignment a = TheoryAlignment.overlaps(model.alignment());
        if (!(a.sharpness() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "eta_q = " + model.etaQ() + ": must be small enough that the query's length is finite");
        }
        ReadoutModel readout = model.readout(a.cosQ(), a.sharpness());
        TheoryReadout.Found found = TheoryReadout.find(readout, readout.law(FeatureLaw.NODES), run.checkpoint());
        Readout pooled = baseline(readout, Classifier.POOLED, run);
        Readout vectorized = baseline(readout, Classifier.VECTORIZED, run);
        Readout r = found.readout();
        Errors errors = new Errors(
                r.test(),
                r.loss(),
                r.train(),
                a.cosQ(),
                a.sharpness(),
                r.cosW(),
                pooled.test(),
                pooled.loss(),
                vectorized.test(),
                vectorized.loss(),
                r.attention());
        return new Solution<>(
                SparseToken.ID,
                model,
                errors,
                found.status(),
                found.message(),
                found.diagnostics(),
                List.of(),
                Provenance.of(SparseToken.ID));
    }

    private static Readout baseline(ReadoutModel readout, Classifier classifier, Run run) {
        ReadoutModel linear = readout.withClassifier(classifier);
        return TheoryReadout.find(linear, linear.law(FeatureLaw.NODES), run.checkpoint())
                .readout();
    }

    /** The errors alone. */
    public static Errors errors(Model model) {
        return solve(model, Run.quiet()).outputs();
    }
}
