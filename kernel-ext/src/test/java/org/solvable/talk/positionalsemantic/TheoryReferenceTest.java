package org.solvable.talk.positionalsemantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Run;
import org.solvable.model.Status;

/** Reference values obtained by programs that share no code with this one, and identities of the equations. */
class TheoryReferenceTest {

    private static final Model A1 = Model.standard(2, 0.3);

    @ParameterizedTest
    @CsvSource({
        "0.3,0.6,0.6,0.569902430593,0.569902430593,0.00197138433467",
        "0,0.6,0.6,0.557003472276,0.557003472276,0.00402323333606",
        "0.15,0.3,0.2,0.518452951435,0.503452951435,0.0029067860853"
    })
    void linearBaseline(double omega, double a11, double a22, double w11, double w22, double error) {
        Model model = Model.of(Map.of("omega", omega, "A11", a11, "A22", a22));
        TheoryBaseline b = TheoryBaseline.of(model);
        assertThat(b.w11()).isCloseTo(w11, within(1e-11));
        assertThat(b.w22()).isCloseTo(w22, within(1e-11));
        assertThat(b.error()).isCloseTo(error, withPercentage(1e-5));
    }

    @Test
    void testErrorAtGivenOverlaps() {
        assertThat(TheoryBaseline.testError(A1, new OrderParameters(0.1148, 0, 1, 0.1582)))
                .isCloseTo(0.00140268324775, withPercentage(1e-5));
        assertThat(TheoryBaseline.testError(A1, new OrderParameters(0.0472, 0.2522, 1, 0)))
                .isCloseTo(0.00339697390429, withPercentage(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "15,0.5,-0.2,0.62,0.58,0.568249472676,-0.122810791937,0.00123937504515",
        "25,0.02,0.3,0.7,0.45,0.408624758992,0.488484891923,0.00715912006429"
    })
    void innerMinimum(double v, double wu, double wv, double a, double b, double u, double x, double value) {
        Wells wells = new Wells();
        wells.wu[0] = wu;
        wells.wv[0] = wv;
        wells.aStar[0] = a;
        wells.bStar[0] = b;
        wells.minimise(1, v, 0.25, false, true);
        assertThat(wells.bestU[0]).isCloseTo(u, within(1e-11));
        assertThat(wells.bestV[0]).isCloseTo(x, within(1e-11));
        assertThat(wells.value[0]).isCloseTo(value, withPercentage(1e-8));
    }

    private static Hats hats(double alpha, OrderParameters at, int threads) {
        Model model = Model.standard(alpha, 0.3).withRule(NodeRule.SOBOL, 12);
        return new SelfConsistency(SelfConsistency.rule(model), threads, Checkpoint.NONE).hats(model, at);
    }

    @Test
    void hatsOnCanonicalNodes() {
        Hats s = hats(2, new OrderParameters(0.1148, 0, 12.67, 0.1582), 2);
        assertThat(s.q()).isCloseTo(9.08795098935e-05, withPercentage(1e-4));
        assertThat(s.m()).isCloseTo(5.94316170374e-06, withPercentage(1e-4));
        assertThat(s.v()).isCloseTo(0.0380203470928, withPercentage(1e-4));
        assertThat(s.theta()).isCloseTo(0.0491569312515, withPercentage(1e-4));
        assertThat(s.loss()).isCloseTo(0.000646052718752, withPercentage(1e-4));
        assertThat(s.envelope()).isCloseTo(0.000933913566339, withPercentage(1e-4));
        Hats p = hats(1.25, new OrderParameters(0.0472, 0.2522, 14.92, 0.01), 1);
        assertThat(p.q()).isCloseTo(0.00013892128241, withPercentage(1e-4));
        assertThat(p.m()).isCloseTo(0.00415928979123, withPercentage(1e-4));
        assertThat(p.v()).isCloseTo(0.0266540916638, withPercentage(1e-4));
        assertThat(p.theta()).isCloseTo(0.000734931157898, withPercentage(1e-4));
        assertThat(p.loss()).isCloseTo(0.00141603481614, withPercentage(1e-4));
        assertThat(p.envelope()).isCloseTo(0.00224511702957, withPercentage(1e-4));
    }

    @Test
    void threadsDoNotChangeTheAverages() {
        OrderParameters at = new OrderParameters(0.1148, 0, 12.67, 0.1582);
        assertThat(hats(2, at, 1)).isEqualTo(hats(2, at, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "semantic,2,0.114684833,0,12.7246693,0.157964372,0.00358920982,0.00140922848",
        "semantic,1.25,0.0814636274,0,18.4239171,0.117430213,0.00272064775,0.00236090102",
        "positional,1.25,0.0471506491,0.252310608,14.9295016,0,0.00271721367,0.00339604787",
        "positional,0.5,0.0307477916,0.219203884,20.6785843,0,0.00114353024,0.00323977033"
    })
    void fixedPoints(
            String branch, double alpha, double q, double m, double v, double theta, double training, double test) {
        Model model = Model.of(Map.of("alpha", alpha, "branch", branch, "k", 14));
        var solution = Theory.solve(model, Run.quiet());
        Quantities out = solution.orThrow();
        assertThat(out.q()).isCloseTo(q, withPercentage(0.1));
        assertThat(out.m()).isCloseTo(m, within(1e-3 * Math.abs(m) + 1e-12));
        assertThat(out.v()).isCloseTo(v, withPercentage(0.1));
        assertThat(out.theta()).isCloseTo(theta, within(1e-3 * theta + 1e-12));
        assertThat(out.training()).isCloseTo(training, withPercentage(0.1));
        assertThat(out.test()).isCloseTo(test, withPercentage(0.1));
        assertThat(out.gap()).isCloseTo(0, within(1e-4 * training));
    }

    @Test
    void lossHasTheSlopeOfTheEnvelope() {
        Model model = Model.of(Map.of("branch", "semantic", "k", 14));
        double h = 0.02;
        double up =
                Theory.solve(model.withAlpha(1.6 + h), Run.quiet()).orThrow().training();
        double down =
                Theory.solve(model.withAlpha(1.6 - h), Run.quiet()).orThrow().training();
        double slope = Theory.solve(model.withAlpha(1.6), Run.quiet()).orThrow().slope();
        assertThat((up - down) / (2 * h)).isCloseTo(slope, withPercentage(1));
    }

    @Test
    void globalMinimumMoves() {
        assertThat(Theory.solve(Model.standard(1, 0.3), Run.quiet())
                        .branches()
                        .getFirst()
                        .name())
                .isEqualTo("positional");
        assertThat(Theory.solve(Model.standard(1.6, 0.3), Run.quiet())
                        .branches()
                        .getFirst()
                        .name())
                .isEqualTo("semantic");
    }

    @Test
    void thresholds() {
        var out = TheoryThresholds.solve(ThresholdModel.of(Map.of("k", 14)), Run.quiet())
                .outputs();
        assertThat(out.transition()).isCloseTo(1.2512, within(0.01));
        assertThat(out.linear()).isCloseTo(1.4918, within(0.01));
    }

    @Test
    void lostBranchSaysWhereItFell() {
        Model model = Model.of(Map.of("lambda", 0.1, "alpha", 1.5, "branch", "semantic"));
        var solution = Theory.solve(model, Run.quiet());
        assertThat(solution.status()).isEqualTo(Status.NO_SOLUTION);
        assertThat(solution.message()).contains("fell to the uninformed");
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> Model.of(Map.of("lambda", 1e-5))).hasMessageContaining("V diverges");
        assertThatThrownBy(() -> Model.of(Map.of("A12", "0.5"))).hasMessageContaining("row-stochastic");
        assertThatThrownBy(() -> A1.withA(new double[][] {{0.6, 0.5}, {0.4, 0.6}}))
                .hasMessageContaining("A12 = 0.5");
        assertThatThrownBy(() -> Model.of(Map.of("omega", 1.1))).hasMessageContaining("omega = 1.1");
        assertThatThrownBy(() -> Model.of(Map.of("alpha", 0))).hasMessageContaining("alpha = 0.0");
    }
}
