package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.solvable.model.Measured;

/** The ready-made kinds of figures, each against numbers worked out by hand or known from statistics. */
class FigureKindsTest {

    private static final double[] X = {1, 2, 4};

    private static TheoryVsExperiment linear(double... means) {
        double[] error = {0.1, 0.1, 0.1};
        return TheoryVsExperiment.of("t")
                .x("$\\tau$")
                .logX()
                .theory("a", X, x -> x)
                .measured("a", X, means, error, X);
    }

    private static Layer.Points lastPoints(Figure f) {
        return (Layer.Points) f.panels().getLast().layers().stream()
                .filter(l -> l instanceof Layer.Points)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void residualsAreInStandardErrorsBelowTheSameAxis() {
        Figure f = linear(1.1, 1.8, 4.05).figure();
        assertThat(f.panels()).hasSize(2);
        double[] z = lastPoints(f).y();
        assertThat(z[0]).isCloseTo(1, within(1e-9));
        assertThat(z[1]).isCloseTo(-2, within(1e-9));
        assertThat(z[2]).isCloseTo(0.5, within(1e-9));
        JsonNode layout = FigureTest.json(f).get("layout");
        assertThat(layout.at("/xaxis2/matches").asText()).isEqualTo("x");
        assertThat(layout.at("/xaxis2/type").asText()).isEqualTo("log");
        assertThat(layout.at("/xaxis/range")).isEqualTo(layout.at("/xaxis2/range"));
    }

    @Test
    void theVerdictIsThatOfTheWorstPoint() {
        TheoryVsExperiment good = linear(1.1, 1.8, 4.05);
        assertThat(good.agrees()).isTrue();
        // 1 + 4 + 1/4 over three points.
        assertThat(good.agreement().chiSquare()).isCloseTo(5.25, within(1e-9));
        assertThat(good.verdict())
                .startsWith("Agrees: all 3 points within 4 standard errors (largest 2; χ²/3 = 1.75, ");
        assertThat(good.figure().caption()).isEqualTo(good.verdict());
        assertThat(good.within(1.5).agrees()).isFalse();
        TheoryVsExperiment bad = linear(1.1, 2.5, 4.05);
        assertThat(bad.agrees()).isFalse();
        assertThat(bad.verdict()).startsWith("Disagrees: 1 of 3 points off by more than 4 standard errors (largest 5;");
        assertThat(linear(Double.NaN, 2, 4).agrees()).isFalse();
        assertThatThrownBy(() -> good.within(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void pointsWithoutAnErrorAreDrawnButNotJudged() {
        List<Measured> runs = List.of(Measured.of(1.0), new Measured(2, 0, 5), new Measured(4, 0.1, 5));
        TheoryVsExperiment t = TheoryVsExperiment.of("t").measured("a", X, runs, x -> x);
        assertThat(t.agreement().zScores()).hasSize(1);
        assertThat(t.verdict()).endsWith("2 more cannot be judged.");
        assertThat(((Layer.Points) t.figure().panels().getFirst().layers().getFirst()).x())
                .hasSize(3);
        TheoryVsExperiment none = TheoryVsExperiment.of("t").theory("a", X, X);
        assertThat(none.agrees()).isFalse();
        assertThat(none.figure().panels()).hasSize(1);
        assertThat(none.verdict()).isEqualTo("Not measured yet.");
    }

    /** Where theory and simulation are the same normal law, chi square over points is near one and p is not small. */
    @Test
    void trueTheoryPassesAndAShiftedOneFails() {
        Random random = new Random(11);
        int points = 40;
        double[] x = new double[points];
        List<Measured> runs = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            x[i] = i;
            double[] sample = new double[100];
            for (int k = 0; k < sample.length; k++) {
                sample[k] = Math.sin(i) + random.nextGaussian();
            }
            runs.add(Measured.of(sample));
        }
        TheoryVsExperiment right = TheoryVsExperiment.of("t").measured("a", x, runs, Math::sin);
        assertThat(right.agrees()).isTrue();
        assertThat(right.agreement().pValue()).isGreaterThan(1e-3);
        // Half a standard deviation is five standard errors of a hundred runs.
        assertThat(TheoryVsExperiment.of("t")
                        .measured("a", x, runs, v -> Math.sin(v) + 0.5)
                        .agrees())
                .isFalse();
    }

    @Test
    void cutsAreLinearOnTheAxisOwnScale() {
        double[] x = {1, 100};
        double[] y = {0, 1, 2};
        PhaseDiagram p = PhaseDiagram.of("p", x, y)
                .x("$\\kappa$")
                .logX()
                .field("m", new double[][] {{0, 2}, {10, 12}, {20, Double.NaN}})
                .boundary("b", 11)
                .marker("here", 10, 1)
                .cutAtX(10)
                .cutAtY(0.5)
                .cutAtX(1);
        Figure f = p.figure();
        assertThat(f.panels()).hasSize(3);
        // Along x at y = 1/2, then along y at x = 10, which is half-way from 1 to 100 on a logarithmic axis.
        Layer.Line alongX = (Layer.Line) f.panels().get(1).layers().getFirst();
        assertThat(alongX.y()).containsExactly(5, 7);
        assertThat(f.panels().get(1).x().log()).isTrue();
        Layer.Line alongY = (Layer.Line) f.panels().get(2).layers().getFirst();
        assertThat(alongY.y()[0]).isCloseTo(1, within(1e-12));
        assertThat(alongY.y()[1]).isCloseTo(11, within(1e-12));
        assertThat(alongY.y()[2]).isNaN();
        assertThat(alongY.name()).isEqualTo("$\\kappa$ = 10");
        // On a line of the grid the gap of the other one does not matter.
        assertThat(((Layer.Line) f.panels().get(2).layers().get(1)).y()).containsExactly(0, 10, 20);
        assertThatThrownBy(() -> p.cutAtX(101)).hasMessageContaining("from 1.0 to 100.0");
        assertThatThrownBy(() -> PhaseDiagram.of("p", x, y).cutAtX(1)).hasMessageContaining("field comes first");
    }

    @Test
    void attentionRowsMustSumToOneAndHeadsShareTheirColours() {
        List<String> tokens = List.of("a", "$b$", "<c>");
        double nan = Double.NaN;
        double[][] causal = {{1, nan, nan}, {0.5, 0.5, nan}, {0.2, 0.3, 0.5}};
        double[][] flat = {{0.25, 0.25, 0.5}, {0.25, 0.25, 0.5}, {0.25, 0.25, 0.5}};
        AttentionMap map = AttentionMap.of("A", tokens).head("h1", causal).head("h2", flat);
        JsonNode json = FigureTest.json(map.figure());
        assertThat(json.at("/data/0/zmax").asDouble()).isEqualTo(1);
        assertThat(json.at("/data/1/zmax").asDouble()).isEqualTo(1);
        // One colour bar for both, at the right.
        assertThat(json.at("/data/0/showscale").asBoolean(true)).isFalse();
        assertThat(json.at("/data/1").has("colorbar")).isTrue();
        assertThat(json.at("/data/0/z/0/1").isNull()).isTrue();
        assertThat(json.at("/layout/xaxis/ticktext/2").asText()).isEqualTo("&lt;c&gt;");
        // The first query stands at the top.
        JsonNode y = json.at("/layout/yaxis/range");
        assertThat(y.get(0).asDouble()).isGreaterThan(y.get(1).asDouble());
        assertThatThrownBy(() -> map.head("h", new double[][] {{1, 0, 0}, {0.5, 0.4, 0}, {0, 0, 1}}))
                .hasMessageContaining("weights[1] sums to 0.9");
        assertThatThrownBy(() -> map.head("h", new double[][] {{1, 0, 0}, {1.5, -0.5, 0}, {0, 0, 1}}))
                .hasMessageContaining("weights[1][0] = 1.5");
        assertThatThrownBy(() -> map.head("h", new double[2][3])).hasMessageContaining("2 rows");
        assertThatThrownBy(() -> AttentionMap.of("A", tokens).figure()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void trainingHasPhasesInEachPanelAndTheSpreadOfItsRuns() {
        double[] time = {1, 10, 100};
        TrainingDynamics t = TrainingDynamics.of("T")
                .time("steps")
                .logTime()
                .quantity("loss")
                .runs("network", time, new double[][] {{1, 2, 3}, {3, 2, 5}})
                .phases(new double[] {1, 10, 100}, List.of("plateau", "escape"))
                .below("overlap")
                .curve("overlap", time, new double[] {0, 0, 1});
        Figure f = t.figure();
        Layer.Band band = (Layer.Band) f.panels().getFirst().layers().getFirst();
        // Standard deviation of {1, 3} is the root of two.
        assertThat(band.low()[0]).isCloseTo(2 - Math.sqrt(2), within(1e-12));
        assertThat(band.high()[1]).isCloseTo(2, within(1e-12));
        for (Panel p : f.panels()) {
            assertThat(p.layers().stream().filter(l -> l instanceof Layer.Region))
                    .hasSize(2);
            assertThat(p.x().log()).isTrue();
        }
        assertThat(FigureTest.json(f).at("/layout/shapes")).hasSize(4);
        assertThatThrownBy(() -> t.phases(new double[] {1, 2}, List.of("a", "b")))
                .hasMessageContaining("2 values for 2");
        assertThatThrownBy(() -> t.runs("one", time, new double[][] {{1, 2, 3}}))
                .hasMessageContaining("at least 2");
    }

    @Test
    void eachKindIsACellResultOfThreeTypes() {
        for (Drawable d : List.of(
                linear(1, 2, 4),
                AttentionMap.of("A", List.of("a")).head("", new double[][] {{1}}),
                TrainingDynamics.of("T").curve("c", X, X),
                PhaseDiagram.of("P", X, X).field("f", new double[3][3]))) {
            assertThat(Renderers.render(d).keySet()).containsExactly(Renderers.PLOTLY, "image/png", "text/plain");
            assertThat(Renderers.render(d).get("text/plain")).isEqualTo(d.toString());
        }
    }

    @Test
    void aSliderMovesTheNumbersAndKeepsTheAxes() throws Exception {
        Slider s = Slider.of(
                "$\\beta$",
                new double[] {1, 2, 3},
                b -> Figure.of("S").caption("A claim.").line("same", X, X).line("moves", X, new double[] {
                    b, 2 * b, 3 * b
                }));
        JsonNode json = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(org.solvable.model.Json.write(s.startAt(2).plotly()));
        assertThat(json.get("frames")).hasSize(3);
        assertThat(json.at("/layout/sliders/0/active").asInt()).isEqualTo(1);
        assertThat(json.at("/data/1/y/0").asDouble()).isEqualTo(2);
        // Only what moves is in the frames.
        assertThat(json.at("/frames/2/traces").toString()).isEqualTo("[1]");
        assertThat(json.at("/frames/2/data/0").toString()).isEqualTo("{\"y\":[3.0,6.0,9.0]}");
        assertThat(json.at("/layout/sliders/0/steps/2/args/0/0").asText())
                .isEqualTo(json.at("/frames/2/name").asText());
        // The last position has the largest numbers, and the axis holds them from the first.
        assertThat(json.at("/layout/yaxis/range/1").asDouble()).isGreaterThan(9);
        assertThat(s.figure().caption()).isEqualTo("A claim. Shown: $\\beta$ = 1, one of 3 positions from 1 to 3.");
        assertThat(Renderers.render(s).get("text/plain").toString()).contains("β = 1, one of 3 positions");
        assertThatThrownBy(() -> s.startAt(2.5)).hasMessageContaining("2.5").hasMessageContaining("[1.0, 2.0, 3.0]");
        assertThatThrownBy(() -> Slider.of("b", new double[] {1, 1}, b -> Figure.of("")))
                .hasMessageContaining("values[1] = 1.0");
        assertThatThrownBy(() ->
                        Slider.of("b", new double[] {1, 2}, b -> Figure.of("").line("a" + b, X, X)))
                .hasMessageContaining("other layers");
    }

    @Test
    void aMatrixHasItsFirstRowAtTheTopAndWholeNumbersAtItsAxes() {
        JsonNode row =
                FigureTest.json(MatrixMap.of("w", new double[][] {{1, -3, 2}}).figure());
        assertThat(row.at("/layout/yaxis/range/0").asDouble()).isEqualTo(0.5);
        assertThat(row.at("/layout/yaxis/range/1").asDouble()).isEqualTo(-0.5);
        assertThat(row.at("/layout/yaxis/dtick").asDouble()).isEqualTo(1);
        assertThat(row.at("/layout/xaxis/dtick").asDouble()).isEqualTo(1);
        // Zero is in the middle of the colours.
        assertThat(row.at("/data/0/zmin").asDouble()).isEqualTo(-3);
        assertThat(row.at("/data/0/zmax").asDouble()).isEqualTo(3);
        Panel large = MatrixMap.of("w", new double[40][25]).figure().panels().getFirst();
        assertThat(Ticks.of(large, false, large.range(false)).at()).containsExactly(0, 5, 10, 15, 20);
        assertThatThrownBy(() -> MatrixMap.of("w", new double[][] {{1}, {1, 2}}))
                .hasMessageContaining("rows[1]");
        assertThatThrownBy(() -> MatrixMap.of("w", new double[0][])).hasMessageContaining("at least one");
        // The same for any field whose cells count; other fields keep their fractions.
        Figure half = Figure.of("").heat("", new double[] {0, 0.5, 1}, new double[] {0, 1}, new double[2][3]);
        assertThat(half.panels().getFirst().whole(false)).isFalse();
        assertThat(half.panels().getFirst().whole(true)).isTrue();
    }
}
