package org.solvable.talk.sparsetoken;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: what two gradient steps make of readout and query. */
@AutoService(SolvableModel.class)
public final class SparseTokenAlignment implements SolvableModel<AlignmentModel, Alignment, ExperimentSettings> {

    /** The id. */
    public static final String ID = "sparse-token-alignment";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Sparse-token classification: the query after two gradient steps";
    }

    @Override
    public Class<AlignmentModel> parameters() {
        return AlignmentModel.class;
    }

    @Override
    public Class<Alignment> outputs() {
        return Alignment.class;
    }

    @Override
    public Class<ExperimentSettings> experiment() {
        return ExperimentSettings.class;
    }

    @Override
    public Solution<Alignment> solve(AlignmentModel model, Run run) {
        return TheoryAlignment.solve(model);
    }

    @Override
    public Measurement measure(AlignmentModel model, ExperimentSettings settings, Run run) {
        return ExperimentAlignment.measure(model, settings, run);
    }
}
