package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.data.family.InContextRegression;
import org.solvable.data.family.InContextRegression.Sampler;
import org.solvable.data.family.Prompts;
import org.solvable.data.family.TaskLaw;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.num.RidgeMethod;
import org.solvable.random.RandomStream;

class AttentionFitTest {

    private static Prompts prompts(int d, int n) {
        InContextRegression family = new InContextRegression(d, 5 * d, 0.05);
        DMatrixRMaj bank = family.taskBank(2 * d, TaskLaw.sphere(), RandomStream.of(7));
        return family.fromBank(bank, n, Sampler.DIRECT, RandomStream.of(8), f -> {});
    }

    private static AttentionFit fit(Prompts prompts, double lambda, RidgeMethod method, double tolerance) {
        return AttentionFit.of(prompts, lambda, method, tolerance, Backends.best(), Checkpoint.NONE);
    }

    /** The features written out, and the normal equations or the pseudo-inverse by another library. */
    private static SimpleMatrix direct(Prompts prompts, double lambda) {
        int n = prompts.size();
        int d = prompts.dimension();
        SimpleMatrix features = new SimpleMatrix(n, d * (d + 1));
        SimpleMatrix y = new SimpleMatrix(n, 1, true, prompts.labels());
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < d; a++) {
                for (int b = 0; b <= d; b++) {
                    features.set(
                            i,
                            a * (d + 1) + b,
                            prompts.queries().get(i, a) * prompts.contexts().get(i, b));
                }
            }
        }
        if (lambda == 0) {
            return features.pseudoInverse().mult(y);
        }
        SimpleMatrix gram = features.transpose().mult(features);
        gram = gram.plus(SimpleMatrix.identity(gram.getNumRows()).scale(lambda * n / d));
        return gram.solve(features.transpose().mult(y));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 60, 0.1",
        "4, 60, 0",
        "4, 10, 0.1",
        "4, 10, 0",
        "6, 42, 0.01",
        "6, 400, 1e-5",
        "3, 1, 0.5",
        "2, 3, 0"
    })
    void everyMethodFindsTheMinimum(int d, int n, double lambda) {
        Prompts prompts = prompts(d, n);
        SimpleMatrix truth = direct(prompts, lambda);
        double scale = truth.normF();
        for (RidgeMethod method : RidgeMethod.values()) {
            AttentionFit fit = fit(prompts, lambda, method, 1e-13);
            for (int i = 0; i < d * (d + 1); i++) {
                assertThat(fit.gamma().data[i])
                        .as("%s element %d", method, i)
                        .isCloseTo(truth.get(i), within(1e-8 * scale));
            }
            assertThat(fit.residual()).isLessThan(1e-9);
            assertThat(fit.method()).isNotEqualTo(RidgeMethod.AUTO);
            assertThat(fit.reason()).isNotEmpty();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double p = 0;
                for (int a = 0; a < d; a++) {
                    for (int b = 0; b <= d; b++) {
                        p += prompts.queries().get(i, a)
                                * fit.gamma().get(a, b)
                                * prompts.contexts().get(i, b);
                    }
                }
                sum += (prompts.labels()[i] - p) * (prompts.labels()[i] - p);
            }
            assertThat(fit.trainError()).isCloseTo(sum / n, within(1e-10));
        }
    }

    /** More prompts than one block of rows. */
    @Test
    void blocksJoin() {
        Prompts prompts = prompts(12, 2100);
        AttentionFit a = fit(prompts, 0.01, RidgeMethod.PRIMAL, 1e-5);
        AttentionFit b = fit(prompts, 0.01, RidgeMethod.CONJUGATE_GRADIENT, 1e-12);
        AttentionFit c = fit(prompts, 0.01, RidgeMethod.DUAL, 1e-5);
        for (int i = 0; i < a.gamma().data.length; i++) {
            assertThat(b.gamma().data[i]).isCloseTo(a.gamma().data[i], within(1e-9));
            assertThat(c.gamma().data[i]).isCloseTo(a.gamma().data[i], within(1e-9));
        }
        assertThat(b.iterations()).isBetween(5L, 400L);
    }

    /** Where the regression turns from too few prompts to too many, a residual says little about Γ. */
    @Test
    void nearTheThresholdTheToleranceIsSharper() {
        assertThat(AttentionFit.asked(1640, 40, 1e-5, 1e-5)).isCloseTo(1e-7, within(1e-20));
        assertThat(AttentionFit.asked(1640, 40, 0.01, 1e-5)).isEqualTo(1e-5);
        assertThat(AttentionFit.asked(800, 40, 1e-5, 1e-5)).isEqualTo(1e-5);
    }

    @Test
    void choiceFollowsCost() {
        assertThat(fit(prompts(10, 150), 1e-5, RidgeMethod.AUTO, 1e-5).method()).isEqualTo(RidgeMethod.PRIMAL);
        assertThat(fit(prompts(20, 200), 1e-5, RidgeMethod.AUTO, 1e-5).method()).isEqualTo(RidgeMethod.DUAL);
        assertThat(fit(prompts(70, 9800), 1e-2, RidgeMethod.AUTO, 1e-4).method())
                .isEqualTo(RidgeMethod.CONJUGATE_GRADIENT);
    }
}
