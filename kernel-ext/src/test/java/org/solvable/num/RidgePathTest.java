package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.linalg.Backends;
import org.solvable.linalg.MemoryBudget;

class RidgePathTest {

    private static double[] penalties(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> Math.pow(10, 2 - 6.0 * i / count))
                .toArray();
    }

    /** More and fewer rows than unknowns, few and many penalties: shared factors and shared eigenvalues. */
    @ParameterizedTest
    @CsvSource({"500, 9, 10, 3", "500, 9, 10, 25", "60, 9, 10, 3", "60, 9, 10, 25", "90, 9, 10, 25", "1, 3, 2, 4"})
    void equalsIndependentSolutions(int n, int p, int q, int count) {
        RidgeData data = RidgeData.of(n, p, q, 31);
        double[] penalties = penalties(count);
        List<RidgeSolution> path = RidgePath.standard().solve(data.problem(), penalties);
        assertThat(path).hasSize(count);
        for (int i = 0; i < count; i++) {
            RidgeSolution s = path.get(i);
            assertThat(s.penalty()).isEqualTo(penalties[i]);
            assertThat(s.status()).isEqualTo(SolveStatus.CONVERGED);
            assertThat(RidgeData.distance(s.coefficients(), data.reference(penalties[i])))
                    .as(s.toString())
                    .isLessThan(1e-9);
        }
    }

    @Test
    void takesEigenvaluesOnlyWhereTheyPay() {
        RidgeData data = RidgeData.of(300, 9, 10, 32);
        RidgePath path = RidgePath.of(Ridge.standard().withBackend(Backends.best()));
        assertThat(path.solve(data.problem(), penalties(3)))
                .allMatch(s -> s.method() == RidgeMethod.PRIMAL && s.reason().contains("formed once"));
        assertThat(path.solve(data.problem(), penalties(60)))
                .allMatch(s -> s.method() == RidgeMethod.EIGEN && s.reason().contains("eigen-decomposition"));
        RidgePath scalar = RidgePath.of(Ridge.standard().withBackend(Backends.named("scalar")));
        assertThat(scalar.solve(data.problem(), penalties(25))).allMatch(s -> s.method() == RidgeMethod.PRIMAL);
    }

    @Test
    void warmStartsWhereOnlyGradientsFit() {
        RidgeData data = RidgeData.of(1200, 20, 21, 33);
        Ridge tight = Ridge.standard().withTolerance(1e-11).withMemoryBudget(new MemoryBudget(1L << 30, 1_000_000));
        double[] penalties = {0.1, 100, 1, 10, 0.09};
        List<RidgeSolution> path = RidgePath.of(tight).solve(data.problem(), penalties);
        for (int i = 0; i < penalties.length; i++) {
            assertThat(path.get(i).method()).isEqualTo(RidgeMethod.CONJUGATE_GRADIENT);
            assertThat(path.get(i).penalty()).isEqualTo(penalties[i]);
            assertThat(RidgeData.distance(path.get(i).coefficients(), data.reference(penalties[i])))
                    .isLessThan(1e-8);
        }
        assertThat(path.get(4).iterations())
                .isLessThan(tight.solve(data.problem(), 0.09).iterations());
    }

    @Test
    void noPenaltyAmongOthersGivesTheSmallestNorm() {
        RidgeData data = RidgeData.of(40, 7, 8, 34);
        for (int count : new int[] {2, 40}) {
            double[] penalties = penalties(count);
            penalties[0] = 0;
            RidgeSolution s =
                    RidgePath.standard().solve(data.problem(), penalties).getFirst();
            assertThat(s.status()).isEqualTo(SolveStatus.NOT_UNIQUE);
            assertThat(RidgeData.distance(s.coefficients(), data.reference(0))).isLessThan(1e-9);
        }
    }

    @Test
    void stopsAndSameBitsForAnyNumberOfThreads() {
        RidgeData data = RidgeData.of(500, 12, 13, 35);
        for (int count : new int[] {4, 40}) {
            double[] penalties = penalties(count);
            assertThatThrownBy(() -> RidgePath.standard().solve(data.problem(), penalties, fraction -> {
                        if (fraction > 0.7) {
                            throw new CancellationException("enough");
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            List<RidgeSolution> one = RidgePath.of(
                            Ridge.standard().withBackend(Backends.best().withThreads(1)))
                    .solve(data.problem(), penalties);
            List<RidgeSolution> four = RidgePath.of(
                            Ridge.standard().withBackend(Backends.best().withThreads(4)))
                    .solve(data.problem(), penalties);
            assertThat(four).isEqualTo(one);
        }
        assertThat(RidgePath.standard().solve(data.problem())).isEmpty();
    }
}
