package org.solvable.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.solvable.model.Measured;
import org.solvable.num.Agreement;
import org.solvable.num.Estimate;

/**
 * Curves of a theory, measured points with bars of one standard error, their differences in standard errors, and a verdict.
 *
 * <p>Each method returns a changed copy. Points named like a curve share its colour. The lower panel shows (experiment −
 * theory) / standard error, with the range of two standard errors shaded; the caption begins with {@link #verdict}.
 *
 * {@snippet :
 * TheoryVsExperiment.of("Double descent").x("$\\tau$").y("$e_{ICL}$").logY()
 *         .theory("$\\kappa = 1$", tau, error)                  // a curve
 *         .measured("$\\kappa = 1$", tau40, runs, t -> theory.error(t))  // points, and the theory at each of them
 * }
 */
public final class TheoryVsExperiment implements Drawable {

    /** Standard errors that a single point may lie off: 4 lets one of 16,000 points fail where the theory is right. */
    public static final double LIMIT = 4;

    /** Height of the panel of differences relative to the one above. */
    private static final double RESIDUALS = 0.42;

    /** Points of one name, with what the theory says at each of them. */
    private record Comparison(String name, double[] x, List<Estimate> measured, double[] expected) {}

    private final Figure upper;
    private final List<Comparison> comparisons;
    private final double limit;

    private TheoryVsExperiment(Figure upper, List<Comparison> comparisons, double limit) {
        this.upper = upper;
        this.comparisons = List.copyOf(comparisons);
        this.limit = limit;
    }

    /** Nothing drawn yet. */
    public static TheoryVsExperiment of(String title) {
        return new TheoryVsExperiment(Figure.of(title), List.of(), LIMIT);
    }

    /** Changes the upper panel: axes, marks, further curves; see {@link Figure}. */
    public TheoryVsExperiment with(UnaryOperator<Figure> change) {
        return new TheoryVsExperiment(change.apply(upper), comparisons, limit);
    }

    /** The label of the horizontal axis, with simple TeX between dollar signs. */
    public TheoryVsExperiment x(String label) {
        return with(f -> f.x(label));
    }

    /** The label of the vertical axis of the upper panel. */
    public TheoryVsExperiment y(String label) {
        return with(f -> f.y(label));
    }

    /** A logarithmic horizontal axis in both panels. */
    public TheoryVsExperiment logX() {
        return with(Figure::logX);
    }

    /** A logarithmic vertical axis in the upper panel. */
    public TheoryVsExperiment logY() {
        return with(Figure::logY);
    }

    /** A sentence after the verdict. */
    public TheoryVsExperiment caption(String sentence) {
        return with(f -> f.caption(sentence));
    }

    /**
     * How far a point may lie off before the verdict says no.
     *
     * @param standardErrors above 0; {@value #LIMIT} at first
     */
    public TheoryVsExperiment within(double standardErrors) {
        if (!(standardErrors > 0)) {
            throw new IllegalArgumentException("standardErrors = " + standardErrors + ": must be > 0");
        }
        return new TheoryVsExperiment(upper, comparisons, standardErrors);
    }

    /** A curve; {@code x} and {@code y} are equally long. */
    public TheoryVsExperiment theory(String name, double[] x, double[] y) {
        return with(f -> f.line(name, x, y));
    }

    /** A curve, computed at each x. */
    public TheoryVsExperiment theory(String name, double[] x, DoubleUnaryOperator y) {
        return theory(name, x, Arrays.stream(x).map(y).toArray());
    }

    /** Measured points, and the theory as a function of x to compare them with. */
    public TheoryVsExperiment measured(String name, double[] x, List<Measured> y, DoubleUnaryOperator expected) {
        return measured(name, x, y, Arrays.stream(x).map(expected).toArray());
    }

    /**
     * Measured points, and what the theory says at each of them.
     *
     * @param y mean and standard error at each x; a point without a standard error is drawn but not judged
     * @param expected the theory's value at each x; NaN where it has none
     */
    public TheoryVsExperiment measured(String name, double[] x, List<Measured> y, double[] expected) {
        if (x.length != y.size() || x.length != expected.length) {
            throw new IllegalArgumentException("x, y, expected = " + x.length + ", " + y.size() + ", " + expected.length
                    + " values: must be equally many");
        }
        List<Comparison> more = new ArrayList<>(comparisons);
        List<Estimate> estimates = y.stream().map(Measured::estimate).toList();
        more.add(new Comparison(name, x.clone(), estimates, expected.clone()));
        return new TheoryVsExperiment(upper.points(name, x, y), more, limit);
    }

