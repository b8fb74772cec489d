package org.solvable.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomStreamTest {

    /** Known answers of the Random123 distribution for philox4x64-10: counter, key, image. */
    @ParameterizedTest
    @CsvSource({
        "0 0 0 0, 0 0, 16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b",
        "ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff, ffffffffffffffff ffffffffffffffff,"
                + " 87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0",
        "243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89, 452821e638d01377 be5466cf34e90c6c,"
                + " a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6"
    })
    void philoxGivesThePublishedAnswers(String counter, String key, String image) {
        long[] c = words(counter);
        long[] k = words(key);
        long[] out = new long[4];
        Philox.block(c[0], c[1], c[2], c[3], k[0], k[1], out);
        assertThat(out).containsExactly(words(image));
    }

    private static long[] words(String text) {
        return Arrays.stream(text.strip().split(" "))
                .mapToLong(w -> Long.parseUnsignedLong(w, 16))
                .toArray();
    }

    @Test
    void blocksAreThoseOfCommonsRng() {
        long[] key = {123456789L, -987654321L};
        Philox4x64 oracle = new Philox4x64(new long[] {key[0], key[1], 0, 0, 0, 0});
        long[] out = new long[4];
        for (int block = 1; block <= 1000; block++) {
            // The oracle counts up before its first block.
            Philox.block(block, 0, 0, 0, key[0], key[1], out);
            for (long w : out) {
                assertThat(oracle.nextLong()).isEqualTo(w);
            }
        }
    }

    @Test
    void drawsDependOnTheirIndexAlone() {
        RandomStream forward = RandomStream.of(5);
        long[] drawn = new long[1000];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = forward.nextLong();
        }
        RandomStream jumping = RandomStream.of(5);
        for (int i = drawn.length - 1; i >= 0; i -= 7) {
            assertThat(jumping.longAt(i)).isEqualTo(drawn[i]);
            assertThat(jumping.at(i).nextLong()).isEqualTo(drawn[i]);
        }
        assertThat(jumping.position()).isZero();
        assertThat(forward.split("a").nextLong())
                .isEqualTo(RandomStream.of(5).split("a").nextLong());
    }

    @Test
    void splitsAndSeedsDiffer() {
        RandomStream root = RandomStream.of(1);
        assertThat(new long[] {
                    root.longAt(0),
                    RandomStream.of(2).longAt(0),
                    root.split(0).longAt(0),
                    root.split(1).longAt(0),
                    root.split("0").longAt(0),
                    root.split("1").longAt(0),
                    root.split("").longAt(0),
                    root.split(1).split(0).longAt(0)
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void inverseDistributionFunctionIsExactToItsTails() {
        for (double p : new double[] {0.5, 0.3, 0.1, 0.08, 0.01, 1e-5, 1e-10, 1e-11, 1e-12, 0x1p-54}) {
            double z = NormalQuantile.of(p);
            // One Newton step of the distribution function, from an independent erfc, must not move the point.
            double phi = 0.5 * Erf.erfc(-z / Math.sqrt(2));
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            assertThat((phi - p) / density).as("p = %s", p).isBetween(-2e-14, 2e-14);
        }
        assertThat(NormalQuantile.of(0.975)).isBetween(1.959963984540053, 1.959963984540055);
        assertThat(NormalQuantile.of(1 - 0x1p-53)).isEqualTo(-NormalQuantile.of(0x1p-53));
    }

    @Test
    void normalsPassAKolmogorovTest() {
        int n = 200_000;
        double[] slow = new double[n];
        double[] fast = new double[n];
        RandomStream.of(17).fillGaussian(slow, 0, n);
        RandomStream.of(17).fillGaussianFast(fast, 0, n);
        // The supremum exceeds 1.95/sqrt(n) with probability 0.001; the seed is fixed.
        assertThat(kolmogorov(slow)).isLessThan(1.95 / Math.sqrt(n));
        assertThat(kolmogorov(fast)).isLessThan(1.95 / Math.sqrt(n));
    }

    private static double kolmogorov(double[] x) {
        double[] s = x.clone();
        Arrays.sort(s);
        double sup = 0;
        for (int i = 0; i < s.length; i++) {
            double phi = 0.5 * Erf.erfc(-s[i] / Math.sqrt(2));
            sup = Math.max(sup, Math.max(Math.abs(phi - (double) i / s.length), Math.abs(phi - (i + 1.0) / s.length)));
        }
        return sup;
    }

    @Test
    void theTailOfTheZigguratHasItsMass() {
        int n = 4_000_000;
        double[] x = new double[n];
        RandomStream.of(3).fillGaussianFast(x, 0, n);
        double p = Erf.erfc(3.442619855899 / Math.sqrt(2));
        long beyond = Arrays.stream(x).filter(v -> Math.abs(v) > 3.442619855899).count();
        double fourth = Arrays.stream(x).map(v -> v * v * v * v).sum() / n;
        assertThat((double) beyond).isBetween(n * p - 4 * Math.sqrt(n * p), n * p + 4 * Math.sqrt(n * p));
        // Var of z^4 is 105 - 9 = 96.
        assertThat(fourth).isBetween(3 - 4 * Math.sqrt(96.0 / n), 3 + 4 * Math.sqrt(96.0 / n));
    }

    @Test
    void fastFillDoesNotDependOnTheNumberOfThreads() throws Exception {
        int n = 300_000;
        double[] reference = new double[n];
        RandomStream.of(9).fillGaussianFast(reference, 0, n);
        for (int threads : new int[] {1, 2, 4, 8}) {
            double[] x = new double[n];
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                pool.submit(() -> RandomStream.of(9).fillGaussianFast(x, 0, n)).get();
            }
            assertThat(x).isEqualTo(reference);
        }
        float[] single = new float[n];
        RandomStream.of(9).fillGaussianFast(single, 0, n);
        assertThat(single[n - 1]).isEqualTo((float) reference[n - 1]);
    }

    @Test
    void boundedIntegersAreUniform() {
        RandomStream stream = RandomStream.of(4);
        int bound = 7;
        int n = 140_000;
        int[] count = new int[bound];
        for (int i = 0; i < n; i++) {
            count[stream.nextInt(bound)]++;
        }
        double chi2 = Arrays.stream(count)
                .mapToDouble(c -> Math.pow(c - n / 7.0, 2) / (n / 7.0))
                .sum();
        // 0.999 quantile of chi-square with 6 degrees of freedom.
        assertThat(chi2).isLessThan(22.46);
        assertThatThrownBy(() -> stream.nextInt(0)).hasMessageContaining("bound = 0");
        assertThatThrownBy(() -> stream.at(-1)).hasMessageContaining("position = -1");
    }

    /** Written down once from this code, so that a change of any byte on any JDK or platform is seen. */
    @Test
    void bytesAreTheSameEverywhere() {
        RandomStream s = RandomStream.of(2026).split("linear-attention-icl").split(3);
        double[] bulk = new double[3];
        s.fillGaussianFast(bulk, 0, 3);
        String now = Long.toHexString(s.nextLong()) + " " + Double.toHexString(s.nextGaussian()) + " "
                + Double.toHexString(bulk[2]) + " " + Double.toHexString(Gamma.sample(s, 0.3, 1));
        assertThat(now).isEqualTo("dbfc51a40addd349 0x1.d03d02f52c1b8p-5 -0x1.b5ede750147b7p-1 0x1.59d004f3fef3cp-7");
    }
}
