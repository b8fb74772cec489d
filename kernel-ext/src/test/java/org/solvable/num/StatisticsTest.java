package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Moments against exact decimal arithmetic, fits against coverage and closed forms. */
class StatisticsTest {

    @Test
    void momentsAgreeWithExactArithmeticAtAnOffsetThatKillsTheNaiveFormula() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(5000, 1e9, 1e9 + 1).toArray();
        BigDecimal sum = BigDecimal.ZERO;
        for (double v : x) {
            sum = sum.add(new BigDecimal(v));
        }
        BigDecimal mean = sum.divide(BigDecimal.valueOf(x.length), MathContext.DECIMAL128);
        BigDecimal squares = BigDecimal.ZERO;
        for (double v : x) {
            squares = squares.add(new BigDecimal(v).subtract(mean).pow(2));
        }
        double variance = squares.divide(BigDecimal.valueOf(x.length - 1), MathContext.DECIMAL128)
                .doubleValue();

        RunningMoments all = new RunningMoments();
        all.addAll(x, 0, x.length);
        RunningMoments merged = new RunningMoments();
        for (int from = 0; from < x.length; from += 700) {
            RunningMoments part = new RunningMoments();
            part.addAll(x, from, Math.min(x.length, from + 700));
            merged.merge(part);
        }
        for (RunningMoments m : List.of(all, merged)) {
            assertThat(m.count()).isEqualTo(5000);
            assertThat(m.mean()).isCloseTo(mean.doubleValue(), within(4e-6)); // 32 ulp
            assertThat(m.variance()).isCloseTo(variance, within(1e-6 * variance));
            assertThat(m.standardError()).isCloseTo(Math.sqrt(variance / 5000), within(1e-6));
        }
        assertThat(merged.min()).isEqualTo(all.min());
        assertThat(merged.max()).isEqualTo(all.max());
        assertThat(new RunningMoments().mean()).isNaN();
        assertThat(new RunningMoments().estimate().standardError()).isNaN();
    }

    @Test
    void zScoresAddErrorsInSquares() {
        Estimate a = new Estimate(10, 3, 9);
        assertThat(a.zScore(new Estimate(0, 4, 5))).isEqualTo(2);
        assertThat(a.minus(new Estimate(0, 4, 5))).isEqualTo(new Estimate(10, 5, 5));
        assertThat(a.agreesWith(new Estimate(0, 4, 5), 2)).isTrue();
        assertThat(a.agreesWith(Estimate.exact(0), 3)).isFalse();
        assertThat(Estimate.exact(1).zScore(1)).isZero();
        assertThat(Estimate.exact(2).zScore(1)).isInfinite();
        assertThat(a.agreesWith(new Estimate(10, Double.NaN, 1), 3)).isFalse();
        assertThatThrownBy(() -> new Estimate(0, -1, 1)).hasMessageContaining("standardError = -1.0");
    }

    @Test
    void lineThroughFourPointsByHand() {
        // x 1..4, y 6 5 7 10: slope 1.4, intercept 3.5, residual sum of squares 4.2
        LinearFit fit = LinearFit.of(new double[] {1, 2, 3, 4}, new double[] {6, 5, 7, 10});
        assertThat(fit.slope()).isCloseTo(1.4, within(1e-14));
        assertThat(fit.intercept()).isCloseTo(3.5, within(1e-14));
        assertThat(fit.chiSquare()).isCloseTo(4.2, within(1e-13));
        assertThat(fit.slopeError()).isCloseTo(Math.sqrt(2.1 / 5), within(1e-14));
        assertThat(fit.interceptError()).isCloseTo(Math.sqrt(2.1 * (0.25 + 6.25 / 5)), within(1e-14));
        // Student quantile, 2 degrees of freedom, 97.5 %: 4.302653
        assertThat(fit.slopeInterval(0.95).upper()).isCloseTo(1.4 + 4.3026527 * Math.sqrt(0.42), within(1e-6));
        assertThat(fit.at(2.5).standardError()).isCloseTo(Math.sqrt(2.1 / 4), within(1e-13));
    }

    @Test
    void confidenceIntervalsCoverTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(17);
        int trials = 4000;
        int weighted = 0;
        int scatter = 0;
        double chi = 0;
        double[] x = {1, 2, 4, 8, 16, 32};
        double[] errors = {0.1, 0.3, 0.2, 0.5, 1, 0.7};
        for (int t = 0; t < trials; t++) {
            double[] y = new double[6];
            double[] even = new double[6];
            for (int i = 0; i < 6; i++) {
                y[i] = 2 - 0.5 * x[i] + errors[i] * random.nextGaussian();
                even[i] = 2 - 0.5 * x[i] + 0.3 * random.nextGaussian();
            }
            LinearFit fit = LinearFit.of(x, y, errors);
            chi += fit.chiSquare();
            weighted += fit.slopeInterval(0.9).contains(-0.5) ? 1 : 0;
            scatter += LinearFit.of(x, even).interceptInterval(0.9).contains(2) ? 1 : 0;
        }
        double se = Math.sqrt(0.09 / trials);
        assertThat(weighted / (double) trials).isCloseTo(0.9, within(4 * se));
        assertThat(scatter / (double) trials).isCloseTo(0.9, within(4 * se));
        assertThat(chi / trials).isCloseTo(4, within(4 * Math.sqrt(8.0 / trials)));
    }

    @Test
    void powerLawsGiveTheirExponent() {
        double[] x = {10, 20, 40, 80};
        double[] y = new double[4];
        List<Estimate> noisy = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            y[i] = 3 * Math.pow(x[i], -0.5);
            noisy.add(new Estimate(y[i], 0.01 * y[i], 10));
        }
        assertThat(LinearFit.powerLaw(x, y).slope()).isCloseTo(-0.5, within(1e-14));
        LinearFit fit = LinearFit.powerLaw(x, noisy);
        assertThat(fit.slope()).isCloseTo(-0.5, within(1e-14));
        // variance of the slope: sigma^2 / sum (ln x - mean)^2, steps of ln 2: sum = 5 (ln 2)^2
        assertThat(fit.slopeError()).isCloseTo(0.01 / (Math.sqrt(5) * Math.log(2)), within(1e-12));
        assertThatThrownBy(() -> LinearFit.powerLaw(new double[] {1, -2, 3}, y)).hasMessageContaining("x[1] = -2.0");
        assertThatThrownBy(() -> LinearFit.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .hasMessageContaining("must not all be equal");
    }

    @Test
    void twoSizesGiveTheSchoolFormulaAndItsError() {
        Extrapolation e = Extrapolation.toInfiniteSize(
                new double[] {16, 32}, List.of(new Estimate(1.5, 0.03, 10), new Estimate(1.2, 0.02, 12)), 1);
        assertThat(e.limit().mean()).isCloseTo(2 * 1.2 - 1.5, within(1e-13));
        assertThat(e.limit().standardError()).isCloseTo(Math.sqrt(4 * 0.0004 + 0.0009), within(1e-14));
        assertThat(e.coefficients().get(1)).isCloseTo(9.6, within(1e-12));
        assertThat(e.degreesOfFreedom()).isZero();
    }

    @Test
    void theLimitOfAQuadraticLawIsRecoveredAndCoveredByItsError() {
        SplittableRandom random = new SplittableRandom(23);
        double[] sizes = {10, 16, 20, 32, 64};
        int inside = 0;
        for (int t = 0; t < 2000; t++) {
            List<Estimate> values = new ArrayList<>();
            for (double d : sizes) {
                double error = 0.01 + 0.1 / d;
                values.add(new Estimate(0.3 + 2 / d - 7 / (d * d) + error * random.nextGaussian(), error, 40));
            }
            Estimate limit = Extrapolation.toInfiniteSize(sizes, values, 2).limit();
            inside += Math.abs(limit.zScore(0.3)) < 1.959964 ? 1 : 0;
        }
        assertThat(inside / 2000.0).isCloseTo(0.95, within(4 * Math.sqrt(0.0475 / 2000)));
        assertThatThrownBy(() -> Extrapolation.toInfiniteSize(sizes, List.of(), 1))
                .hasMessageContaining("must match");
    }

    @Test
    void richardsonTurnsTrapezoidsIntoRomberg() {
        double[] trapezoids = new double[6];
        for (int k = 0; k < 6; k++) {
            int n = 1 << k;
            double sum = 0.5 * (1 + Math.E);
            for (int i = 1; i < n; i++) {
                sum += Math.exp((double) i / n);
            }
            trapezoids[k] = sum / n;
        }
        Estimate limit = Extrapolation.richardson(trapezoids, 2, 2, 2);
        assertThat(limit.mean()).isCloseTo(Math.E - 1, within(1e-14));
        assertThat(Math.abs(trapezoids[5] - (Math.E - 1))).isGreaterThan(1e-5);
    }

    @Test
    void agreementSumsUpManyPoints() {
        List<Estimate> points = List.of(new Estimate(1, 0.5, 4), new Estimate(2, 1, 4), new Estimate(3, 1, 4));
        Agreement agreement = Agreement.of(points, new double[] {0, 1, 4});
        assertThat(agreement.zScores()).containsExactly(2.0, 1.0, -1.0);
        assertThat(agreement.chiSquare()).isEqualTo(6);
        assertThat(agreement.worst()).isEqualTo(2);
        // upper tail of chi-square with 3 degrees of freedom at 6: 0.111610
        assertThat(agreement.pValue()).isCloseTo(0.11161, within(1e-5));
    }
}
