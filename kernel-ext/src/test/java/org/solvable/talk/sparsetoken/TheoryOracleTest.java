package org.solvable.talk.sparsetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.model.Measurement;
import org.solvable.model.Run;

/** Section 3 of the theory sheet: its numbers, the limits, and an independent simulation. */
class TheoryOracleTest {

    private static final Offset<Double> TEN_DIGITS = within(1.5e-10);

    /** Rows 6 and 7. */
    @ParameterizedTest
    @CsvSource({
        "10, 5, 0.2145976502, 0.0178326698, 0.01815",
        "1000, 6.907755278982137, 0.4565135225, 0.0056221343, 0.00905"
    })
    void errorsAreAsInTheSheet(long length, double theta, double pooled, double hard, double soft) {
        OracleModel model = OracleModel.standard().withLength(length).withTheta(theta);
        assertThat(TheoryOracle.pooled(model)).isCloseTo(pooled, TEN_DIGITS);
        assertThat(TheoryOracle.hard(model)).isCloseTo(hard, TEN_DIGITS);
        SoftAttention.Estimate e = TheoryOracle.soft(model, 50_000, Run.quiet());
        assertThat(e.error()).isCloseTo(soft, within(4 * Math.hypot(e.standardError(), 1e-4)));
    }

    /** Row 8. */
    @ParameterizedTest
    @CsvSource({"100, 32.89707253903, 4.880174934", "10000, 328.9707253903, 5.982967417"})
    void signalsForAnErrorAreAsInTheSheet(long length, double pooled, double hard) {
        OracleModel model = OracleModel.standard().withLength(length);
        assertThat(TheoryOracle.thetaPooled(model).orElseThrow()).isCloseTo(pooled, within(1e-9));
        assertThat(TheoryOracle.thetaHard(model).orElseThrow()).isCloseTo(hard, within(1e-9));
    }

    /** √L for the average, √(2 log L) for the largest token, up to a million million tokens. */
    @Test
    void thresholdsScaleAsClaimed() {
        int n = 12;
        double[] logL = new double[n];
        double[] pooled = new double[n];
        double[] squared = new double[n];
        for (int k = 0; k < n; k++) {
            long length = Math.round(Math.pow(10, k + 1));
            OracleModel model = OracleModel.standard().withLength(length);
            logL[k] = Math.log(length);
            pooled[k] = Math.log(TheoryOracle.thetaPooled(model).orElseThrow());
            squared[k] = Math.pow(TheoryOracle.thetaHard(model).orElseThrow(), 2);
        }
        assertThat((pooled[n - 1] - pooled[0]) / (logL[n - 1] - logL[0])).isCloseTo(0.5, within(1e-9));
        // The slope comes down to 2 from above.
        double last = Double.POSITIVE_INFINITY;
        for (int k = 1; k < n; k++) {
            double slope = (squared[k] - squared[k - 1]) / (logL[k] - logL[k - 1]);
            assertThat(slope).isBetween(2.0, last);
            last = slope;
        }
        assertThat(last).isLessThan(2.7);
    }

    /** Section 9: errors at θ = log L. */
    @ParameterizedTest
    @CsvSource({
        "10, 0.358, 0.258",
        "100, 0.409, 0.069",
        "1000, 0.457, 0.0056",
        "10000, 0.482, 0.0001",
        "100000, 0.493, 0.00001"
    })
    void atLogarithmicSignalOnlyAttentionDetects(long length, double pooled, double hard) {
        OracleModel model = OracleModel.standard().withLength(length).withTheta(Math.log(length));
        assertThat(TheoryOracle.pooled(model)).isCloseTo(pooled, within(5.1e-4));
        assertThat(TheoryOracle.hard(model)).isCloseTo(hard, within(5.1e-4));
    }

