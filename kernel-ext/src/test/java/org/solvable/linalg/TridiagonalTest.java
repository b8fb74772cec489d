package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Eigenproblems with known answers, at orders where the work is done step by step. */
class TridiagonalTest {

    private final Backend backend = Backends.best();

    /** The second difference: values 2 - 2 cos(k π / (n + 1)), already tridiagonal. */
    @Test
    void chainOfSpringsHasTheTextbookSpectrum() {
        int n = 513;
        MatrixView a = MatrixView.of(new double[n * n], n, n);
        for (int i = 0; i < n; i++) {
            a.set(i, i, 2);
            if (i > 0) {
                a.set(i, i - 1, -1);
            }
        }
        MatrixView w = MatrixView.vector(new double[n]);
        assertThat(backend.syevd(a, w, true)).isZero();
        for (int k = 1; k <= n; k++) {
            double expected = 4 * Math.pow(Math.sin(k * Math.PI / (2 * (n + 1))), 2);
            assertThat(w.get(k - 1, 0)).isCloseTo(expected, within(1e-13));
        }
        // lowest mode: sin(j π / (n + 1))
        double sign = Math.signum(a.get(0, 0));
        for (int j = 1; j <= n; j++) {
            double expected = Math.sqrt(2.0 / (n + 1)) * Math.sin(j * Math.PI / (n + 1));
            assertThat(sign * a.get(0, j - 1)).isCloseTo(expected, within(1e-10));
        }
    }

    /** All ones: one value n, all others 0; the reduction meets vectors of norm 0. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void matrixOfRankOne(Precision precision) {
        int n = 450;
        MatrixView a = precision == Precision.DOUBLE
                ? MatrixView.of(new double[n * n], n, n)
                : MatrixView.of(new float[n * n], n, n);
        a.fill(1);
        MatrixView w =
                precision == Precision.DOUBLE ? MatrixView.vector(new double[n]) : MatrixView.vector(new float[n]);
        assertThat(backend.syevd(a, w, true)).isZero();
        double eps = precision == Precision.DOUBLE ? 1e-11 : 1e-2;
        assertThat(w.get(n - 1, 0)).isCloseTo(n, within(eps));
        assertThat(w.get(0, 0)).isCloseTo(0, within(eps));
        assertThat(w.get(n - 2, 0)).isCloseTo(0, within(eps));
        for (int j = 0; j < n; j++) {
            assertThat(Math.abs(a.get(n - 1, j))).isCloseTo(1 / Math.sqrt(n), within(eps));
        }
    }

    @Test
    void zeroAndIdentity() {
        int n = 400;
        MatrixView a = MatrixView.of(new double[n * n], n, n);
        MatrixView w = MatrixView.vector(new double[n]);
        assertThat(backend.syevd(a, w, true)).isZero();
        assertThat(w.get(0, 0)).isZero();
        assertThat(w.get(n - 1, 0)).isZero();
        assertThat(backend.dot(a, a)).isCloseTo(n, within(1e-10));
    }

    /** Elements whose squares leave the range of double. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e200, 1e-300})
    void hugeAndTinyMatrices(double size) {
        int n = 416;
        MatrixView a = MatrixView.of(new double[n * n], n, n);
        MatrixView w = MatrixView.vector(new double[n]);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a.set(i, j, size);
            }
        }
        assertThat(backend.syevd(a, w, false)).isZero();
        assertThat(w.get(n - 1, 0) / size).isCloseTo(n, within(1e-9));
    }

    /** Upper triangle full of NaN, lower triangle at every remainder of the order modulo the block sizes. */
    @Test
    void traceAndNormAreKeptAtAllRemainders() {
        for (int n = 400; n < 420; n++) {
            MatrixView a = MatrixView.of(new double[n * n], n, n);
            backend.fillGaussian(org.solvable.random.RandomStream.of(n), a);
            double trace = 0;
            double norm = 0;
            for (int i = 0; i < n; i++) {
                trace += a.get(i, i);
                for (int j = 0; j <= i; j++) {
                    norm += a.get(i, j) * a.get(i, j) * (i == j ? 1 : 2);
                    if (j < i) {
                        a.set(j, i, Double.NaN);
                    }
                }
            }
            MatrixView w = MatrixView.vector(new double[n]);
            assertThat(backend.syevd(a, w, true)).isZero();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += w.get(i, 0);
            }
            assertThat(sum).isCloseTo(trace, within(1e-9));
            assertThat(backend.dot(w, w)).isCloseTo(norm, within(1e-9 * norm));
            assertThat(backend.dot(a, a)).isCloseTo(n, within(1e-9));
        }
    }

    @Test
    void teamDoesEveryTaskOfEveryRoundOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(50);
        List<Integer> rounds = new ArrayList<>();
        try (Team team = new Team(4)) {
            for (int round = 0; round < 20_000; round++) {
                team.run(round % 50, index -> done.incrementAndGet(index));
                rounds.add(round);
            }
        }
        for (int i = 0; i < 50; i++) {
            assertThat(done.get(i)).isEqualTo(400 * (49 - i));
        }
        assertThat(rounds).hasSize(20_000);
    }
}
