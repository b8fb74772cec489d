package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.solvable.data.family.InContextRegression;
import org.solvable.data.family.InContextRegression.Sampler;
import org.solvable.data.family.Prompts;
import org.solvable.data.family.TaskLaw;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Measured;
import org.solvable.random.RandomStream;

/** The closed test errors against test sets that are really drawn, token by token. */
class TestErrorTest {

    private static final int D = 4;

    private static DMatrixRMaj gamma() {
        DMatrixRMaj gamma = new DMatrixRMaj(D, D + 1);
        RandomStream.of(11).fillGaussian(gamma.data, 0, gamma.data.length);
        for (int i = 0; i < gamma.data.length; i++) {
            gamma.data[i] *= 0.4;
        }
        return gamma;
    }

    private static Measured drawn(DMatrixRMaj gamma, Prompts prompts) {
        double[] squares = new double[prompts.size()];
        for (int i = 0; i < squares.length; i++) {
            double y = 0;
            for (int a = 0; a < D; a++) {
                for (int b = 0; b <= D; b++) {
                    y += prompts.queries().get(i, a)
                            * gamma.get(a, b)
                            * prompts.contexts().get(i, b);
                }
            }
            squares[i] = (prompts.labels()[i] - y) * (prompts.labels()[i] - y);
        }
        return Measured.of(squares);
    }

    @Test
    void sphere() {
        for (Sampler sampler : Sampler.values()) {
            for (int l : new int[] {1, 3, 12}) {
                InContextRegression family = new InContextRegression(D, l, 0.3);
                Prompts prompts = family.fresh(
                        TaskLaw.sphere(), 100_000, sampler, RandomStream.of(1).split(sampler.name()), f -> {});
                double exact = TestError.onSphere(gamma(), l, 0.3);
                assertThat(drawn(gamma(), prompts).zScore(exact))
                        .as("%s, l = %d", sampler, l)
                        .isBetween(-4.0, 4.0);
            }
        }
    }

    @Test
    void gaussian() {
        double[] t = {3, 0.5, 0.4, 0.1};
        InContextRegression family = new InContextRegression(D, 5, 0.2);
        Prompts prompts = family.fresh(TaskLaw.gaussian(t), 200_000, Sampler.TOKENS, RandomStream.of(2), f -> {});
        assertThat(drawn(gamma(), prompts).zScore(TestError.onGaussian(gamma(), t, 5, 0.2)))
                .isBetween(-4.0, 4.0);
    }

    /** Tasks of different lengths and with a mean: every term of the formula is at work. */
    @Test
    void bankOfTasks() {
        DMatrixRMaj bank = new DMatrixRMaj(new double[][] {{2, 1, 0, 0}, {1, -1, 0.5, 3}, {0.1, 0, 1, 1}});
        InContextRegression family = new InContextRegression(D, 5, 0.2);
        Prompts prompts = family.fromBank(bank, 200_000, Sampler.TOKENS, RandomStream.of(3), f -> {});
        double exact = TestError.onTasks(gamma(), bank, 5, 0.2, Backends.best(), Checkpoint.NONE);
        assertThat(drawn(gamma(), prompts).zScore(exact)).isBetween(-4.0, 4.0);
    }

    /** Many tasks from a law have the error of the law. */
    @Test
    void bankTendsToTheLaw() {
        InContextRegression family = new InContextRegression(D, 5, 0.2);
        DMatrixRMaj bank = family.taskBank(200_000, TaskLaw.sphere(), RandomStream.of(4));
        double many = TestError.onTasks(gamma(), bank, 7, 0.1, Backends.best(), Checkpoint.NONE);
        assertThat(many).isCloseTo(TestError.onSphere(gamma(), 7, 0.1), within(0.01 * many));
        double[] ones = {1, 1, 1, 1};
        // Gaussian tasks differ from those on the sphere by the spread of their length, in the last column only.
        DMatrixRMaj without = gamma();
        for (int a = 0; a < D; a++) {
            without.set(a, D, 0);
        }
        assertThat(TestError.onGaussian(without, ones, 7, 0.1))
                .isCloseTo(TestError.onSphere(without, 7, 0.1), within(1e-14));
    }

    @Test
    void zeroParametersPredictZero() {
        DMatrixRMaj zero = new DMatrixRMaj(D, D + 1);
        assertThat(TestError.onSphere(zero, 3, 0.25)).isEqualTo(1.25);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> TestError.onSphere(new DMatrixRMaj(3, 3), 3, 0.1))
                .hasMessage("gamma is 3 x 3: must be d x (d+1) with d at least 1");
        assertThatThrownBy(() -> TestError.onSphere(gamma(), 0, 0.1)).hasMessageContaining("contextLength = 0");
        for (double bad : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> TestError.onSphere(gamma(), 3, bad)).hasMessageContaining("rho = " + bad);
        }
        assertThatThrownBy(() -> TestError.onGaussian(gamma(), new double[3], 3, 0.1))
                .hasMessageContaining("must be d = 4");
        assertThatThrownBy(() ->
                        TestError.onTasks(gamma(), new DMatrixRMaj(2, 3), 3, 0.1, Backends.best(), Checkpoint.NONE))
                .hasMessageContaining("tasks is 2 x 3");
    }
}
