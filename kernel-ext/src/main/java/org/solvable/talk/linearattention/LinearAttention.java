package org.solvable.talk.linearattention;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: in-context linear regression by linear attention. */
@AutoService(SolvableModel.class)
public final class LinearAttention implements SolvableModel<Model, Errors, ExperimentSettings> {

    /** The id. */
    public static final String ID = "linear-attention-icl";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "In-context linear regression by linear attention";
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
        return Theory.solve(model);
    }

    @Override
    public Measurement measure(Model model, ExperimentSettings settings, Run run) {
        return Experiment.measure(model, settings, run);
    }
}
