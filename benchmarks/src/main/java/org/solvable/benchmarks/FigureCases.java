package org.solvable.benchmarks;

import java.util.Arrays;
import java.util.Map;
import org.solvable.model.Json;
import org.solvable.show.Figure;
import org.solvable.show.Renderers;

/** From arrays to what a notebook keeps of a figure. The check value is the sum of what is drawn. */
final class FigureCases {

    private FigureCases() {}

    /** A cloud of {@code n} points. */
    static Figure points(int n) {
        return Figure.of("Points").x("x").y("y").points("points", JavaCases.uniform(n, 1), JavaCases.uniform(n, 2));
    }

    /** A noisy curve through {@code n} points. */
    static Figure curve(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> i);
        return Figure.of("Noise").x("x").y("y").line("noise", x, JavaCases.uniform(n, 2));
    }

    /** The whole bundle as text: Plotly JSON, picture, alternative text. */
    static Prepared bundle(Figure figure, int n) {
        return () -> {
            Map<String, Object> bundle = Renderers.render(figure);
            int letters = Json.write(bundle).length();
            return () -> letters > 0 ? sum(n) : Double.NaN;
        };
    }

    /** The picture alone. */
    static Prepared png(Figure figure, int n) {
        return () -> {
            int bytes = figure.png().length;
            return () -> bytes > 0 ? sum(n) : Double.NaN;
        };
    }

    private static double sum(int n) {
        return Arrays.stream(JavaCases.uniform(n, 2)).sum();
    }
}
