package org.solvable.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as another program sees them: exit code, standard output, standard error. */
class ModelCommandsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {

        JsonNode json() throws Exception {
            assertThat(out).endsWith("}" + System.lineSeparator());
            assertThat(out.lines()).hasSize(1);
            return MAPPER.readTree(out);
        }
    }

    private static Ended lab(String input, String... arguments) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        InputStream inBefore = System.in;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            int exit = Lab.run(List.of(arguments));
            return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
            System.setIn(inBefore);
        }
    }

    @Test
    void solvePrintsOneObject() throws Exception {
        Ended ended = lab("", "solve", "magnet", "beta=0.5", "start=nearly-zero");
        assertThat(ended.exit).isZero();
        assertThat(ended.err).isEmpty();
        JsonNode json = ended.json();
        assertThat(json.get("model").asText()).isEqualTo("magnet");
        assertThat(json.get("inputs").get("beta").asDouble()).isEqualTo(0.5);
        assertThat(json.get("inputs").get("start").asText()).isEqualTo("nearly-zero");
        assertThat(json.get("outputs").get("m").asDouble()).isBetween(0.0, 1e-13);
        assertThat(json.get("status").asText()).isEqualTo("converged");
    }

    @Test
    void whatDidNotConvergeIsPrintedWithExitCode3() throws Exception {
        Ended ended = lab("", "solve", "magnet", "beta=1", "steps=7");
        assertThat(ended.exit).isEqualTo(3);
        assertThat(ended.json().get("status").asText()).isEqualTo("not-converged");
        assertThat(ended.json().get("outputs").get("m").asDouble()).isBetween(0.1, 1.0);
        assertThat(ended.err).startsWith("lab solve: not-converged. ").contains("allow more steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solve magnet beta=-1    | lab solve: beta = -1.0: must be finite and > 0",
                "solve magnet beta=nan   | lab solve: beta = NaN: must be finite and > 0",
                "solve magnet            | lab solve: beta is missing: must be finite and > 0 (inverse temperature)",
                "solve magnet bta=1      | lab solve: unknown parameter \"bta\": did you mean \"beta\"?",
                "solve magnet beta       | lab solve: beta: must be name=value",
                "solve magnet beta=1 beta=2 | lab solve: beta: has been given twice",
                "solve magnet beta=1 n=4 | lab solve: unknown parameter \"n\"",
                "solve magnt beta=1      | lab solve: unknown model \"magnt\": did you mean \"magnet\"?",
                "solve magnet --batch no-such-file | lab solve: --batch = no-such-file: there is no such file",
                "measure magnet beta=1 n=0 | lab measure: n = 0: must be a whole number and >= 1",
                "measure magnet beta=1 repliscas=3 | did you mean \"replicas\"?",
                "models magnat           | did you mean \"magnet\"?",
                "sweep no-such-file      | lab sweep: no-such-file: there is no such file",
                "solve                   | Missing required parameter: 'MODEL'",
            })
    void wrongArgumentsExitWith2AndSayWhatToChange(String command, String message) {
        Ended ended = lab("", command.split(" ", -1));
        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err).contains(message).doesNotContain("\tat ");
    }

    @Test
    void aBatchAnswersEveryLine() throws Exception {
        String input =
                "{\"beta\":0.5}\n\n{\"beta\":0}\nnonsense\n{\"beta\":\"2\",\"steps\":3}\n{\"bta\":1}\n{\"beta\":4}\n";
        Ended ended = lab(input, "solve", "magnet", "h=0.1", "--batch", "-");
        assertThat(ended.exit).isEqualTo(2);
        List<String> lines = ended.out.lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(MAPPER.readTree(lines.get(0)).get("inputs").get("h").asDouble())
                .isEqualTo(0.1);
        assertThat(MAPPER.readTree(lines.get(1)).get("error").asText()).isEqualTo("beta = 0.0: must be finite and > 0");
        assertThat(MAPPER.readTree(lines.get(1)).get("line").asInt()).isEqualTo(3);
        assertThat(MAPPER.readTree(lines.get(2)).get("error").asText()).startsWith("not a JSON object at line 1");
        assertThat(MAPPER.readTree(lines.get(3)).get("status").asText()).isEqualTo("not-converged");
        assertThat(MAPPER.readTree(lines.get(4)).get("error").asText()).contains("did you mean \"beta\"?");
        assertThat(MAPPER.readTree(lines.get(5)).get("status").asText()).isEqualTo("converged");

        assertThat(lab("{\"beta\":1,\"steps\":2}\n", "solve", "magnet", "--batch", "-").exit)
                .isEqualTo(3);
        Path file = folder.resolve("points.jsonl");
        Files.writeString(file, "{\"beta\":0.5}\n{\"beta\":0.25}");
        Ended fromFile = lab("", "solve", "magnet", "--batch", file.toString());
        assertThat(fromFile.exit).isZero();
        assertThat(fromFile.out.lines()).hasSize(2);
    }

    @Test
    void measurePrintsMeansAndErrors() throws Exception {
        Ended ended = lab("", "measure", "magnet", "beta=0.5", "n=30", "replicas=25", "seed=4");
        assertThat(ended.exit).isZero();
        assertThat(ended.err).isEmpty();
        JsonNode m = ended.json().get("outputs").get("m");
        assertThat(m.get("mean").asDouble()).isBetween(0.0, 1.0);
        assertThat(m.get("standardError").asDouble()).isBetween(1e-3, 0.2);
        assertThat(m.get("count").asInt()).isEqualTo(25);
        assertThat(ended.json().get("settings").get("seed").asLong()).isEqualTo(4);
        assertThat(ended.json().get("provenance").get("seed").asLong()).isEqualTo(4);
        assertThat(lab("", "measure", "magnet", "beta=0.5", "n=30", "replicas=25", "seed=4").out)
                .isEqualTo(ended.out);
    }

    @Test
    void modelsListsWhatTheRecordsSay() throws Exception {
        Ended text = lab("", "models", "magnet");
        assertThat(text.exit).isZero();
        assertThat(text.out)
                .startsWith("magnet: Curie-Weiss magnet\n")
                .containsPattern("beta +finite and > 0 +inverse temperature\n")
                .containsPattern("start=up +one of up, nearly-zero +where the iteration starts\n")
                .containsPattern("delay=0 +finite and >= 0 +slowness of one draw, to have something to stop \\[ms\\]\n")
                .containsPattern("energy +energy per spin \\[J\\]\n");
        JsonNode json = lab("", "models", "magnet", "--json").json();
        assertThat(json.get("parameters").get(0).get("name").asText()).isEqualTo("beta");
        assertThat(json.get("parameters").get(0).has("default")).isFalse();
        assertThat(json.get("parameters").get(0).get("max").asText()).isEqualTo("inf");
        assertThat(json.get("parameters").get(3).get("words").get(1).asText()).isEqualTo("nearly-zero");
        assertThat(json.get("outputs").get(1).get("unit").asText()).isEqualTo("J");
        assertThat(lab("", "models").out).contains("magnet: Curie-Weiss magnet\n");
    }

    @Test
    void sweepPrintsTheTableOrWritesItWithASummary() throws Exception {
        Path spec = folder.resolve("spec.json");
        Files.writeString(spec, "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"values\":[0.5,2]}]}");
        Ended printed = lab("", "sweep", spec.toString());
        assertThat(printed.exit).isZero();
        assertThat(printed.err).isEmpty();
        assertThat(printed.out.lines().toList().getFirst()).isEqualTo("beta,m,energy,status");
        assertThat(printed.out.lines()).hasSize(3);

        Path table = folder.resolve("table.csv");
        Path journal = folder.resolve("journal.jsonl");
        Ended written = lab(
                "",
                "sweep",
                spec.toString(),
                "--out",
                table.toString(),
                "--journal",
                journal.toString(),
                "--threads",
                "2");
        assertThat(written.exit).isZero();
        assertThat(written.json().get("finished").asInt()).isEqualTo(2);
        assertThat(table).hasContent(printed.out);
        assertThat(Files.readAllLines(journal)).hasSize(3);
        assertThat(lab(
                                "",
                                "sweep",
                                spec.toString(),
                                "--out",
                                folder.resolve("no/t.csv").toString())
                        .exit)
                .isEqualTo(2);
        Files.writeString(
                spec, "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"values\":[1]}],\"with\":{\"steps\":2}}");
        assertThat(lab("", "sweep", spec.toString()).exit).isEqualTo(3);
        assertThat(lab("", "sweep", spec.toString(), "--journal", journal.toString()).err)
                .contains("was begun with axes");
    }
}
