package org.solvable.talk.inductionheads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.solvable.data.family.MarkovKernel;
import org.solvable.model.Run;
import org.solvable.model.Status;

class TheoryTest {

    private static final Model F =
            Model.standard().with("k", 1).with("kernel", "fixed").with("M", 2).with("H", 2);

    private static TheoryInformation fixed() {
        return TheoryInformation.of(ChainLaw.of(F.givenKernel()), 2);
    }

    @Test
    void fixedChainHasItsKnownLawAndInformation() {
        MarkovKernel kernel = F.givenKernel();
        assertThat(kernel.rows())
                .containsExactly(
                        new double[] {1 / 11.0, 6 / 11.0, 4 / 11.0, .5, 1 / 3.0, 1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 3.0},
                        within(1e-15));
        assertThat(ChainLaw.of(kernel).stationary())
                .containsExactly(new double[] {.32217573, .40167364, .27615063}, within(1e-8));
        TheoryInformation f = fixed();
        assertThat(f.modified(List.of(1))).isCloseTo(.05198433477, within(1e-10));
        assertThat(f.modified(List.of(2))).isCloseTo(.00535527675, within(1e-10));
        assertThat(f.modified(List.of(1, 2))).isCloseTo(.02158894825, within(1e-10));
        assertThat(f.chiSquare(List.of(1))).isCloseTo(.1471123573, within(1e-9));
        assertThat(f.chiSquare(List.of(2))).isCloseTo(.0153008867, within(1e-9));
        assertThat(f.chiSquare(List.of(1, 2))).isCloseTo(.1471123573, within(1e-9));
        assertThat(f.modified(List.of())).isZero();
    }

    @Test
    void gainsOfImperfectHeads() {
        HeadGains g = fixed().gains(2);
        double[][] sigma = {{.7, .3}, {.2, .8}};
        assertThat(g.gain(List.of(1), sigma)).isCloseTo(.01938188486, within(1e-10));
        assertThat(g.gain(List.of(2), sigma)).isCloseTo(.0004991969220, within(1e-12));
        assertThat(g.gain(List.of(1, 2), sigma)).isCloseTo(.007445043655, within(1e-11));
        double[][] sharp = {{1, 0}, {0, 1}};
        assertThat(g.gain(List.of(1, 2), sharp)).isCloseTo(fixed().modified(List.of(1, 2)), within(1e-15));
        // The gradient against central differences.
        double h = 1e-6;
        double up = g.gain(List.of(1, 2), new double[][] {{.7 + h, .3}, {.2, .8}});
        double down = g.gain(List.of(1, 2), new double[][] {{.7 - h, .3}, {.2, .8}});
        assertThat(g.gradient(List.of(1, 2), sigma, 0)[0]).isCloseTo((up - down) / (2 * h), within(1e-9));
    }

    @Test
    void populationLossOfTheInductionHead() {
        TheoryLosses l = TheoryLosses.of(LossKind.LOG, fixed(), List.of(1));
        assertThat(l.loss(0)).isCloseTo(1.0866407200, within(1e-9));
        assertThat(l.loss(1)).isCloseTo(1.0405344525, within(1e-9));
        assertThat(l.loss(4)).isCloseTo(1.0052605474, within(1e-9));
        assertThat(fixed().conditionalEntropy(List.of(1))).isCloseTo(1.0048996513, within(1e-9));
        for (LossKind kind : LossKind.values()) {
            TheoryLosses k = TheoryLosses.of(kind, fixed(), List.of(1));
            assertThat(k.descent(1.3)).isCloseTo((k.loss(1.3 - 1e-5) - k.loss(1.3 + 1e-5)) / 2e-5, within(1e-9));
        }
    }

    @Test
    void twoStateChainsHaveClosedForms() {
        for (double[] pq : new double[][] {{.3, .1}, {.9, .7}, {.02, .6}}) {
            MarkovKernel kernel = new MarkovKernel(2, List.of(1), new double[] {1 - pq[0], pq[0], pq[1], 1 - pq[1]});
            TheoryInformation f = TheoryInformation.of(ChainLaw.of(kernel), 3);
            double lambda = 1 - pq[0] - pq[1];
            for (int lag = 1; lag <= 3; lag++) {
                double i = Math.pow(lambda, 2 * lag);
                assertThat(f.chiSquare(List.of(lag))).isCloseTo(i, within(1e-13));
                assertThat(f.modified(List.of(lag)))
                        .isCloseTo(2 * i * pq[0] * pq[1] / Math.pow(pq[0] + pq[1], 2), within(1e-13));
            }
        }
    }

    @Test
    void replicatorAndClosedFormNumbers() {
        assertThat(TheoryFlow.select(new double[] {.2, .3, .5}, new double[] {.02, .05, .03}, .05, .01, 10))
                .containsExactly(new double[] {.00160098, .96882461, .0295744}, within(1e-7));
        assertThat(TheoryLosses.rowEntropy(4, .5)).isCloseTo(.8862943611, within(1e-9));
        assertThat(TheoryLosses.stoppingStrength(100, 3, 3, .3)).isCloseTo(4.6893070652, within(1e-9));
    }

