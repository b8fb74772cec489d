package org.solvable.talk.sparsetoken;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: from data to errors. */
@AutoService(SolvableModel.class)
public final class SparseToken implements SolvableModel<Model, Errors, ExperimentSettings> {

    /** The id. */
    public static final String ID = "sparse-token";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Sparse-token classification by attention after two gradient steps";
    }

    @Override
    public Class<Model> parameters() {
        return Model.class;
    }

    @Override
    public Class<Errors> outputs() {
        return Errors.class;
    }

    @Override
    public Class<ExperimentSettings> experiment() {
        return ExperimentSettings.class;
    }

    @Override
    public Solution<Errors> solve(Model model, Run run) {
        return Theory.solve(model, run);
    }

    @Override
    public Measurement measure(Model model, ExperimentSettings settings, Run run) {
        return Experiment.measure(model, settings, run);
    }
}
