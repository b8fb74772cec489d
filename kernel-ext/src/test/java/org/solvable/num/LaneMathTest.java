package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Array functions against StrictMath (errors at most 1 ulp there), and the lanes against the scalar code, bit by bit. */
class LaneMathTest {

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        709.7827128933839,
        709.7827128933842,
        -745.1332191019411,
        -745.1332191019413,
        -708.4,
        -720.25,
        1e-300,
        1e-9,
        -1e-9,
        0.34657,
        0.34658,
        19.06,
        22.0,
        Math.nextDown(1.0),
        Math.nextUp(1.0),
        Math.sqrt(0.5),
        Math.sqrt(2),
        4.9e-320
    };

    static LaneMath[] implementations() {
        return new LaneMath[] {LaneMath.scalar(), LaneMath.best()};
    }

    @FunctionalInterface
    private interface Call {
        void apply(double[] x, double[] out, int n);
    }

    private static double[] points(double low, double high) {
        SplittableRandom random = new SplittableRandom(77);
        double[] x = new double[200_003];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 3 == 0
                    ? random.nextDouble(low, high)
                    : random.nextDouble(-1, 1) * Math.exp(random.nextDouble(-25, 3));
        }
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
        return x;
    }

    private static void check(Call call, DoubleUnaryOperator truth, double[] x, double ulps) {
        double[] out = new double[x.length];
        call.apply(x, out, x.length);
        for (int i = 0; i < x.length; i++) {
            double exact = truth.applyAsDouble(x[i]);
            if (Double.isNaN(exact) || Double.isInfinite(exact) || exact == 0) {
                assertThat(out[i]).as("at %s", x[i]).isEqualTo(Double.valueOf(exact));
            } else if (!(Math.abs(out[i] - exact) <= ulps * Math.ulp(exact))) {
                assertThat(out[i]).as("at %s", x[i]).isCloseTo(exact, within(ulps * Math.ulp(exact)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void errorsStayBelowTheDocumentedUlps(LaneMath math) {
        check(math::exp, StrictMath::exp, points(-750, 712), 2);
        check(math::tanh, StrictMath::tanh, points(-25, 25), 4);
        double[] positive = Arrays.stream(points(-700, 700)).map(Math::exp).toArray();
        System.arraycopy(SPECIAL, 0, positive, 0, SPECIAL.length);
        check(math::log, StrictMath::log, positive, 2);
        check(
                math::log,
                StrictMath::log,
                Arrays.stream(points(0.5, 2)).map(Math::abs).toArray(),
                2);
        double[] moderate =
                Arrays.stream(points(-700, 40)).filter(x -> !(x < -708)).toArray();
        check(math::sigmoid, LaneMathTest::sigmoid, moderate, 3);
    }

    /** Good to 2 ulp. */
    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    @Test
    void lanesAndScalarCodeGiveTheSameBytes() {
        LaneMath scalar = LaneMath.scalar();
        LaneMath best = LaneMath.best();
        double[] x = points(-760, 720);
        double[] a = new double[x.length];
        double[] b = new double[x.length];
        scalar.exp(x, a, x.length);
        best.exp(x, b, x.length);
        assertThat(b).isEqualTo(a);
        scalar.log(x, a, x.length);
        best.log(x, b, x.length);
        assertThat(b).isEqualTo(a);
        scalar.tanh(x, a, x.length);
        best.tanh(x, b, x.length);
        assertThat(b).isEqualTo(a);
        scalar.sigmoid(x, a, x.length);
        best.sigmoid(x, b, x.length);
        assertThat(b).isEqualTo(a);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void softmaxIsShiftInvariantAndAddsToOne(LaneMath math) {
        SplittableRandom random = new SplittableRandom(4);
        int n = 1003;
        double[][] scores = new double[7][n];
        for (double[] row : scores) {
            for (int i = 0; i < n; i++) {
                row[i] = 30 * random.nextGaussian() + 1e4 * (i % 5);
            }
        }
        double[][] weights = new double[7][n];
        math.softmax(scores, weights, n);
        double[][] other = new double[7][n];
        LaneMath.scalar().softmax(scores, other, n);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            double norm = 0;
            for (int l = 0; l < 7; l++) {
                sum += weights[l][i];
                norm += StrictMath.exp(scores[l][i] - scores[3][i]);
            }
            assertThat(sum).isCloseTo(1, within(1e-15));
            if (norm < 1e300) {
                double truth = StrictMath.exp(scores[1][i] - scores[3][i]) / norm;
                assertThat(weights[1][i]).isCloseTo(truth, within(1e-13 * truth + 1e-300));
            }
        }
        assertThat(weights).isDeepEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void averagesAreThoseOfTheWeightsAndMaskedScoresDropOut(LaneMath math) {
        SplittableRandom random = new SplittableRandom(14);
        int n = 77;
        double[][] scores = new double[5][n];
        double[][] values = new double[5][n];
        for (int l = 0; l < 5; l++) {
            for (int i = 0; i < n; i++) {
                scores[l][i] = l == 4 && i % 2 == 0 ? Double.NEGATIVE_INFINITY : 5 * random.nextGaussian();
                values[l][i] = l == 4 && i % 2 == 0 ? 1e9 : random.nextGaussian();
            }
        }
        double[][] weights = new double[5][n];
        math.softmax(scores, weights, n);
        double[] average = new double[n];
        math.softmaxAverage(scores, values, average, n);
        double[] scalar = new double[n];
        LaneMath.scalar().softmaxAverage(scores, values, scalar, n);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int l = 0; l < 5; l++) {
                sum += weights[l][i] * values[l][i];
            }
            assertThat(average[i]).isCloseTo(sum, within(1e-14));
            assertThat(Math.abs(average[i])).isLessThan(10);
        }
        assertThat(average).isEqualTo(scalar);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void onlyTheAskedElementsAreTouchedAndWorkInPlaceIsAllowed(LaneMath math) {
        double[] x = new double[21];
        Arrays.fill(x, 1);
        math.exp(x, x, 13);
        assertThat(Arrays.copyOf(x, 13)).containsOnly(new double[] {Math.E}, within(1e-15));
        assertThat(Arrays.copyOfRange(x, 13, 21)).containsOnly(1);
    }

    /** Prints the implementation and a hash of results; run in a JVM of its own. */
    static final class Child {
        public static void main(String[] args) {
            System.out.println(LaneMath.best().name() + " " + fingerprint(LaneMath.best()));
        }

        static int fingerprint(LaneMath math) {
            double[] x = points(-700, 700);
            double[] out = new double[x.length];
            math.exp(x, out, x.length);
            int hash = Arrays.hashCode(out);
            math.tanh(x, out, x.length);
            return 31 * hash + Arrays.hashCode(out);
        }
    }

    @Test
    void aJvmWithoutTheVectorModuleFallsBackToTheSameNumbers() throws Exception {
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        assertThat(output.strip()).isEqualTo("scalar " + Child.fingerprint(LaneMath.best()));
    }
}
