package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.solvable.model.Json;

/** Every kind of figure is what plotly.js says a figure is. */
class PlotlySchemaTest {

    static Set<String> kinds() {
        return FigureGallery.all().keySet();
    }

    private static JsonNode parsed(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsValid(String kind) throws JsonProcessingException {
        Object plotly = Renderers.render(FigureGallery.all().get(kind)).get(Renderers.PLOTLY);
        assertThat(new PlotlySchema().faults(parsed(Json.write(plotly)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyBundleIsSmallAndNamesNoAddress(String kind) {
        String json = Json.write(Renderers.render(FigureGallery.all().get(kind)));
        assertThat(json).hasSizeLessThan(200_000).doesNotContain("http");
    }

    @Test
    void mistakesAreFound() throws JsonProcessingException {
        PlotlySchema schema = new PlotlySchema();
        String[] wrong = {
            "{'data':[{'type':'scater'}],'layout':{}}",
            "{'data':[{'type':'scatter','x':1}],'layout':{}}",
            "{'data':[{'type':'scatter','mode':'linez'}],'layout':{}}",
            "{'data':[{'type':'scatter','line':{'width':'2'}}],'layout':{}}",
            "{'data':[{'type':'scatter','line':{'widht':2}}],'layout':{}}",
            "{'data':[{'type':'heatmap','colorscale':[['0','#000000'],['1','#FFFFFF']]}],'layout':{}}",
            "{'data':[],'layout':{'xaxis7':{'type':'logarithmic'}}}",
            "{'data':[],'layout':{'xaxis':{'domain':[0,1.5]}}}",
            "{'data':[],'layout':{'annotations':[{'showarrow':'no'}]}}",
            "{'data':[],'layout':{'sliders':[{'steps':[{'args':[['7'],{}]}]}]}}",
            "{'data':[],'layout':{},'extra':1}"
        };
        for (String json : wrong) {
            assertThat(schema.faults(parsed(json.replace('\'', '"')))).as(json).hasSize(1);
        }
        assertThat(schema.faults(parsed("{\"data\":[{\"x\":[1,null]}],\"layout\":{\"yaxis2\":{\"type\":\"log\"}}}")))
                .isEqualTo(List.of());
    }

    @Test
    void theSchemaIsThatOfTheLibraryThatDraws() throws IOException {
        Properties facts = new Properties();
        try (InputStream in = PlotlySchemaTest.class.getResourceAsStream(
                "/META-INF/maven/org.webjars.npm/plotly.js-dist/pom.properties")) {
            facts.load(Objects.requireNonNull(in));
        }
        assertThat(new PlotlySchema().version()).isEqualTo(facts.getProperty("version"));
    }
}
