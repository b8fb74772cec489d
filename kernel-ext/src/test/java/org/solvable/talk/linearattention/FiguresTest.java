package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.solvable.model.Json;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Run;
import org.solvable.show.Figure;
import org.solvable.show.Layer;
import tech.tablesaw.api.Table;

class FiguresTest {

    private static final Model MODEL = Model.standard().withLambda(0.01);
    private static final double[] TAU = {0.5, 1, 2};

    private static void drawable(Figure f) {
        assertThat(f.png()).hasSizeGreaterThan(2000);
        assertThat(Json.write(f.plotly())).contains("\"data\"").doesNotContain("NaN");
        assertThat(f.alt()).isNotBlank();
    }

    private static Series curve(String name) {
        return Theory.curve(name, TAU, MODEL::withTau, Errors::icl);
    }

    private static Series points(String name) {
        return Series.measured(
                name, TAU, List.of(new Measured(0.9, 0.1, 5), new Measured(1.5, 0.2, 5), new Measured(0.8, 0.1, 5)));
    }

    @Test
    void everyFigureDraws() {
        List<Series> curves = List.of(curve("a"), curve("b"));
        List<Series> points = List.of(points("a"));
        drawable(Figures.doubleDescent(curves, points, curves, List.of()));
        drawable(Figures.againstPrompts("$e_{ICL}$", curves, points));
        drawable(Figures.taskGap(curves, points, List.of(curve("limit"), points("dMMSE"))));
        double[] kappa = Series.logarithmic(0.1, 10, 5);
        double[] alpha = Series.logarithmic(1, 100, 4);
        double[][] z = Theory.taskGapGrid(MODEL, kappa, alpha);
        drawable(Figures.phaseDiagram("$g_{task}$", kappa, alpha, z, List.of(Series.curve("b", kappa, kappa))));
        drawable(Figures.promptsAndDiversity("excess", alpha, kappa, Theory.taskGapGrid(MODEL, alpha, kappa)));
        drawable(Figures.contextLength("$e$", curves, points, List.of(points("best"))));
        double[][] best = {{1, 10, Double.POSITIVE_INFINITY, 0, Double.NaN}, {2, 3, 4, 5, 6}};
        Figure map = Figures.bestContext(kappa, new double[] {0.1, 1}, best, 0.5);
        drawable(map);
        Layer.Heat heat = (Layer.Heat) map.panels().getFirst().layers().getFirst();
        assertThat(heat.z()[0]).containsExactly(0, 1, Double.NaN, Double.NaN, Double.NaN);
        drawable(Figures.collapse("$e$", List.of(points("d = 10"), points("d = 20")), new int[] {10, 20}, curves));
        drawable(Figures.exponents("x", "y", curves, new double[] {-1, Double.NaN}, points));
        drawable(Figures.agreement("x", List.of(points("a").zScores(curve("a")))));
        drawable(Figures.alignment(curves, points));
        drawable(Figures.testTimeScaling(curves, points));
    }

    @Test
    void collapseShowsTheSamePointsOnBothScales() {
        Figure f = Figures.collapse("$e$", List.of(points("d = 10")), new int[] {10}, List.of());
        Layer.Points left = (Layer.Points) f.panels().get(0).layers().getFirst();
        Layer.Points right = (Layer.Points) f.panels().get(1).layers().getFirst();
        assertThat(left.x()).containsExactly(TAU);
        assertThat(right.x()).containsExactly(5, 10, 20);
        assertThat(right.y()).containsExactly(left.y());
        assertThatThrownBy(() -> Figures.collapse("$e$", List.of(), new int[] {10}, List.of()))
                .hasMessageContaining("equally many");
    }

    @Test
    void guidesHaveTheirSlope() {
        Series s = Series.curve("s", new double[] {1, 10, 100}, new double[] {7, 5, 4});
        Figure f = Figures.exponents("x", "y", List.of(s), new double[] {-2}, List.of());
        Layer.Line guide = (Layer.Line) f.panels().getFirst().layers().get(1);
        assertThat(guide.y()).usingComparatorWithPrecision(1e-12).containsExactly(500, 5, 0.05);
    }

    @Test
    void seriesFromMeasurements() {
        List<Measurement> runs = Experiment.along(
                new double[] {0.52, 1.9}, MODEL::withTau, ExperimentSettings.of(10, 3, 1), Run.quiet());
        Series s = Series.measured("d = 10", "realised_tau", "icl", runs);
        assertThat(s.x()).containsExactly(0.52, 1.9);
        assertThat(s.y()[1]).isEqualTo(runs.get(1).output("icl").mean());
        Table table = s.table();
        assertThat(Series.of("d = 10", table, "x", "y", "standard error")).isEqualTo(s);
        Series exact = Series.curve("t", s.x(), new double[] {s.y()[0] - 2 * s.standardError()[0], s.y()[1]});
        assertThat(s.zScores(exact).y()[0]).isCloseTo(2, within(1e-12));
    }

    @Test
    void grids() {
        assertThat(Series.linear(0, 1, 3)).containsExactly(0, 0.5, 1);
        assertThat(Series.logarithmic(0.01, 100, 3)).containsExactly(new double[] {0.01, 1, 100}, within(1e-15));
        assertThatThrownBy(() -> Series.logarithmic(0, 1, 3)).hasMessageContaining("must be > 0");
        assertThatThrownBy(() -> Series.linear(0, 1, 1)).hasMessageContaining("count = 1");
        assertThatThrownBy(() -> new Series("s", new double[2], new double[3], new double[0]))
                .hasMessageContaining("equally many");
    }
}