    @Test
    void meanInformationOverRandomChains() {
        Model one = Model.standard().with("k", 1).with("kernels", 20000);
        Theory t = Theory.of(one, Run.quiet());
        assertThat(t.modified(List.of(1)).mean()).isCloseTo(.16804, within(6 * .0013));
        assertThat(t.modified(List.of(2)).mean()).isCloseTo(.08621, within(6 * .0011));
        assertThat(t.modified(List.of(3)).mean()).isCloseTo(.05654, within(6 * .001));
        assertThat(t.modified(List.of(1, 2)).mean()).isCloseTo(.12076, within(6 * .0011));
        Theory u = Theory.of(one.with("alpha", 1.0), Run.quiet());
        assertThat(u.modified(List.of(1)).mean()).isCloseTo(.09831, within(6 * .0007));
        assertThat(u.modified(List.of(2)).mean()).isCloseTo(.02382, within(6 * .00035));
        assertThat(u.modified(List.of(1, 2)).mean()).isCloseTo(.05243, within(6 * .00042));
        Model two =
                Model.standard().with("d", 2).with("k", 1).with("alpha", 1.0).with("kernels", 20000);
        var beta = Theory.of(two, Run.quiet()).modified(List.of(1));
        assertThat(beta.zScore(.0680201759)).isBetween(-5.0, 5.0);
    }

    @Test
    void velocityOfTheHeadsIsThatOfBackPropagation() {
        Theory t = Theory.of(
                Model.standard().with("alpha", .5).with("kernels", 1000).with("H", 2), Run.quiet());
        double[][] v = t.headVelocity(new double[][] {{1.5, 0, .2}, {.1, 1.2, 0}});
        assertThat(v[0]).containsExactly(new double[] {.01136, -.00526, -.00609}, within(.0015));
        assertThat(v[1]).containsExactly(new double[] {-.00429, .01091, -.00662}, within(.0015));
    }

    @Test
    void lateCopiersConcentrateLikeOneOverTime() {
        Model m = Model.standard().with("a", 1.0).with("kernels", 300);
        var flow = Theory.of(m, Run.quiet()).copiers(0, new double[] {0, 20000, 40000}, Run.quiet());
        double first = TheoryFlow.blur(List.of(1, 2), TheoryFlow.softmax(flow.state(1), 3, 3));
        double second = TheoryFlow.blur(List.of(1, 2), TheoryFlow.softmax(flow.state(2), 3, 3));
        assertThat(first / second).isCloseTo(2, within(.05));
    }

    @Test
    void exponentOfTheLossSlope() {
        for (double alpha : new double[] {.3, 2}) {
            Model m = Model.standard().with("k", 1).with("alpha", alpha).with("kernels", 1000);
            TheoryLosses l = Theory.of(m, Run.quiet()).losses();
            double local = Math.log(l.descent(9) / l.descent(10));
            assertThat(local).isCloseTo(TheoryLosses.exponent(LossKind.LOG, alpha), within(.12));
        }
    }

    @Test
    void chainsWithoutAUniqueLawAreSaidToBeSo() {
        var reducible = Theory.solve(Model.standard().with("d", 2).with("k", 1).with("kernel", "1,0;0,1"), Run.quiet());
        assertThat(reducible.status()).isEqualTo(Status.NO_SOLUTION);
        assertThat(reducible.message()).contains("reducible").contains("2 closed classes");
        var periodic = Theory.solve(Model.standard().with("d", 2).with("k", 1).with("kernel", "0,1;1,0"), Run.quiet());
        assertThat(periodic.status()).isEqualTo(Status.CONVERGED);
        assertThat(periodic.message()).contains("periodic with period 2");
        assertThat(periodic.output("i")).isCloseTo(1, within(1e-12));
        MarkovKernel leaving = new MarkovKernel(3, List.of(1), new double[] {.5, .5, 0, .25, .75, 0, .5, 0, .5});
        ChainLaw law = ChainLaw.of(leaving);
        assertThat(law.transientStates()).isEqualTo(1);
        assertThat(law.stationary()).containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0}, within(1e-14));
    }

    @Test
    void badInputIsRefusedByName() {
        Model m = Model.standard();
        assertThatThrownBy(() -> m.with("d", 1)).hasMessageContaining("d = 1");
        assertThatThrownBy(() -> m.with("M", 1)).hasMessageContaining("M = 1");
        assertThatThrownBy(() -> m.with("L", 4)).hasMessageContaining("L = 4");
        assertThatThrownBy(() -> m.with("alpha", 0.0)).hasMessageContaining("alpha = 0");
        assertThatThrownBy(() -> m.with("D", 4)).hasMessageContaining("D = 4");
        assertThatThrownBy(() -> m.with("a", Double.NaN)).hasMessageContaining("a = NaN");
        assertThatThrownBy(() -> m.with("d", 2).with("k", 1).with("kernel", "0.7,0.4;0.1,0.9"))
                .hasMessageContaining("row 0 sums to 1.1");
        assertThatThrownBy(() -> new MarkovKernel(1, List.of(1), new double[] {1}))
                .hasMessageContaining("d = 1");
    }

    @Test
    void authorsPrintedInstance() {
        double[] zero = {.4992, .0081, .8004, .1080};
        double[] rows = new double[8];
        for (int u = 0; u < 4; u++) {
            rows[2 * u] = zero[u];
            rows[2 * u + 1] = 1 - zero[u];
        }
        ChainLaw law = ChainLaw.of(new MarkovKernel(2, List.of(1, 2), rows));
        assertThat(law.stationary()).containsExactly(new double[] {.0042, .2588, .2588, .4782}, within(1e-4));
        assertThat(TheoryInformation.of(law, 3).modified(List.of(2))).isCloseTo(.20246, within(1e-4));
    }
}
