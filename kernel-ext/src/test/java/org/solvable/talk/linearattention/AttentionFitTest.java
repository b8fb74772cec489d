package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.solvable.random.RandomStream;

class AttentionFitTest {

    private static Prompts prompts(int d, int n) {
        InContextRegression family = new InContextRegression(d, 5 * d, 0.05);
        DMatrixRMaj bank = family.taskBank(2 * d, TaskLaw.sphere(), RandomStream.of(7));
        return family.fromBank(bank, n, Sampler.DIRECT, RandomStream.of(8), f -> {});
    }

    private static AttentionFit fit(Prompts prompts, double lambda, FitMethod method, double tolerance) {
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
        for (FitMethod method : FitMethod.values()) {
            boolean singular = lambda == 0
                    && ((method == FitMethod.PRIMAL && n < d * (d + 1))
                            || (method == FitMethod.DUAL && n > d * (d + 1)));
            if (singular) {
                assertThatThrownBy(() -> fit(prompts, lambda, method, 1e-12))
                        .hasMessageContaining("singular for lambda = 0");
                continue;
            }
            AttentionFit fit = fit(prompts, lambda, method, 1e-13);
            for (int i = 0; i < d * (d + 1); i++) {
                assertThat(fit.gamma().data[i])
                        .as("%s element %d", method, i)
                        .isCloseTo(truth.get(i), within(1e-8 * scale));
            }
            assertThat(fit.residual()).isLessThan(1e-9);
            assertThat(fit.method()).isNotEqualTo(FitMethod.AUTO);
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
        AttentionFit a = fit(prompts, 0.01, FitMethod.PRIMAL, 1e-5);
        AttentionFit b = fit(prompts, 0.01, FitMethod.CG, 1e-12);
        AttentionFit c = fit(prompts, 0.01, FitMethod.DUAL, 1e-5);
        for (int i = 0; i < a.gamma().data.length; i++) {
            assertThat(b.gamma().data[i]).isCloseTo(a.gamma().data[i], within(1e-9));
            assertThat(c.gamma().data[i]).isCloseTo(a.gamma().data[i], within(1e-9));
        }
        assertThat(b.iterations()).isBetween(5, 400);
    }

    @Test
    void choiceFollowsCostMemoryAndConditioning() {
        assertThat(FitPlan.of(200, 20, 1e-5, FitMethod.AUTO, 1e-5).method()).isEqualTo(FitMethod.DUAL);
        assertThat(FitPlan.of(150, 10, 1e-5, FitMethod.AUTO, 1e-5).method()).isEqualTo(FitMethod.PRIMAL);
        assertThat(FitPlan.of(15_000, 100, 1e-5, FitMethod.AUTO, 1e-5).method()).isEqualTo(FitMethod.CG);
        FitPlan near = FitPlan.of(1640, 40, 1e-5, FitMethod.AUTO, 1e-5);
        assertThat(near.method()).isEqualTo(FitMethod.PRIMAL);
        assertThat(near.reason()).contains("threshold");
        FitPlan far = FitPlan.of(40_200, 200, 1e-5, FitMethod.AUTO, 1e-4);
        assertThat(far.method()).isEqualTo(FitMethod.CG);
        assertThat(far.tolerance()).isEqualTo(1e-6);
        assertThatThrownBy(() -> FitPlan.of(250_000, 500, 1e-5, FitMethod.PRIMAL, 1e-5))
                .isInstanceOf(org.solvable.linalg.MemoryBudgetExceededException.class)
                .hasMessageContaining("method = cg");
    }
}
