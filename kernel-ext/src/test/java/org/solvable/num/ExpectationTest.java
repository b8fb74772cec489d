package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.solvable.linalg.Checkpoint;
import org.solvable.random.NormalQuantile;
import org.solvable.random.RandomStream;

/** Rules against moments, identities of Gaussian integrals, published Sobol numbers and error-bar coverage. */
class ExpectationTest {

    /** First rows of new-joe-kuo-6.21201: degree s, coefficients a, initial numbers m, for dimensions 2 to 10. */
    private static final int[][] JOE_KUO = {
        {1, 0, 1},
        {2, 1, 1, 3},
        {3, 1, 1, 3, 1},
        {3, 2, 1, 1, 1},
        {4, 1, 1, 1, 3, 3},
        {4, 4, 1, 3, 5, 13},
        {5, 2, 1, 1, 5, 5, 17},
        {5, 4, 1, 1, 5, 5, 5},
        {5, 7, 1, 1, 7, 11, 19}
    };

    /** Direction numbers by the recurrence of Bratley and Fox from a row of the table, as 52-bit fractions. */
    private static long[] recurrence(int dimension, int count) {
        long[] m = new long[count + 1];
        if (dimension == 0) {
            java.util.Arrays.fill(m, 1);
        } else {
            int[] row = JOE_KUO[dimension - 1];
            int s = row[0];
            for (int k = 1; k <= count; k++) {
                if (k <= s) {
                    m[k] = row[1 + k];
                    continue;
                }
                m[k] = m[k - s] ^ (m[k - s] << s);
                for (int i = 1; i < s; i++) {
                    m[k] ^= (row[1] >> (s - 1 - i) & 1) * (m[k - i] << i);
                }
            }
        }
        long[] v = new long[count];
        for (int k = 1; k <= count; k++) {
            v[k - 1] = m[k] << (52 - k);
        }
        return v;
    }

    @Test
    void directionNumbersFollowThePublishedTable() {
        long[][] v = SobolRule.directions(10, 30);
        for (int j = 0; j < 10; j++) {
            assertThat(v[j]).as("dimension %d", j + 1).isEqualTo(recurrence(j, 30));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9, 12})
    void canonicalPointsAreTheDefinitionBitForBit(int log2Size) {
        SobolRule rule = SobolRule.canonical(4, log2Size);
        NodeBlock block = new NodeBlock(4);
        for (long first = 0; first < rule.size(); first += NodeBlock.CAPACITY) {
            block.place(0, first, (int) Math.min(NodeBlock.CAPACITY, rule.size() - first));
            rule.uniforms(block);
            for (int j = 0; j < 4; j++) {
                long[] v = recurrence(j, 30);
                for (int i = 0; i < block.length(); i++) {
                    long bits = 0;
                    for (int k = 0; k < 30; k++) {
                        bits ^= (first + i >> k & 1) * v[k];
                    }
                    assertThat(block.x(j)[i]).isEqualTo(bits * 0x1p-52 + 0.5 / rule.size());
                }
            }
        }
    }

    @Test
    void everyCoordinateIsStratifiedUpToTheLastDimension() {
        SobolRule rule = SobolRule.canonical(SobolRule.MAX_DIMENSION, 9);
        NodeBlock block = new NodeBlock(SobolRule.MAX_DIMENSION);
        block.place(0, 0, 512);
        rule.uniforms(block);
        for (int j = 0; j < SobolRule.MAX_DIMENSION; j++) {
            boolean[] seen = new boolean[512];
            for (int i = 0; i < 512; i++) {
                seen[(int) (block.x(j)[i] * 512)] = true;
            }
            for (boolean cell : seen) {
                assertThat(cell).isTrue();
            }
        }
    }

