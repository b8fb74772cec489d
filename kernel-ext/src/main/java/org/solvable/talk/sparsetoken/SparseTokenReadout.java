package org.solvable.talk.sparsetoken;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: the optimal readout at a fixed query, or of a linear baseline. */
@AutoService(SolvableModel.class)
public final class SparseTokenReadout implements SolvableModel<ReadoutModel, Readout, ExperimentSettings> {

    /** The id. */
    public static final String ID = "sparse-token-readout";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Sparse-token classification: the optimal readout at a fixed query";
    }

    @Override
    public Class<ReadoutModel> parameters() {
        return ReadoutModel.class;
    }

    @Override
    public Class<Readout> outputs() {
        return Readout.class;
    }

    @Override
    public Class<ExperimentSettings> experiment() {
        return ExperimentSettings.class;
    }

    @Override
    public Solution<Readout> solve(ReadoutModel model, Run run) {
        return TheoryReadout.solve(model, run);
    }

    @Override
    public Measurement measure(ReadoutModel model, ExperimentSettings settings, Run run) {
        return ExperimentReadout.measure(model, settings, run);
    }
}
