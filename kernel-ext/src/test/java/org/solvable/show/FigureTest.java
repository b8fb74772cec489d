package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.model.Json;

class FigureTest {

    private static final double[] X = {0.1, 1, 10};
    private static final double[] Y = {1, Double.NaN, 100};

    private static Figure sample() {
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

    @Test
    void plotlyJsonIsStrictAndTyped() throws Exception {
        String text = Json.write(sample().plotly());
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("http");
        JsonNode json = new ObjectMapper().readTree(text);
        JsonNode line = json.get("data").get(0);
        assertThat(line.get("y").get(1).isNull()).isTrue();
        assertThat(line.get("y").get(2).isNumber()).isTrue();
        assertThat(json.at("/data/1/error_y/array/1").isNull()).isTrue();
        assertThat(json.at("/layout/xaxis/type").asText()).isEqualTo("log");
        assertThat(json.at("/layout/yaxis/title/text").asText()).isEqualTo("<i>e</i><sub>ICL</sub>");
        assertThat(json.at("/layout/meta/kappa").asText()).isEqualTo("inf");
        assertThat(json.at("/layout/meta/alt").asText()).contains("Double descent, τ = n/d^2");
        // A curve and its points share a colour; the legend lists their name once.
        assertThat(line.at("/line/color")).isEqualTo(json.at("/data/1/marker/color"));
        assertThat(json.at("/data/0/showlegend").asBoolean()).isTrue();
        assertThat(json.at("/data/1/showlegend").asBoolean()).isFalse();
        assertThat(json.at("/data/4/type").asText()).isEqualTo("heatmap");
        assertThat(json.at("/data/4/colorscale/0/0").asDouble()).isZero();
        assertThat(json.at("/data/4/colorscale/9/1").asText()).isEqualTo("#FDE725");
        assertThat(json.at("/data/4/z/2/1").isNull()).isTrue();
    }

    @Test
    void rangesCoverTheData() {
        JsonNode layout = new ObjectMapper().valueToTree(sample().plotly().get("layout"));
        assertThat(layout.at("/xaxis/range/0").asDouble()).isLessThan(-1);
        assertThat(layout.at("/xaxis/range/1").asDouble()).isGreaterThan(1);
        assertThat(layout.at("/yaxis/range/1").asDouble()).isGreaterThan(Math.log10(200));
        // Heat maps reach half a cell beyond their outer centres.
        assertThat(layout.at("/xaxis2/range/0").asDouble()).isCloseTo(0.5, within(0.1));
        assertThat(layout.at("/yaxis2/range/1").asDouble()).isCloseTo(5.5, within(0.2));
    }

    @Test
    void staticPictureHasInkWhereTheCurveIs() throws Exception {
        double[] x = {0, 1};
        Figure flat = Figure.of("").x("x").y("y").yRange(0, 1).xRange(0, 1).line("", x, new double[] {0.5, 0.5});
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(flat.png()));
        assertThat(image.getWidth()).isGreaterThan(800);
        int blue = 0;
        int row = -1;
        for (int y = 0; y < image.getHeight(); y++) {
            if ((image.getRGB(image.getWidth() / 2, y) & 0xFFFFFF) == 0x0072B2) {
                blue++;
                row = y;
            }
        }
        // Two points wide at twice the size; the panel's middle is at 26 + 285/2.
        assertThat(blue).isBetween(2, 6);
        assertThat(row / 2.0).isCloseTo(26 + 285 / 2.0, within(3.0));
    }

    @Test
    void bundleHasExactlyThreeTypesAndNoAddress() {
        Map<String, Object> bundle = Renderers.render(sample());
        assertThat(bundle.keySet()).containsExactly(Renderers.PLOTLY, "image/png", "text/plain");
        assertThat(Json.write(bundle)).doesNotContain("http").hasSizeLessThan(200_000);
        assertThat((String) bundle.get("text/plain"))
                .contains("e_ICL")
                .contains("spread")
                .contains("interpolation threshold");
    }

    @Test
    void emptyAndDegenerateDataStillDraw() {
        for (double[] y : List.of(new double[0], new double[] {Double.NaN}, new double[] {0}, new double[] {-5})) {
            double[] x = new double[y.length];
            Figure f = Figure.of("t").line("a", x, y).logY();
            assertThat(f.png()).isNotEmpty();
            assertThat(Json.write(f.plotly())).doesNotContain("NaN");
        }
    }

    @Test
    void thinningKeepsTheExtremes() {
        int n = 300_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = Math.sin(i * 1e-3);
        }
        y[123_456] = 7;
        double[][] thin = Thinning.of(x, y, Figure.MOST_POINTS);
        assertThat(thin[0].length).isLessThanOrEqualTo(Figure.MOST_POINTS);
        assertThat(thin[1]).contains(7.0);
        assertThat(thin[0]).isSorted().contains(0.0, n - 1.0);
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
    }

    @Test
    void savesWhatTheEndingSays(@TempDir Path folder) throws Exception {
        List<String> endings = new ArrayList<>(List.of("png", "json", "csv"));
        for (String e : endings) {
            sample().save(folder.resolve("f." + e).toString());
        }
        assertThat(Files.readString(folder.resolve("f.csv")))
                .startsWith("panel,name,x,y,error_or_value\n1,theory,0.1,1.0,");
        assertThatThrownBy(() -> sample().save("f.doc"))
                .hasMessageContaining("f.doc")
                .hasMessageContaining(".png");
        assertThat(sample().table().rowCount()).isEqualTo(3 * 3 + 6);
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> sample().line("a", new double[2], new double[3]))
                .hasMessageContaining("length 2 and 3");
        assertThatThrownBy(() -> sample().xRange(2, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> sample().logX().xRange(-1, 1)).hasMessageContaining("> 0");
        assertThatThrownBy(() -> sample().heat("z", X, X, new double[2][3])).hasMessageContaining("2 rows");
    }
}