    @Test
    void quantileInvertsTheDistributionFunction() {
        NormalDistribution normal = new NormalDistribution();
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20000; i++) {
            double p = i % 2 == 0 ? random.nextDouble(1e-12, 1 - 1e-12) : Math.exp(random.nextDouble(-600, -1));
            double x = NormalQuantile.of(p);
            assertThat(normal.cumulativeProbability(x)).isCloseTo(p, within(2e-13 * p * (1 + x * x)));
        }
        assertThat(NormalQuantile.of(0.5)).isZero();
        assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-15));
        assertThat(NormalQuantile.of(1e-20)).isCloseTo(-9.262340089798408, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 24, 60, 101, 200, 256})
    void gaussHermiteGivesTheMomentsUpToItsDegree(int order) {
        LineRule rule = LineRule.gaussHermite(order);
        double exact = 1;
        for (int power = 0; power <= Math.min(2 * order - 1, 120); power++) {
            int p = power;
            double moment = rule.mean(x -> Math.pow(x, p));
            if (power % 2 == 1) {
                assertThat(moment).isCloseTo(0, within(1e-13 * exact * power));
            } else {
                exact *= power == 0 ? 1 : power - 1;
                assertThat(moment).as("power %d", power).isCloseTo(exact, within(2e-13 * exact * (1 + power)));
            }
        }
        double cosine = rule.mean(x -> Math.cos(0.5 * x));
        if (order >= 24) {
            assertThat(cosine).isCloseTo(Math.exp(-0.125), within(1e-14));
        }
    }

    @Test
    void theTrapezoidRuleConvergesExponentially() {
        assertThat(LineRule.trapezoid(8.5, 601).mean(x -> 1 / (1 + Math.exp(-4 * x - 2)))
                        + LineRule.trapezoid(8.5, 601).mean(x -> 1 / (1 + Math.exp(-4 * x + 2))))
                .isCloseTo(1, within(1e-14));
        assertThat(LineRule.trapezoid(9, 61).mean(0, 1, x -> x * x * x * x)).isCloseTo(3, within(1e-11));
        assertThat(LineRule.trapezoid(9, 61).mean(1, 2, x -> x * x)).isCloseTo(5, within(1e-11));
    }

    /** E exp(a.x) = exp(|a|^2 / 2), E (x0 x1)^2 = 1, E cos(x0 + 2 x1 - x2) = e^-3. */
    private static final NodeKernel KNOWN = (nodes, f) -> {
        for (int i = 0; i < nodes.length(); i++) {
            double a = nodes.x(0)[i];
            double b = nodes.x(1)[i];
            double c = nodes.x(2)[i];
            f[0][i] = Math.exp(0.5 * a - 0.3 * b + 0.2 * c);
            f[1][i] = a * b * a * b;
            f[2][i] = Math.cos(a + 2 * b - c);
        }
    };

    private static final double[] TRUTH = {Math.exp(0.19), 1, Math.exp(-3)};

    @Test
    void tensorRulesAreExactForSmoothFunctions() {
        List<Estimate> means = Expectation.over(TensorRule.gaussHermite(3, 30)).means(3, KNOWN, Checkpoint.NONE);
        for (int k = 0; k < 3; k++) {
            assertThat(means.get(k).mean()).isCloseTo(TRUTH[k], within(1e-12));
            assertThat(means.get(k).standardError()).isNaN();
        }
        TensorRule mixed = TensorRule.of(LineRule.gaussHermite(7), LineRule.trapezoid(9, 61), LineRule.gaussHermite(3));
        assertThat(Expectation.over(mixed)
                        .mean(v -> v[0] * v[0] * v[1] * v[1] * v[1] * v[1] * v[2] * v[2])
                        .mean())
                .isCloseTo(3, within(1e-10));
    }

    @Test
    void errorBarsOfMonteCarloAndOfShiftsCoverTheTruth() {
        int trials = 300;
        int[] inside = new int[2];
        for (int t = 0; t < trials; t++) {
            Estimate plain = Expectation.over(MonteCarloRule.of(3, 3000, RandomStream.of(t)))
                    .mean(
                            (nodes, f) ->
                                    KNOWN.evaluate(nodes, new double[][] {f[0], nodes.scratch(0), nodes.scratch(1)}),
                            Checkpoint.NONE);
            inside[0] += Math.abs(plain.zScore(TRUTH[0])) < 1.959964 ? 1 : 0;
            Estimate sobol = Expectation.over(SobolRule.shifted(3, 7, 16, RandomStream.of(900 + t)))
                    .means(3, KNOWN, Checkpoint.NONE)
                    .get(2);
            // Student, 15 degrees of freedom
            inside[1] += Math.abs(sobol.zScore(TRUTH[2])) < 2.13145 ? 1 : 0;
            assertThat(sobol.count()).isEqualTo(16);
            assertThat(plain.count()).isEqualTo(3000);
        }
        double error = 4 * Math.sqrt(0.0475 / trials);
        assertThat(inside[0] / (double) trials).isCloseTo(0.95, within(error));
        assertThat(inside[1] / (double) trials).isCloseTo(0.95, within(error));
    }

    @Test
    void rulesDependOnTheKeyOfTheStreamAndNotOnItsPosition() {
        RandomStream used = RandomStream.of(7);
        used.nextLong();
        assertThat(Expectation.over(SobolRule.shifted(3, 5, 4, used)).means(3, KNOWN, Checkpoint.NONE))
                .isEqualTo(Expectation.over(SobolRule.shifted(3, 5, 4, RandomStream.of(7)))
                        .means(3, KNOWN, Checkpoint.NONE))
                .isNotEqualTo(Expectation.over(SobolRule.shifted(3, 5, 4, RandomStream.of(8)))
                        .means(3, KNOWN, Checkpoint.NONE));
    }

    @Test
    void monteCarloErrorIsTheTextbookFormula() {
        MonteCarloRule rule = MonteCarloRule.of(1, 1300, RandomStream.of(5));
        List<Double> values = new ArrayList<>();
        Estimate estimate = Expectation.over(rule).mean(v -> {
            values.add(v[0]);
            return v[0] + 1e6;
        });
        RunningMoments moments = new RunningMoments();
        values.forEach(v -> moments.add(v + 1e6));
        assertThat(estimate.mean()).isCloseTo(moments.mean(), within(1e-8));
        assertThat(estimate.standardError()).isCloseTo(moments.standardError(), within(1e-9));
    }

    @Test
    void sobolBeatsMonteCarloAndShrinksLikeOneOverN() {
        double[] logN = new double[5];
        double[] error = new double[5];
        for (int k = 0; k < 5; k++) {
            Expectation e = Expectation.over(SobolRule.shifted(3, 8 + 2 * k, 16, RandomStream.of(3)));
            logN[k] = 1 << (8 + 2 * k);
            error[k] = e.means(3, KNOWN, Checkpoint.NONE).get(2).standardError();
        }
        assertThat(LinearFit.powerLaw(logN, error).slope()).isLessThan(-0.75);
    }

    @Test
    void threadsAndStorageDoNotChangeABit() {
        List<GaussianRule> rules = List.of(
                SobolRule.shifted(3, 12, 4, RandomStream.of(3)),
                SobolRule.canonical(3, 13),
                TensorRule.gaussHermite(3, 17),
                MonteCarloRule.of(3, 10_001, RandomStream.of(2)));
        for (GaussianRule rule : rules) {
            List<Estimate> one = Expectation.over(rule).means(3, KNOWN, Checkpoint.NONE);
            for (int threads : new int[] {2, 3, 8}) {
                assertThat(Expectation.over(rule).withThreads(threads).means(3, KNOWN, Checkpoint.NONE))
                        .isEqualTo(one);
            }
            assertThat(Expectation.over(rule.stored()).withThreads(2).means(3, KNOWN, Checkpoint.NONE))
                    .isEqualTo(one);
        }
    }

    @Test
    void workStopsBetweenBlocksAndTellsItsProgress() {
        AtomicInteger blocks = new AtomicInteger();
        NodeKernel slow = (nodes, f) -> {
            blocks.incrementAndGet();
            long end = System.nanoTime() + 3_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        };
        List<Double> fractions = new ArrayList<>();
        Expectation e = Expectation.over(MonteCarloRule.of(1, 512 * 2000, RandomStream.of(1)))
                .withThreads(2);
        assertThatThrownBy(() -> e.mean(slow, fraction -> {
                    fractions.add(fraction);
                    if (fractions.size() == 3) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(blocks.get()).isLessThan(200);
        assertThat(fractions).isSorted().allMatch(x -> x > 0 && x < 0.2);
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatThrownBy(() -> SobolRule.canonical(1001, 3)).hasMessageContaining("dimension = 1001");
        assertThatThrownBy(() -> SobolRule.canonical(3, 31)).hasMessageContaining("log2Size = 31");
        assertThatThrownBy(() -> SobolRule.shifted(3, 3, 1, RandomStream.of(0))).hasMessageContaining("replicas = 1");
        assertThatThrownBy(() -> LineRule.gaussHermite(0)).hasMessageContaining("order = 0");
        assertThatThrownBy(() -> LineRule.trapezoid(Double.NaN, 3)).hasMessageContaining("halfWidth = NaN");
        assertThatThrownBy(() -> Expectation.over(TensorRule.gaussHermite(1, 3)).withThreads(0))
                .hasMessageContaining("threads = 0");
        assertThatThrownBy(() -> TensorRule.gaussHermite(9, 64)).hasMessageContaining("2^40");
        assertThatThrownBy(
                        () -> MonteCarloRule.of(9, 1L << 40, RandomStream.of(0)).stored())
                .hasMessageContaining("2^31");
    }
}
