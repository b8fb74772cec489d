package org.solvable.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplersTest {

    private static final int N = 100_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1, 1.5, 20, 1e6})
    void gammaPassesAKolmogorovTest(double shape) {
        RandomStream stream = RandomStream.of(11);
        double[] x = new double[N];
        for (int i = 0; i < N; i++) {
            x[i] = Gamma.sample(stream, shape, 2.5);
        }
        assertKolmogorov(x, v -> org.hipparchus.special.Gamma.regularizedGammaP(shape, v / 2.5));
    }

    @Test
    void chiSquareIsTheSquaredLengthOfNormals() {
        RandomStream stream = RandomStream.of(12);
        double[] x = new double[N];
        for (int i = 0; i < N; i++) {
            x[i] = ChiSquare.sample(stream, 7);
        }
        assertKolmogorov(x, v -> org.hipparchus.special.Gamma.regularizedGammaP(3.5, v / 2));
    }

    private static void assertKolmogorov(double[] x, DoubleUnaryOperator cdf) {
        Arrays.sort(x);
        double sup = 0;
        for (int i = 0; i < x.length; i++) {
            double f = cdf.applyAsDouble(x[i]);
            sup = Math.max(sup, Math.max(Math.abs(f - (double) i / N), Math.abs(f - (i + 1.0) / N)));
        }
        assertThat(sup).isLessThan(1.95 / Math.sqrt(N));
    }

    @Test
    void spherePointsHaveTheRadiusAndNoDirection() {
        RandomStream stream = RandomStream.of(13);
        int d = 5;
        double[] mean = new double[d];
        double[] square = new double[d];
        double[] w = new double[d];
        for (int i = 0; i < N; i++) {
            Sphere.fill(stream, 3, w);
            double r = 0;
            for (int j = 0; j < d; j++) {
                mean[j] += w[j] / N;
                square[j] += w[j] * w[j] / N;
                r += w[j] * w[j];
            }
            assertThat(Math.sqrt(r)).isBetween(3 - 1e-12, 3 + 1e-12);
        }
        for (int j = 0; j < d; j++) {
            assertThat(mean[j]).isBetween(-4 * Math.sqrt(9.0 / d / N), 4 * Math.sqrt(9.0 / d / N));
            // E w^4 = 3 r^4 / (d (d + 2)).
            double deviation = Math.sqrt((3 * 81.0 / (d * (d + 2)) - 81.0 / (d * d)) / N);
            assertThat(square[j]).isBetween(9.0 / d - 4 * deviation, 9.0 / d + 4 * deviation);
        }
    }

    @Test
    void dirichletHasItsMoments() {
        RandomStream stream = RandomStream.of(14);
        double[] a = {0.2, 1, 3};
        double total = 4.2;
        double[] mean = new double[3];
        for (int i = 0; i < N; i++) {
            double[] p = Dirichlet.sample(stream, a);
            assertThat(Arrays.stream(p).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
            for (int j = 0; j < 3; j++) {
                mean[j] += p[j] / N;
            }
        }
        for (int j = 0; j < 3; j++) {
            double deviation = Math.sqrt(a[j] * (total - a[j]) / (total * total * (total + 1)) / N);
            assertThat(mean[j]).isBetween(a[j] / total - 4 * deviation, a[j] / total + 4 * deviation);
        }
        assertThat(Arrays.stream(Dirichlet.sample(stream, new double[] {1e-300, 1e-300}))
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void hypergeometricHasItsProbabilities() {
        RandomStream stream = RandomStream.of(15);
        int[] count = new int[5];
        for (int i = 0; i < N; i++) {
            count[Hypergeometric.sample(stream, 10, 4, 7)]++;
        }
        // C(4,k) C(6,7-k) / C(10,7).
        double[] p = {0, 4 / 120.0, 36 / 120.0, 60 / 120.0, 20 / 120.0};
        assertThat(count[0]).isZero();
        for (int k = 1; k <= 4; k++) {
            assertThat((double) count[k])
                    .isBetween(N * p[k] - 4 * Math.sqrt(N * p[k]), N * p[k] + 4 * Math.sqrt(N * p[k]));
        }
        assertThat(Hypergeometric.sample(stream, 5, 5, 3)).isEqualTo(3);
        assertThat(Hypergeometric.sample(stream, 0, 0, 0)).isZero();
    }

    @Test
    void permutationsAreUniform() {
        RandomStream stream = RandomStream.of(16);
        int[] count = new int[6];
        for (int i = 0; i < 60_000; i++) {
            int[] p = Permutation.of(stream, 3);
            count[p[0] * 2 + (p[1] > p[2] ? 1 : 0)]++;
        }
        double chi2 = Arrays.stream(count)
                .mapToDouble(c -> Math.pow(c - 1e4, 2) / 1e4)
                .sum();
        // 0.999 quantile of chi-square with 5 degrees of freedom.
        assertThat(chi2).isLessThan(20.52);
        assertThat(Permutation.of(stream, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, -1})
    void badParametersAreNamed(double bad) {
        RandomStream s = RandomStream.of(1);
        assertThatThrownBy(() -> Gamma.sample(s, bad, 1)).hasMessageContaining("shape = " + bad);
        assertThatThrownBy(() -> Gamma.sample(s, 1, bad)).hasMessageContaining("scale = " + bad);
        assertThatThrownBy(() -> ChiSquare.sample(s, bad)).hasMessageContaining("degrees = " + bad);
        assertThatThrownBy(() -> Sphere.fill(s, bad, new double[2])).hasMessageContaining("radius = " + bad);
        assertThatThrownBy(() -> Dirichlet.sample(s, new double[] {1, bad})).hasMessageContaining("concentration[1]");
        assertThatThrownBy(() -> Hypergeometric.sample(s, 3, 4, 1)).hasMessageContaining("marked = 4");
        assertThatThrownBy(() -> Permutation.of(s, -1)).hasMessageContaining("n = -1");
    }
}
