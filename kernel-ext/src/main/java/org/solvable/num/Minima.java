package org.solvable.num;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.optim.univariate.UnivariatePointValuePair;

/**
 * Finds minima of functions of one variable: Brent's parabolas with golden sections, by Hipparchus.
 *
 * <p>A minimum is flat: its place is good to about the square root of the roundoff (1e-8 relative), its value to roundoff.
 *
 * @param relativeTolerance wanted error of the place, relative, in [1e-9, 1)
 * @param absoluteTolerance wanted error of the place, absolute, positive
 * @param maxEvaluations limit of function evaluations in one bracket, at least 3
 */
public record Minima(double relativeTolerance, double absoluteTolerance, int maxEvaluations) {

    /** Checks the ranges. */
    public Minima {
        if (!(relativeTolerance >= 1e-9 && relativeTolerance < 1)) {
            throw new IllegalArgumentException("relativeTolerance = " + relativeTolerance + ": must be in [1e-9, 1)");
        }
        if (!(absoluteTolerance > 0)) {
            throw new IllegalArgumentException("absoluteTolerance = " + absoluteTolerance + ": must be > 0");
        }
        if (maxEvaluations < 3) {
            throw new IllegalArgumentException("maxEvaluations = " + maxEvaluations + ": must be >= 3");
        }
    }

    /** Relative tolerance 1e-8, absolute 1e-12, at most 500 evaluations. */
    public static Minima brent() {
        return new Minima(1e-8, 1e-12, 500);
    }

    /** A copy with another relative tolerance. */
    public Minima withRelativeTolerance(double tolerance) {
        return new Minima(tolerance, absoluteTolerance, maxEvaluations);
    }

    /**
     * A local minimum in (lower, upper); the only one if the function falls and then rises.
     *
     * @return the minimum; status {@link SolveStatus#AT_END} if an end is lower, {@link SolveStatus#NOT_FINITE} if the function
     *     gave NaN, {@link SolveStatus#STEP_LIMIT}
     */
    public Minimum find(DoubleUnaryOperator f, double lower, double upper) {
        checkBracket(lower, upper);
        return within(f, lower, upper);
    }

    /** The same in the logarithm of the variable: for positive scales over many decades; 0 &lt; lower &lt; upper. */
    public Minimum findInLog(DoubleUnaryOperator f, double lower, double upper) {
        checkLogBracket(lower, upper);
        return inLog(within(s -> f.applyAsDouble(Math.exp(s)), Math.log(lower), Math.log(upper)), lower, upper);
    }

    /**
     * The lowest of all minima that a grid can tell apart: each valley of the grid is searched by Brent's method.
     *
     * @param points number of grid points, ends included, at least 3
     */
    public Minimum findLowest(DoubleUnaryOperator f, double lower, double upper, int points) {
        checkBracket(lower, upper);
        return lowest(f, lower, upper, points);
    }

    /** {@link #findLowest} with a grid in the logarithm of the variable; 0 &lt; lower &lt; upper. */
    public Minimum findLowestInLog(DoubleUnaryOperator f, double lower, double upper, int points) {
        checkLogBracket(lower, upper);
        return inLog(lowest(s -> f.applyAsDouble(Math.exp(s)), Math.log(lower), Math.log(upper), points), lower, upper);
    }

    /**
     * What a grid shows of the shape of a function.
     *
     * @param unimodal whether it falls and then rises, or only does one of both
     * @param valleys grid points lower than both neighbours (ends: than the one neighbour)
     */
    public record Shape(boolean unimodal, List<Double> valleys) {
        /** Copies the list. */
        public Shape {
            valleys = List.copyOf(valleys);
        }
    }

    /**
     * Looks at a function on an even grid.
     *
     * @param points number of grid points, at least 3
     * @param noise differences up to this size do not count, at least 0
     */
    public static Shape shape(DoubleUnaryOperator f, double lower, double upper, int points, double noise) {
        checkBracket(lower, upper);
        if (!(noise >= 0)) {
            throw new IllegalArgumentException("noise = " + noise + ": must be >= 0");
        }
        double[] y = grid(f, lower, upper, points);
        List<Double> valleys = new ArrayList<>();
        double lowest = y[0];
        double highest = y[0];
        int at = 0;
        boolean falling = true;
        for (int i = 1; i < points; i++) {
            if (falling && y[i] > lowest + noise) {
                valleys.add(place(lower, upper, points, at));
                falling = false;
                highest = y[i];
            } else if (!falling && y[i] < highest - noise) {
                falling = true;
                lowest = y[i];
                at = i;
            }
            if (falling && y[i] < lowest) {
                lowest = y[i];
                at = i;
            }
            highest = Math.max(highest, y[i]);
        }
        if (falling) {
            valleys.add(place(lower, upper, points, at));
        }
        return new Shape(valleys.size() <= 1, valleys);
    }

