package org.solvable.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.cli.Home;
import org.solvable.cli.KernelSpec;

/** Stock IJava 1.3.0 with Solvable in it, over its wire protocol. */
class KernelIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @BeforeAll
    static void prepare() {
        Checkout.environment();
    }

    private static Map<String, Object> cell(String code) {
        return Map.of("code", code);
    }

    private static Map<String, Object> cellToInterrupt(String code) {
        return Map.of("code", code, "interrupt_after", 1.5);
    }

    @SafeVarargs
    private static JsonNode talk(Map<String, String> variables, Map<String, Object>... steps)
            throws IOException, InterruptedException {
        String out = Checkout.python(
                Checkout.environment().python(),
                "talk_to_kernel.py",
                variables,
                Duration.ofMinutes(4),
                "solvable-ijava",
                MAPPER.writeValueAsString(steps));
        return Checkout.json(out);
    }

    private static JsonNode bundle(JsonNode step) {
        assertThat(step.get("error").isNull()).as(step.toString()).isTrue();
        assertThat(step.get("bundles")).as(step.toString()).isNotEmpty();
        return step.get("bundles").get(step.get("bundles").size() - 1);
    }

    @Test
    void firstCellsAreRightAndQuiet() throws IOException, InterruptedException {
        JsonNode seen = talk(
                Map.of(),
                cell("1 + 1"),
                cell(
                        "Table.create(\"t\", DoubleColumn.create(\"x\", 1.0, 2.0), StringColumn.create(\"s\", \"a\", \"b\"))"),
                cell("new SimpleMatrix(new double[][] {{1, 2}, {3, 4}})"),
                cell("Backends.best().name()"),
                cell("Doctor.report()"),
                cell("IntStream.range(0, 3).boxed().toList()"),
                cell("Figure.of(\"growth\").line(\"y\", new double[] {1, 2, 3}, new double[] {1, 4, 9})"),
                cell("new SimpleMatrix(100, 100)"),
                cell("new double[] {1, 2.5}"),
                cell(
                        "org.solvable.talk.linearattention.Theory.solve(org.solvable.talk.linearattention.Model.standard())"));
        JsonNode steps = seen.get("steps");
        assertThat(bundle(steps.get(0)).get("text/plain").asText()).isEqualTo("2");
        for (JsonNode step : steps) {
            assertThat(step.get("error").isNull()).as(step.toString()).isTrue();
            assertThat(step.get("streams")).as("noise: " + step).isEmpty();
        }
        assertThat(bundle(steps.get(1)).get("text/html").asText()).contains("<table", "2");
        assertThat(bundle(steps.get(1)).get("text/plain").asText()).contains("x", "s");
        assertThat(bundle(steps.get(2)).get("text/latex").asText()).contains("matrix", "4");
        assertThat(bundle(steps.get(4)).get("text/markdown").asText()).contains("JDK 25");
        JsonNode figure = bundle(steps.get(6));
        assertThat(figure.get("application/vnd.plotly.v1+json")
                        .at("/data/0/x/1")
                        .asDouble())
                .isEqualTo(2);
        assertThat(figure.get("image/png").asText()).startsWith("iVBOR");
        assertThat(figure.get("text/plain").asText()).contains("growth");
        assertThat(bundle(steps.get(7)).get("text/plain").asText()).contains("100 x 100");
        assertThat(bundle(steps.get(8)).get("text/plain").asText())
                .contains("1", "2.5")
                .doesNotContain("[D@");
        assertThat(bundle(steps.get(9)).get("text/html").asText()).contains("icl");
        // The JVM itself announces the incubating Vector API; nothing else may reach the terminal.
        assertThat(seen.get("log").asText().lines().filter(line -> !line.contains("incubator modules")))
                .isEmpty();
    }

    @Test
    void theStopButtonEndsALongComputationWithinASecondAndTheNextCellWorks() throws IOException, InterruptedException {
        JsonNode seen = talk(
                Map.of(),
                cell("int kept = 41;"),
                cellToInterrupt("Run run = Notebook.run(\"long work\");\n"
                        + "for (long i = 0; ; i++) { run.checkpoint().reached(0.5); }"),
                cell("kept + 1"),
                cellToInterrupt("while (true) { Notebook.checkInterrupt(); }"),
                cell("kept + 2"),
                cellToInterrupt("Models.measure(\"linear-attention-icl\", Map.of(\"d\", 60, \"replicas\", 100000),"
                        + " Notebook.run(\"experiment\"))"),
                cell("kept + 3"));
        JsonNode steps = seen.get("steps");
        for (int stopped : new int[] {1, 3, 5}) {
            assertThat(steps.get(stopped).get("status").asText()).isEqualTo("error");
            assertThat(steps.get(stopped).get("interrupted_after").isNumber())
                    .as("ran until stopped")
                    .isTrue();
            assertThat(steps.get(stopped).get("interrupted_after").asDouble()).isLessThan(1.0);
        }
        assertThat(bundle(steps.get(2)).get("text/plain").asText()).isEqualTo("42");
        assertThat(bundle(steps.get(4)).get("text/plain").asText()).isEqualTo("43");
        assertThat(bundle(steps.get(6)).get("text/plain").asText()).isEqualTo("44");
        assertThat(seen.get("load").asDouble())
                .as("per cent of a core used after the stop")
                .isLessThan(50);
    }

    @Test
    void progressIsOneLineThatChanges() throws IOException, InterruptedException {
        JsonNode step = talk(Map.of(), cell("""
                                Run run = Notebook.run("work");
                                for (int i = 0; i <= 100; i++) { run.checkpoint().reached(i / 100.0); Thread.sleep(15); }
                                run.progress().done();
                                """)).get("steps").get(0);
        assertThat(step.get("error").isNull()).as(step.toString()).isTrue();
        assertThat(step.get("bundles")).hasSize(1);
        assertThat(step.get("bundles").get(0).get("text/plain").asText()).startsWith("work ");
        assertThat(step.get("updates").asInt()).isBetween(2, 20);
    }

    @Test
    void aMistakeInACellIsShownAloneAndSparesTheNextCell() throws IOException, InterruptedException {
        JsonNode steps = talk(
                        Map.of(),
                        cell("int x = \"text\";"),
                        cell("NotebookParameters.of(Map.of(\"SOLVABLE_PROFILE\", \"huge\"))"),
                        cell("\"next\""))
                .get("steps");
        assertThat(steps.get(0).get("error").toString())
                .contains("incompatible types")
                .doesNotContain("incubat");
        assertThat(steps.get(1).get("error").get("evalue").asText())
                .contains("profile = huge: must be one of [quick, full, gpu]");
        assertThat(bundle(steps.get(2)).get("text/plain").asText()).isEqualTo("next");
    }

    @Test
    void parametersReachTheKernel(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("p.json"), "{\"d\": 7}");
        JsonNode steps = talk(
                        Map.of("SOLVABLE_PROFILE", "full", "SOLVABLE_PARAMETERS", file.toString()),
                        cell("var given = NotebookParameters.read(); given.integer(\"d\", 1); given.finish()"))
                .get("steps");
        assertThat(bundle(steps.get(0)).get("text/plain").asText()).isEqualTo("profile* = full, d* = 7");
    }

    @Test
    void theKernelRunsFromAFolderWithSpacesAndBrackets(@TempDir Path folder) throws IOException, InterruptedException {
        Path root = folder.resolve("a b [c] {d} é");
        Path lab = root.resolve("kernel-ext/target/lab");
        try (Stream<Path> files = Files.walk(Checkout.HOME.program().getParent())) {
            for (Path file : files.toList()) {
                Path copy = lab.resolve(
                        Checkout.HOME.program().getParent().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        KernelSpec.ijava(new Home(root), Checkout.JDK).install(folder.resolve("data/kernels"));
        Map<String, String> variables = new HashMap<>();
        variables.put("JUPYTER_DATA_DIR", folder.resolve("data").toString());
        variables.put("JUPYTER_PREFER_ENV_PATH", "0");
        List<JsonNode> steps = new ArrayList<>();
        talk(variables, cell("System.getProperty(\"solvable.home\")"), cell("Backends.best().name()"))
                .get("steps")
                .forEach(steps::add);
        assertThat(bundle(steps.get(0)).get("text/plain").asText())
                .isEqualTo(new Home(root).root().toString());
        assertThat(bundle(steps.get(1)).get("text/plain").asText()).isNotBlank();
    }
}
