package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.solvable.num.SolveStatus;

class ModelsTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.9, 0.999})
    void theMagnetSolvesItsParametricSolution(double m) {
        double beta = 0.5 * Math.log((1 + m) / (1 - m)) / m;
        Solution<?> solution = Models.solve("magnet", Map.of("beta", beta, "steps", 2_000_000), Run.quiet());
        assertThat(solution.status()).isEqualTo(Status.CONVERGED);
        assertThat(solution.output("m")).isCloseTo(m, within(1e-8));
        assertThat(((Magnet.Order) solution.orThrow()).energy()).isCloseTo(-m * m / 2, within(1e-8));
    }

    @Test
    void theExperimentApproachesTheoryAsItGrows() {
        double m = ((Magnet.Order)
                        Models.solve("magnet", Map.of("beta", 1.5), Run.quiet()).orThrow())
                .m();
        double bias = Double.POSITIVE_INFINITY;
        for (int n : new int[] {10, 100, 5000}) {
            Measured measured = Models.measure(
                            "magnet", Map.of("beta", "1.5", "n", n, "replicas", 4000, "seed", 5), Run.quiet())
                    .output("m");
            assertThat(Math.abs(measured.mean() - m)).isLessThan(bias);
            bias = Math.abs(measured.mean() - m) / 2;
            if (n == 5000) {
                assertThat(measured.agreesWith(m, 4)).isTrue();
            }
        }
    }

    @Test
    void notConvergedIsAStatusAndLoudWhereANumberIsNeeded() {
        Solution<?> s = Models.solve("magnet", Map.of("beta", 1, "steps", 10), Run.quiet());
        assertThat(s.status()).isEqualTo(Status.NOT_CONVERGED);
        assertThat(s.output("m")).isBetween(0.0, 1.0);
        assertThatThrownBy(s::orThrow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("magnet at beta=1.0 coupling=1.0 h=0.0 start=up steps=10: not-converged. ")
                .hasMessageContaining("allow more steps");
    }

    @Test
    void wrongNamesAreAnsweredWithTheRightOnes() {
        assertThatThrownBy(() -> Models.named("magnit"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("did you mean \"magnet\"?");
        assertThatThrownBy(() -> Models.measure("magnet", Map.of("beta", 1, "replica", 3), Run.quiet()))
                .hasMessageContaining("did you mean \"replicas\"?");
        assertThatThrownBy(() -> Models.solve("magnet", Map.of("beta", 1, "n", 3), Run.quiet()))
                .hasMessageContaining("unknown parameter \"n\"");
        assertThatThrownBy(() ->
                        Models.solve("magnet", Map.of("beta", 1), Run.quiet()).output("mm"))
                .hasMessageContaining("unknown output \"mm\"");
    }

    @Test
    void modelsAreFoundFromAThreadWhoseLoaderSeesNothing() throws Exception {
        List<String> found = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread kernel = new Thread(() -> Models.all().forEach(m -> found.add(m.id())));
        kernel.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        kernel.start();
        kernel.join();
        assertThat(found).contains("magnet").isSorted().doesNotHaveDuplicates();
    }

    @Test
    void jsonIsStrictAndOrdered() {
        Solution<?> s = Models.solve("magnet", Map.of("beta", 0.5, "coupling", 0), Run.quiet());
        assertThat(s.toJson())
                .startsWith(
                        "{\"model\":\"magnet\",\"inputs\":{\"beta\":0.5,\"coupling\":0.0,\"h\":0.0,\"start\":\"up\","
                                + "\"steps\":100000},\"outputs\":{\"m\":0.0,\"energy\":-0.0},\"status\":\"converged\",")
                .contains("\"errorEstimate\":null")
                .contains("\"branches\":[{\"name\":\"up\",");
        Measurement m = Models.measure("magnet", Map.of("beta", 0.5, "replicas", 1), Run.quiet());
        assertThat(m.toJson()).contains("\"standardError\":null,\"count\":1}");
        assertThat(Json.readObject(m.toJson()).get("notes")).isEqualTo(Map.of("spins", 1000));
        assertThat(Json.write(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN)))
                .isEqualTo("[\"inf\",\"-inf\",null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1]", "{\"a\":1} x", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "{a:1}", "{\"a\":1"})
    void whatIsNotOneObjectIsRejected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.readObject(text))
                .withMessageContaining("JSON object");
    }

    @Test
    void provenanceNamesWhatComputed() {
        Provenance p = Provenance.of("magnet", 7);
        assertThat(p.toMap().keySet())
                .containsExactly("model", "seed", "solvable", "revision", "java", "system", "backend");
        assertThat(p).isEqualTo(new Provenance("magnet", OptionalLong.of(7)));
        assertThat(Provenance.environment().get("java")).startsWith("25");
    }

    @Test
    void everyNumericStatusHasAWordAndASentence() {
        for (SolveStatus status : SolveStatus.values()) {
            assertThat(Status.of(status).isAnswer()).isEqualTo(status.converged());
        }
        for (Status status : Status.values()) {
            assertThat(Status.ofWord(status.word())).isEqualTo(status);
            assertThat(status.sentence()).endsWith(".");
        }
        assertThatThrownBy(() -> Status.ofWord("fine")).isInstanceOf(UnknownNameException.class);
    }
}
