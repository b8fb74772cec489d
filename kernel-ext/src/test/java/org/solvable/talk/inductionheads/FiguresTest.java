package org.solvable.talk.inductionheads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.solvable.model.Measured;
import org.solvable.num.Estimate;
import org.solvable.show.Figure;

class FiguresTest {

    private static final double[] X = {1, 2};
    private static final List<Measured> Y = List.of(new Measured(1, .1, 4), new Measured(2, .1, 4));

    @Test
    void everyFigureCarriesItsNumbers() {
        List<List<Integer>> sets = List.of(List.of(1), List.of(1, 2));
        List<Estimate> e = List.of(new Estimate(.25, .01, 9), new Estimate(.5, .01, 9));
        double[][] sigma = {{.75, .25}, {.5, .5}};
        for (Figure f : List.of(
                Figures.information(sets, e, e),
                Figures.selection(sets, X, new double[][] {X, X}, X, List.of(Y, Y)),
                Figures.heads(List.of("a", "b"), List.of(sigma, sigma), List.of("head 1", "head 2")),
                Figures.circuits(sigma, sigma),
                Figures.written(List.of("a"), List.<double[][]>of(sigma)),
                Figures.loss(X, X, Map.of("Bayes", .5)),
                Figures.copiers(X, X, X, Y),
                Figures.stopping(X, X, Y),
                Figures.estimator(X, X))) {
            assertThat(f.png()).startsWith((byte) 0x89, 'P', 'N', 'G');
            assertThat((List<?>) f.plotly().get("data")).isNotEmpty();
        }
        assertThat(Figures.information(sets, e, e).csv()).contains("1.0,0.5,0.01");
        assertThat(Figures.heads(List.of("a"), List.<double[][]>of(sigma), List.of("head 1", "head 2"))
                        .csv())
                .contains("0.75");
    }
}
