package org.solvable.data.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.solvable.data.family.InContextRegression.Sampler;
import org.solvable.random.RandomStream;

class InContextRegressionTest {

    private static final int N = 40_000;

    /** Means of functions of (v, u, x, y, w) that determine the joint law up to fourth moments, with standard errors. */
    private static double[][] moments(Sampler sampler, long seed, DMatrixRMaj bank, int ell, double rho) {
        InContextRegression family = new InContextRegression(bank.numCols, ell, rho);
        Prompts p = family.fromBank(bank, N, sampler, RandomStream.of(seed), f -> {});
        int d = bank.numCols;
        double[] mean = new double[9];
        double[] square = new double[9];
        for (int i = 0; i < N; i++) {
            double u = p.contexts().get(i, d);
            double v0 = p.contexts().get(i, 0);
            double v1 = p.contexts().get(i, 1);
            double vw = 0;
            double vv = 0;
            double xw = 0;
            for (int j = 0; j < d; j++) {
                double w = bank.get(p.tasks()[i], j);
                double v = p.contexts().get(i, j);
                vw += v * w / d;
                vv += v * v / d;
                xw += p.queries().get(i, j) * w;
            }
            double y = p.labels()[i];
            double[] f = {u, u * u, v0, v0 * v1, vw, vw * vw, vv, u * vw, y * y + 0 * xw};
            for (int m = 0; m < f.length; m++) {
                mean[m] += f[m] / N;
                square[m] += f[m] * f[m] / N;
            }
        }
        double[] error = new double[9];
        for (int m = 0; m < 9; m++) {
            error[m] = Math.sqrt((square[m] - mean[m] * mean[m]) / N);
        }
        return new double[][] {mean, error};
    }

    @Test
    void directSamplerHasTheLawOfTheTokens() {
        // Lengths differ from sqrt(d) on purpose: the law must hold for any task.
        DMatrixRMaj bank = new DMatrixRMaj(new double[][] {{1, -2, 0.5}, {0, 0, 3}, {0, 0, 0}});
        for (double rho : new double[] {0, 0.3}) {
            double[][] a = moments(Sampler.DIRECT, 1, bank, 4, rho);
            double[][] b = moments(Sampler.TOKENS, 2, bank, 4, rho);
            for (int m = 0; m < 9; m++) {
                double z = (a[0][m] - b[0][m]) / Math.hypot(a[1][m], b[1][m]);
                assertThat(z).as("moment %d at rho %s", m, rho).isBetween(-4.0, 4.0);
            }
        }
    }

    @Test
    void labelsHaveTheVarianceOfSignalAndNoise() {
        InContextRegression family = new InContextRegression(8, 5, 0.25);
        Prompts p = family.fresh(TaskLaw.sphere(), N, Sampler.DIRECT, RandomStream.of(3), f -> {});
        double mean = Arrays.stream(p.labels()).map(y -> y * y).sum() / N;
        double u = 0;
        for (int i = 0; i < N; i++) {
            u += p.contexts().get(i, 8) / N;
        }
        double deviation = Math.sqrt(2 * 1.25 * 1.25 / N);
        assertThat(mean).isBetween(1.25 - 4 * deviation, 1.25 + 4 * deviation);
        assertThat(u).isBetween(1.25 - 4 * deviation / Math.sqrt(5), 1.25 + 4 * deviation / Math.sqrt(5));
        assertThat(p.tasks()).containsOnly(-1);
    }

    @Test
    void banksLieOnTheSphereOrHaveTheCovariance() {
        InContextRegression family = new InContextRegression(6, 5, 0);
        DMatrixRMaj bank = family.taskBank(100, TaskLaw.sphere(), RandomStream.of(4));
        for (int j = 0; j < 100; j++) {
            double square = 0;
            for (int i = 0; i < 6; i++) {
                square += bank.get(j, i) * bank.get(j, i);
            }
            assertThat(square).isBetween(6 - 1e-12, 6 + 1e-12);
        }
        DMatrixRMaj covariance = new DMatrixRMaj(new double[][] {{2, 1}, {1, 1}});
        int k = 50_000;
        DMatrixRMaj gaussian =
                new InContextRegression(2, 1, 0).taskBank(k, TaskLaw.gaussian(covariance), RandomStream.of(5));
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                double sum = 0;
                for (int j = 0; j < k; j++) {
                    sum += gaussian.get(j, a) * gaussian.get(j, b) / k;
                }
                assertThat(sum).isBetween(covariance.get(a, b) - 0.06, covariance.get(a, b) + 0.06);
            }
        }
        assertThatThrownBy(() -> TaskLaw.gaussian(new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}})))
                .hasMessageContaining("eigenvalue");
        assertThatThrownBy(() -> TaskLaw.gaussian(new double[] {1, Double.NaN})).hasMessageContaining("spectrum[1]");
    }

    @Test
    void firstPromptsDependNeitherOnTheNumberNorOnThreads() throws Exception {
        InContextRegression family = new InContextRegression(7, 30, 0.1);
        DMatrixRMaj bank = family.taskBank(3, TaskLaw.sphere(), RandomStream.of(6));
        Prompts few = family.fromBank(bank, 100, Sampler.DIRECT, RandomStream.of(7), f -> {});
        for (int threads : new int[] {1, 2, 4, 8}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                Prompts many = pool.submit(
                                () -> family.fromBank(bank, 1000, Sampler.DIRECT, RandomStream.of(7), f -> {}))
                        .get();
                assertThat(Arrays.copyOf(many.labels(), 100)).isEqualTo(few.labels());
                assertThat(Arrays.copyOf(many.contexts().data, 800)).isEqualTo(few.contexts().data);
                assertThat(Arrays.copyOf(many.queries().data, 700)).isEqualTo(few.queries().data);
            }
        }
    }

    @Test
    void stopsWhenAskedAndNamesBadParameters() {
        InContextRegression family = new InContextRegression(7, 30, 0.1);
        assertThatThrownBy(() -> family.fresh(TaskLaw.sphere(), 1000, Sampler.DIRECT, RandomStream.of(1), f -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> new InContextRegression(0, 1, 0)).hasMessageContaining("dimension = 0");
        assertThatThrownBy(() -> new InContextRegression(1, 0, 0)).hasMessageContaining("contextLength = 0");
        for (double bad : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new InContextRegression(1, 1, bad)).hasMessageContaining("rho = " + bad);
        }
        assertThat(family.fresh(TaskLaw.sphere(), 5, Sampler.DIRECT, RandomStream.of(1), f -> {})
                        .head(3)
                        .rowCount())
                .isEqualTo(3);
    }
}