    /** Section 3: no score beats the likelihood ratio; it is the sheet's at three points. */
    @ParameterizedTest
    @CsvSource({"10, 2.302585093, 0.2545, 0.2551", "100, 4.605170186, 0.0681, 0.0787", "1000, 5, 0.0877, 0.1262"})
    void theLikelihoodRatioIsTheReference(long length, double theta, double bayes, double soft) {
        OracleModel model = OracleModel.standard().withLength(length).withTheta(theta);
        int sequences = length == 1000 ? 20_000 : 50_000;
        SoftAttention.Estimate best = TheoryOracle.bayes(model, sequences, Run.quiet());
        SoftAttention.Estimate attention = TheoryOracle.soft(model, sequences, Run.quiet());
        assertThat(best.error()).isCloseTo(bayes, within(4 * Math.hypot(best.standardError(), 0.001)));
        assertThat(attention.error()).isCloseTo(soft, within(4 * Math.hypot(attention.standardError(), 0.001)));
        assertThat(best.error()).isLessThan(attention.error() + 3 * attention.standardError());
        assertThat(best.error()).isLessThan(TheoryOracle.hard(model) + 3 * best.standardError());
    }

    /** Section 3: with several informative tokens soft attention beats the largest. */
    @Test
    void softAttentionCanBeatTheLargestToken() {
        OracleModel model = new OracleModel(1000, 10, 3, 0.5, 0.7, 0.05);
        SoftAttention.Estimate soft = TheoryOracle.soft(model, 20_000, Run.quiet());
        assertThat(soft.error()).isCloseTo(0.042, within(0.0005 + 4 * soft.standardError()));
        assertThat(TheoryOracle.hard(model)).isCloseTo(0.0773, within(5e-5));
    }

    /** Section 3: a block of two tokens is a little better than all where positives are rare. */
    @Test
    void aBlockCanBeatTheAverage() {
        OracleModel model = new OracleModel(100, 1, 5, 0.1, 1, 0.05);
        assertThat(TheoryOracle.vectorized(model, 2)).isCloseTo(0.09915639, within(1e-8));
        assertThat(TheoryOracle.vectorized(model, 100)).isCloseTo(0.09999983, within(1e-8));
        TheoryOracle.Block best = TheoryOracle.vectorized(model);
        assertThat(best.error()).isLessThanOrEqualTo(0.09915640);
        // All tokens informative: any block of k has the signal of k.
        OracleModel all = new OracleModel(9, 9, 0.7, 0.5, 1, 0.05);
        assertThat(TheoryOracle.vectorized(all).size()).isEqualTo(9);
        assertThat(TheoryOracle.vectorized(all, 4))
                .isCloseTo(TheoryOracle.pooled(new OracleModel(4, 4, 0.7, 0.5, 1, 0.05)), within(1e-9));
    }

    @Test
    void limits() {
        OracleModel none = OracleModel.standard().withTheta(0).withPi(0.3);
        assertThat(TheoryOracle.pooled(none)).isEqualTo(0.3);
        assertThat(TheoryOracle.hard(none)).isCloseTo(0.3, within(1e-12));
        assertThat(TheoryOracle.pooled(none.withPi(0.999))).isCloseTo(0.001, within(1e-12));
        OracleModel one = new OracleModel(1, 1, 2, 0.5, 1, 0.05);
        assertThat(TheoryOracle.hard(one)).isCloseTo(TheoryOracle.pooled(one), within(1e-12));
        assertThat(TheoryOracle.soft(one, 50_000, Run.quiet()).error())
                .isCloseTo(TheoryOracle.pooled(one), within(0.005));
        // No sharpness: the average. Much: the largest token.
        OracleModel model = OracleModel.standard();
        assertThat(TheoryOracle.soft(model.withSharpness(0), 50_000, Run.quiet())
                        .error())
                .isCloseTo(TheoryOracle.pooled(model), within(0.006));
        assertThat(TheoryOracle.soft(model.withSharpness(1000), 50_000, Run.quiet())
                        .error())
                .isCloseTo(TheoryOracle.hard(model), within(0.002));
        OracleErrors e = TheoryOracle.solve(model.withSharpness(0), Run.quiet()).orThrow();
        assertThat(e.attention()).isEqualTo(e.pooled());
        assertThat(TheoryOracle.solve(model.withSharpness(Double.POSITIVE_INFINITY), Run.quiet())
                        .orThrow()
                        .attention())
                .isEqualTo(e.hard());
    }

