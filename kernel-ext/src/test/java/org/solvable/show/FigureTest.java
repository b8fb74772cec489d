package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.model.Json;
import org.solvable.model.Measured;
import org.solvable.model.Provenance;

class FigureTest {

    private static final double[] X = {0.1, 1, 10};
    private static final double[] Y = {1, Double.NaN, 100};

    static Figure sample() {
        return Figure.of("Double descent, $\\tau = n/d^2$")
                .x("$\\tau$")
                .y("$e_{ICL}$")
                .logX()
                .logY()
                .line("theory", X, Y)
                .points("theory", X, new double[] {1.1, 5, 90}, new double[] {0.1, Double.POSITIVE_INFINITY, 3})
                .band("spread", X, new double[] {0.5, 2, 50}, new double[] {2, 8, 200})
                .vertical(1, "peak")
                .caption("The error peaks at the interpolation threshold $\\tau=1$.")
                .panel("field", 2)
                .x("$\\kappa$")
                .y("$\\alpha$")
                .heat("$g_{task}$", new double[] {1, 2}, new double[] {3, 4, 5}, new double[][] {
                    {1, 2}, {3, 4}, {5, Double.NaN}
                })
                .horizontal(4, "here")
                .note(1.5, 3.5, "a note")
                .meta(Map.of("alpha", 10.0, "kappa", Double.POSITIVE_INFINITY));
    }

