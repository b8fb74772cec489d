package org.solvable.talk.softmaxicl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.model.Run;
import org.solvable.model.Solution;

/** Reference values that were computed apart from this code, and identities and limits of the formulas. */
class TheoryReferenceTest {

    private static final double E10 = 2e-10;

    private static Solution<Quantities> solve(Map<String, Object> values) {
        return Theory.solve(Model.of(values), Run.quiet());
    }

    @ParameterizedTest
    @CsvSource({
        "eta_star, 0.8648648649", "gd_debiased, 0.3986486486", "gd_vanilla, 0.4242187500",
        "eta_vanilla, 0.8533333333", "gd_vanilla_best, 0.3966666667", "mu_gamma, 2.1571615523",
        "manifold_loss, 0.3871353791", "single_loss, 0.5481133814", "single_mu, 1.9852351505",
        "refined_manifold, 0.4073247667", "bayes, 0.2843202921", "gd_limit, 0.3851351351",
        "ratio_bound, 1.4193284193", "pair_loss, 0.3917154261", "refined, 0.4118336857"
    })
    void valuesAtTheStandardPoint(String name, double value) {
        assertThat(solve(Map.of()).output(name)).isCloseTo(value, within(E10));
    }

    @ParameterizedTest
    @CsvSource({
        "scalar, 5, 0.43132504", "scalar, 50, 0.39088141", "scalar, 500, 0.38623671",
        "coordinate, 5, 0.61834762", "coordinate, 50, 0.39158333", "coordinate, 500, 0.38628915"
    })
    void flowFromAGivenStart(String mode, double t, double loss) {
        Solution<Quantities> s = solve(Map.of("mode", mode, "t", t, "omega0", "0.02,-0.01", "mu0", "0.01,-0.03"));
        assertThat(s.output("flow_loss")).isCloseTo(loss, within(1e-6));
        if (mode.equals("scalar") && t == 500) {
            assertThat(s.output("flow_omega")).isCloseTo(0.17212982, within(1e-6));
            assertThat(s.output("flow_mu")).isCloseTo(2.50273014, within(1e-6));
        }
        assertThat(s.output("t_e")).isCloseTo(mode.equals("scalar") ? 1.8079634952 : 5.0416900256, within(E10));
        if (t >= 50) {
            assertThat(s.output("t_e") / s.output("t_e_flow")).isBetween(0.85, 1.02);
        }
    }

    @Test
    void preconditioner() {
        Map<String, Object> at = Map.of("d", 4, "L", 30, "sigma2", 0.2, "rho", 0.3);
        assertThat(solve(at).output("gamma_star_00")).isCloseTo(0.9239828716, within(1e-8));
        assertThat(solve(at).output("gamma_star_01")).isCloseTo(-0.2362151440, within(1e-8));
        assertThat(solve(at).output("precond_risk")).isCloseTo(0.3643873044, within(E10));
        Map<String, Object> other = Map.of("d", 5, "L", 40, "sigma2", 0.1, "rho", 0.5);
        assertThat(solve(other).output("precond_risk")).isCloseTo(0.236771, within(1e-6));
        assertThat(solve(other).output("identity_risk")).isCloseTo(0.37600, within(1e-5));
        SimpleMatrix one = TheoryPreconditioner.best(TheoryPreconditioner.covariance(8, 0), 64, 0.25);
        assertThat(one.get(3, 3)).isCloseTo(TheoryLimits.stepSize(8, 64, 0.25), within(1e-14));
    }

    @Test
    void severalTasks() {
        Map<String, Object> at = Map.of("d", 8, "d_n", 4, "N", 2, "L", 200, "sigma2", 0.1, "t", 1);
        Solution<Quantities> s = solve(at);
        assertThat(s.output("allocation")).isCloseTo(0.0612433251, within(E10));
        assertThat(s.output("pairs")).isCloseTo(0.0234375, within(E10));
        assertThat(s.output("one_head")).isCloseTo(0.1154180641, within(1e-9));
        assertThat(s.output("law")).isCloseTo(0.0458015267, within(E10));
        Map<String, Object> overlap =
                new HashMap<>(Map.of("d", 6, "N", 2, "supports", "1-4;3-6", "L", 40, "sigma2", 0.1, "H", 2, "t", 2e4));
        assertThat(solve(overlap).output("law") + 0.2).isCloseTo(0.39342, within(1e-5));
        assertThat(solve(overlap).output("flow_loss")).isCloseTo(0.39355, within(4e-4));
        overlap.put("H", 3);
        assertThat(solve(overlap).output("law") + 0.2).isCloseTo(0.33752, within(1e-5));
        overlap.put("H", 1);
        assertThat(solve(overlap).output("flow_loss")).isCloseTo(0.61523, within(1e-5));
    }

    @Test
    void otherLengths() {
        assertThat(solve(Map.of("eta", 0.8, "L_test", 128)).output("linear_attention"))
                .isCloseTo(0.83, within(E10));
        assertThat(solve(Map.of("L_test", 128)).output("softmax_test")).isCloseTo(0.3408577131, within(E10));
    }