    /** The leading constant and its finite-L estimate: at θ_soft the error is near one quarter. */
    @ParameterizedTest
    @CsvSource({"0.5, 1000", "1, 1000", "1, 10000"})
    void softAttentionErrsWithOneQuarterNearItsEstimatedThreshold(double sharpness, long length) {
        double estimate = TheoryOracle.thetaSoft(sharpness, length);
        int sequences = length > 1000 ? 2000 : 10_000;
        OracleModel model = OracleModel.standard().withLength(length).withSharpness(sharpness);
        assertThat(TheoryOracle.soft(model.withTheta(estimate - 0.6), sequences, Run.quiet())
                        .error())
                .isGreaterThan(0.25);
        assertThat(TheoryOracle.soft(model.withTheta(estimate + 0.6), sequences, Run.quiet())
                        .error())
                .isLessThan(0.25);
        double left = (estimate - sharpness) * Math.exp(sharpness * estimate - sharpness * sharpness);
        assertThat(left / (2 * Math.sqrt(length * (1 + sharpness * sharpness)))).isCloseTo(1, within(1e-9));
    }

    /** The two branches of the constant meet with equal slope. */
    @Test
    void theCriticalSignalIsContinuous() {
        double joint = Math.sqrt(Math.log(1e6) / 2);
        double hard = Math.sqrt(2 * Math.log(1e6));
        assertThat(TheoryOracle.thetaCritical(joint * (1 - 1e-9), 1e6)).isCloseTo(hard, within(1e-9));
        assertThat(TheoryOracle.thetaCritical(joint, 1e6)).isCloseTo(hard, within(1e-12));
        assertThat(TheoryOracle.thetaCritical(5, 1e6)).isCloseTo(hard, within(1e-12));
        assertThat(TheoryOracle.thetaCritical(0.5, 1e6)).isCloseTo(Math.log(1e6) + 0.5, within(1e-12));
    }

    /** Drawn sequences, thresholds chosen on other ones: theory is met from above as they grow. */
    @ParameterizedTest
    @CsvSource({"10, 1, 3, 0.5, 1", "40, 4, 2.5, 0.3, 0.8", "5, 5, 1, 0.6, 2"})
    void simulationAgrees(long length, long informative, double theta, double pi, double sharpness) {
        OracleModel model = new OracleModel(length, informative, theta, pi, sharpness, 0.05);
        Measurement m = ExperimentOracle.measure(model, OracleSettings.of(20_000, 10, 3), Run.quiet());
        close(m, "pooled", TheoryOracle.pooled(model), 0);
        close(m, "max", TheoryOracle.hard(model), 0);
        SoftAttention.Estimate soft = TheoryOracle.soft(model, 100_000, Run.quiet());
        close(m, "att", soft.error(), soft.standardError());
    }

    private static void close(Measurement m, String name, double theory, double error) {
        double spread = Math.hypot(m.output(name).standardError(), error);
        // The threshold that is best on 20 000 sequences costs about 1e-4 on others.
        assertThat(m.output(name).mean()).as(name).isCloseTo(theory, within(3.5 * spread + 3e-4));
    }

    @Test
    void badValuesAreNamed() {
        assertThatThrownBy(() -> TheoryOracle.vectorized(OracleModel.standard(), 11))
                .hasMessageContaining("k = 11");
        assertThatThrownBy(() -> TheoryOracle.soft(OracleModel.standard(), 5, Run.quiet()))
                .hasMessageContaining("sequences = 5");
    }
}
