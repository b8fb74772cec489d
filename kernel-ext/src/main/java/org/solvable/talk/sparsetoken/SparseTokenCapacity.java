package org.solvable.talk.sparsetoken;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: how many sequences can be separated. */
@AutoService(SolvableModel.class)
public final class SparseTokenCapacity implements SolvableModel<CapacityModel, Capacity, CapacitySettings> {

    /** The id. */
    public static final String ID = "sparse-token-capacity";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Sparse-token classification: separability capacity";
    }

    @Override
    public Class<CapacityModel> parameters() {
        return CapacityModel.class;
    }

    @Override
    public Class<Capacity> outputs() {
        return Capacity.class;
    }

    @Override
    public Class<CapacitySettings> experiment() {
        return CapacitySettings.class;
    }

    @Override
    public Solution<Capacity> solve(CapacityModel model, Run run) {
        return TheoryCapacity.solve(model, run);
    }

    @Override
    public Measurement measure(CapacityModel model, CapacitySettings settings, Run run) {
        return ExperimentCapacity.measure(model, settings, run);
    }
}
