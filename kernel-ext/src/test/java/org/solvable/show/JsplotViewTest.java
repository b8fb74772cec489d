package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.solvable.model.Json;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.BoxTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** Code written for tablesaw-jsplot shows its figures in a cell. */
class JsplotViewTest {

    private static final String HOSTILE = "it's \"<b>\" </script><img src=x onerror=alert(1)>";

    private static JsonNode shown(Object value) {
        try {
            Map<String, Object> bundle = Renderers.render(value);
            assertThat(bundle.get("text/plain").toString()).isNotBlank();
            JsonNode json = new ObjectMapper().readTree(Json.write(bundle.get(Renderers.PLOTLY)));
            assertThat(new PlotlySchema().faults(json)).as(json.toString()).isEmpty();
            return json;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Trace scatter() {
        return ScatterTrace.builder(new double[] {1, 2, Double.NaN}, new double[] {3, 1e-7, 5})
                .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
                .name(HOSTILE)
                .marker(Marker.builder().size(9).color("red").build())
                .build();
    }

    @Test
    void numbersAreNumbersAndGapsAreNull() {
        JsonNode trace = shown(scatter()).at("/data/0");
        assertThat(trace.at("/x/0").isNumber()).isTrue();
        assertThat(trace.at("/x/2").isNull()).isTrue();
        assertThat(trace.at("/y/1").asDouble()).isEqualTo(1e-7);
        assertThat(trace.at("/marker/size").asDouble()).isEqualTo(9);
        assertThat(trace.at("/mode").asText()).isEqualTo("lines+markers");
    }

    @Test
    void titlesAreInTheFormOfTheLibraryThatDraws() {
        Object figure = new tech.tablesaw.plotly.components.Figure(
                Layout.builder("T", "time", "value").width(300).build(), scatter(), scatter());
        JsonNode json = shown(figure);
        assertThat(json.get("data")).hasSize(2);
        assertThat(json.at("/layout/title/text").asText()).isEqualTo("T");
        assertThat(json.at("/layout/xaxis/title/text").asText()).isEqualTo("time");
        assertThat(json.at("/layout/width").asInt()).isEqualTo(300);
        Map<String, Object> bundle = Renderers.render(figure);
        assertThat(bundle.keySet()).containsExactly(Renderers.PLOTLY, "image/png", "text/plain");
        assertThat(bundle.get("text/plain").toString())
                .startsWith("Figure: T. time from")
                .contains(HOSTILE);
        assertThat(Json.write(bundle.get(Renderers.PLOTLY)))
                .doesNotContain("<img")
                .doesNotContain("http");
    }

    @Test
    void otherTypesAreReadToo() {
        JsonNode bars = shown(
                BarTrace.builder(new String[] {"a", "b'c"}, new double[] {1, 2}).build());
        assertThat(bars.at("/data/0/x/1").asText()).isEqualTo("b'c");
        JsonNode histogram =
                shown(HistogramTrace.builder(new double[] {1, 2, 2, 5}).build());
        assertThat(histogram.at("/data/0/xbins/start").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(histogram.at("/data/0/x/3").asDouble()).isEqualTo(5);
        JsonNode heat = shown(HeatmapTrace.builder(new String[] {"a", "b"}, new String[] {"c"}, new double[][] {{1, 2}})
                .build());
        assertThat(heat.at("/data/0/z/0/1").asDouble()).isEqualTo(2);
        assertThat(Renderers.render(HeatmapTrace.builder(
                                new String[] {"a", "b"}, new String[] {"c"}, new double[][] {{1, 2}})
                        .build()))
                .containsKey("image/png");
        // No picture of ours, but a figure, and a text that says what it is.
        Trace box = BoxTrace.builder(new String[] {"a", "a", "b"}, new double[] {1, 2, 3})
                .build();
        shown(box);
        assertThat(Renderers.render(box).get("text/plain").toString()).contains("traces: box");
        shown(PieTrace.builder(new String[] {"a", "b"}, new double[] {1, 2}).build());
    }
}
