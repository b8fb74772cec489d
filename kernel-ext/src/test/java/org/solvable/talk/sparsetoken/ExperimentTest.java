package org.solvable.talk.sparsetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Status;

/** Trained models against the theory, at sizes where both can be had; neither knows the other. */
class ExperimentTest {

    /** All overlaps, at two sizes: within three standard errors, with a bias of order 1/d allowed for. */
    @ParameterizedTest
    @CsvSource({"LOGISTIC, 150", "LOGISTIC, 600", "SQUARE, 150", "SQUARE, 600", "HINGE, 150", "HINGE, 600"})
    void overlapsAgree(Loss loss, int d) {
        AlignmentModel model = new AlignmentModel(10, 3, 6, 0.2, 1.3, 0.5, 0.5, 2, 0.1, loss, 2);
        Alignment theory = TheoryAlignment.overlaps(model);
        Measurement m = ExperimentAlignment.measure(model, ExperimentSettings.of(d, 12_000 / d, 5), Run.quiet());
        close(m, "cos_w", theory.cosW(), 1.5 / d);
        close(m, "cos_q", theory.cosQ(), 1.5 / d);
        close(m, "norm_w", theory.normW(), 3 * theory.normW() / d);
        close(m, "norm_q", theory.normQ(), 3 * theory.normQ() / d);
        close(m, "w_xi", theory.wXi(), 0);
        close(m, "q_xi", theory.qXi(), 3 * theory.normQ() / d);
        close(m, "q_w", theory.qW(), 6 * theory.normQ() * theory.normW() / d);
        close(m, "b_1", theory.b1(), 0);
    }

    /** The whole chain for all losses at two sizes. */
    @ParameterizedTest
    @CsvSource({
        "SQUARE, 2, 1e-5, 120", "SQUARE, 2, 1e-5, 360",
        "LOGISTIC, 3, 0.01, 120", "LOGISTIC, 3, 0.01, 360",
        "HINGE, 3, 0.01, 120", "HINGE, 3, 0.01, 360"
    })
    void theChainAgrees(Loss loss, double alpha1, double lambda, int d) {
        Model model = Model.standard().withAlpha(2, alpha1).withReadout(loss, lambda);
        Errors theory = Theory.errors(model);
        Measurement m = Experiment.measure(model, ExperimentSettings.of(d, 3600 / d, 5), Run.quiet());
        assertThat(m.status()).isEqualTo(Status.CONVERGED);
        // A chain of three estimates has a bias of order 1/d: with 2/d allowed at 120 it has to be a third of it at
        // 360.
        close(m, "test", theory.test(), 1.0 / d);
        close(m, "loss", theory.loss(), 1.0 / d);
        close(m, "train", theory.train(), 1.0 / d);
        close(m, "s_q", theory.alignment(), 2.0 / d);
        close(m, "B", theory.sharpness(), 4.0 / d);
        close(m, "cos_w", theory.cosW(), 2.0 / d);
        close(m, "kappa", theory.attention(), 2.0 / d);
    }

    /** Readouts at a fixed query, and of the linear baselines. */
    @ParameterizedTest
    @CsvSource({
        "SQUARE, ATTENTION, 2, 0.01, 300", "SQUARE, ATTENTION, 0.5, 0, 300", "LOGISTIC, ATTENTION, 4, 0.02, 200",
        "HINGE, ATTENTION, 4, 0.02, 200", "SQUARE, POOLED, 2, 1e-5, 300", "LOGISTIC, POOLED, 3, 0.01, 200",
        "HINGE, POOLED, 3, 0.01, 200", "SQUARE, VECTORIZED, 2, 0.1, 100", "LOGISTIC, VECTORIZED, 8, 0.01, 60",
        "HINGE, VECTORIZED, 8, 0.05, 60"
    })
    void readoutsAgree(Loss loss, Classifier classifier, double alpha1, double lambda, int d) {
        ReadoutModel model = new ReadoutModel(4, 2, 3, 0.4, 0.7, 1.2, alpha1, lambda, loss, classifier);
        Readout theory = TheoryReadout.solve(model, Run.quiet()).orThrow();
        Measurement m = ExperimentReadout.measure(model, ExperimentSettings.of(d, 16, 11), Run.quiet());
        assertThat(m.status()).isEqualTo(Status.CONVERGED);
        close(m, "test", theory.test(), 0.5 / d);
        close(m, "loss", theory.loss(), 1.0 / d);
        close(m, "train", theory.train(), 1.0 / d);
        if (classifier != Classifier.VECTORIZED) {
            close(m, "cos_w", theory.cosW(), 1.0 / d);
        }
    }