    /** The same with means and standard errors as arrays, all as long as {@code x}. */
    public TheoryVsExperiment measured(
            String name, double[] x, double[] mean, double[] standardError, double[] expected) {
        if (x.length != mean.length || x.length != standardError.length) {
            throw new IllegalArgumentException("x, mean, standardError = " + x.length + ", " + mean.length + ", "
                    + standardError.length + " values: must be equally many");
        }
        List<Measured> y = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            // The number of runs plays no part in the picture or in the verdict.
            y.add(new Measured(mean[i], standardError[i], 0));
        }
        return measured(name, x, y, expected);
    }

    /**
     * All points that have a standard error and a theory, compared with it.
     *
     * @throws IllegalStateException if there is no such point
     */
    public Agreement agreement() {
        List<Estimate> estimates = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        for (Comparison c : comparisons) {
            for (int i = 0; i < c.x().length; i++) {
                if (judged(c, i)) {
                    estimates.add(c.measured().get(i));
                    expected.add(c.expected()[i]);
                }
            }
        }
        if (estimates.isEmpty()) {
            throw new IllegalStateException("no point has both a standard error and a theory: nothing can be judged");
        }
        return Agreement.of(
                estimates, expected.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static boolean judged(Comparison c, int i) {
        Estimate e = c.measured().get(i);
        return e.standardError() > 0 && Double.isFinite(e.standardError()) && Double.isFinite(c.expected()[i]);
    }

    /** Whether every judged point lies within the limit; false where nothing can be judged or a mean is NaN. */
    public boolean agrees() {
        return judgedPoints() > 0 && agreement().zScores().stream().allMatch(z -> Math.abs(z) <= limit);
    }

    private long judgedPoints() {
        long n = 0;
        for (Comparison c : comparisons) {
            for (int i = 0; i < c.x().length; i++) {
                n += judged(c, i) ? 1 : 0;
            }
        }
        return n;
    }

    /** One sentence: how many points agree, the largest difference, the sum of squares and its probability. */
    public String verdict() {
        long all = comparisons.stream().mapToLong(c -> c.x().length).sum();
        if (judgedPoints() == 0) {
            return all == 0 ? "Not measured yet." : "Not judged: no point has both a standard error and a theory.";
        }
        Agreement a = agreement();
        int n = a.zScores().size();
        long off = a.zScores().stream().filter(z -> !(Math.abs(z) <= limit)).count();
        OptionalDouble worst = a.zScores().stream()
                .mapToDouble(z -> Double.isNaN(z) ? Double.POSITIVE_INFINITY : Math.abs(z))
                .max();
        String head = off == 0
                ? "Agrees: " + points(n, n) + " within " + digits(limit) + " standard errors"
                : "Disagrees: " + points((int) off, n) + " off by more than " + digits(limit) + " standard errors";
        return head + " (largest " + digits(worst.orElse(0)) + "; χ²/" + n + " = " + digits(a.chiSquare() / n)
                + ", p = " + digits(a.pValue()) + ")."
                + (n < all ? " " + (all - n) + " more cannot be judged." : "");
    }

    /** Three significant digits. */
    private static String digits(double v) {
        return Numbers.text(
                Double.isFinite(v) ? new BigDecimal(v).round(new MathContext(3)).doubleValue() : v);
    }

    private static String points(int some, int all) {
        return some == all && all > 1
                ? "all " + all + " points"
                : some + " of " + all + (all == 1 ? " point" : " points");
    }

    @Override
    public Figure figure() {
        String said = upper.caption();
        Figure f = upper.caption(said.isEmpty() ? verdict() : verdict() + " " + said);
        if (comparisons.isEmpty()) {
            return f;
        }
        Axis x = upper.panels().getLast().x();
        f = f.panel("", 1).weight(RESIDUALS).x(x.label()).y("$\\Delta$ / s.e.");
        f = x.log() ? f.logX() : f;
        double largest = 3;
        for (Comparison c : comparisons) {
            double[] z = new double[c.x().length];
            for (int i = 0; i < z.length; i++) {
                z[i] = judged(c, i) ? c.measured().get(i).zScore(c.expected()[i]) : Double.NaN;
                largest = Double.isFinite(z[i]) ? Math.max(largest, Math.abs(z[i])) : largest;
            }
            f = f.points(c.name(), c.x(), z);
        }
        return f.draw(new Layer.Region("", false, -2, 2, Palette.NEUTRAL))
                .horizontal(0, "")
                .yRange(-1.1 * largest, 1.1 * largest)
                .sharedX();
    }

    @Override
    public String toString() {
        return figure().alt();
    }
}
