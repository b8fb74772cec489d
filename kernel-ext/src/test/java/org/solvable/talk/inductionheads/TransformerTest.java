package org.solvable.talk.inductionheads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.data.family.NgramChains;
import org.solvable.data.family.TokenSequences;
import org.solvable.model.Cancel;
import org.solvable.model.CancelledException;
import org.solvable.random.RandomStream;

class TransformerTest {

    private static final TokenSequences TWO = new TokenSequences(
            3,
            new int[][] {{0, 1, 2, 0, 1, 1, 2, 0, 2, 1, 0, 1, 2}, {2, 2, 1, 0, 0, 1, 2, 1, 0, 2, 2, 1, 0}},
            new double[][] {{.2, .3, .5}, {.6, .3, .1}});
    private static final double[] THETA = {2, 0, -1, .5, 1.5, 0, 0, 0, 1, .3, .2, .1, .4, .5, .1, .2, .9};

    private static Transformer model(LossKind loss, boolean variant) {
        return new Transformer(3, 3, 2, loss, variant);
    }

    private static TokenSequences random(int d, int count, int length) {
        return new NgramChains(d, List.of(1, 2), .5, length).draw(count, RandomStream.of(3), f -> {});
    }

    @Test
    void lossesAndGradientsOfTheTwoSequences() {
        double[] g = new double[THETA.length];
        Transformer log = model(LossKind.LOG, false);
        assertThat(log.loss(log.batch(TWO, true), THETA, g)).isCloseTo(1.1206359678, within(1e-9));
        assertThat(new double[] {g[16], g[1], g[4], g[10], g[13]})
                .containsExactly(
                        new double[] {-.0380871002, .0041972190, -.00018446340, -.0100259419, -.0123229678},
                        within(1e-9));
        Transformer logits = model(LossKind.LOGITS, false);
        assertThat(logits.loss(logits.batch(TWO, true), THETA, g)).isCloseTo(1.1007237456, within(1e-9));
        assertThat(new double[] {g[16], g[1], g[4], g[10], g[13]})
                .containsExactly(
                        new double[] {-.0126245638, .0015689396, -.0011505281, -.0028424131, -.0052404820},
                        within(1e-9));
    }

    @Test
    void everyGradientIsThatOfCentralDifferences() {
        for (LossKind loss : LossKind.values()) {
            for (boolean variant : new boolean[] {false, true}) {
                for (boolean soft : new boolean[] {false, true}) {
                    Transformer m = model(loss, variant);
                    Transformer.Batch batch = m.batch(random(4, 20, 30), soft);
                    double[] g = new double[m.size()];
                    m.loss(batch, THETA, g);
                    double scale = 0;
                    for (double v : g) {
                        scale = Math.max(scale, Math.abs(v));
                    }
                    for (int i = 0; i < g.length; i++) {
                        double[] up = THETA.clone();
                        double[] down = THETA.clone();
                        up[i] += 1e-5;
                        down[i] -= 1e-5;
                        double difference = (m.loss(batch, up) - m.loss(batch, down)) / 2e-5;
                        assertThat(g[i])
                                .as("%s %s %s %d", loss, variant, soft, i)
                                .isCloseTo(difference, within(1e-6 * scale));
                    }
                }
            }
        }
    }

    /** The definition, position by position with explicit vectors, shares nothing with the counting of patterns. */
    @Test
    void patternsGiveWhatTheDefinitionGives() {
        TokenSequences data = random(5, 6, 25);
        for (boolean variant : new boolean[] {false, true}) {
            Transformer m = model(LossKind.LOG, variant);
            double[][] y = m.predict(m.batch(data, true), THETA);
            for (int b = 0; b < data.size(); b++) {
                double[] direct = direct(m, data.tokens()[b], 5, variant);
                for (int e = 0; e < 5; e++) {
                    assertThat(y[b][e]).isCloseTo(direct[e], within(1e-13));
                }
            }
        }
    }