    /** Features drawn from their law have the errors of features made from tokens. */
    @ParameterizedTest
    @EnumSource(Loss.class)
    void theShortcutIsTheSameInLaw(Loss loss) {
        Model model = Model.standard().withReadout(loss, 0.02).withAlpha(2, 3);
        ExperimentSettings settings = ExperimentSettings.of(60, 60, 5);
        Measurement tokens = Experiment.measure(model, settings, Run.quiet());
        Measurement law = Experiment.measure(model, settings.withSampler(ExperimentSettings.Sampler.LAW), Run.quiet());
        for (String name : new String[] {"test", "loss", "train", "cos_w"}) {
            Measured a = tokens.output(name);
            Measured b = law.output(name);
            assertThat(a.mean())
                    .as(name)
                    .isCloseTo(b.mean(), within(3.5 * Math.hypot(a.standardError(), b.standardError())));
        }
    }

    /** What the threads are does not show in the numbers. */
    @Test
    void threadsDoNotMatter() {
        Model model = Model.standard().withReadout(Loss.HINGE, 0.05);
        ExperimentSettings settings = ExperimentSettings.of(40, 5, 9);
        Measurement one = Experiment.measure(model, settings.withThreads(1), Run.quiet());
        Measurement two = Experiment.measure(model, settings.withThreads(2), Run.quiet());
        for (String name : new String[] {"test", "loss", "s_q"}) {
            assertThat(one.output(name).mean()).isCloseTo(two.output(name).mean(), within(1e-13));
        }
    }

    /** Separable data, no ridge: a status, and no number. */
    @ParameterizedTest
    @EnumSource(names = {"LOGISTIC", "HINGE"})
    void separableDataWithoutRidgeIsAStatus(Loss loss) {
        Model model = Model.standard().withReadout(loss, 0).withAlpha(2, 3);
        Measurement m = Experiment.measure(model, ExperimentSettings.of(50, 3, 1), Run.quiet());
        assertThat(m.status()).isEqualTo(Status.DIVERGENT);
        assertThat(m.message()).contains("separable");
        assertThat(m.output("test").mean()).isNaN();
    }

    /** Enough data without ridge: both fits end, with a finite answer. */
    @ParameterizedTest
    @EnumSource(names = {"LOGISTIC", "HINGE"})
    void inseparableDataWithoutRidgeHaveAReadout(Loss loss) {
        ReadoutModel model = new ReadoutModel(10, 1, 5, 0.5, 0, 0, 8, 0, loss, Classifier.POOLED);
        Readout theory = TheoryReadout.solve(model, Run.quiet()).orThrow();
        Measurement m = ExperimentReadout.measure(model, ExperimentSettings.of(120, 12, 1), Run.quiet());
        assertThat(m.status()).isEqualTo(Status.CONVERGED);
        close(m, "test", theory.test(), 1.0 / 120);
        close(m, "loss", theory.loss(), 1.0 / 120);
    }

    /** Half of the data sets are separable near the capacity, nearly all below and few above. */
    @ParameterizedTest
    @EnumSource(Classifier.class)
    void separabilityChangesAtTheCapacity(Classifier classifier) {
        CapacityModel model = new CapacityModel(4, 1, 3, 0.5, 0.6, 1);
        Capacity theory = TheoryCapacity.solve(model, Run.quiet()).orThrow();
        double critical = switch (classifier) {
            case ATTENTION -> theory.attention();
            case POOLED -> theory.pooled();
            case VECTORIZED -> theory.vectorized();
        };
        int d = classifier == Classifier.VECTORIZED ? 12 : 40;
        double[] share = new double[3];
        for (int k = 0; k < 3; k++) {
            CapacitySettings settings =
                    CapacitySettings.of(d, (0.75 + 0.25 * k) * critical, 16, 2).withClassifier(classifier);
            Measurement m = ExperimentCapacity.measure(model, settings, Run.quiet());
            assertThat(m.status()).isEqualTo(Status.CONVERGED);
            share[k] = m.output("separable").mean();
        }
        assertThat(share[0]).isGreaterThan(0.8);
        assertThat(share[1]).isBetween(0.15, 0.9);
        assertThat(share[2]).isLessThan(0.25);
    }

    @Test
    void badSizesAreNamed() {
        assertThatThrownBy(() -> Experiment.measure(
                        Model.standard().withAlpha(Double.POSITIVE_INFINITY, 1),
                        ExperimentSettings.of(10, 1, 1),
                        Run.quiet()))
                .hasMessageContaining("alpha_0 = inf");
        assertThatThrownBy(() -> Experiment.measure(
                        Model.standard().withAlpha(1, 1e-6), ExperimentSettings.of(10, 1, 1), Run.quiet()))
                .hasMessageContaining("alpha_1 = ");
        assertThatThrownBy(() -> ExperimentSettings.of(1, 1, 1)).hasMessageContaining("d = 1");
    }

    private static void close(Measurement m, String name, double theory, double bias) {
        Measured found = m.output(name);
        assertThat(found.mean())
                .as(name + " " + found + " against " + theory)
                .isCloseTo(theory, within(3 * found.standardError() + bias));
    }
}