    static JsonNode json(Figure figure) {
        try {
            return new ObjectMapper().readTree(Json.write(figure.plotly()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode trace(JsonNode json, String type, int index) {
        int seen = 0;
        for (JsonNode t : json.get("data")) {
            if (t.get("type").asText().equals(type) && seen++ == index) {
                return t;
            }
        }
        throw new AssertionError("no trace " + index + " of type " + type);
    }

    @Test
    void plotlyJsonIsStrictAndTyped() {
        assertThat(Json.write(sample().plotly()))
                .doesNotContain("NaN")
                .doesNotContain("Infinity")
                .doesNotContain("http")
                .doesNotContain("@");
        JsonNode json = json(sample());
        JsonNode line = trace(json, "scatter", 1);
        assertThat(line.get("mode").asText()).isEqualTo("lines");
        assertThat(line.get("y").get(1).isNull()).isTrue();
        assertThat(line.get("y").get(2).isNumber()).isTrue();
        JsonNode points = trace(json, "scatter", 2);
        assertThat(points.at("/error_y/array/1").isNull()).isTrue();
        assertThat(points.at("/error_y/array/2").asDouble()).isEqualTo(3);
        assertThat(json.at("/layout/xaxis/type").asText()).isEqualTo("log");
        assertThat(json.at("/layout/yaxis/title/text").asText()).isEqualTo("<i>e</i><sub>ICL</sub>");
        assertThat(line.at("/line/color")).isEqualTo(points.at("/marker/color"));
        JsonNode heat = trace(json, "heatmap", 0);
        assertThat(heat.at("/z/2/1").isNull()).isTrue();
        assertThat(heat.at("/z/2/0").asDouble()).isEqualTo(5);
        assertThat(heat.at("/colorscale/0/0").isNumber()).isTrue();
        assertThat(heat.at("/colorscale/0/0").asDouble()).isZero();
        assertThat(heat.at("/colorscale/0/1").asText()).matches("#[0-9A-F]{6}");
        JsonNode lastStop = heat.get("colorscale").get(heat.get("colorscale").size() - 1);
        assertThat(lastStop.get(1).asText()).isEqualTo("#FDE725");
        assertThat(heat.at("/zmax").asDouble()).isEqualTo(5);
    }

    @Test
    void metaSaysWhatMadeTheFigure() {
        JsonNode meta = json(sample().provenance(Provenance.of("linear-attention-icl", 7)))
                .at("/layout/meta");
        assertThat(meta.get("kappa").asText()).isEqualTo("inf");
        assertThat(meta.get("alpha").asDouble()).isEqualTo(10);
        assertThat(meta.get("seed").asLong()).isEqualTo(7);
        assertThat(meta.get("alt").asText()).contains("Double descent, τ = n/d^2");
        String hash = meta.get("data").asText();
        assertThat(hash)
                .matches("[0-9a-f]{16}")
                .isEqualTo(json(sample()).at("/layout/meta/data").asText());
        // Words do not change the data, numbers do.
        assertThat(json(sample().title("other")).at("/layout/meta/data").asText())
                .isEqualTo(hash);
        assertThat(json(sample().line("more", X, X)).at("/layout/meta/data").asText())
                .isNotEqualTo(hash);
    }

    @Test
    void legendHasEachNameOnceForAllPanels() {
        Figure two = Figure.of("t")
                .line("a", X, X)
                .points("a", X, X)
                .line("b", X, X)
                .panel("p", 2)
                .line("b", X, X)
                .line("c", X, X);
        JsonNode json = json(two);
        List<String> listed = new java.util.ArrayList<>();
        for (JsonNode t : json.get("data")) {
            if (t.get("showlegend").asBoolean()) {
                listed.add(t.get("name").asText());
            }
        }
        assertThat(listed).containsExactly("a", "b", "c");
        assertThat(Legend.entries(two).stream().map(Legend.Entry::name)).containsExactlyElementsOf(listed);
        // The same name has the same colour in both panels, another one another.
        assertThat(trace(json, "scatter", 3).at("/line/color"))
                .isEqualTo(trace(json, "scatter", 4).at("/line/color"));
        assertThat(trace(json, "scatter", 5).at("/line/color"))
                .isNotEqualTo(trace(json, "scatter", 4).at("/line/color"));
    }

    @Test
    void rangesCoverTheData() {
        JsonNode layout = json(sample()).get("layout");
        assertThat(layout.at("/xaxis/range/0").asDouble()).isLessThan(-1);
        assertThat(layout.at("/xaxis/range/1").asDouble()).isGreaterThan(1);
        assertThat(layout.at("/yaxis/range/1").asDouble()).isGreaterThan(Math.log10(200));
        // Heat maps reach half a cell beyond their outer centres, and no further.
        assertThat(layout.at("/xaxis2/range/0").asDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(layout.at("/yaxis2/range/1").asDouble()).isCloseTo(5.5, within(1e-12));
        // Half a cell on a logarithmic axis is half of its logarithm.
        Figure decades = Figure.of("d").logX().heat("z", X, new double[] {0, 1}, new double[2][3]);
        JsonNode x = json(decades).at("/layout/xaxis/range");
        assertThat(x.get(0).asDouble()).isCloseTo(-1.5, within(1e-9));
        assertThat(x.get(1).asDouble()).isCloseTo(1.5, within(1e-9));
        // A logarithmic axis has no place for zero; the rest of the field is there.
        Figure fromZero =
                Figure.of("d").logX().heat("z", new double[] {0, 1, 10}, new double[] {0, 1}, new double[2][3]);
        assertThat(trace(json(fromZero), "heatmap", 0).get("x")).hasSize(2);
        assertThat(trace(json(fromZero), "heatmap", 0).at("/z/0")).hasSize(2);
    }

    @Test
    void curvesOverFieldsDoNotWidenThem() {
        Figure f = Figure.of("f")
                .heat("z", X, X, new double[3][3])
                .line("beyond", new double[] {-50, 50}, new double[] {1, 2});
        assertThat(json(f).at("/layout/xaxis/range/1").asDouble()).isLessThan(20);
        // A white edge lies below the curve, without a legend entry.
        assertThat(trace(json(f), "scatter", 0).at("/line/color").asText()).isEqualTo("#FFFFFF");
        assertThat(trace(json(f), "scatter", 0).get("showlegend").asBoolean()).isFalse();
        assertThat(trace(json(f), "scatter", 1).get("showlegend").asBoolean()).isTrue();
    }

    @Test
    void sharedAxesHaveOneRangeAndZoomTogether() {
        Figure f = Figure.of("s")
                .line("a", new double[] {0, 1}, new double[] {0, 1})
                .panel("p", 1)
                .line("a", new double[] {5, 9}, new double[] {-4, 1})
                .sharedX()
                .sharedY();
        JsonNode layout = json(f).get("layout");
        assertThat(layout.at("/xaxis/range")).isEqualTo(layout.at("/xaxis2/range"));
        assertThat(layout.at("/yaxis/range")).isEqualTo(layout.at("/yaxis2/range"));
        assertThat(layout.at("/yaxis/range/0").asDouble()).isLessThanOrEqualTo(-4);
        assertThat(layout.at("/xaxis2/matches").asText()).isEqualTo("x");
        assertThat(layout.at("/xaxis/showticklabels").asBoolean()).isFalse();
        assertThat(layout.at("/xaxis2/showticklabels").asBoolean()).isTrue();
        // Weights are relative heights.
        JsonNode weighted = json(f.weight(0.5)).get("layout");
        double upper = weighted.at("/yaxis/domain/1").asDouble()
                - weighted.at("/yaxis/domain/0").asDouble();
        double lower = weighted.at("/yaxis2/domain/1").asDouble()
                - weighted.at("/yaxis2/domain/0").asDouble();
        assertThat(lower / upper).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void barsOfOneCategoryStandSideBySide() {
        List<String> names = List.of("$\\alpha$", "<b>");
        Figure f = Figure.of("b")
                .bars("theory", names, new double[] {1, 2})
                .bars("experiment", names, new double[] {1.1, 1.9}, new double[] {0.1, 0.2});
        JsonNode json = json(f);
        assertThat(json.at("/layout/xaxis/ticktext/0").asText()).isEqualTo("α");
        assertThat(json.at("/layout/xaxis/ticktext/1").asText()).isEqualTo("&lt;b&gt;");
        assertThat(json.at("/layout/yaxis/range/0").asDouble()).isZero();
        double left = trace(json, "bar", 0).at("/x/0").asDouble();
        double right = trace(json, "bar", 1).at("/x/0").asDouble();
        assertThat(right - left).isCloseTo(0.4, within(1e-9));
        assertThat(trace(json, "bar", 0).at("/width").asDouble()).isCloseTo(0.4, within(1e-12));
        assertThat((left + right) / 2).isCloseTo(0, within(1e-12));
        assertThat(trace(json, "bar", 1).at("/error_y/array/1").asDouble()).isEqualTo(0.2);
    }

    @Test
    void phasesAreFlatColoursWithNames() {
        Figure f = Figure.of("p")
                .phases(
                        "",
                        new double[] {0, 1},
                        new double[] {0, 1},
                        new int[][] {{0, 1}, {-1, 1}},
                        List.of("low", "high"));
        JsonNode heat = trace(json(f), "heatmap", 0);
        assertThat(heat.at("/colorbar/ticktext/1").asText()).isEqualTo("high");
        assertThat(heat.at("/colorscale/1/1")).isEqualTo(heat.at("/colorscale/0/1"));
        assertThat(heat.at("/z/1/0").isNull()).isTrue();
        assertThatThrownBy(() -> f.phases("", new double[] {0}, new double[] {0}, new int[][] {{2}}, List.of("a", "b")))
                .hasMessageContaining("phase[0][0] = 2");
    }

    @Test
    void bundleHasExactlyThreeTypesAndNoAddress() {
        Map<String, Object> bundle = Renderers.render(sample());
        assertThat(bundle.keySet()).containsExactly(Renderers.PLOTLY, "image/png", "text/plain");
        assertThat(Json.write(bundle)).doesNotContain("http").hasSizeLessThan(200_000);
        assertThat((String) bundle.get("text/plain"))
                .contains("e_ICL from")
                .contains("(logarithmic)")
                .contains("spread")
                .contains("marked: peak")
                .contains("interpolation threshold");
        assertThat(sample().alt("in other words").alt()).isEqualTo("in other words");
    }

    @Test
    void emptyAndDegenerateDataStillDraw() {
        double[][] heights = {{}, {Double.NaN}, {0}, {-5}, {1e308, -1e308}, {1e300, 1e300}, {5e-324, 0}};
        for (double[] y : heights) {
            double[] x = new double[y.length];
            for (Figure f : List.of(
                    Figure.of("t").line("a", x, y).logY(),
                    Figure.of("t").points("a", x, y, x),
                    Figure.of("t").line("a", y, x).logX(),
                    Figure.of("t").xRange(1e17, 1e17 + 64).line("a", x, y))) {
                assertThat(f.png()).isNotEmpty();
                assertThat(Json.write(f.plotly())).doesNotContain("NaN").doesNotContain("\"inf\"");
            }
        }
    }

    @Test
    void longSeriesAreThinnedAndSaySo() {
        int n = 300_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = i % 1000 < 3 ? Double.NaN : Math.sin(i * 1e-3);
        }
        y[123_456] = 7;
        y[234_567] = -7;
        Figure thin =
                Thinned.of(Figure.of("t").line("a", x, y).points("b", x, y, x).caption("Noise."));
        Layer.Line line = (Layer.Line) thin.panels().getFirst().layers().getFirst();
        Layer.Points points = (Layer.Points) thin.panels().getFirst().layers().getLast();
        assertThat(line.x().length + points.x().length).isLessThanOrEqualTo(Thinned.MOST_POINTS);
        assertThat(line.y()).contains(7.0, -7.0);
        assertThat(line.x()).isSorted().contains(0.0, n - 1.0);
        // Errors stay with their points.
        assertThat(points.error()).isEqualTo(points.x());
        assertThat(thin.caption()).startsWith("Noise. Drawn with ").contains("of 600,000 points");
        Figure small = sample();
        assertThat(Thinned.of(small)).isSameAs(small);
    }

    @Test
    void histogramIntegratesToOne() {
        Figure f = Figure.of("h").histogram("v", new double[] {1, 2, 2, 3, 9, Double.NaN}, 4);
        Layer.Bars bars = (Layer.Bars) f.panels().getFirst().layers().getFirst();
        double sum = 0;
        for (double h : bars.height()) {
            sum += h * bars.width();
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> f.histogram("v", new double[] {1}, 0)).hasMessageContaining("bins = 0");
        assertThatThrownBy(() -> f.histogram("v", new double[] {Double.NaN}, 3))
                .hasMessageContaining("no finite number");
    }

    @Test
    void savesWhatTheEndingSays(@TempDir Path folder) throws Exception {
        for (String e : List.of("png", "json", "csv", "svg", "pdf", "html")) {
            sample().save(folder.resolve("new folder/f." + e));
        }
        Path f = folder.resolve("new folder");
        assertThat(Files.readString(f.resolve("f.csv")))
                .startsWith("panel,kind,name,x,y,standard_error,upper,value\n1,line,theory,0.1,1.0,,,\n")
                .contains("1,points,theory,0.1,1.1,0.1,,\n")
                .contains("1,band,spread,0.1,0.5,,2.0,\n")
                .contains("field,field,$g_{task}$,1.0,3.0,,,1.0\n");
        assertThat(Files.readAllBytes(f.resolve("f.pdf"))).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        assertThat(Files.readString(f.resolve("f.svg"))).contains("<svg");
        String page = Files.readString(f.resolve("f.html"));
        assertThat(page.contains("://")).as("an address in the page").isFalse();
        assertThat(page.length()).as("plotly.js is in it").isGreaterThan(1_000_000);
        assertThat(page.contains("<div id=\"figure\" role=\"img\" aria-label=\"Figure: Double descent"))
                .isTrue();
        assertThatThrownBy(() -> sample().save("f.doc"))
                .hasMessageContaining("f.doc")
                .hasMessageContaining(".png");
        assertThat(sample().table().rowCount()).isEqualTo(3 * 3 + 6);
    }

    @Test
    void measuredValuesBringTheirErrors() {
        Figure f = Figure.of("m")
                .points("a", new double[] {1, 2}, List.of(new Measured(0.5, 0.1, 9), new Measured(0.6, Double.NaN, 1)));
        assertThat(json(f).at("/data/0/error_y/array/0").asDouble()).isEqualTo(0.1);
        assertThat(json(f).at("/data/0/error_y/array/1").isNull()).isTrue();
    }

    @Test
    void mistakesAreNamed() {
        double nan = Double.NaN;
        assertThatThrownBy(() -> sample().line("a", new double[2], new double[3]))
                .hasMessageContaining("x and y")
                .hasMessageContaining("length 2 and 3");
        assertThatThrownBy(() -> sample().xRange(2, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> sample().logX().xRange(-1, 1)).hasMessageContaining("> 0");
        assertThatThrownBy(() -> sample().heat("z", X, X, new double[2][3])).hasMessageContaining("2 rows");
        assertThatThrownBy(() -> sample().heat("z", X, X, new double[3][3], nan, 1))
                .hasMessageContaining("low < high");
        assertThatThrownBy(() -> sample().heat("z", new double[] {1, 1, 2}, X, new double[3][3]))
                .hasMessageContaining("x[1] = 1.0")
                .hasMessageContaining("increasing");
        assertThatThrownBy(() -> sample().points("a", X, X, new double[] {0, -1, 0}))
                .hasMessageContaining("standardError[1] = -1.0");
        assertThatThrownBy(() -> sample().vertical(nan, "")).hasMessageContaining("at = NaN");
        assertThatThrownBy(() -> sample().between(2, nan, "")).hasMessageContaining("region = [2.0, NaN]");
        assertThatThrownBy(() -> sample().bars("a", X, X, nan)).hasMessageContaining("width = NaN");
        assertThatThrownBy(() -> sample().weight(nan)).hasMessageContaining("weight = NaN");
        assertThatThrownBy(() -> sample().panelSize(10, nan)).hasMessageContaining("panelWidth = 10.0");
        assertThatThrownBy(() -> sample().panel("p", 0)).hasMessageContaining("columns = 0");
    }

    /** Above the highest line there is room for its name, in both pictures: they share their ranges. */
    @Test
    void theNameOfTheHighestLineStaysInsideThePanel() {
        double[] x = {0, 1};
        Panel plain = Figure.of("").line("a", x, x).horizontal(1, "").panels().getFirst();
        Panel named =
                Figure.of("").line("a", x, x).horizontal(1, "limit").panels().getFirst();
        Panel below =
                Figure.of("").line("a", x, x).horizontal(0.5, "limit").panels().getFirst();
        assertThat(named.range(true)[1]).isGreaterThan(plain.range(true)[1] + 0.05);
        assertThat(below.range(true)).containsExactly(plain.range(true));
    }
}