    private static double[] direct(Transformer m, int[] x, int d, boolean variant) {
        double[][] sigma = m.attention(THETA);
        double[] p = m.shares(THETA);
        int length = x.length - 1;
        double[] y = new double[d];
        double z = 0;
        for (int i = m.span(); i < length; i++) {
            double[] k = new double[3];
            for (int h = 0; h < 3; h++) {
                double[] u = new double[d];
                double[] v = new double[d];
                for (int j = 0; j < 3; j++) {
                    int lag = j + 1 + (variant ? h : 0);
                    u[x[i - lag]] += sigma[h][j];
                    v[x[length - lag]] += sigma[h][j];
                }
                double uu = 0;
                double vv = 0;
                for (int e = 0; e < d; e++) {
                    k[h] += u[e] * v[e];
                    uu += u[e] * u[e];
                    vv += v[e] * v[e];
                }
                k[h] /= variant ? Math.sqrt(uu * vv) : 1;
            }
            double s = p[0]
                    + p[1] * k[0]
                    + p[2] * k[1]
                    + p[3] * k[2]
                    + p[4] * k[0] * k[1]
                    + p[5] * k[0] * k[2]
                    + p[6] * k[1] * k[2];
            y[x[i]] += Math.exp(.9 * s);
            z += Math.exp(.9 * s);
        }
        for (int e = 0; e < d; e++) {
            y[e] /= z;
        }
        return y;
    }

    @Test
    void perfectCopiersAreTheInductionHead() {
        TokenSequences data = random(3, 20, 40);
        Transformer m = new Transformer(2, 2, 2, LossKind.LOG, false);
        double[] theta = {800, 0, 0, 800, 0, 0, 0, 1, 2.3};
        double[][] y = m.predict(m.batch(data, true), theta);
        theta[8] = 0;
        double[][] flat = m.predict(m.batch(data, true), theta);
        for (int b = 0; b < 20; b++) {
            Estimators.Counts n = Estimators.count(data.tokens()[b], 3, List.of(1, 2), 2);
            assertThat(y[b]).containsExactly(Estimators.inductionHead(n, 2.3), within(1e-12));
            assertThat(flat[b]).containsExactly(Estimators.inductionHead(n, 0), within(1e-12));
        }
        assertThat(Estimators.inductionHead(new Estimators.Counts(new double[] {10, 6, 4}, new double[] {2, 1, 0}), 2))
                .containsExactly(new double[] {.58156137, .31631227, .10212635}, within(1e-8));
        assertThat(Estimators.inductionHead(new Estimators.Counts(new double[] {3, 1}, new double[] {0, 0}), 99))
                .containsExactly(.75, .25);
    }

    @Test
    void interruptedTrainingEndsWithTheNumbersOfAnUnbrokenOne(@TempDir Path folder) {
        Transformer m = model(LossKind.LOG, false);
        Transformer.Batch batch = m.batch(random(3, 50, 40), true);
        double[] start = m.start(2, 0, .1, .1);
        Training whole = Training.run(m, batch, start, schedule(60, Optional.empty()), f -> {});
        Path file = folder.resolve("run");
        Cancel cancel = new Cancel();
        assertThatThrownBy(() -> Training.run(m, batch, start, schedule(60, Optional.of(file)), f -> {
                    if (f > .5) {
                        cancel.cancel();
                    }
                    cancel.check();
                }))
                .isInstanceOf(CancelledException.class);
        Training rest = Training.run(m, batch, start, schedule(60, Optional.of(file)), f -> {});
        assertThat(rest.history().getFirst().step()).isEqualTo(30);
        assertThat(rest.last()).isEqualTo(whole.last());
        assertThat(whole.last().loss()).isLessThan(whole.history().getFirst().loss());
    }

    private static Training.Schedule schedule(int steps, Optional<Path> file) {
        return new Training.Schedule(steps, 10, 1, .02, 1, file);
    }

    @Test
    void divergenceIsSaidWithItsStep() {
        Transformer m = model(LossKind.LOG, false);
        Transformer.Batch batch = m.batch(random(3, 50, 40), false);
        Training t = Training.run(
                m,
                batch,
                m.start(2, 0, .1, .1),
                new Training.Schedule(100, 10, 1, .02, 1e6, Optional.empty()),
                f -> {});
        assertThat(t.divergedAt()).hasValueSatisfying(step -> assertThat(step).isBetween(1L, 20L));
        assertThat(t.history()).isNotEmpty();
    }

    @Test
    void badInput() {
        Transformer m = model(LossKind.LOG, false);
        assertThatThrownBy(() -> m.batch(random(3, 2, 4), true)).hasMessageContaining("L = 4");
        double[] zero = new double[m.size()];
        assertThatThrownBy(() -> m.loss(m.batch(TWO, true), zero)).hasMessageContaining("C_D = 0");
        assertThatThrownBy(() -> new Transformer(2, 3, 3, LossKind.LOG, false)).hasMessageContaining("D <= H");
        assertThatThrownBy(() -> new TokenSequences(2, new int[][] {{0, 2}}, new double[][] {{.5, .5}}))
                .hasMessageContaining("token = 2");
    }
}
