package org.solvable.data.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.random.RandomStream;
import tech.tablesaw.api.Table;

class SparseTokensTest {

    private static final RandomStream STREAM = RandomStream.of(7).split("sparse tokens");

    @Test
    void labelsComeAtTheirRate() {
        int n = 40_000;
        for (double pi : new double[] {0.01, 0.3, 0.999}) {
            SparseTokens family = new SparseTokens(1, 1, 1, 0, pi);
            int positive = 0;
            for (int i = 0; i < n; i++) {
                positive += family.label(i, STREAM) > 0 ? 1 : 0;
            }
            assertThat((double) positive / n).isCloseTo(pi, within(4 * Math.sqrt(pi * (1 - pi) / n)));
        }
    }

    /** Every set of R positions is as likely as every other: chi-square over all of them. */
    @ParameterizedTest
    @CsvSource({"4, 1, 4", "4, 2, 6", "5, 3, 10", "3, 3, 1"})
    void positionsAreUniform(int length, int informative, int subsets) {
        int n = 20_000;
        LabelledSequences s = new SparseTokens(2, length, informative, 1, 0.5).draw(new double[] {1, 0}, n, STREAM);
        Map<String, Integer> counts = new HashMap<>();
        int positive = 0;
        for (int i = 0; i < n; i++) {
            assertThat(s.positions()[i])
                    .hasSize(s.labels()[i] > 0 ? informative : 0)
                    .isSorted();
            if (s.labels()[i] > 0) {
                counts.merge(Arrays.toString(s.positions()[i]), 1, Integer::sum);
                positive++;
            }
        }
        assertThat(counts).hasSize(subsets);
        double chiSquare = 0;
        double expected = (double) positive / subsets;
        for (int c : counts.values()) {
            chiSquare += (c - expected) * (c - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(subsets - 1 + 5 * Math.sqrt(2.0 * subsets));
    }

    /** The noise is the same with and without signal: what is added is θ ξ at the informative tokens and nothing elsewhere. */
    @Test
    void theSignalIsAddedToInformativeTokensOnly() {
        int d = 6;
        int length = 5;
        double[] xi = new SparseTokens(d, length, 2, 3, 0.5).signal(STREAM.split("signal"));
        assertThat(Arrays.stream(xi).map(x -> x * x).sum()).isCloseTo(1, within(1e-14));
        LabelledSequences bare = new SparseTokens(d, length, 2, 0, 0.5).draw(xi, 300, STREAM);
        LabelledSequences with = new SparseTokens(d, length, 2, 3, 0.5).draw(xi, 300, STREAM);
        assertThat(with.labels()).isEqualTo(bare.labels());
        for (int i = 0; i < 300; i++) {
            for (int l = 0; l < length; l++) {
                boolean informative = Arrays.binarySearch(with.positions()[i], l) >= 0;
                for (int j = 0; j < d; j++) {
                    double added =
                            with.tokens().get(i * length + l, j) - bare.tokens().get(i * length + l, j);
                    assertThat(added).isCloseTo(informative ? 3 * xi[j] : 0, within(1e-14));
                }
            }
        }
    }

    /** Second and fourth moments of the noise, and no correlation between tokens. */
    @Test
    void theNoiseIsStandardNormal() {
        int n = 30_000;
        LabelledSequences s = new SparseTokens(3, 2, 1, 0, 0.5).draw(new double[3], n, STREAM);
        double mean = 0;
        double second = 0;
        double fourth = 0;
        double across = 0;
        int count = 6 * n;
        for (int k = 0; k < count; k++) {
            double x = s.tokens().data[k];
            mean += x / count;
            second += x * x / count;
            fourth += x * x * x * x / count;
        }
        for (int i = 0; i < n; i++) {
            across += s.tokens().get(2 * i, 0) * s.tokens().get(2 * i + 1, 0) / n;
        }
        assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(count)));
        assertThat(second).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
        assertThat(fourth).isCloseTo(3, within(4 * Math.sqrt(96.0 / count)));
        assertThat(across).isCloseTo(0, within(4 / Math.sqrt(n)));
    }

    /** What makes streaming possible: a sequence is the same alone, again, or among others. */
    @Test
    void aSequenceDependsOnItsNumberAlone() {
        SparseTokens family = new SparseTokens(40, 7, 2, 2, 0.6);
        double[] xi = family.signal(STREAM.split("signal"));
        LabelledSequences all = family.draw(xi, 20, STREAM);
        assertThat(family.draw(xi, 5, STREAM).tokens().data).isEqualTo(Arrays.copyOf(all.tokens().data, 5 * 7 * 40));
        double[] one = new double[3 + 7 * 40];
        for (int i : new int[] {13, 2, 13}) {
            int[] positions = family.fill(xi, i, STREAM, one, 3);
            assertThat(positions).isEqualTo(all.positions()[i]);
            assertThat(family.label(i, STREAM)).isEqualTo(all.labels()[i]);
            assertThat(Arrays.copyOfRange(one, 3, one.length))
                    .isEqualTo(Arrays.copyOfRange(all.tokens().data, i * 280, (i + 1) * 280));
        }
    }

    @Test
    void theTableShowsTheComponentsAlongADirection() {
        SparseTokens family = new SparseTokens(10, 4, 1, 50, 0.5);
        double[] xi = family.signal(STREAM.split("signal"));
        LabelledSequences s = family.draw(xi, 30, STREAM);
        Table table = s.along(xi, 8);
        assertThat(table.rowCount()).isEqualTo(8);
        for (int i = 0; i < 8; i++) {
            int label = table.intColumn("label").getInt(i);
            assertThat((double) label).isEqualTo(s.labels()[i]);
            for (int l = 1; l <= 4; l++) {
                boolean informative = table.stringColumn("informative").get(i).equals("" + l);
                assertThat(table.doubleColumn("token " + l).getDouble(i) > 25).isEqualTo(informative);
            }
        }
        assertThatThrownBy(() -> s.along(new double[3], 2)).hasMessageContaining("must have 10");
    }

    @Test
    void badValuesAreNamed() {
        assertThatThrownBy(() -> new SparseTokens(0, 4, 1, 1, 0.5)).hasMessageContaining("dimension = 0");
        assertThatThrownBy(() -> new SparseTokens(3, 0, 1, 1, 0.5)).hasMessageContaining("length = 0");
        assertThatThrownBy(() -> new SparseTokens(3, 4, 5, 1, 0.5)).hasMessageContaining("informative = 5");
        assertThatThrownBy(() -> new SparseTokens(3, 4, 0, 1, 0.5)).hasMessageContaining("informative = 0");
        assertThatThrownBy(() -> new SparseTokens(3, 4, 1, -1, 0.5)).hasMessageContaining("theta = -1");
        assertThatThrownBy(() -> new SparseTokens(3, 4, 1, Double.NaN, 0.5)).hasMessageContaining("theta = NaN");
        assertThatThrownBy(() -> new SparseTokens(3, 4, 1, 1, 1)).hasMessageContaining("pi = 1");
        assertThatThrownBy(() -> new SparseTokens(3, 4, 1, 1, Double.NaN)).hasMessageContaining("pi = NaN");
        SparseTokens family = new SparseTokens(3, 4, 1, 1, 0.5);
        assertThatThrownBy(() -> family.draw(new double[2], 1, STREAM)).hasMessageContaining("must have 3");
        assertThatThrownBy(() -> family.draw(new double[3], 0, STREAM)).hasMessageContaining("count = 0");
    }
}
