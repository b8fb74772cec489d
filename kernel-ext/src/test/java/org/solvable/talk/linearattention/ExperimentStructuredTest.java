package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Run;

class ExperimentStructuredTest {

    /** Experiment minus theory, both at dimension d, shrinks as d grows and extrapolates to nothing. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.75, 2, 0.1, 0.1, 2, 0.1, 0.9, 0.4",
        "2, 2, 0.5, 0.1, 0.05, 8, 0.2, 0.9, 1.4",
        "4, 1.5, 1.5, 0.2, 0.3, 4, 0.2, 0.5, 0.5"
    })
    void differenceToTheoryVanishes(
            double alpha,
            double kappa,
            double tau,
            double rho,
            double lambda,
            double alphaTest,
            double rhoTest,
            double powerC,
            double powerT) {
        double[][] gap = new double[2][4];
        double[][] error = new double[2][4];
        int[] sizes = {20, 40};
        int[] replicas = {150, 50};
        String[] names = {"test", "idg", "train", "idg_t"};
        for (int i = 0; i < 2; i++) {
            StructuredModel model = new StructuredModel(
                    alpha, kappa, tau, rho, lambda, alphaTest, rhoTest, sizes[i], powerC, powerT, 1, 1);
            Measurement m =
                    ExperimentStructured.measure(model, ExperimentSettings.of(sizes[i], replicas[i], 1), Run.quiet());
            StructuredErrors theory =
                    TheoryStructured.errors(Experiment.realised(model.scalars(), sizes[i]), model.spectrum(sizes[i]));
            double[] exact = {theory.test(), theory.idg(), theory.train(), theory.idgTest()};
            for (int j = 0; j < 4; j++) {
                Measured e = m.output(names[j]);
                gap[i][j] = e.mean() - exact[j];
                error[i][j] = e.standardError();
            }
        }
        for (int j = 0; j < 4; j++) {
            double limit = 2 * gap[1][j] - gap[0][j];
            double noise = Math.hypot(2 * error[1][j], error[0][j]);
            assertThat(Math.abs(limit))
                    .as("%s: %s then %s", names[j], gap[0][j], gap[1][j])
                    .isLessThan(3 * noise + 0.25 * Math.abs(gap[0][j]));
            assertThat(Math.abs(gap[1][j])).isLessThan(0.75 * Math.abs(gap[0][j]) + 3 * noise);
        }
    }

    @Test
    void spectrumAndDimensionMustMatch() {
        assertThatThrownBy(() -> ExperimentStructured.measure(
                        new Model(2, 1, 1, 0.1, 0.1),
                        TaskSpectrum.isotropic(5),
                        ExperimentSettings.of(6, 1, 1),
                        Run.quiet()))
                .hasMessageContaining("d = 6: must be the dimension of the spectrum, 5");
    }
}
