package org.solvable.talk.sparsetoken;

import java.util.List;
import org.solvable.model.Measured;
import org.solvable.show.Figure;

/** The figures of this talk: curves and measured points go in, a {@link Figure} comes out; nothing is solved here. */
public final class Figures {

    private Figures() {}

    /**
     * A curve by name.
     *
     * @param x abscissas
     * @param y ordinates, as many; NaN is a gap
     */
    public record Curve(String name, double[] x, double[] y) {

        public Curve {
            requireEqual(x.length, y.length);
            x = x.clone();
            y = y.clone();
        }
    }

    /**
     * Measured points by name; the name of a curve gives its colour.
     *
     * @param x abscissas
     * @param y as many measured values
     */
    public record Points(String name, double[] x, List<Measured> y) {

        public Points {
            requireEqual(x.length, y.size());
            x = x.clone();
            y = List.copyOf(y);
        }
    }

    private static void requireEqual(int x, int y) {
        if (x != y) {
            throw new IllegalArgumentException("x, y = " + x + ", " + y + " numbers: must be equally many");
        }
    }

    /** Signal strength at a given error against the length of the sequence. */
    public static Figure thresholds(List<Curve> curves) {
        return draw(Figure.of("Signal needed").x("$L$").y("$\\theta$").logX().logY(), curves, List.of())
                .caption("Linear classifiers need a signal of order √L, attention one that hardly grows.");
    }

    /** Cosines of readout and query with the signal against the sequences of the two steps. */
    public static Figure alignment(List<Curve> curves, List<Points> points) {
        return draw(
                Figure.of("Two gradient steps")
                        .x("$\\alpha_0 = n_0/d$")
                        .y("cosine with the signal")
                        .logX(),
                curves,
                points);
    }

    /** An error against the sequences of the readout. */
    public static Figure errors(String error, List<Curve> curves, List<Points> points) {
        return draw(
                Figure.of("Errors of the optimal readout")
                        .x("$\\alpha_1 = n_1/d$")
                        .y(error)
                        .logX()
                        .logY(),
                curves,
                points);
    }

    /** Separability capacities against the alignment of the query. */
    public static Figure capacity(List<Curve> curves) {
        return draw(Figure.of("Capacity").x("$s$").y("$\\alpha^*$").logY(), curves, List.of())
                .caption("Attention lies between the average token and all tokens one after the other.");
    }

    /** The fraction of separable data sets against α₁/α*. */
    public static Figure separability(List<Points> points) {
        return draw(Figure.of("Separable data sets").x("$\\alpha_1/\\alpha^*$").y("fraction"), List.of(), points)
                .vertical(1, "capacity");
    }

    /**
     * Alignment of the query over the share of positives and the signal strength.
     *
     * @param z {@code z[i][j]} at θ = {@code theta[i]} and π = {@code pi[j]}
     * @param boundary π* for each θ
     */
    public static Figure alignmentPhases(double[] pi, double[] theta, double[][] z, double[] boundary) {
        requireEqual(theta.length, boundary.length);
        return Figure.of("Towards the signal or away from it")
                .x("$\\pi$")
                .y("$\\theta$")
                .heat("$s_q$", pi, theta, z)
                .dashed("$\\pi^*$", boundary, theta);
    }

    private static Figure draw(Figure figure, List<Curve> curves, List<Points> points) {
        Figure f = figure;
        for (Curve c : curves) {
            f = f.line(c.name(), c.x(), c.y());
        }
        for (Points p : points) {
            f = f.points(
                    p.name(),
                    p.x(),
                    p.y().stream().mapToDouble(Measured::mean).toArray(),
                    p.y().stream().mapToDouble(Measured::standardError).toArray());
        }
        return f;
    }
}
