package org.solvable.talk.positionalsemantic;

import com.google.auto.service.AutoService;
import java.util.Map;
import org.solvable.model.Measurement;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;
import org.solvable.model.Status;

/** {@value #ID} by name: both mechanisms of a trained attention layer and which one wins. */
@AutoService(SolvableModel.class)
public final class PositionalSemantic implements SolvableModel<Model, Quantities, ExperimentSettings> {

    /** The id. */
    public static final String ID = "positional-semantic";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Positional against semantic learning in dot-product attention";
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

    /** Refused until the finite-size experiment of this talk exists. */
    @Override
    public Measurement measure(Model model, ExperimentSettings settings, Run run) {
        return new Measurement(
                ID,
                model,
                settings,
                Map.of(),
                Map.of(),
                Status.REFUSED,
                "this talk has no finite-size experiment yet: only its theory can be asked",
                Provenance.of(ID));
    }
}
