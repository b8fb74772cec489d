package org.solvable.talk.linearattention;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/**
 * {@value #ID} by name: linear attention with structured tasks. A model of its own, not options of {@link LinearAttention}:
 * its tasks are Gaussian, its test tasks need not be those of pretraining, and its outputs are others.
 */
@AutoService(SolvableModel.class)
public final class StructuredLinearAttention
        implements SolvableModel<StructuredModel, StructuredErrors, ExperimentSettings> {

    /** The id. */
    public static final String ID = "linear-attention-icl-structured";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "In-context linear regression by linear attention, structured tasks";
    }

    @Override
    public Class<StructuredModel> parameters() {
        return StructuredModel.class;
    }

    @Override
    public Class<StructuredErrors> outputs() {
        return StructuredErrors.class;
    }

    @Override
    public Class<ExperimentSettings> experiment() {
        return ExperimentSettings.class;
    }

    @Override
    public Solution<StructuredErrors> solve(StructuredModel model, Run run) {
        return TheoryStructured.solve(model);
    }

    @Override
    public Measurement measure(StructuredModel model, ExperimentSettings settings, Run run) {
        return ExperimentStructured.measure(model, settings, run);
    }
}
