package org.solvable.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookParametersTest {

    @TempDir
    private Path folder;

    private NotebookParameters given(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("parameters.json"), json);
        return NotebookParameters.of(Map.of("SOLVABLE_PARAMETERS", file.toString()));
    }

    @Test
    void withoutAnythingFromOutsideTheCellDecides() {
        NotebookParameters parameters = NotebookParameters.of(Map.of());
        assertThat(parameters.profile()).isEqualTo("quick");
        assertThat(parameters.integer("d", 40)).isEqualTo(40);
        assertThat(parameters.number("alpha", 0.5)).isEqualTo(0.5);
        assertThat(parameters.text("name", "x")).isEqualTo("x");
        assertThat(parameters.flag("fast", true)).isTrue();
        assertThat(parameters.finish()).isEqualTo("profile = quick, d = 40, alpha = 0.5, name = x, fast = true");
    }

    @ParameterizedTest
    @CsvSource({"quick, 1", "full, 2", "gpu, 3"})
    void theProfileChoosesTheSize(String profile, int expected) {
        NotebookParameters parameters = NotebookParameters.of(Map.of("SOLVABLE_PROFILE", profile));
        assertThat(parameters.choose(1, 2, 3)).isEqualTo(expected);
    }

    @Test
    void valuesMayBeJsonNumbersOrTheTextsOfACommandLine() throws IOException {
        NotebookParameters parameters =
                given("{\"d\": \"100\", \"alpha\": 2.5, \"tau\": \"inf\", \"fast\": \"false\", \"profile\": \"full\"}");
        assertThat(parameters.profile()).isEqualTo("full");
        assertThat(parameters.integer("d", 1)).isEqualTo(100);
        assertThat(parameters.number("alpha", 1)).isEqualTo(2.5);
        assertThat(parameters.number("tau", 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parameters.flag("fast", true)).isFalse();
        assertThat(parameters.finish()).startsWith("profile* = full, d* = 100");
    }

    @Test
    void theVariableWinsOverTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("p.json"), "{\"profile\": \"gpu\"}");
        NotebookParameters parameters =
                NotebookParameters.of(Map.of("SOLVABLE_PARAMETERS", file.toString(), "SOLVABLE_PROFILE", "full"));
        assertThat(parameters.profile()).isEqualTo("full");
    }

    @Test
    void aTypingErrorIsNotSilentlyIgnored() throws IOException {
        NotebookParameters parameters = given("{\"alhpa\": 2}");
        parameters.number("alpha", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(parameters::finish)
                .withMessage("Unknown parameter alhpa: this notebook has profile, alpha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"many\"", "1e12", "\"inf\"", "null"})
    void anIntegerMustBeWhole(String value) throws IOException {
        NotebookParameters parameters = given("{\"d\": " + value + "}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.integer("d", 1))
                .withMessageStartingWith("d = ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":", "", "7"})
    void theFileMustHoldOneObject(String content) {
        assertThatIllegalArgumentException().isThrownBy(() -> given(content)).withMessageContaining("parameters.json");
    }

    @Test
    void anUnknownProfileAndAMissingFileAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NotebookParameters.of(Map.of("SOLVABLE_PROFILE", "huge")))
                .withMessage("profile = huge: must be one of [quick, full, gpu]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NotebookParameters.of(Map.of("SOLVABLE_PARAMETERS", "no/such/file.json")))
                .withMessageContaining("no/such/file.json");
    }
}
