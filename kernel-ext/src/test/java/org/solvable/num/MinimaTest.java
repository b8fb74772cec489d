package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.solvable.linalg.Checkpoint;
import org.solvable.random.RandomStream;

/** Minima and thresholds against closed forms. */
class MinimaTest {

    @Test
    void closedFormMinima() {
        Minima minima = Minima.brent();
        assertThat(minima.find(x -> x * Math.log(x), 0.01, 2).orElseThrow()).isCloseTo(1 / Math.E, within(1e-8));
        assertThat(minima.find(x -> Math.cosh(x - 3), -10, 20).orElseThrow()).isCloseTo(3, within(1e-7));
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            double place = Math.pow(10, random.nextDouble(-8, 8));
            Minimum m = minima.findInLog(x -> x / place + place / x, 1e-10, 1e10);
            assertThat(m.orElseThrow()).isCloseTo(place, within(1e-7 * place));
            assertThat(m.value()).isCloseTo(2, within(1e-14));
            assertThat(m.evaluations()).isLessThan(100);
        }
    }

    @Test
    void theLowestOfManyValleysIsFound() {
        Minimum m = Minima.brent().findLowest(x -> Math.cos(3 * x) + 0.1 * (x - 5) * (x - 5), -10, 20, 200);
        // near 3 x = 5 pi, shifted by the parabola: root of -3 sin 3x + 0.2 (x - 5)
        double truth = Roots.brent()
                .find(x -> -3 * Math.sin(3 * x) + 0.2 * (x - 5), 5, 5.4)
                .orElseThrow();
        assertThat(m.orElseThrow()).isCloseTo(truth, within(1e-7));
        Minimum log = Minima.brent().findLowestInLog(x -> Math.cos(Math.log(x)) - Math.log(x) / 100, 1e-3, 1e3, 60);
        assertThat(log.orElseThrow()).isCloseTo(Math.exp(Math.PI + Math.asin(0.01)), within(1e-5));
    }

    @Test
    void aMonotoneFunctionHasItsMinimumAtTheEndAndThisIsSaid() {
        Minimum left = Minima.brent().find(x -> x, 1, 2);
        assertThat(left.status()).isEqualTo(SolveStatus.AT_END);
        assertThat(left.argument()).isEqualTo(1);
        Minimum right = Minima.brent().findInLog(x -> -x, 1, 100);
        assertThat(right.status()).isEqualTo(SolveStatus.AT_END);
        assertThat(right.argument()).isEqualTo(100);
        assertThat(Minima.brent().findLowest(x -> x, 1, 2, 10).status()).isEqualTo(SolveStatus.AT_END);
        assertThat(Minima.brent().find(x -> Double.NaN, 0, 1).status()).isEqualTo(SolveStatus.NOT_FINITE);
        assertThat(new Minima(1e-9, 1e-12, 5).find(Math::cosh, -1, 3).status()).isEqualTo(SolveStatus.STEP_LIMIT);
        assertThatThrownBy(() -> Minima.brent().findInLog(x -> x, 0, 1)).hasMessageContaining("0 < lower");
        assertThatThrownBy(right::orElseThrow).isInstanceOf(NotConvergedException.class);
    }

    @Test
    void shapesAreCounted() {
        assertThat(Minima.shape(x -> x * x, -1, 1, 51, 0).unimodal()).isTrue();
        assertThat(Minima.shape(x -> x, -1, 1, 51, 0).unimodal()).isTrue();
        Minima.Shape waves = Minima.shape(Math::cos, 0, 4 * Math.PI, 401, 0);
        assertThat(waves.unimodal()).isFalse();
        assertThat(waves.valleys()).hasSize(2);
        assertThat(waves.valleys().get(1)).isCloseTo(3 * Math.PI, within(0.02));
        RandomStream noise = RandomStream.of(3);
        assertThat(Minima.shape(x -> x * x + 1e-3 * noise.nextDouble(), -1, 1, 201, 2e-3)
                        .unimodal())
                .isTrue();
        RandomStream again = RandomStream.of(3);
        assertThat(Minima.shape(x -> x * x + 1e-3 * again.nextDouble(), -1, 1, 201, 0)
                        .unimodal())
                .isFalse();
    }

    @Test
    void sharpThresholds() {
        Threshold t = Thresholds.to(1e-6).find(x -> x * x > 2, 0, 10, Checkpoint.NONE);
        assertThat(t.orElseThrow()).isCloseTo(Math.sqrt(2), within(1e-6));
        assertThat(t.lower()).isLessThanOrEqualTo(Math.sqrt(2));
        assertThat(t.upper()).isGreaterThanOrEqualTo(Math.sqrt(2));
        Threshold log = Thresholds.to(1e-3).inLog().find(x -> x < 1e-7, 1e-12, 1e12, Checkpoint.NONE);
        assertThat(log.orElseThrow()).isCloseTo(1e-7, within(1e-10));
        assertThat(log.evaluations()).isLessThan(25);
        assertThat(Thresholds.to(1e-3).find(x -> true, 0, 1, Checkpoint.NONE).status())
                .isEqualTo(SolveStatus.NO_SIGN_CHANGE);
        assertThat(Thresholds.to(1e-9)
                        .withMaxEvaluations(6)
                        .find(x -> x > 0.3, 0, 1, Checkpoint.NONE)
                        .status())
                .isEqualTo(SolveStatus.STEP_LIMIT);
        assertThatThrownBy(() -> Thresholds.to(1e-3).inLog().find(x -> true, 0, 1, Checkpoint.NONE))
                .hasMessageContaining("lower = 0.0");
    }

    /** Mean tanh(x - place) with the noise of 400 x effort samples of unit variance. */
    private static Thresholds.NoisyFunction noisy(double place, long seed) {
        RandomStream stream = RandomStream.of(seed);
        return (x, effort) -> {
            double error = 1 / Math.sqrt(400.0 * effort);
            double shift =
                    stream.split(Double.doubleToLongBits(x)).split(effort).nextGaussian();
            return new Estimate(Math.tanh(x - place) + error * shift, error, 400L * effort);
        };
    }

    @Test
    void noisyThresholdsAreBracketedOrCarryTheirError() {
        int limited = 0;
        int right = 0;
        for (int t = 0; t < 300; t++) {
            double place = 0.3 + 0.001 * t;
            Threshold found = Thresholds.to(0.02).find(noisy(place, t), 0, -3, 4, Checkpoint.NONE);
            if (found.status() == SolveStatus.NOISE_LIMITED) {
                limited++;
                assertThat(found.standardError()).isPositive();
            }
            double slack = found.status() == SolveStatus.NOISE_LIMITED ? 4 * found.standardError() : 0;
            right += found.lower() - slack <= place && place <= found.upper() + slack ? 1 : 0;
            assertThat(found.status()).isIn(SolveStatus.CONVERGED, SolveStatus.NOISE_LIMITED);
            assertThat(found.value()).isCloseTo(place, within(0.1));
        }
        // about ten decisions at three standard errors, with repeated looks: a few in a hundred go wrong
        assertThat(right).isGreaterThanOrEqualTo(285);
        assertThat(limited).isGreaterThan(0);
        assertThat(Thresholds.to(0.01)
                        .find(noisy(9, 1), 0, 0, 1, Checkpoint.NONE)
                        .status())
                .isEqualTo(SolveStatus.NO_SIGN_CHANGE);
    }
}