    private static double place(double lower, double upper, int points, int i) {
        return lower + (upper - lower) * i / (points - 1);
    }

    private static double[] grid(DoubleUnaryOperator f, double lower, double upper, int points) {
        if (points < 3) {
            throw new IllegalArgumentException("points = " + points + ": must be >= 3");
        }
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            y[i] = f.applyAsDouble(place(lower, upper, points, i));
        }
        return y;
    }

    private Minimum lowest(DoubleUnaryOperator f, double lower, double upper, int points) {
        double[] y = grid(f, lower, upper, points);
        int evaluations = points;
        Minimum best = new Minimum(Double.NaN, Double.NaN, lower, upper, evaluations, SolveStatus.NOT_FINITE);
        for (int i = 0; i < points; i++) {
            boolean valley = (i == 0 || y[i] <= y[i - 1]) && (i == points - 1 || y[i] <= y[i + 1]);
            if (!valley) {
                continue;
            }
            double a = place(lower, upper, points, Math.max(0, i - 1));
            double b = place(lower, upper, points, Math.min(points - 1, i + 1));
            Minimum local = within(f, a, b);
            evaluations += local.evaluations();
            // An end of a grid cell is no end of the search, unless it is both.
            if (local.status() == SolveStatus.AT_END && i > 0 && i < points - 1) {
                local = new Minimum(local.argument(), local.value(), a, b, 0, SolveStatus.CONVERGED);
            }
            if (Double.isNaN(best.value()) || local.value() < best.value()) {
                best = local;
            }
        }
        return new Minimum(best.argument(), best.value(), lower, upper, evaluations, best.status());
    }

    private Minimum within(DoubleUnaryOperator f, double lower, double upper) {
        double atLower = f.applyAsDouble(lower);
        double atUpper = f.applyAsDouble(upper);
        int[] count = {2};
        boolean[] nan = {Double.isNaN(atLower) || Double.isNaN(atUpper)};
        double[] best = {Double.NaN, Double.POSITIVE_INFINITY};
        UnivariateObjectiveFunction objective = new UnivariateObjectiveFunction(x -> {
            double y = f.applyAsDouble(x);
            count[0]++;
            nan[0] |= Double.isNaN(y);
            if (y < best[1]) {
                best[0] = x;
                best[1] = y;
            }
            return y;
        });
        SolveStatus status = SolveStatus.CONVERGED;
        try {
            UnivariatePointValuePair found = new BrentOptimizer(relativeTolerance, absoluteTolerance)
                    .optimize(
                            objective,
                            GoalType.MINIMIZE,
                            new SearchInterval(lower, upper),
                            new MaxEval(maxEvaluations));
            if (found.getValue() <= best[1]) {
                best[0] = found.getPoint();
                best[1] = found.getValue();
            }
        } catch (MathIllegalStateException tooMany) {
            status = SolveStatus.STEP_LIMIT;
        }
        if (nan[0]) {
            return new Minimum(best[0], best[1], lower, upper, count[0], SolveStatus.NOT_FINITE);
        }
        if (atLower <= best[1] || atUpper <= best[1]) {
            boolean left = atLower <= atUpper;
            return new Minimum(
                    left ? lower : upper, left ? atLower : atUpper, lower, upper, count[0], SolveStatus.AT_END);
        }
        return new Minimum(best[0], best[1], lower, upper, count[0], status);
    }

    private static Minimum inLog(Minimum m, double lower, double upper) {
        double argument = Math.min(upper, Math.max(lower, Math.exp(m.argument())));
        return new Minimum(argument, m.value(), lower, upper, m.evaluations(), m.status());
    }

    private static void checkBracket(double lower, double upper) {
        if (!(lower < upper && upper - lower < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lower, upper = " + lower + ", " + upper + ": must be finite with lower < upper");
        }
    }

    private static void checkLogBracket(double lower, double upper) {
        if (!(0 < lower && lower < upper && upper < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lower, upper = " + lower + ", " + upper + ": must be finite with 0 < lower < upper");
        }
    }
}
