package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Elementwise loops: equal bits from plain and vector code, for interpreted and compiled, and small errors. */
class ArrayLoopsTest {

    private final Spans scalar = new ScalarSpans();
    private final Spans vector = new VectorSpans();

    private static double[] doubles(SplittableRandom random, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (random.nextInt(12)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> Double.NEGATIVE_INFINITY;
                case 3 -> 1500 * (random.nextDouble() - 0.5);
                case 4 -> Double.longBitsToDouble(random.nextLong());
                default -> 10 * (random.nextDouble() - 0.5);
            };
        }
        return x;
    }

    private static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    @Test
    void vectorAndScalarLoopsGiveEqualBits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 3000; round++) {
            int n = random.nextInt(70);
            int shift = random.nextInt(5);
            double[] x = doubles(random, n + 5);
            double[] y = doubles(random, n + 5);
            double[] z = doubles(random, n + 5);
            float[] xf = floats(x);
            float[] yf = floats(y);
            float[] zf = floats(z);
            double beta = round % 3 == 0 ? 0 : 0.7;
            double[] y1 = y.clone();
            double[] y2 = y.clone();
            scalar.axpby(1.3, x, shift, beta, y1, 1, n);
            vector.axpby(1.3, x, shift, beta, y2, 1, n);
            assertThat(Arrays.equals(y1, y2)).as("axpby, n %d", n).isTrue();
            double[] z1 = z.clone();
            double[] z2 = z.clone();
            scalar.hadamard(1.3, x, shift, y, 0, beta, z1, 2, n);
            vector.hadamard(1.3, x, shift, y, 0, beta, z2, 2, n);
            assertThat(Arrays.equals(z1, z2)).as("hadamard, n %d", n).isTrue();
            float[] yf1 = yf.clone();
            float[] yf2 = yf.clone();
            scalar.axpby(1.3, xf, shift, beta, yf1, 1, n);
            vector.axpby(1.3, xf, shift, beta, yf2, 1, n);
            assertThat(Arrays.equals(yf1, yf2)).as("axpby in float, n %d", n).isTrue();
            float[] zf1 = zf.clone();
            float[] zf2 = zf.clone();
            scalar.hadamard(1.3, xf, shift, yf, 0, beta, zf1, 2, n);
            vector.hadamard(1.3, xf, shift, yf, 0, beta, zf2, 2, n);
            assertThat(Arrays.equals(zf1, zf2)).as("hadamard in float, n %d", n).isTrue();
            for (Elementwise f : Elementwise.values()) {
                scalar.map(f, x, shift, y1, 0, n);
                vector.map(f, x, shift, y2, 0, n);
                assertThat(Arrays.equals(y1, 0, n, y2, 0, n))
                        .as("%s, n %d", f, n)
                        .isTrue();
                scalar.map(f, xf, shift, yf1, 0, n);
                vector.map(f, xf, shift, yf2, 0, n);
                assertThat(Arrays.equals(yf1, 0, n, yf2, 0, n))
                        .as("%s in float, n %d", f, n)
                        .isTrue();
            }
        }
    }

    /** Against the series with 60 digits; StrictMath itself may be 1 ulp off. */
    @Test
    void exponentialIsWithinOneUlp() {
        SplittableRandom random = new SplittableRandom(2);
        double worst = 0;
        double worstFloat = 0;
        for (int i = 0; i < 2000; i++) {
            double x = 1400 * (random.nextDouble() - 0.5);
            BigDecimal exact = exponential(x);
            double ulp = Math.ulp(exact.doubleValue());
            if (exact.doubleValue() >= Double.MIN_NORMAL && Double.isFinite(exact.doubleValue())) {
                double error = new BigDecimal(Transcendental.exp(x))
                                .subtract(exact)
                                .abs()
                                .doubleValue()
                        / ulp;
                worst = Math.max(worst, error);
            }
            float xf = (float) (x / 8.5);
            double exactFloat = StrictMath.exp(xf);
            if (exactFloat >= Float.MIN_NORMAL && exactFloat < Float.MAX_VALUE) {
                double error = Math.abs(Transcendental.exp(xf) - exactFloat) / Math.ulp((float) exactFloat);
                worstFloat = Math.max(worstFloat, error);
            }
        }
        assertThat(worst).isLessThan(1);
        assertThat(worstFloat).isLessThan(1.1);
    }

    private static BigDecimal exponential(double x) {
        MathContext digits = new MathContext(60);
        BigDecimal small = new BigDecimal(x).divide(new BigDecimal(2).pow(12), digits);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k < 60; k++) {
            term = term.multiply(small, digits).divide(new BigDecimal(k), digits);
            sum = sum.add(term, digits);
        }
        return sum.pow(1 << 12, digits);
    }

    @Test
    void dotIsTheSumWhateverTheLength() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 200; n++) {
            double[] x = random.doubles(n, -1, 1).toArray();
            double[] y = random.doubles(n, -1, 1).toArray();
            double exact = 0;
            for (int i = 0; i < n; i++) {
                exact += x[i] * y[i];
            }
            assertThat(vector.dot(x, 0, y, 0, n)).isCloseTo(exact, org.assertj.core.api.Assertions.within(1e-13));
            assertThat(scalar.dot(x, 0, y, 0, n)).isCloseTo(exact, org.assertj.core.api.Assertions.within(1e-13));
            assertThat(vector.dot(floats(x), 0, floats(y), 0, n))
                    .isCloseTo(exact, org.assertj.core.api.Assertions.within(1e-5));
        }
    }
}
