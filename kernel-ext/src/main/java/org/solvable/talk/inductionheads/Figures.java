package org.solvable.talk.inductionheads;

import java.util.List;
import java.util.Map;
import org.solvable.model.Measured;
import org.solvable.num.Estimate;
import org.solvable.show.AttentionMap;
import org.solvable.show.Figure;

/** The figures of this talk; numbers go in, nothing is solved here. */
public final class Figures {

    private Figures() {}

    /** Information of each set of lags as bars with standard errors. */
    public static Figure information(List<List<Integer>> sets, List<Estimate> modified, List<Estimate> plain) {
        List<String> names = sets.stream().map(FeatureSets::text).toList();
        Figure f = Figure.of("Which past tokens inform about the next")
                .panelTitle("with the price of complexity")
                .y("modified information")
                .bars("modified", names, means(modified), errors(modified));
        return f.panel("without", 2)
                .y("chi-square information")
                .bars("plain", names, means(plain), errors(plain))
                .caption("Without the price the larger set always wins; with it the parents win only while they pay.");
    }

    private static double[] means(List<Estimate> all) {
        return all.stream().mapToDouble(Estimate::mean).toArray();
    }

    private static double[] errors(List<Estimate> all) {
        return all.stream().mapToDouble(Estimate::standardError).toArray();
    }

    /**
     * Shares of features over time, theory as lines, training as points.
     *
     * @param theory {@code theory[i]} along {@code time} for feature i
     * @param measured replicas' means at {@code points} for feature i
     */
    public static Figure selection(
            List<List<Integer>> features,
            double[] time,
            double[][] theory,
            double[] points,
            List<List<Measured>> measured) {
        Figure f = Figure.of("Stage I: selection of parents").x("time").y("$p_S$");
        for (int i = 0; i < features.size(); i++) {
            f = f.line(FeatureSets.text(features.get(i)), time, theory[i]);
        }
        for (int i = 0; i < features.size(); i++) {
            f = f.points(FeatureSets.text(features.get(i)), points, measured.get(i));
        }
        return f.caption("Lines: replicator equation. Points: the trained feed-forward layer.");
    }

    /** Positional attention of every head at several steps: a panel for each step, a row for each head. */
    public static Figure heads(List<String> steps, List<double[][]> sigma, List<String> names) {
        int lags = sigma.getFirst()[0].length;
        AttentionMap map = AttentionMap.of(
                "First attention: what each head copies",
                names,
                java.util.stream.IntStream.rangeClosed(1, lags)
                        .mapToObj(j -> "lag " + j)
                        .toList());
        for (int i = 0; i < steps.size(); i++) {
            map = map.head(steps.get(i), sigma.get(i));
        }
        return map.caption("Heads inside the selected set sharpen on one lag; the others are left alone.")
                .figure();
    }

    /** What the second attention writes: mean output (columns) by the likeliest next token (rows), a panel for each step. */
    public static Figure written(List<String> steps, List<double[][]> output) {
        List<String> tokens = java.util.stream.IntStream.range(0, output.getFirst().length)
                .mapToObj(Integer::toString)
                .toList();
        AttentionMap map = AttentionMap.of("Value circuit: what the second attention writes", tokens, tokens);
        for (int i = 0; i < steps.size(); i++) {
            map = map.head(steps.get(i), output.get(i));
        }
        return map.caption(
                        "Row: the likeliest next token. Column: mean output. At first the unigram, then the diagonal.")
                .figure();
    }

    /** One moment of training: attention of the heads over lags, and mean output by the likeliest next token. */
    public static Figure circuits(double[][] sigma, double[][] output) {
        Figure heads = field(Figure.of("Both circuits").panelTitle("first attention"), "head", "lag", 1, sigma);
        return field(heads.panel("second attention writes", 2), "likeliest next token", "token", 0, output)
                .panelSize(270, 270);
    }

    private static Figure field(Figure figure, String row, String column, int from, double[][] z) {
        double[] x = java.util.stream.IntStream.range(0, z[0].length)
                .asDoubleStream()
                .toArray();
        double[] y =
                java.util.stream.IntStream.range(0, z.length).asDoubleStream().toArray();
        return figure.x(column)
                .y(row)
                .xNames(names(x.length, from))
                .yNames(names(y.length, from))
                .heat("weight", x, y, z, 0, 1, org.solvable.show.ColorScale.WEIGHTS);
    }

    private static List<String> names(int count, int from) {
        return java.util.stream.IntStream.range(from, from + count)
                .mapToObj(Integer::toString)
                .toList();
    }

    /** Loss over steps with the losses of competitors as horizontal lines. */
    public static Figure loss(double[] steps, double[] loss, Map<String, Double> lines) {
        Figure f = Figure.of("Joint training").x("step").y("loss").line("transformer", steps, loss);
        for (Map.Entry<String, Double> line : lines.entrySet()) {
            f = f.horizontal(line.getValue(), line.getKey());
        }
        return f.caption("From the unigram towards the induction head, which stays above Bayes at finite context.");
    }

    /** Loss of concentration over time on log-log axes, theory as a line, training as points. */
    public static Figure copiers(double[] time, double[] theory, double[] points, List<Measured> measured) {
        return Figure.of("Stage II: copiers concentrate")
                .x("time")
                .y("$1 - \\prod \\sigma^2$")
                .logX()
                .logY()
                .line("flow", time, theory)
                .points("training", points, measured)
                .caption("Polynomial, like 1/t at late times: softmax makes the last digits of attention slow.");
    }

    /** Where the strength stops, against context length. */
    public static Figure stopping(double[] length, double[] predicted, List<Measured> measured) {
        return Figure.of("Stage III: the strength that a context can bear")
                .x("$L$")
                .y("$a^\\star$")
                .logX()
                .line("$\\ln(1 + (L-M)/(d\\alpha))$", length, predicted)
                .points("best on sequences", length, measured)
                .caption("A longer context allows a sharper classifier, logarithmically.");
    }

    /** Trained output against the induction head, probability by probability. */
    public static Figure estimator(double[] head, double[] output) {
        return Figure.of("The estimator that was learned")
                .x("generalised induction head")
                .y("transformer")
                .points("outputs", head, output)
                .line("equal", new double[] {0, 1}, new double[] {0, 1});
    }
}
