package org.solvable.num;

import java.util.function.DoublePredicate;
import org.solvable.linalg.Checkpoint;

/**
 * Finds where an expensive yes-or-no question, or a noisy monotone quantity, changes its answer: bisection with few questions.
 *
 * <pre>{@code
 * Threshold t = Thresholds.to(1e-3).find(alpha -> separable(alpha), 0.1, 10, Checkpoint.NONE);
 * }</pre>
 *
 * @param relativeTolerance wanted width of the bracket relative to the place, in [0, 1)
 * @param absoluteTolerance wanted width of the bracket, at least 0; the larger of both counts, one must be positive
 * @param geometric whether brackets are halved in the logarithm (positive variables over decades)
 * @param sigmas a noisy value counts as decided when it is this many standard errors from the level; positive
 * @param maxEffort largest effort for one noisy value, at least 1 (efforts are 1, 2, 4, ...)
 * @param maxEvaluations limit of questions, at least 3
 */
public record Thresholds(
        double relativeTolerance,
        double absoluteTolerance,
        boolean geometric,
        double sigmas,
        int maxEffort,
        int maxEvaluations) {

    /** A quantity that is known with an error bar, which more effort makes smaller. */
    @FunctionalInterface
    public interface NoisyFunction {

        /**
         * Measures the quantity.
         *
         * @param x the place
         * @param effort 1, 2, 4, ...: the sample size should grow in proportion. Use random streams that depend on x and effort
         *     only, and the search is reproducible
         */
        Estimate at(double x, int effort);
    }

    /** Checks the ranges. */
    public Thresholds {
        if (!(relativeTolerance >= 0 && relativeTolerance < 1)) {
            throw new IllegalArgumentException("relativeTolerance = " + relativeTolerance + ": must be in [0, 1)");
        }
        if (!(absoluteTolerance >= 0 && relativeTolerance + absoluteTolerance > 0)) {
            throw new IllegalArgumentException("absoluteTolerance = " + absoluteTolerance
                    + ": must be >= 0, and positive if relativeTolerance is 0");
        }
        if (!(sigmas > 0)) {
            throw new IllegalArgumentException("sigmas = " + sigmas + ": must be > 0");
        }
        if (maxEffort < 1) {
            throw new IllegalArgumentException("maxEffort = " + maxEffort + ": must be >= 1");
        }
        if (maxEvaluations < 3) {
            throw new IllegalArgumentException("maxEvaluations = " + maxEvaluations + ": must be >= 3");
        }
    }

    /** To this relative width; 3 standard errors, efforts up to 64, at most 200 questions. */
    public static Thresholds to(double relativeTolerance) {
        return new Thresholds(relativeTolerance, 0, false, 3, 64, 200);
    }

    /** A copy with an absolute tolerance. */
    public Thresholds withAbsoluteTolerance(double tolerance) {
        return new Thresholds(relativeTolerance, tolerance, geometric, sigmas, maxEffort, maxEvaluations);
    }

    /** A copy that halves brackets in the logarithm. */
    public Thresholds inLog() {
        return new Thresholds(relativeTolerance, absoluteTolerance, true, sigmas, maxEffort, maxEvaluations);
    }

    /** A copy with another largest effort. */
    public Thresholds withMaxEffort(int effort) {
        return new Thresholds(relativeTolerance, absoluteTolerance, geometric, sigmas, effort, maxEvaluations);
    }

    /** A copy with another limit of questions. */
    public Thresholds withMaxEvaluations(int limit) {
        return new Thresholds(relativeTolerance, absoluteTolerance, geometric, sigmas, maxEffort, limit);
    }

    /**
     * The place where a predicate changes once; the ends must give different answers.
     *
     * @param predicate asked once at each place
     * @param checkpoint called after each question
     * @return status {@link SolveStatus#CONVERGED}, {@link SolveStatus#NO_SIGN_CHANGE} or {@link SolveStatus#STEP_LIMIT}
     */
    public Threshold find(DoublePredicate predicate, double lower, double upper, Checkpoint checkpoint) {
        checkBracket(lower, upper);
        boolean atLower = predicate.test(lower);
        boolean atUpper = predicate.test(upper);
        int evaluations = 2;
        if (atLower == atUpper) {
            return new Threshold(Double.NaN, 0, lower, upper, evaluations, SolveStatus.NO_SIGN_CHANGE);
        }
        double a = lower;
        double b = upper;
        while (!narrow(a, b)) {
            if (evaluations >= maxEvaluations) {
                return new Threshold(middle(a, b), 0, a, b, evaluations, SolveStatus.STEP_LIMIT);
            }
            double m = middle(a, b);
            if (predicate.test(m) == atLower) {
                a = m;
            } else {
                b = m;
            }
            evaluations++;
            checkpoint.reached(gained(lower, upper, a, b));
        }
        checkpoint.reached(1);
        return new Threshold(middle(a, b), 0, a, b, evaluations, SolveStatus.CONVERGED);
    }

    /**
     * The place where a noisy monotone quantity crosses {@code level}: each value is measured with growing effort until it is
     * decided on which side of the level it lies.
     *
     * <p>Where the largest effort does not decide, the search stops with {@link SolveStatus#NOISE_LIMITED} there; the error of
     * the place is then that of the value divided by the slope between the bracket's ends.
     *
     * @param level the level to cross, finite
     * @param checkpoint called after each measurement
     */
    public Threshold find(NoisyFunction f, double level, double lower, double upper, Checkpoint checkpoint) {
        checkBracket(lower, upper);
        if (!(Math.abs(level) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("level = " + level + ": must be finite");
        }
        int[] evaluations = {0};
        Estimate low = decide(f, level, lower, evaluations);
        Estimate high = decide(f, level, upper, evaluations);
        if (Double.isNaN(low.mean()) || Double.isNaN(high.mean())) {
            return new Threshold(Double.NaN, Double.NaN, lower, upper, evaluations[0], SolveStatus.NOT_FINITE);
        }
        if (!decided(low, level) || !decided(high, level)) {
            double end = decided(low, level) ? upper : lower;
            return new Threshold(end, Double.NaN, lower, upper, evaluations[0], SolveStatus.NOISE_LIMITED);
        }
        boolean rising = low.mean() < level;
        if (rising == high.mean() < level) {
            return new Threshold(Double.NaN, Double.NaN, lower, upper, evaluations[0], SolveStatus.NO_SIGN_CHANGE);
        }
        double a = lower;
        double b = upper;
        while (!narrow(a, b)) {
            double m = middle(a, b);
            double slope = Math.abs(high.mean() - low.mean()) / (b - a);
            if (evaluations[0] >= maxEvaluations) {
                return new Threshold(m, Double.NaN, a, b, evaluations[0], SolveStatus.STEP_LIMIT);
            }
            Estimate value = decide(f, level, m, evaluations);
            if (Double.isNaN(value.mean())) {
                return new Threshold(Double.NaN, Double.NaN, a, b, evaluations[0], SolveStatus.NOT_FINITE);
            }
            if (!decided(value, level)) {
                return new Threshold(m, value.standardError() / slope, a, b, evaluations[0], SolveStatus.NOISE_LIMITED);
            }
            if (value.mean() < level == rising) {
                a = m;
                low = value;
            } else {
                b = m;
                high = value;
            }
            checkpoint.reached(gained(lower, upper, a, b));
        }
        checkpoint.reached(1);
        double slope = Math.abs(high.mean() - low.mean()) / (b - a);
        double error = Math.max(low.standardError(), high.standardError()) / slope;
        return new Threshold(middle(a, b), error, a, b, evaluations[0], SolveStatus.CONVERGED);
    }

    private Estimate decide(NoisyFunction f, double level, double x, int[] evaluations) {
        Estimate value = f.at(x, 1);
        evaluations[0]++;
        for (int effort = 2; effort <= maxEffort && !decided(value, level); effort *= 2) {
            if (Double.isNaN(value.mean())) {
                return value;
            }
            value = f.at(x, effort);
            evaluations[0]++;
        }
        return value;
    }

    private boolean decided(Estimate value, double level) {
        return Math.abs(value.zScore(level)) > sigmas;
    }

    private boolean narrow(double a, double b) {
        double m = middle(a, b);
        return b - a <= Math.max(absoluteTolerance, relativeTolerance * Math.abs(m)) || m <= a || m >= b;
    }

    private double middle(double a, double b) {
        return geometric ? Math.sqrt(a) * Math.sqrt(b) : a + 0.5 * (b - a);
    }

    /** Part of the halvings done, for progress. */
    private double gained(double lower, double upper, double a, double b) {
        double goal = Math.max(absoluteTolerance, relativeTolerance * Math.abs(middle(a, b)));
        double done = Math.log((upper - lower) / (b - a)) / Math.log(Math.max(2, (upper - lower) / goal));
        return Math.min(1, Math.max(0, done));
    }

    private void checkBracket(double lower, double upper) {
        if (!(lower < upper && upper - lower < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lower, upper = " + lower + ", " + upper + ": must be finite with lower < upper");
        }
        if (geometric && !(lower > 0)) {
            throw new IllegalArgumentException("lower = " + lower + ": must be > 0 to halve in the logarithm");
        }
    }
}
