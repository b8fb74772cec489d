package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.solvable.linalg.Naive.Home;
import org.solvable.random.RandomStream;

/** What every backend must do: compared with loops over single elements, over odd shapes, strides, homes, 0 and 1. */
abstract class BackendContract {

    private static final int[] SIZES = {0, 1, 2, 3, 7, 8, 16, 17, 31, 64, 65};

    abstract Backend backend();

    private static double tolerance(Precision precision, double scale) {
        return scale * (precision == Precision.DOUBLE ? 1e-13 : 5e-5);
    }

    private static void assertClose(double[][] expected, MatrixView actual, double tolerance, String what) {
        Worst worst = new Worst();
        for (int i = 0; i < actual.rows(); i++) {
            for (int j = 0; j < actual.columns(); j++) {
                worst.add(actual.get(i, j), expected[i][j]);
            }
        }
        worst.assertBelow(tolerance, what);
    }

    /** The largest error of many comparisons; NaN counts as infinite. */
    private static final class Worst {
        private double error;

        void add(double actual, double expected) {
            double e = Math.abs(actual - expected);
            error = e <= error ? error : Double.isNaN(e) ? Double.POSITIVE_INFINITY : e;
        }

        void assertBelow(double tolerance, String what) {
            assertThat(error).as(what).isLessThanOrEqualTo(tolerance);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gemmOverShapesStridesAndHomes(Precision precision) {
        SplittableRandom random = new SplittableRandom(1);
        Home[] homes = Home.values();
        for (int trial = 0; trial < 400; trial++) {
            int m = SIZES[random.nextInt(SIZES.length)];
            int n = SIZES[random.nextInt(SIZES.length)];
            int k = SIZES[random.nextInt(SIZES.length)];
            boolean ta = random.nextBoolean();
            boolean tb = random.nextBoolean();
            Home ha = homes[random.nextInt(homes.length)];
            Home hb = homes[random.nextInt(homes.length)];
            Home hc = homes[random.nextInt(homes.length)];
            double alpha = List.of(1.0, -1.0, 0.0, 0.7).get(random.nextInt(4));
            double beta = List.of(0.0, 1.0, -0.3).get(random.nextInt(3));
            MatrixView a = ta
                    ? Naive.random(random, precision, ha, k, m).transposed()
                    : Naive.random(random, precision, ha, m, k);
            MatrixView b = tb
                    ? Naive.random(random, precision, hb, n, k).transposed()
                    : Naive.random(random, precision, hb, k, n);
            MatrixView c = beta == 0 ? Naive.blank(precision, hc, m, n) : Naive.random(random, precision, hc, m, n);
            double[][] expected = Naive.gemm(alpha, a, b, beta, c);
            backend().gemm(alpha, a, b, beta, c);
            assertClose(
                    expected,
                    c,
                    tolerance(precision, k + 1),
                    "m %d n %d k %d ta %s tb %s %s %s %s alpha %s beta %s"
                            .formatted(m, n, k, ta, tb, ha, hb, hc, alpha, beta));
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gemmInSeveralBlocks(Precision precision) {
        SplittableRandom random = new SplittableRandom(2);
        int[][] shapes = {{300, 310, 290}, {3, 2000, 1000}, {2000, 3, 1000}, {517, 40, 1300}, {30, 1100, 700}};
        for (int[] s : shapes) {
            for (Home home : Home.values()) {
                MatrixView a = Naive.random(random, precision, home, s[2], s[0]).transposed();
                MatrixView b = Naive.random(random, precision, home, s[2], s[1]);
                MatrixView c = Naive.random(random, precision, home, s[0], s[1]);
                double[][] expected = Naive.gemm(0.5, a, b, 2, c);
                backend().gemm(0.5, a, b, 2, c);
                assertClose(expected, c, tolerance(precision, 0.3 * s[2]), s[0] + " x " + s[1] + " x " + s[2] + home);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gemmBatchedIsManyProducts(Precision precision) {
        SplittableRandom random = new SplittableRandom(3);
        for (Home home : Home.values()) {
            for (int count : new int[] {0, 1, 5, 300}) {
                int m = 5;
                int n = 7;
                int k = 6;
                // Heads side by side: blocks of columns of one wide matrix, as in attention.
                MatrixView wide = Naive.random(random, precision, home, m, (long) k * Math.max(1, count));
                MatrixView b = Naive.random(random, precision, home, k, n);
                MatrixView stacked = Naive.random(random, precision, home, (long) m * Math.max(1, count), n);
                MatrixView c = stacked.rows(0, m);
                long strideC = m * stacked.stride();
                List<double[][]> expected = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    MatrixView ai = wide.columns((long) i * k, (long) (i + 1) * k);
                    expected.add(Naive.gemm(1.5, ai, b, -1, stacked.rows((long) i * m, (long) (i + 1) * m)));
                }
                backend().gemmBatched(1.5, wide.columns(0, k), k, b, 0, -1, c, strideC, count);
                for (int i = 0; i < count; i++) {
                    assertClose(
                            expected.get(i),
                            stacked.rows((long) i * m, (long) (i + 1) * m),
                            tolerance(precision, k),
                            "batch " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void syrkIsTheLowerTriangleOfTheGram(Precision precision) {
        SplittableRandom random = new SplittableRandom(4);
        int[][] shapes = {{0, 3}, {1, 1}, {3, 0}, {5, 9}, {49, 20}, {130, 65}, {300, 400}, {700, 30}};
        for (int[] s : shapes) {
            for (Home home : Home.values()) {
                for (boolean transposed : new boolean[] {false, true}) {
                    MatrixView a = transposed
                            ? Naive.random(random, precision, home, s[1], s[0]).transposed()
                            : Naive.random(random, precision, home, s[0], s[1]);
                    MatrixView c = Naive.random(random, precision, home, s[0], s[0]);
                    double[][] expected = Naive.gemm(2, a, a.transposed(), 0.5, c);
                    double[][] before = Naive.copy(c);
                    for (int i = 0; i < s[0]; i++) {
                        System.arraycopy(before[i], i + 1, expected[i], i + 1, s[0] - i - 1);
                    }
                    backend().syrk(2, a, 0.5, c);
                    assertClose(expected, c, tolerance(precision, s[1] + 1), s[0] + " x " + s[1] + home + transposed);
                }
            }
        }
    }

    @Test
    void mirrorMakesItSymmetric() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : new int[] {0, 1, 2, 63, 64, 65, 200}) {
            MatrixView c = Naive.random(random, Precision.DOUBLE, Home.HEAP_STRIDED, n, n);
            double[][] before = Naive.copy(c);
            backend().mirrorLower(c);
            Worst worst = new Worst();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    worst.add(c.get(i, j), before[Math.max(i, j)][Math.min(i, j)]);
                }
            }
            worst.assertBelow(0, "n " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void choleskyFactorReproducesTheMatrix(Precision precision) {
        SplittableRandom random = new SplittableRandom(6);
        for (int n : new int[] {0, 1, 2, 7, 33, 64, 130, 257, 530}) {
            for (Home home : n > 200 ? new Home[] {Home.HEAP_STRIDED, Home.NATIVE} : Home.values()) {
                MatrixView a = Naive.definite(random, precision, home, n);
                double[][] original = Naive.copy(a);
                assertThat(backend().potrf(a)).isZero();
                MatrixView l = Naive.blank(precision, Home.HEAP, n, n);
                l.fill(0);
                boolean untouched = true;
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        l.set(i, j, a.get(i, j));
                    }
                    for (int j = i + 1; j < n; j++) {
                        untouched &= Double.isNaN(a.get(i, j));
                    }
                }
                assertThat(untouched).as("upper triangle, n %d", n).isTrue();
                double[][] product = Naive.gemm(1, l, l.transposed(), 0, l);
                Worst worst = new Worst();
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        worst.add(product[i][j], original[i][j]);
                    }
                }
                worst.assertBelow(tolerance(precision, n + 1), "n " + n + home);
            }
        }
    }

    @Test
    void choleskyNamesTheMinorThatIsNotPositive() {
        for (int n : new int[] {3, 300}) {
            for (int bad : new int[] {1, 2, n}) {
                for (double value : new double[] {-1, 0, Double.NaN}) {
                    MatrixView a = MatrixView.of(new double[n * n], n, n);
                    for (int i = 0; i < n; i++) {
                        a.set(i, i, i == bad - 1 ? value : 2);
                    }
                    assertThat(backend().potrf(a))
                            .as("n %d bad %d value %s", n, bad, value)
                            .isEqualTo(bad);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void solvesHaveSmallResiduals(Precision precision) {
        SplittableRandom random = new SplittableRandom(7);
        for (int n : new int[] {0, 1, 5, 70, 300, 530}) {
            for (int p : n > 500 ? new int[] {1, 40} : new int[] {0, 1, 2, 17, 40}) {
                for (Home home : n > 100 ? new Home[] {Home.HEAP_STRIDED, Home.NATIVE} : Home.values()) {
                    MatrixView a = Naive.definite(random, precision, home, n);
                    MatrixView full = Naive.blank(precision, Home.HEAP, n, n);
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j <= i; j++) {
                            full.set(i, j, a.get(i, j));
                            full.set(j, i, a.get(i, j));
                        }
                    }
                    MatrixView x = Naive.random(random, precision, home, n, p);
                    double[][] b = Naive.copy(x);
                    backend().potrf(a);
                    backend().potrs(a, x);
                    // eigenvalues of A are >= 1, so the residual bounds the error
                    double[][] residual = Naive.gemm(1, full, x, 0, x);
                    Worst worst = new Worst();
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < p; j++) {
                            worst.add(residual[i][j], b[i][j]);
                        }
                    }
                    // one half alone: L Y = B
                    MatrixView y = Naive.random(random, precision, home, n, p);
                    double[][] sides = Naive.copy(y);
                    backend().trsm(a, y);
                    double[][] l = Naive.copy(a);
                    double[][] solution = Naive.copy(y);
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < p; j++) {
                            double sum = 0;
                            for (int k = 0; k <= i; k++) {
                                sum += l[i][k] * solution[k][j];
                            }
                            worst.add(sum, sides[i][j]);
                        }
                    }
                    worst.assertBelow(tolerance(precision, n + 1), "n " + n + " p " + p + home);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void eigenvectorsAreRowsAndDiagonalise(Precision precision) {
        SplittableRandom random = new SplittableRandom(8);
        for (int n : new int[] {0, 1, 2, 3, 10, 64, 170, 421}) {
            for (Home home : n > 100 ? new Home[] {Home.HEAP_STRIDED, Home.NATIVE} : Home.values()) {
                MatrixView a = Naive.definite(random, precision, home, n);
                double[][] lower = Naive.copy(a);
                MatrixView w = Naive.blank(precision, home, n, 1);
                assertThat(backend().syevd(a, w, true)).isZero();
                double scale = n + 1;
                Worst worst = new Worst();
                for (int j = 0; j < n; j++) {
                    if (j > 0) {
                        assertThat(w.get(j, 0)).isGreaterThanOrEqualTo(w.get(j - 1, 0));
                    }
                    for (int i = 0; i < n; i++) {
                        double av = 0;
                        for (int k = 0; k < n; k++) {
                            av += lower[Math.max(i, k)][Math.min(i, k)] * a.get(j, k);
                        }
                        worst.add(av, w.get(j, 0) * a.get(j, i));
                    }
                    for (int i = 0; i <= j; i++) {
                        double inner = 0;
                        for (int k = 0; k < n; k++) {
                            inner += a.get(j, k) * a.get(i, k);
                        }
                        worst.add(inner, i == j ? 1 : 0);
                    }
                }
                worst.assertBelow(tolerance(precision, 10 * scale), "n " + n + home);
                MatrixView again = Naive.blank(precision, home, n, n);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        again.set(i, j, lower[i][j]);
                    }
                }
                MatrixView values = Naive.blank(precision, home, n, 1);
                assertThat(backend().syevd(again, values, false)).isZero();
                for (int j = 0; j < n; j++) {
                    assertThat(values.get(j, 0)).isCloseTo(w.get(j, 0), within(tolerance(precision, 10 * scale)));
                }
            }
        }
    }

    @Test
    void eigenproblemOfNaNIsRefusedByStatus() {
        MatrixView a = MatrixView.of(new double[] {1, 0, Double.NaN, 1}, 2, 2);
        assertThat(backend().syevd(a, MatrixView.vector(new double[2]), true)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gemvOverShapesAndStrides(Precision precision) {
        SplittableRandom random = new SplittableRandom(9);
        int[][] shapes = {{0, 3}, {3, 0}, {1, 1}, {5, 8}, {33, 17}, {700, 900}};
        for (int[] s : shapes) {
            for (Home home : Home.values()) {
                for (boolean transposed : new boolean[] {false, true}) {
                    MatrixView a = transposed
                            ? Naive.random(random, precision, home, s[1], s[0]).transposed()
                            : Naive.random(random, precision, home, s[0], s[1]);
                    MatrixView x = Naive.random(random, precision, home, s[1], 1);
                    MatrixView y = Naive.random(random, precision, home, s[0], 1);
                    double[][] expected = Naive.gemm(-2, a, x, 0.25, y);
                    backend().gemv(-2, a, x, 0.25, y);
                    assertClose(expected, y, tolerance(precision, s[1] + 1), s[0] + " x " + s[1] + home + transposed);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void elementwiseOverHomes(Precision precision) {
        SplittableRandom random = new SplittableRandom(10);
        int[][] shapes = {{0, 4}, {4, 0}, {1, 1}, {3, 5}, {17, 33}, {2, 3000}, {500, 301}};
        for (int[] s : shapes) {
            for (Home hx : Home.values()) {
                for (Home hy : Home.values()) {
                    MatrixView x = Naive.random(random, precision, hx, s[0], s[1]);
                    MatrixView y = Naive.random(random, precision, hy, s[0], s[1]);
                    MatrixView z = Naive.random(random, precision, hx, s[0], s[1]);
                    double[][] x0 = Naive.copy(x);
                    double[][] y0 = Naive.copy(y);
                    double[][] z0 = Naive.copy(z);
                    double eps = precision == Precision.DOUBLE ? 1e-15 : 1e-6;
                    double dot = 0;
                    for (int i = 0; i < s[0]; i++) {
                        for (int j = 0; j < s[1]; j++) {
                            dot += x0[i][j] * y0[i][j];
                        }
                    }
                    assertThat(backend().dot(x, y)).isCloseTo(dot, within(1e-9));
                    Worst worst = new Worst();
                    backend().hadamard(2, x, y, 0.5, z);
                    backend().axpby(3, x, -1, y);
                    for (int i = 0; i < s[0]; i++) {
                        for (int j = 0; j < s[1]; j++) {
                            worst.add(y.get(i, j), 3 * x0[i][j] - y0[i][j]);
                            worst.add(z.get(i, j), 2 * x0[i][j] * y0[i][j] + 0.5 * z0[i][j]);
                            z0[i][j] = 2 * Math.tanh(x0[i][j]) + 0.5 * z.get(i, j);
                        }
                    }
                    backend().map(Elementwise.TANH, 2, x, 0.5, z);
                    backend().map(Elementwise.EXP, 1, x, 0, y);
                    for (int i = 0; i < s[0]; i++) {
                        for (int j = 0; j < s[1]; j++) {
                            worst.add(y.get(i, j), Math.exp(x0[i][j]));
                            worst.add(z.get(i, j), z0[i][j]);
                        }
                    }
                    worst.assertBelow(8 * eps, s[0] + " x " + s[1] + hx + hy);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Elementwise.class)
    void mapAgreesWithTheDefinitionToAFewUlps(Elementwise f) {
        double[] x = special();
        double[] y = new double[x.length];
        backend().map(f, 1, MatrixView.vector(x), 0, MatrixView.vector(y));
        float[] xf = new float[x.length];
        float[] yf = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            xf[i] = (float) x[i];
        }
        backend().map(f, 1, MatrixView.vector(xf), 0, MatrixView.vector(yf));
        for (int i = 0; i < x.length; i++) {
            double exact = f.apply(x[i]);
            if (Double.isNaN(exact) || Double.isInfinite(exact)) {
                assertThat(Double.compare(y[i], exact))
                        .as("%s(%s) = %s", f, x[i], y[i])
                        .isZero();
            } else {
                // at the far left the logistic function is a subnormal number that may be flushed to 0
                double slack = 4 * Math.ulp(exact) + (f == Elementwise.SIGMOID ? Double.MIN_NORMAL : 0);
                assertThat(y[i]).as("%s(%s)", f, x[i]).isCloseTo(exact, within(slack));
            }
            float single = (float) f.apply(xf[i]);
            if (Float.isNaN(single) || Float.isInfinite(single)) {
                assertThat(Float.compare(yf[i], single))
                        .as("%s(%s) = %s in float", f, xf[i], yf[i])
                        .isZero();
            } else {
                float slack = 4 * Math.ulp(single) + (f == Elementwise.SIGMOID ? Float.MIN_NORMAL : 0);
                assertThat(yf[i]).as("%s(%s) in float", f, xf[i]).isCloseTo(single, within(slack));
            }
        }
    }

    private static double[] special() {
        List<Double> points = new ArrayList<>(List.of(
                0.0,
                -0.0,
                1.0,
                -1.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                709.7,
                709.8,
                1e300,
                -745.0,
                -745.2,
                -708.5,
                -1e300,
                1e-300,
                Double.MIN_VALUE,
                0.55,
                0.5499999,
                -0.55,
                88.7,
                88.8,
                -87.4,
                -104.0));
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3000; i++) {
            points.add(
                    switch (i % 4) {
                        case 0 -> 1400 * random.nextDouble() - 720;
                        case 1 -> 20 * random.nextDouble() - 10;
                        case 2 -> random.nextDouble() - 0.5;
                        default -> Math.exp(200 * random.nextDouble() - 100);
                    });
        }
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void softmaxRowsSumToOne(Precision precision) {
        SplittableRandom random = new SplittableRandom(12);
        double eps = precision == Precision.DOUBLE ? 1e-15 : 1e-6;
        for (int columns : new int[] {1, 2, 8, 9, 100, 1500}) {
            for (Home home : Home.values()) {
                MatrixView x = Naive.random(random, precision, home, 20, columns);
                x.set(1, 0, 3e3); // overflows without shift
                x.set(2, 0, Double.NEGATIVE_INFINITY);
                MatrixView y = Naive.blank(precision, home, 20, columns);
                Worst worst = new Worst();
                backend().softmaxRows(2.5, x, y);
                for (int i = 0; i < 20; i++) {
                    double max = Double.NEGATIVE_INFINITY;
                    for (int j = 0; j < columns; j++) {
                        max = Math.max(max, 2.5 * x.get(i, j));
                    }
                    double sum = 0;
                    for (int j = 0; j < columns; j++) {
                        sum += Math.exp(2.5 * x.get(i, j) - max);
                    }
                    double total = 0;
                    for (int j = 0; j < columns; j++) {
                        total += y.get(i, j);
                        double exact = Math.exp(2.5 * x.get(i, j) - max) / sum;
                        if (Double.isNaN(exact)) {
                            assertThat(y.get(i, j)).isNaN();
                        } else {
                            worst.add(y.get(i, j), exact);
                        }
                    }
                    if (columns > 1 || i != 2) {
                        assertThat(total).isCloseTo(1, within(30 * eps));
                    }
                }
                worst.assertBelow(10 * eps, columns + " columns " + home);
                double[][] apart = Naive.copy(y);
                backend().softmaxRows(2.5, x, x);
                assertThat(Arrays.deepEquals(Naive.copy(x), apart))
                        .as("in place, %d columns", columns)
                        .isTrue();
            }
        }
    }

    @Test
    void copyTransposesAndMoves() {
        SplittableRandom random = new SplittableRandom(13);
        for (Precision precision : Precision.values()) {
            for (int[] s : new int[][] {{0, 2}, {1, 1}, {33, 70}, {300, 65}}) {
                MatrixView x = Naive.random(random, precision, Home.HEAP_STRIDED, s[0], s[1]);
                MatrixView y = Naive.blank(precision, Home.NATIVE, s[1], s[0]);
                backend().copy(x.transposed(), y);
                MatrixView z = Naive.blank(precision, Home.HEAP, s[1], s[0]);
                backend().copy(y, z);
                Worst worst = new Worst();
                for (int i = 0; i < s[0]; i++) {
                    for (int j = 0; j < s[1]; j++) {
                        worst.add(z.get(j, i), x.get(i, j));
                    }
                }
                worst.assertBelow(0, s[0] + " x " + s[1]);
            }
        }
    }

    @Test
    void gaussianFillIsThatOfTheStream() {
        int rows = 700;
        int columns = 411;
        double[] direct = new double[rows * columns];
        RandomStream.of(5).fillGaussianFast(direct, 0, direct.length);
        for (Home home : Home.values()) {
            for (Precision precision : Precision.values()) {
                MatrixView x = Naive.blank(precision, home, rows, columns);
                Worst worst = new Worst();
                backend().fillGaussian(RandomStream.of(5), x);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        double expected = direct[i * columns + j];
                        worst.add(x.get(i, j), precision == Precision.DOUBLE ? expected : (float) expected);
                    }
                }
                worst.assertBelow(0, home + " " + precision);
            }
        }
    }

    /** Results must not depend on threads, nor on where operands lie. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void sameBitsForEveryThreadCountAndHome(Precision precision) {
        List<Long> hashes = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4, 8}) {
            for (Home home : Home.values()) {
                SplittableRandom random = new SplittableRandom(14);
                Backend b = backend().withThreads(threads);
                MatrixView a = Naive.random(random, precision, home, 530, 410);
                MatrixView c = Naive.blank(precision, home, 530, 530);
                b.gemm(1, a, a.transposed(), 0, c);
                long hash = hash(c);
                MatrixView g = Naive.blank(precision, home, 410, 410);
                g.fill(0);
                b.syrk(1, a.transposed(), 0, g);
                hash = 31 * hash + hash(g);
                for (int i = 0; i < 410; i++) {
                    g.set(i, i, g.get(i, i) + 1);
                }
                MatrixView factor = Naive.blank(precision, home, 410, 410);
                b.copy(g, factor);
                assertThat(b.potrf(factor)).isZero();
                MatrixView x = Naive.random(random, precision, home, 410, 40);
                b.potrs(factor, x);
                MatrixView one = Naive.random(random, precision, home, 410, 1);
                b.potrs(factor, one);
                hash = 31 * (31 * (31 * hash + hash(factor)) + hash(x)) + hash(one);
                MatrixView values = Naive.blank(precision, home, 410, 1);
                assertThat(b.syevd(g, values, true)).isZero();
                MatrixView y = Naive.blank(precision, home, 530, 1);
                b.gemv(1, a, one, 0, y);
                MatrixView z = Naive.blank(precision, home, 410, 1);
                b.gemv(1, a.transposed(), y, 0, z);
                b.softmaxRows(1, a, a);
                hash = 31 * (31 * (31 * hash + hash(g)) + hash(values)) + hash(z);
                hash = 31 * (31 * hash + hash(a)) + Double.hashCode(b.dot(a, a));
                hashes.add(hash);
            }
        }
        assertThat(hashes).containsOnly(hashes.getFirst());
    }

    private static long hash(MatrixView x) {
        long h = 17;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                h = h * 1_000_003 + Double.doubleToLongBits(x.get(i, j));
            }
        }
        return h;
    }

    @Test
    void checkpointsRiseToOneAndMayStopTheWork() {
        SplittableRandom random = new SplittableRandom(15);
        MatrixView a = Naive.random(random, Precision.DOUBLE, Home.HEAP, 900, 900);
        MatrixView c = Naive.blank(Precision.DOUBLE, Home.HEAP, 900, 900);
        c.fill(0);
        List<Double> seen = new ArrayList<>();
        backend().gemm(1, a, a, 0, c, seen::add);
        assertThat(seen).isSorted().allSatisfy(f -> assertThat(f).isBetween(0.0, 1.0));
        assertThat(seen.getLast()).isEqualTo(1);
        MatrixView g = Naive.definite(random, Precision.DOUBLE, Home.HEAP, 600);
        seen.clear();
        assertThat(backend().potrf(g, seen::add)).isZero();
        assertThat(seen).isSorted().allSatisfy(f -> assertThat(f).isBetween(0.0, 1.0));
        int[] calls = {0};
        Checkpoint stop = fraction -> {
            calls[0]++;
            throw new CancellationException("stop button");
        };
        assertThatThrownBy(() -> backend().gemm(1, a, a, 0, c, stop))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stop button");
        assertThat(calls[0]).isEqualTo(1);
        assertThatThrownBy(() -> backend().syrk(1, a, 0, c, stop)).hasMessage("stop button");
        // and the backend is as good as before
        backend().gemm(1, a.rows(0, 4), a.columns(0, 4), 0, c.block(0, 4, 0, 4));
        assertThat(c.get(0, 0)).isFinite();
    }

    @Test
    void wrongShapesAreNamed() {
        MatrixView a = MatrixView.of(new double[6], 2, 3);
        MatrixView c = MatrixView.of(new double[4], 2, 2);
        assertThatThrownBy(() -> backend().gemm(1, a, a, 0, c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows of B = 2: must equal columns of A = 3");
        assertThatThrownBy(() -> backend().gemm(1, a, a.transposed(), 0, c.transposed()))
                .hasMessageContaining("C is a transposed view");
        assertThatThrownBy(() -> backend().potrf(a)).hasMessageContaining("columns of A = 3");
        assertThatThrownBy(() -> backend().axpby(1, MatrixView.of(new float[6], 2, 3), 0, a))
                .hasMessageContaining("precision of Y = DOUBLE");
        assertThatThrownBy(() -> backend().withThreads(0)).hasMessage("threads = 0: must be in [1, 1024]");
        assertThatThrownBy(() -> backend().gemmBatched(1, a, 0, a.transposed(), 0, 0, c, 4, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("storage has 4");
    }

    @Test
    void saysWhoItIs() {
        assertThat(backend().provenance()).startsWith(backend().name()).contains("thread");
        assertThat(backend().device()).isEqualTo("cpu");
        assertThat(backend().peakGflops(Precision.DOUBLE)).isPositive().isFinite();
    }
}
