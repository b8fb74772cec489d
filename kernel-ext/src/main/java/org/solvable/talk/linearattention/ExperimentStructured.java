package org.solvable.talk.linearattention;

import java.util.LinkedHashMap;
import java.util.Map;
import org.solvable.data.family.TaskLaw;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Run;

/**
 * Linear attention pretrained on structured tasks at finite d: as {@link Experiment}, with tasks from N(0, C) in pretraining
 * and the exact average over fresh tasks from N(0, T) in the test.
 *
 * <p>Tasks are drawn in the eigenbasis of C. T enters by its variances there and by tr T²; its other elements cannot change
 * the mean, because the law of Γ is even in each coordinate.
 */
public final class ExperimentStructured {

    private ExperimentStructured() {}

    /** Runs all replicas with the spectra of the model in dimension {@code settings.d()}; outputs {@code test}, {@code idg}, … */
    public static Measurement measure(StructuredModel model, ExperimentSettings settings, Run run) {
        return measure(model, model.scalars(), model.spectrum(settings.d()), settings, run);
    }

    /**
     * Runs all replicas for any covariances.
     *
     * @param scalars everything but the covariances
     * @param spectrum C and T; their dimension is d and must equal {@code settings.d()}
     */
    public static Measurement measure(Model scalars, TaskSpectrum spectrum, ExperimentSettings settings, Run run) {
        return measure(scalars, scalars, spectrum, settings, run);
    }

    private static Measurement measure(
            Record inputs, Model scalars, TaskSpectrum spectrum, ExperimentSettings settings, Run run) {
        if (spectrum.size() != settings.d()) {
            throw new IllegalArgumentException(
                    "d = " + settings.d() + ": must be the dimension of the spectrum, " + spectrum.size());
        }
        double[] c = spectrum.pretraining();
        double[] t = spectrum.test();
        Experiment.Tasks tasks = new Experiment.Tasks(
                StructuredLinearAttention.ID,
                inputs,
                TaskLaw.gaussian(c),
                (gamma, l, rho) -> TestError.onGaussian(gamma, t, spectrum.testSquares(), l, rho),
                (gamma, l, rho) -> TestError.onGaussian(gamma, c, l, rho));
        Measurement m = Experiment.measure(tasks, scalars, settings, run);
        Map<String, Measured> outputs = new LinkedHashMap<>();
        m.outputs().forEach((name, value) -> {
            if (!name.equals("g_task")) {
                outputs.put(name.equals("icl") ? "test" : name, value);
            }
        });
        return new Measurement(
                m.model(), m.inputs(), m.settings(), outputs, m.notes(), m.status(), m.message(), m.provenance());
    }
}
