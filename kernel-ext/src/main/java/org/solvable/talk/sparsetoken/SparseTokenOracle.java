package org.solvable.talk.sparsetoken;

import com.google.auto.service.AutoService;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;

/** {@value #ID} by name: what can be detected with the signal known. */
@AutoService(SolvableModel.class)
public final class SparseTokenOracle implements SolvableModel<OracleModel, OracleErrors, OracleSettings> {

    /** The id. */
    public static final String ID = "sparse-token-oracle";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Sparse-token classification: what can be detected with the signal known";
    }

    @Override
    public Class<OracleModel> parameters() {
        return OracleModel.class;
    }

    @Override
    public Class<OracleErrors> outputs() {
        return OracleErrors.class;
    }

    @Override
    public Class<OracleSettings> experiment() {
        return OracleSettings.class;
    }

    @Override
    public Solution<OracleErrors> solve(OracleModel model, Run run) {
        return TheoryOracle.solve(model, run);
    }

    @Override
    public Measurement measure(OracleModel model, OracleSettings settings, Run run) {
        return ExperimentOracle.measure(model, settings, run);
    }
}
