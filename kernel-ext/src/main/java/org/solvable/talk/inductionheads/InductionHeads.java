package org.solvable.talk.inductionheads;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: a two-layer transformer on n-gram Markov chains. */
@AutoService(SolvableModel.class)
public final class InductionHeads implements SolvableModel<Model, Quantities, ExperimentSettings> {

    /** The id. */
    public static final String ID = "induction-heads";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Induction heads: a two-layer transformer on n-gram Markov chains";
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
