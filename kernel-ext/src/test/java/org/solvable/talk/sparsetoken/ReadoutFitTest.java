package org.solvable.talk.sparsetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.random.RandomStream;

/** Fits against their optimality conditions and against brute force. */
class ReadoutFitTest {

    private static Features data(int n, int p, double shift) {
        RandomStream stream = RandomStream.of(3).split("fit " + n + " " + p);
        DMatrixRMaj f = new DMatrixRMaj(n, p);
        double[] y = new double[n];
        stream.fillGaussian(f.data, 0, n * p);
        for (int i = 0; i < n; i++) {
            y[i] = stream.nextDouble() < 0.4 ? 1 : -1;
            f.data[i * p] += shift * y[i];
        }
        return new Features(f, y);
    }

    private static double objective(Features data, Loss loss, double lambda, double[] w, double b) {
        double norm = Features.dot(w, w);
        return ReadoutFit.meanLoss(loss, ReadoutFit.scores(data.rows(), w, b), data.labels()) + 0.5 * lambda * norm;
    }

    /** No small step in any of many directions goes down; convexity makes that the minimum. */
    @ParameterizedTest
    @CsvSource({
        "SQUARE, 60, 7, 0.1",
        "SQUARE, 8, 20, 0.01",
        "LOGISTIC, 60, 7, 0.01",
        "LOGISTIC, 10, 30, 0.05",
        "HINGE, 60, 7, 0.01",
        "HINGE, 10, 30, 0.05",
        "LOGISTIC, 80, 5, 0",
        "HINGE, 80, 5, 0",
        "SQUARE, 80, 5, 0"
    })
    void theFitIsAMinimum(Loss loss, int n, int p, double lambda) {
        Features data = data(n, p, 0.3);
        ReadoutFit fit = ReadoutFit.of(data, loss, lambda, 1e-12, Backends.best(), Checkpoint.NONE);
        assertThat(fit.end()).isEqualTo(ReadoutFit.End.SOLVED);
        double least = objective(data, loss, lambda, fit.w(), fit.b());
        RandomStream stream = RandomStream.of(4);
        double[] step = new double[p + 1];
        for (int k = 0; k < 400; k++) {
            double size = Math.pow(10, -1 - k % 4);
            stream.fillGaussian(step, 0, p + 1);
            double[] w = fit.w().clone();
            for (int j = 0; j < p; j++) {
                w[j] += size * step[j];
            }
            assertThat(objective(data, loss, lambda, w, fit.b() + size * step[p]))
                    .isGreaterThan(least - 1e-11);
        }
    }

    /** One direction separates four points by hand: margins ±1 at x = ±1 and w = 1. */
    @Test
    void theHingeFindsTheLargestMargin() {
        Features data =
                new Features(new DMatrixRMaj(4, 2, true, 1, 0, 3, 1, -1, 0, -2, -1), new double[] {1, 1, -1, -1});
        ReadoutFit fit = ReadoutFit.of(data, Loss.HINGE, 1e-4, 1e-12, Backends.best(), Checkpoint.NONE);
        assertThat(fit.w()[0]).isCloseTo(1, within(1e-6));
        assertThat(fit.w()[1]).isCloseTo(0, within(1e-6));
        assertThat(fit.b()).isCloseTo(0, within(1e-6));
        assertThat(fit.wrong()).isZero();
    }

    /** Separable by construction, and not: three points of a triangle around one of the other class. */
    @Test
    void separabilityIsDecided() {
        DMatrixRMaj around = new DMatrixRMaj(4, 2, true, 0, 2, 2, -1, -2, -1, 0.1, 0.2);
        assertThat(verdict(around, 1, 1, 1, -1)).isEqualTo(Separability.Verdict.INSEPARABLE);
        assertThat(verdict(around, 1, -1, -1, -1)).isEqualTo(Separability.Verdict.SEPARABLE);
        assertThat(verdict(around, 1, 1, 1, 1)).isEqualTo(Separability.Verdict.SEPARABLE);
        // Crossing diagonals of a square.
        DMatrixRMaj square = new DMatrixRMaj(4, 2, true, 0, 0, 1, 1, 0, 1, 1, 0);
        assertThat(verdict(square, 1, 1, -1, -1)).isEqualTo(Separability.Verdict.INSEPARABLE);
        assertThat(verdict(square, 1, -1, 1, -1)).isEqualTo(Separability.Verdict.SEPARABLE);
    }

    private static Separability.Verdict verdict(DMatrixRMaj points, double... labels) {
        return Separability.of(new Features(points, labels), Backends.best(), Checkpoint.NONE);
    }
}
