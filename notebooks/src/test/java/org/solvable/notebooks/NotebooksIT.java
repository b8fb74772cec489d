package org.solvable.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notebook: how it is committed, and what comes out when the lab command runs it in a fresh IJava kernel. */
class NotebooksIT {

    private static final int LONGEST_CELL = 25;
    private static final int LARGEST_OUTPUT = 200_000;

    @BeforeAll
    static void prepare() {
        Checkout.environment();
    }

    static List<Path> notebooks() {
        return Checkout.notebooks();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isCommittedWithoutOutputsAndInShortCells(Path file) throws IOException {
        JsonNode notebook = Checkout.json(file);
        assertThat(notebook.at("/metadata/kernelspec/name").asText()).isEqualTo("solvable-ijava");
        for (JsonNode cell : notebook.get("cells")) {
            String source = source(cell);
            assertThat(source.lines().count())
                    .as("lines of the cell:\n" + source)
                    .isLessThanOrEqualTo(LONGEST_CELL);
            if (cell.get("cell_type").asText().equals("code")) {
                assertThat(cell.get("outputs")).as("outputs of:\n" + source).isEmpty();
                assertThat(cell.get("execution_count").isNull())
                        .as("execution count of:\n" + source)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void runsFromTopToBottom(Path file) throws IOException, InterruptedException {
        Path executed =
                Files.createDirectories(Checkout.SCRATCH.resolve("executed")).resolve(file.getFileName());
        Checkout.Ended ended = Checkout.run(
                List.of(
                        Checkout.HOME.root().resolve("lab").toString(),
                        "run",
                        file.toString(),
                        "--out",
                        executed.toString()),
                Map.of("SOLVABLE_NO_BUILD", "1", "SOLVABLE_PROFILE", "quick"),
                "",
                Duration.ofMinutes(5));
        System.err.print(ended.out());
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        int figures = 0;
        int largest = 0;
        for (JsonNode cell : Checkout.json(executed).get("cells")) {
            for (JsonNode output : cell.path("outputs")) {
                figures += check(output, source(cell));
                largest = Math.max(largest, output.toString().length());
            }
        }
        System.err.println(file.getFileName() + ": " + figures + " figures, largest output " + largest + " letters");
        assertThat(figures).as("figures in " + file.getFileName()).isPositive();
        exportsToHtmlWithPictures(executed, figures);
    }

    /** Checks one output; returns 1 if it is a figure. */
    private static int check(JsonNode output, String source) {
        assertThat(output.get("output_type").asText()).as(source).isNotEqualTo("error");
        assertThat(output.toString().length())
                .as("size of an output of:\n" + source)
                .isLessThanOrEqualTo(LARGEST_OUTPUT);
        JsonNode stream = output.path("name");
        assertThat(stream.asText()).as("noise on stderr from:\n" + source).isNotEqualTo("stderr");
        JsonNode data = output.path("data");
        // A finished progress line leaves an output without content.
        if (!data.isMissingNode() && !data.isEmpty()) {
            assertThat(data.has("text/plain"))
                    .as("plain text beside the output of:\n" + source)
                    .isTrue();
        }
        // What a page would fetch, as against an address that is only named.
        assertThat(source(data.path("text/html")).toLowerCase(Locale.ROOT))
                .as(source)
                .doesNotContainPattern("(src|href|srcset|data|action)\\s*=\\s*[\"']?\\s*(https?:)?//")
                .doesNotContainPattern("(url\\(|@import)\\s*[\"']?\\s*(https?:)?//");
        JsonNode plotly = data.path("application/vnd.plotly.v1+json");
        if (plotly.isMissingNode()) {
            return 0;
        }
        assertThat(plotly.isObject()).as(source).isTrue();
        assertThat(data.fieldNames())
                .toIterable()
                .as(source)
                .containsExactlyInAnyOrder("application/vnd.plotly.v1+json", "image/png", "text/plain");
        assertThat(data.path("image/png").asText()).as(source).startsWith("iVBOR");
        assertThat(source(data.path("text/plain"))).as(source).isNotBlank();
        assertThat(data.toString()).as(source).doesNotContain("http://", "https://");
        return 1;
    }

    /** Where there is no JupyterLab, as on a web page or in a PDF, the static picture must take the figure's place. */
    private static void exportsToHtmlWithPictures(Path executed, int figures) throws IOException, InterruptedException {
        Checkout.Ended ended = Checkout.run(
                List.of(
                        Checkout.environment().python().toString(),
                        "-I",
                        "-m",
                        "nbconvert",
                        "--to",
                        "html",
                        "--log-level=ERROR",
                        executed.toString()),
                Map.of(),
                "",
                Duration.ofMinutes(2));
        assertThat(ended.exit()).as(ended.err()).isZero();
        String html = Files.readString(
                executed.resolveSibling(executed.getFileName().toString().replace(".ipynb", ".html")));
        assertThat(html.split("<img[^>]*src=\"data:image/png;base64,", -1)).hasSizeGreaterThan(figures);
    }

    private static String source(JsonNode cellOrText) {
        JsonNode lines = cellOrText.isObject() ? cellOrText.get("source") : cellOrText;
        if (!lines.isArray()) {
            return lines.asText();
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }
}