    @Test
    void gradientAtTheFixtureAndByCentralDifferences() {
        double[][] b = {{.25, .25, .25, 0}, {0, 0, .25, .25}};
        SpectralLoss loss = new SpectralLoss(3, b, new double[] {.1, .3}, 50);
        double[] theta = {.2, .1, 0, -.1, -.3, .05, .15, .2, .1, .1, .1, .1, 1.2, -.4, -.8, .5, .3, .9};
        double[] g = new double[theta.length];
        loss.gradient(theta, g);
        assertThat(loss.value(theta)).isCloseTo(1.3095925611, within(E10));
        assertThat(g[1]).isCloseTo(-0.5299950887, within(E10));
        assertThat(g[10]).isCloseTo(-0.5352883234, within(E10));
        assertThat(g[13]).isCloseTo(0.0691341866, within(E10));
        assertThat(g[16]).isCloseTo(-0.0987328800, within(E10));
        for (int i = 0; i < theta.length; i++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            assertThat(g[i]).isCloseTo((loss.value(up) - loss.value(down)) / 2e-5, within(1e-7));
        }
        double[] flipped = java.util.Arrays.stream(theta).map(v -> -v).toArray();
        assertThat(loss.value(flipped)).isCloseTo(loss.value(theta), within(1e-14));
    }

    @Test
    void limitsOfTheManifold() {
        assertThat(TheoryLimits.manifold(1e-5, 8, 64, .25)).isCloseTo(TheoryLimits.pair(8, 64, .25), within(1e-9));
        double mu = TheoryLimits.manifoldMu(.3, 8, 64, .25);
        assertThat(TheoryLimits.pairAt(.3, mu, 8, 64, .25))
                .isCloseTo(TheoryLimits.manifold(.3, 8, 64, .25), within(1e-13));
        double[] best = TheoryLimits.bestMu(new double[] {.3, -.3}, 8, 64, .25);
        assertThat(best[0]).isCloseTo(mu, within(1e-10));
        assertThat(TheoryLimits.refined(new double[] {.2, .2}, new double[] {1, 1}, 8, 64, .25))
                .isCloseTo(TheoryLimits.refined(new double[] {.2}, new double[] {2}, 8, 64, .25), within(1e-13));
        assertThat(TheoryLimits.refined(new double[] {.3}, new double[] {2.2}, 5, 160, .1))
                .isCloseTo(0.28132, within(1e-5));
    }

    @Test
    void bayesBoundOverAGrid() {
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                double xi = 0.01 * Math.pow(2000, i / 59.0);
                double s2 = 0.01 * Math.pow(2000, j / 59.0);
                double bound = TheoryLimits.ratioBound(xi, s2);
                double ratio = TheoryLimits.descent(xi, s2) / TheoryLimits.bayes(xi, s2);
                assertThat(ratio).isGreaterThanOrEqualTo(1);
                if (!Double.isNaN(bound)) {
                    assertThat((ratio - 1) / (bound - 1)).isLessThan(0.991);
                }
            }
        }
        assertThat(TheoryLimits.bayes(2, 0)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void allocationHoldsUnderTheConstraintOnly() {
        Map<String, Object> at = new HashMap<>(Map.of(
                "d", 12, "d_n", 4, "N", 3, "H", 3, "L", 400, "sigma2", 0.1, "t", 3000, "constraint", "nonnegative"));
        Model m = Model.of(at);
        double[] start = new double[3 * (12 + 3)];
        for (int h = 0; h < 3; h++) {
            java.util.Arrays.fill(start, h * 12, (h + 1) * 12, 0.01);
            java.util.Arrays.fill(start, 36 + 3 * h, 39 + 3 * h, 0.01);
            java.util.Arrays.fill(start, h * 12 + 4 * h, h * 12 + 4 * h + 4, 0.02);
            start[36 + 3 * h + h] = 0.02;
        }
        TheoryFlow flow = TheoryFlow.of(m, start, new double[] {0, 1000, 3000}, f -> {});
        SpectralLoss loss = flow.loss();
        assertThat(loss.value(flow.end()) - loss.floor()).isCloseTo(0.0341315351, within(1e-7));
        assertThat(TheoryTasks.of(m).allocated()).isCloseTo(0.0341315351, within(E10));
        at.put("constraint", "none");
        TheoryFlow free = TheoryFlow.of(Model.of(at), start, new double[] {0, 20000}, f -> {});
        assertThat(loss.value(free.end()) - loss.floor()).isLessThan(0.0210);
    }

    @Test
    void badInputNamesTheParameter() {
        assertThatThrownBy(() -> Model.of(Map.of("L", 1))).hasMessageContaining("L = 1");
        assertThatThrownBy(() -> Model.of(Map.of("sigma2", -1))).hasMessageContaining("sigma2");
        assertThatThrownBy(() -> Model.of(Map.of("omega0", "0.1"))).hasMessageContaining("omega0");
        assertThatThrownBy(() -> Model.of(Map.of("supports", "1-9"))).hasMessageContaining("supports");
        assertThatThrownBy(() -> Model.of(Map.of("N", 2, "mode", "scalar"))).hasMessageContaining("scalar");
        assertThatThrownBy(() -> Model.of(Map.of("xi", 0))).hasMessageContaining("xi");
        assertThatThrownBy(() -> new SpectralLoss(1, new double[][] {{0, 0}}, new double[] {1}, 10))
                .hasMessageContaining("b[0]");
        assertThatThrownBy(() -> TheoryLimits.refined(new double[] {.8}, new double[] {1}, 5, 40, .1))
                .hasMessageContaining("omega[0]");
        assertThat(solve(Map.of("gamma", 0.8)).message()).contains("refined loss is infinite");
    }
}
