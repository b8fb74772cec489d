package org.solvable.talk.softmaxicl;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: multi-head softmax attention on linear regression in context. */
@AutoService(SolvableModel.class)
public final class SoftmaxIcl implements SolvableModel<Model, Quantities, ExperimentSettings> {

    /** The id. */
    public static final String ID = "softmax-icl";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Multi-head softmax attention learns linear regression in context";
    }

    @Override
    public Class<Model> parameters() {
        return Model.class;
    }

    @Override
    public Class<Quantities> outputs() {
        return Quantities.class;
    }

    @Override
    public Class<ExperimentSettings> experiment() {
        return ExperimentSettings.class;
    }

    @Override
    public Solution<Quantities> solve(Model model, Run run) {
        return Theory.solve(model, run);
    }

    @Override
    public Measurement measure(Model model, ExperimentSettings settings, Run run) {
        return Experiment.measure(model, settings, run);
    }
}
