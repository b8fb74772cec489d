package org.solvable.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.Precision;

/**
 * The same Transformer from the same weights in PyTorch, gradients by its autograd and steps by its AdamW. Runs with {@code mvn
 * verify -Poracle -Dsolvable.oracle.python=PYTHON}, where PYTHON has torch.
 */
@EnabledIfSystemProperty(
        named = "solvable.oracle.python",
        matches = ".+",
        disabledReason = "the comparison with PyTorch is opt-in: -Poracle -Dsolvable.oracle.python=PYTHON")
class TorchOracleTest {

    private static final TrainingRun RUN = new TrainingRun(3, 7, 16, 11, 4);
    private static final int STEPS = 5;

    @Test
    void gradientsLossesAndTrainedWeightsAreThoseOfPyTorch(@TempDir Path folder) throws Exception {
        TrainingRun.Result ours = RUN.train(Precision.DOUBLE, Backends.best(), STEPS, Checkpoint.NONE);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("batch", RUN.batch());
        request.put("length", RUN.length());
        request.put("width", RUN.width());
        request.put("heads", RUN.heads());
        request.put("steps", STEPS);
        request.put("tokens", RUN.symbols("tokens"));
        request.put("next", RUN.symbols("next"));
        request.put("weights", RUN.start(Precision.DOUBLE, Backends.best()));
        ObjectMapper json = new ObjectMapper();
        Path in = Files.writeString(folder.resolve("request.json"), json.writeValueAsString(request));
        Path out = folder.resolve("answer.json");
        Path program =
                Path.of(TorchOracleTest.class.getResource("torch_oracle.py").toURI());
        Process python = new ProcessBuilder(
                        System.getProperty("solvable.oracle.python"), program.toString(), in.toString(), out.toString())
                .inheritIO()
                .start();
        assertThat(python.waitFor()).as("exit status of torch_oracle.py").isZero();
        JsonNode theirs = json.readTree(out.toFile());
        for (int i = 0; i < STEPS; i++) {
            assertThat(ours.losses().get(i))
                    .as("loss of step %d", i)
                    .isCloseTo(theirs.path("losses").path(i).asDouble(), within(1e-10));
        }
        compare(ours.gradients(), theirs.path("gradients"), 1e-10);
        // A tiny gradient decides about the sign of Adam's first steps, so that rounding counts for more here.
        compare(ours.weights(), theirs.path("weights"), 1e-7);
    }

    private static void compare(Map<String, double[]> ours, JsonNode theirs, double tolerance) {
        ours.forEach((name, values) -> {
            JsonNode other = theirs.path(name);
            assertThat(other.size()).as(name).isEqualTo(values.length);
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo(other.path(i).asDouble(), within(tolerance));
            }
        });
    }
}
