package org.solvable.talk.positionalsemantic;

import com.google.auto.service.AutoService;
import java.util.Map;
import org.solvable.model.Measurement;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;
import org.solvable.model.Status;

/** {@value #ID} by name: the lines of its phase diagram. */
@AutoService(SolvableModel.class)
public final class PositionalSemanticThresholds
        implements SolvableModel<ThresholdModel, ThresholdQuantities, ExperimentSettings> {

    /** The id. */
    public static final String ID = "positional-semantic-thresholds";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Positional against semantic learning: transition, spinodals, linear baseline";
    }

    @Override
    public Class<ThresholdModel> parameters() {
        return ThresholdModel.class;
    }

    @Override
    public Class<ThresholdQuantities> outputs() {
        return ThresholdQuantities.class;
    }

    @Override
    public Class<ExperimentSettings> experiment() {
        return ExperimentSettings.class;
    }

    @Override
    public Solution<ThresholdQuantities> solve(ThresholdModel model, Run run) {
        return TheoryThresholds.solve(model, run);
    }

    /** Refused: a crossing is found by measuring positional-semantic at several alpha. */
    @Override
    public Measurement measure(ThresholdModel model, ExperimentSettings settings, Run run) {
        return new Measurement(
                ID,
                model,
                settings,
                Map.of(),
                Map.of(),
                Status.REFUSED,
                "thresholds are measured by sweeps of positional-semantic over alpha, not at one point",
                Provenance.of(ID));
    }
}
