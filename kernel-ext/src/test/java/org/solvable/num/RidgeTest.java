package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.MemoryBudget;
import org.solvable.linalg.MemoryBudgetExceededException;
import org.solvable.random.RandomStream;

class RidgeTest {

    private static final Ridge TIGHT = Ridge.standard().withTolerance(1e-13);

    /** Rows, p, q: more and fewer rows than unknowns, one row, one column, p and q unequal, several blocks of rows. */
    @ParameterizedTest
    @CsvSource({
        "30, 3, 4",
        "9, 5, 6",
        "1, 4, 3",
        "40, 7, 1",
        "5, 7, 1",
        "25, 1, 8",
        "60, 2, 11",
        "12, 3, 4",
        "700, 6, 5",
        "1200, 33, 4",
        "300, 20, 21"
    })
    void methodsAgreeWithFormedFeatures(int n, int p, int q) {
        RidgeData data = RidgeData.of(n, p, q, 1);
        for (double penalty : new double[] {0, 1e-3, 2, 1e9}) {
            DMatrixRMaj expected = data.reference(penalty);
            for (RidgeMethod method : RidgeMethod.values()) {
                RidgeSolution s = TIGHT.withMethod(method).solve(data.problem(), penalty);
                assertThat(RidgeData.distance(s.coefficients(), expected))
                        .as("%s at penalty %s: %s", method, penalty, s)
                        .isLessThan(1e-8);
                assertThat(s.status())
                        .as("%s at penalty %s: %s", method, penalty, s.message())
                        .isEqualTo(penalty == 0 && n < p * q ? SolveStatus.NOT_UNIQUE : SolveStatus.CONVERGED);
                assertThat(s.method()).isNotEqualTo(RidgeMethod.AUTO);
                assertThat(s.reason()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RidgeMethod.class)
    void gradientVanishesAndTheReportedNumbersAreTrue(RidgeMethod method) {
        RidgeData data = RidgeData.of(200, 9, 10, 2);
        double penalty = 0.4;
        RidgeSolution s = Ridge.standard().withMethod(method).solve(data.problem(), penalty);
        DMatrixRMaj h = data.features();
        double[] gradient = new double[h.numCols];
        double[] first = new double[h.numCols];
        double squares = 0;
        for (int i = 0; i < h.numRows; i++) {
            double rest = data.y()[i];
            for (int j = 0; j < h.numCols; j++) {
                rest -= h.get(i, j) * s.coefficients().get(j);
            }
            squares += rest * rest;
            for (int j = 0; j < h.numCols; j++) {
                gradient[j] += h.get(i, j) * rest;
                first[j] += h.get(i, j) * data.y()[i];
            }
        }
        double size = 0;
        double scale = 0;
        for (int j = 0; j < h.numCols; j++) {
            size += Math.pow(gradient[j] - penalty * s.coefficients().get(j), 2);
            scale += first[j] * first[j];
        }
        double residual = Math.sqrt(size / scale);
        assertThat(residual).isLessThan(1e-6);
        assertThat(s.relativeResidual()).isCloseTo(residual, within(1e-14 + 1e-6 * residual));
        assertThat(s.meanSquaredResidual()).isCloseTo(squares / h.numRows, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"50, 8", "8, 50", "300, 40", "1, 1"})
    void denseRowsAgreeWithEjml(int n, int p) {
        RandomStream stream = RandomStream.of(3);
        DMatrixRMaj phi = RidgeData.normal(n, p, stream);
        double[] y = RidgeData.normal(n, 1, stream).data;
        for (double penalty : new double[] {0, 0.1, 1e7}) {
            DMatrixRMaj expected = RidgeData.reference(phi, y, penalty);
            for (RidgeMethod method : RidgeMethod.values()) {
                RidgeSolution s = TIGHT.withMethod(method).solve(RidgeProblem.dense(phi, y), penalty);
                assertThat(RidgeData.distance(s.coefficients(), expected))
                        .as("%s at penalty %s: %s", method, penalty, s)
                        .isLessThan(1e-8);
            }
        }
    }

    /** One column of c twice: without a penalty only the sum of two coefficients is fixed. */
    @ParameterizedTest
    @EnumSource(RidgeMethod.class)
    void dependentColumnsGiveTheSmallestNorm(RidgeMethod method) {
        RidgeData data = RidgeData.of(90, 5, 4, 4);
        for (int i = 0; i < 90; i++) {
            data.c().set(i, 2, data.c().get(i, 1));
        }
        RidgeSolution s = TIGHT.withMethod(method).solve(data.problem(), 0);
        assertThat(RidgeData.distance(s.coefficients(), data.reference(0)))
                .as(s.message())
                .isLessThan(1e-8);
        for (int a = 0; a < 5; a++) {
            assertThat(s.coefficients().get(a, 1)).isCloseTo(s.coefficients().get(a, 2), within(1e-9));
        }
        if (method != RidgeMethod.CONJUGATE_GRADIENT) {
            assertThat(s.status()).isEqualTo(SolveStatus.NOT_UNIQUE);
            assertThat(s.message()).contains("rank 15 of 20");
        }
    }

    /** Columns that differ by 3e-6: the Gram matrix has condition 1e12, its plain solution five digits. */
    @Test
    void refinementRecoversWhatTheGramMatrixLoses() {
        RidgeData data = RidgeData.of(90, 5, 4, 5);
        RandomStream stream = RandomStream.of(6);
        for (int i = 0; i < 90; i++) {
            data.c().set(i, 2, data.c().get(i, 1) + 3e-6 * stream.nextGaussian());
        }
        RidgeSolution s = Ridge.standard().withMethod(RidgeMethod.PRIMAL).solve(data.problem(), 0);
        assertThat(s.method()).isEqualTo(RidgeMethod.PRIMAL);
        assertThat(s.status()).isEqualTo(SolveStatus.CONVERGED);
        assertThat(s.iterations()).isGreaterThan(1);
        assertThat(RidgeData.distance(s.coefficients(), data.reference(0))).isLessThan(1e-7);
        assertThat(s.errorEstimate().orElseThrow()).isLessThan(1e-6);
    }

    /** As many rows as unknowns and hardly a penalty: what cannot be had is said. */
    @Test
    void lostAccuracyIsAStatus() {
        RidgeData data = RidgeData.of(20, 5, 4, 7);
        for (int i = 0; i < 20; i++) {
            data.c()
                    .set(
                            i,
                            2,
                            data.c().get(i, 1)
                                    + 2e-8 * data.c().get(i, 3) * data.c().get(i, 3));
        }
        RidgeSolution s = Ridge.standard()
                .withMethod(RidgeMethod.CONJUGATE_GRADIENT)
                .withTolerance(1e-15)
                .withMaxIterations(3000)
                .solve(data.problem(), 1e-14);
        assertThat(s.status()).isIn(SolveStatus.INACCURATE, SolveStatus.STEP_LIMIT);
        assertThat(s.status().converged()).isFalse();
        assertThat(s.relativeResidual()).isGreaterThan(1e-15).isLessThan(1e-3);
        assertThat(s.message()).contains("Relative residual");
    }

    @Test
    void stepLimitKeepsTheBestPoint() {
        RidgeData data = RidgeData.of(400, 12, 12, 8);
        Ridge cg = Ridge.standard().withMethod(RidgeMethod.CONJUGATE_GRADIENT).withTolerance(1e-10);
        RidgeSolution few = cg.withMaxIterations(3).solve(data.problem(), 0.01);
        assertThat(few.status()).isEqualTo(SolveStatus.STEP_LIMIT);
        assertThat(few.iterations()).isEqualTo(3);
        assertThat(few.relativeResidual()).isBetween(1e-10, 0.9);
        RidgeSolution all = cg.solve(data.problem(), 0.01);
        assertThat(all.status()).isEqualTo(SolveStatus.CONVERGED);
        // A start at the solution leaves nothing to do; one nearby, little.
        assertThat(cg.withStart(all.coefficients()).solve(data.problem(), 0.01).iterations())
                .isZero();
        assertThat(cg.withStart(all.coefficients())
                        .solve(data.problem(), 0.0101)
                        .iterations())
                .isBetween(1L, all.iterations() - 1);
        assertThatThrownBy(() -> cg.withStart(new DMatrixRMaj(2, 2)).solve(data.problem(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start is 2 x 2");
    }

    /** Independent factors: whitening by their second moments takes away the spread of the columns of c. */
    @Test
    void preconditionerSavesSteps() {
        RidgeData data = RidgeData.of(2000, 10, 12, 9);
        Ridge cg = Ridge.standard().withMethod(RidgeMethod.CONJUGATE_GRADIENT).withTolerance(1e-8);
        long with = cg.solve(data.problem(), 1e-9).iterations();
        long without = cg.solve(data.problem(), 0).iterations();
        assertThat(2 * with).isLessThan(without);
    }

    @Test
    void zeroTargetsGiveZero() {
        RidgeData data = RidgeData.of(30, 3, 4, 10);
        RidgeProblem silent = RidgeProblem.kronecker(data.x(), data.c(), new double[30]);
        for (RidgeMethod method : RidgeMethod.values()) {
            RidgeSolution s = Ridge.standard().withMethod(method).solve(silent, 1);
            assertThat(s.coefficients().data).containsOnly(0.0);
            assertThat(s.relativeResidual()).isZero();
            assertThat(s.status()).isEqualTo(SolveStatus.CONVERGED);
        }
    }

    /** Rows that are all zero say nothing: the smallest solution is 0. */
    @ParameterizedTest
    @EnumSource(RidgeMethod.class)
    void zeroRowsGiveZero(RidgeMethod method) {
        RidgeProblem empty =
                RidgeProblem.kronecker(new DMatrixRMaj(6, 2), new DMatrixRMaj(6, 3), new double[] {1, 2, 3, 4, 5, 6});
        RidgeSolution s = Ridge.standard().withMethod(method).solve(empty, 0);
        assertThat(s.coefficients().data).containsOnly(0.0);
        assertThat(s.status().converged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "scalar"})
    void sameBitsForAnyNumberOfThreads(String name) {
        List<Backend> found =
                Backends.available().stream().filter(b -> b.name().equals(name)).toList();
        org.junit.jupiter.api.Assumptions.assumeFalse(found.isEmpty(), name + " is not available here");
        Backend backend = found.getFirst();
        RidgeData over = RidgeData.of(900, 15, 16, 11);
        RidgeData under = RidgeData.of(700, 30, 31, 12);
        for (RidgeMethod method : RidgeMethod.values()) {
            for (RidgeData data : List.of(over, under)) {
                if (method == RidgeMethod.EIGEN && data == under && name.equals("scalar")) {
                    continue; // seconds, for nothing new
                }
                Ridge ridge = Ridge.standard().withMethod(method);
                RidgeSolution one = ridge.withBackend(backend.withThreads(1)).solve(data.problem(), 0.01);
                for (int threads : new int[] {2, 4, 8}) {
                    RidgeSolution many =
                            ridge.withBackend(backend.withThreads(threads)).solve(data.problem(), 0.01);
                    assertThat(many)
                            .as("%s, %d threads", method, threads)
                            .isEqualTo(one)
                            .hasSameHashCodeAs(one);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RidgeMethod.class)
    void stopsWhenTheCheckpointThrows(RidgeMethod method) {
        RidgeData data = RidgeData.of(900, 20, 21, 13);
        Ridge ridge = Ridge.standard().withMethod(method);
        List<Double> fractions = new ArrayList<>();
        RidgeSolution undisturbed = ridge.solve(data.problem(), 0.1, fractions::add);
        assertThat(fractions).hasSizeGreaterThan(3).isSorted();
        assertThat(fractions.getLast()).isCloseTo(1, within(1e-12));
        for (double at : new double[] {0, 0.3, 0.6, 0.9}) {
            assertThatThrownBy(() -> ridge.solve(data.problem(), 0.1, fraction -> {
                        if (fraction >= at) {
                            throw new CancellationException("enough");
                        }
                    }))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("enough");
        }
        assertThat(ridge.solve(data.problem(), 0.1)).isEqualTo(undisturbed);
    }

    @Test
    void refusesWhatDoesNotFitBeforeAllocating() {
        RidgeData data = RidgeData.of(3000, 40, 41, 14);
        Ridge small = Ridge.standard().withMemoryBudget(new MemoryBudget(1L << 30, 10_000_000));
        for (RidgeMethod method : List.of(RidgeMethod.PRIMAL, RidgeMethod.DUAL, RidgeMethod.EIGEN)) {
            assertThatThrownBy(() -> small.withMethod(method).solve(data.problem(), 1))
                    .isInstanceOf(MemoryBudgetExceededException.class)
                    .hasMessageContaining("3000 rows, 40 x 41 unknowns")
                    .hasMessageContaining("CONJUGATE_GRADIENT");
        }
        RidgeSolution s = small.solve(data.problem(), 1);
        assertThat(s.method()).isEqualTo(RidgeMethod.CONJUGATE_GRADIENT);
        assertThat(s.reason()).contains("does not fit");
        Ridge none = Ridge.standard().withMemoryBudget(new MemoryBudget(1000, 1000));
        assertThatThrownBy(() -> none.solve(data.problem(), 1))
                .isInstanceOf(MemoryBudgetExceededException.class)
                .hasMessageContaining("fewer rows or columns");
    }

    @Test
    void estimateCoversWhatIsAllocated() {
        for (RidgeData data : List.of(RidgeData.of(1500, 20, 21, 15), RidgeData.of(300, 30, 31, 16))) {
            for (RidgeMethod method : RidgeMethod.values()) {
                RidgeSolution s = Ridge.standard().withMethod(method).solve(data.problem(), 0.1);
                assertThat(s.allocatedBytes())
                        .as("%s of %s", method, data.problem())
                        .isBetween(s.estimatedBytes() / 3, s.estimatedBytes());
            }
        }
    }

    @Test
    void choosesByCostAndSaysWhy() {
        RidgeSolution small = Ridge.standard().solve(RidgeData.of(300, 8, 9, 17).problem(), 0.1);
        assertThat(small.method()).isEqualTo(RidgeMethod.PRIMAL);
        assertThat(small.reason()).contains("order 72");
        RidgeSolution few = Ridge.standard().solve(RidgeData.of(40, 20, 21, 18).problem(), 0.1);
        assertThat(few.method()).isEqualTo(RidgeMethod.DUAL);
        RidgeSolution large =
                Ridge.standard().solve(RidgeData.of(6000, 40, 41, 19).problem(), 1);
        assertThat(large.method()).isEqualTo(RidgeMethod.CONJUGATE_GRADIENT);
        assertThat(large.reason()).contains("cheapest").contains("steps");
        // At the interpolation threshold conjugate gradients would need thousands of steps.
        RidgeSolution threshold =
                Ridge.standard().solve(RidgeData.of(1640, 40, 41, 20).problem(), 1e-7);
        assertThat(threshold.method()).isIn(RidgeMethod.PRIMAL, RidgeMethod.DUAL);
    }

    @Test
    void badInputIsNamed() {
        RidgeData data = RidgeData.of(10, 2, 3, 21);
        for (double penalty : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Ridge.standard().solve(data.problem(), penalty))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("penalty = " + penalty);
            assertThatThrownBy(() -> RidgePath.standard().solve(data.problem(), 1, penalty))
                    .hasMessageContaining("penalty = " + penalty);
        }
        for (double tolerance : new double[] {0, -1, 1, Double.NaN}) {
            assertThatThrownBy(() -> Ridge.standard().withTolerance(tolerance))
                    .hasMessageContaining("tolerance = " + tolerance);
        }
        assertThatThrownBy(() -> Ridge.standard().withMaxIterations(0)).hasMessageContaining("maxIterations = 0");
        assertThatThrownBy(() -> RidgeProblem.kronecker(data.x(), data.c(), new double[9]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x is 10 x 2");
        assertThatThrownBy(() -> RidgeProblem.kronecker(new DMatrixRMaj(0, 2), new DMatrixRMaj(0, 2), new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        data.c().set(4, 1, Double.NaN);
        assertThatThrownBy(data::problem).hasMessageContaining("c[4][1] = NaN");
        data.c().set(4, 1, 0);
        data.y()[3] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(data::problem).hasMessageContaining("y[3][0] = -Infinity");
    }
}
