package org.solvable.talk.softmaxicl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.data.family.MultiTaskPrompts;
import org.solvable.data.family.MultiTaskPrompts.Batch;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

class TrainingTest {

    private static final Model SMALL = Model.of(Map.of("d", 5, "L", 40, "sigma2", 0.1, "eta", 0.8));

    @Test
    void everyGradientEntryIsTheCentralDifference() {
        MultiTaskPrompts family =
                new MultiTaskPrompts(3, 7, new double[][] {{.5, .2, 0}, {0, .3, .4}}, new double[] {.1, .3}, 0.4);
        Batch batch = family.draw(5, RandomStream.of(3));
        SoftmaxHeads heads = new SoftmaxHeads(3, 3, 2);
        double[] theta = new double[heads.size()];
        RandomStream.of(4).fillGaussian(theta, 0, theta.length);
        double[] g = new double[theta.length];
        assertThat(heads.gradient(theta, batch, g)).isEqualTo(heads.loss(theta, batch));
        for (int i = 0; i < theta.length; i++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double difference = (heads.loss(up, batch) - heads.loss(down, batch)) / 2e-5;
            assertThat(g[i]).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
        }
    }

    @Test
    void theFamilyHasItsCovarianceAndVariance() {
        MultiTaskPrompts family = new MultiTaskPrompts(3, 20, new double[][] {{.5, .2, 0}}, new double[] {.1}, 0.5);
        Batch batch = family.draw(20_000, RandomStream.of(5));
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < batch.count(); i++) {
            xx += batch.token(i, 0, 3) * batch.token(i, 2, 3);
            yy += batch.targets()[i] * batch.targets()[i];
        }
        assertThat(xx / batch.count()).isCloseTo(0.25, within(0.03));
        assertThat(yy / batch.count()).isCloseTo(0.8, within(0.04));
        assertThat(family.draw(3, RandomStream.of(5)).queries())
                .isEqualTo(family.draw(3, RandomStream.of(5)).queries());
    }

    @Test
    void estimatorsHaveTheirExactRisks() {
        Measurement m = Experiment.measure(
                Model.of(Map.of("eta", 0.7)),
                ExperimentSettings.of(Map.of("replicas", 8, "prompts", 5000)),
                Run.quiet());
        assertThat(m.output("mc_gd").agreesWith(0.42421875, 4)).isTrue();
        double n = 63;
        double exact = .25 + 1 - 1.4 * (1 - 1 / 64.0) + .49 * (n * 72 + .25 * 8 * n) / 4096;
        assertThat(m.output("mc_debiased").agreesWith(exact, 4)).isTrue();
        assertThat(m.output("mc_pair").mean()).isCloseTo(0.40791, within(0.012));
        assertThat(m.output("mc_ridge").mean()).isCloseTo(0.28551, within(0.008));
    }

    @Test
    void theTrainedModelFollowsTheFlow() {
        Model m =
                Model.of(Map.of("d", 5, "L", 40, "sigma2", 0.1, "omega0", "0.05,-0.05", "mu0", "0.04,-0.06", "t", 150));
        SoftmaxHeads heads = new SoftmaxHeads(2, 5, 1);
        double[] start = TheoryFlow.start(m);
        Training training = Training.run(
                heads,
                Experiment.family(m),
                Experiment.spread(heads, start, 0.01, RandomStream.of(1)),
                new Training.Schedule(3000, 1000, 512, Training.Method.SGD, 0.05, Optional.empty()),
                RandomStream.of(2),
                f -> {});
        TheoryFlow flow = TheoryFlow.of(m, start, new double[] {0, 150}, f -> {});
        double[] end = flow.end();
        double[] theta = training.last().theta();
        for (int h = 0; h < 2; h++) {
            // The flow replaces ‖x_q‖² by d: at d = 5 training settles at a larger ω, some 7% above, and a smaller μ.
            assertThat(heads.omega(theta, h)).isCloseTo(end[5 * h], within(0.12 * Math.abs(end[5 * h])));
            assertThat(heads.mu(theta, h, 0)).isCloseTo(end[10 + h], within(0.1 * Math.abs(end[10 + h])));
        }
        assertThat(heads.offPattern(theta)).isLessThan(0.03);
    }

    @Test
    void aStoppedRunGoesOnToTheSameNumbers(@TempDir Path folder) {
        MultiTaskPrompts family = Experiment.family(SMALL);
        SoftmaxHeads heads = new SoftmaxHeads(2, 5, 1);
        double[] start = Experiment.start(SMALL, 0.01, RandomStream.of(7));
        for (Training.Method method : Training.Method.values()) {
            Path file = folder.resolve(method + ".bin");
            Training.Schedule whole = new Training.Schedule(40, 10, 16, method, 0.01, Optional.empty());
            Training.Schedule kept = new Training.Schedule(40, 10, 16, method, 0.01, Optional.of(file));
            double[] expected = Training.run(heads, family, start, whole, RandomStream.of(8), f -> {})
                    .last()
                    .theta();
            assertThatThrownBy(() -> Training.run(heads, family, start, kept, RandomStream.of(8), f -> {
                        if (f > 0.6) {
                            throw new java.util.concurrent.CancellationException();
                        }
                    }))
                    .isInstanceOf(java.util.concurrent.CancellationException.class);
            Training resumed = Training.run(heads, family, start, kept, RandomStream.of(8), f -> {});
            assertThat(resumed.history().getFirst().step()).isGreaterThanOrEqualTo(20);
            assertThat(resumed.last().theta()).isEqualTo(expected);
        }
    }

    @Test
    void divergenceIsSaidWithTheStep() {
        Measurement m = Experiment.measure(
                SMALL,
                ExperimentSettings.of(Map.of("replicas", 2, "steps", 200, "batch", 16, "rate", 50, "prompts", 100)),
                Run.quiet());
        assertThat(m.status()).isEqualTo(Status.NOT_CONVERGED);
        assertThat(m.message()).contains("diverged at step");
    }

    @Test
    void threadsDoNotChangeNumbers() {
        Map<String, Object> settings = Map.of("replicas", 3, "steps", 30, "batch", 16, "prompts", 300);
        Map<String, Measured> one = Experiment.measure(
                        SMALL, ExperimentSettings.of(settings), Run.quiet().withThreads(1))
                .outputs();
        Map<String, Measured> two = Experiment.measure(
                        SMALL, ExperimentSettings.of(settings), Run.quiet().withThreads(2))
                .outputs();
        assertThat(two).isEqualTo(one);
    }

    @Test
    void thePreconditionerFoundByLeastSquaresIsTheExactOne() {
        Batch batch = MultiTaskPrompts.single(3, 30, 0.2).withRho(0.5).draw(60_000, RandomStream.of(9));
        double[][] fit = Estimators.fitPreconditioner(batch).toArray2();
        double[][] exact = TheoryPreconditioner.best(TheoryPreconditioner.covariance(3, 0.5), 30, 0.2)
                .toArray2();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(fit[i][j]).isCloseTo(exact[i][j], within(0.05));
            }
        }
        assertThatThrownBy(() -> Estimators.ridge(Double.NaN, batch)).hasMessageContaining("penalty");
        assertThat(Arrays.stream(Estimators.descent(0, batch)).sum()).isZero();
    }
}
