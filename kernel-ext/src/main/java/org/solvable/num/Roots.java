package org.solvable.num;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds roots of functions of one variable between two points of opposite sign.
 *
 * <p>A value: start from {@link #brent()} or {@link #bisection()}, derive changed copies with {@code with...}, then ask.
 * The root is bracketed all the time, so the search cannot run away; nothing but the result is allocated.
 *
 * <pre>{@code
 * double xi = Roots.brent().findPositive(x -> x * x - 2, 1).orElseThrow();   // 1.4142135623730951
 * }</pre>
 *
 * <p>Infinite function values count with their sign; NaN ends the search with {@link SolveStatus#NOT_FINITE}.
 *
 * @param method how the bracket is narrowed
 * @param relativeTolerance wanted error relative to the root, in [0, 1); roundoff sets a floor of 2 ulp
 * @param absoluteTolerance wanted absolute error, finite, at least 0; the larger of both tolerances counts
 * @param maxEvaluations limit of function evaluations in one search, bracketing included, at least 3
 */
public record Roots(Method method, double relativeTolerance, double absoluteTolerance, int maxEvaluations) {

    /** How the bracket is narrowed. */
    public enum Method {
        /** Brent 1973, "Algorithms for Minimization without Derivatives", chapter 4: secant steps kept safe by bisection. */
        BRENT,
        /** Halving: 53 evaluations for full accuracy, whatever the function. */
        BISECTION
    }

    private static final double ULP = 0x1p-52;

    /** Checks every range. */
    public Roots {
        Objects.requireNonNull(method, "method");
        if (!(relativeTolerance >= 0 && relativeTolerance < 1)) {
            throw new IllegalArgumentException("relativeTolerance = " + relativeTolerance + ": must be in [0, 1)");
        }
        if (!(absoluteTolerance >= 0 && absoluteTolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "absoluteTolerance = " + absoluteTolerance + ": must be finite and >= 0");
        }
        if (maxEvaluations < 3) {
            throw new IllegalArgumentException("maxEvaluations = " + maxEvaluations + ": must be >= 3");
        }
    }

    /** Brent's method to 1e-14 relative, at most 5000 evaluations: about ten are usual. */
    public static Roots brent() {
        return new Roots(Method.BRENT, 1e-14, 0, 5000);
    }

    /** Bisection to 1e-14 relative, at most 5000 evaluations. */
    public static Roots bisection() {
        return new Roots(Method.BISECTION, 1e-14, 0, 5000);
    }

    /** A copy with another relative tolerance, in [0, 1). */
    public Roots withRelativeTolerance(double tolerance) {
        return new Roots(method, tolerance, absoluteTolerance, maxEvaluations);
    }

    /** A copy with another absolute tolerance, finite and at least 0. */
    public Roots withAbsoluteTolerance(double tolerance) {
        return new Roots(method, relativeTolerance, tolerance, maxEvaluations);
    }

    /** A copy with another limit of evaluations, at least 3. */
    public Roots withMaxEvaluations(int limit) {
        return new Roots(method, relativeTolerance, absoluteTolerance, limit);
    }

    /**
     * The root in [lower, upper].
     *
     * @param f the function; one of its end values must be at most 0 and the other at least 0
     * @param lower lower end, finite
     * @param upper upper end, finite, above {@code lower}
     * @return the root, or a {@code Root} with status {@link SolveStatus#NO_SIGN_CHANGE}, {@link SolveStatus#JUMP},
     *     {@link SolveStatus#NOT_FINITE} or {@link SolveStatus#STEP_LIMIT}
     * @throws IllegalArgumentException if the bracket is not finite and ordered
     */
    public Root find(DoubleUnaryOperator f, double lower, double upper) {
        if (!(lower < upper && upper - lower < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lower, upper = " + lower + ", " + upper + ": must be finite with lower < upper");
        }
        double fLower = f.applyAsDouble(lower);
        double fUpper = f.applyAsDouble(upper);
        return narrow(f, lower, fLower, upper, fUpper, 2);
    }

    /**
     * The root on the positive half-line, bracketed by doubling and halving the start in turns.
     *
     * @param f the function, asked at positive arguments only; it may change sign either way
     * @param start where to begin, positive and finite; a good start saves evaluations, nothing else
     * @return the root, or a {@code Root} with a status as in {@link #find}; {@link SolveStatus#NO_SIGN_CHANGE} if there is
     *     no change of sign down to the smallest and up to the largest double
     */
    public Root findPositive(DoubleUnaryOperator f, double start) {
        checkPositive("start", start);
        double bottom = start;
        double fBottom = f.applyAsDouble(start);
        double top = start;
        double fTop = fBottom;
        int evaluations = 1;
        boolean rise = true;
        while (evaluations < maxEvaluations) {
            boolean canRise = top <= Double.MAX_VALUE / 2;
            boolean canFall = bottom >= 2 * Double.MIN_NORMAL;
            if (!canRise && !canFall) {
                break;
            }
            evaluations++;
            if (canRise && (rise || !canFall)) {
                double a = top;
                double fa = fTop;
                top = 2 * a;
                fTop = f.applyAsDouble(top);
                if (!sameSign(fa, fTop)) {
                    return narrow(f, a, fa, top, fTop, evaluations);
                }
            } else {
                double b = bottom;
                double fb = fBottom;
                bottom = b / 2;
                fBottom = f.applyAsDouble(bottom);
                if (!sameSign(fBottom, fb)) {
                    return narrow(f, bottom, fBottom, b, fb, evaluations);
                }
            }
            rise = !rise;
        }
        return narrow(f, bottom, fBottom, top, fTop, evaluations);
    }

    /**
     * The root on the positive half-line of a function that is negative below it and positive above it, bracketed by
     * doubling where the function is negative and halving where it is positive: half the work of {@link #findPositive}.
     *
     * @param f the function, asked at positive arguments only; need not be monotone, only its sign counts
     * @param start where to begin, positive and finite
     * @return the root, or a {@code Root} with a status as in {@link #findPositive}
     */
    public Root findUpward(DoubleUnaryOperator f, double start) {
        checkPositive("start", start);
        double a = start;
        double fa = f.applyAsDouble(a);
        double b = a;
        double fb = fa;
        int evaluations = 1;
        while (fb < 0 && b <= Double.MAX_VALUE / 2 && evaluations < maxEvaluations) {
            a = b;
            fa = fb;
            b = 2 * a;
            fb = f.applyAsDouble(b);
            evaluations++;
        }
        while (fa > 0 && a >= 2 * Double.MIN_NORMAL && evaluations < maxEvaluations) {
            b = a;
            fb = fa;
            a = b / 2;
            fa = f.applyAsDouble(a);
            evaluations++;
        }
        return narrow(f, a, fa, b, fb, evaluations);
    }

    /**
     * The root on the whole line, bracketed by steps that double.
     *
     * @param f the function
     * @param start where to begin, finite
     * @param step first step, positive and finite: the scale on which the function changes
     * @return the root, or a {@code Root} with a status as in {@link #find}
     */
    public Root findNear(DoubleUnaryOperator f, double start, double step) {
        if (!(Math.abs(start) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("start = " + start + ": must be finite");
        }
        checkPositive("step", step);
        double a = start - step / 2;
        double b = start + step / 2;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        int evaluations = 2;
        double width = b - a;
        double bottom = a;
        double fBottom = fa;
        double top = b;
        double fTop = fb;
        while (sameSign(fa, fb) && evaluations < maxEvaluations && top - bottom < Double.MAX_VALUE / 8) {
            width *= 2;
            if (Math.abs(fTop) <= Math.abs(fBottom)) {
                a = top;
                fa = fTop;
                b = top + width;
                fb = f.applyAsDouble(b);
                top = b;
                fTop = fb;
            } else {
                b = bottom;
                fb = fBottom;
                a = bottom - width;
                fa = f.applyAsDouble(a);
                bottom = a;
                fBottom = fa;
            }
            evaluations++;
        }
        return narrow(f, a, fa, b, fb, evaluations);
    }

    private static void checkPositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " = " + value + ": must be finite and > 0");
        }
    }

    private static boolean sameSign(double fa, double fb) {
        return (fa > 0 && fb > 0) || (fa < 0 && fb < 0);
    }

    private Root narrow(DoubleUnaryOperator f, double a, double fa, double b, double fb, int evaluations) {
        if (Double.isNaN(fa) || Double.isNaN(fb)) {
            boolean first = Double.isNaN(fa);
            return new Root(Double.NaN, Double.NaN, first ? a : b, first ? a : b, evaluations, SolveStatus.NOT_FINITE);
        }
        if (fa == 0) {
            return new Root(a, fa, a, a, evaluations, SolveStatus.CONVERGED);
        }
        if (fb == 0) {
            return new Root(b, fb, b, b, evaluations, SolveStatus.CONVERGED);
        }
        if (sameSign(fa, fb)) {
            SolveStatus status = evaluations >= maxEvaluations ? SolveStatus.STEP_LIMIT : SolveStatus.NO_SIGN_CHANGE;
            double best = Math.abs(fa) <= Math.abs(fb) ? fa : fb;
            return new Root(Double.NaN, best, a, b, evaluations, status);
        }
        return switch (method) {
            case BRENT -> narrowByBrent(f, a, fa, b, fb, evaluations);
            case BISECTION -> narrowByHalving(f, a, fa, b, fb, evaluations);
        };
    }

    private double tolerance(double x) {
        return Math.max(Math.max(relativeTolerance, ULP) * Math.abs(x), absoluteTolerance);
    }

    /** Names of Brent's book: b is the best point, c the point across the root, a the previous b. */
    private Root narrowByBrent(DoubleUnaryOperator f, double a, double fa, double b, double fb, int evaluations) {
        double start = Math.max(Math.abs(fa), Math.abs(fb));
        int first = evaluations;
        double c = a;
        double fc = fa;
        double d = b - a;
        double e = d;
        while (true) {
            if (Math.abs(fc) < Math.abs(fb)) {
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double tolerance = 0.5 * tolerance(b);
            double half = 0.5 * (c - b);
            if (fb == 0) {
                return new Root(b, fb, b, b, evaluations, SolveStatus.CONVERGED);
            }
            boolean narrowEnough = Math.abs(half) <= tolerance || b + half == b || b + half == c;
            if (narrowEnough || evaluations >= maxEvaluations) {
                boolean jump = evaluations > first && Math.abs(fb) >= 0.5 * start;
                SolveStatus status =
                        !narrowEnough ? SolveStatus.STEP_LIMIT : jump ? SolveStatus.JUMP : SolveStatus.CONVERGED;
                return new Root(b, fb, Math.min(b, c), Math.max(b, c), evaluations, status);
            }
            double step = half;
            if (Math.abs(e) >= tolerance && Math.abs(fa) > Math.abs(fb)) {
                double s = fb / fa;
                double p;
                double q;
                if (a == c) {
                    p = 2 * half * s;
                    q = 1 - s;
                } else {
                    double r = fb / fc;
                    q = fa / fc;
                    p = s * (2 * half * q * (q - r) - (b - a) * (r - 1));
                    q = (q - 1) * (r - 1) * (s - 1);
                }
                if (p > 0) {
                    q = -q;
                } else {
                    p = -p;
                }
                // Written so that a NaN from infinite function values falls back to halving.
                if (2 * p < 3 * half * q - Math.abs(tolerance * q) && p < Math.abs(0.5 * e * q)) {
                    step = p / q;
                    e = d;
                } else {
                    e = half;
                }
            } else {
                e = half;
            }
            d = step;
            a = b;
            fa = fb;
            b += Math.abs(step) > tolerance ? step : Math.copySign(tolerance, half);
            fb = f.applyAsDouble(b);
            evaluations++;
            if (Double.isNaN(fb)) {
                return new Root(Double.NaN, fb, Math.min(a, c), Math.max(a, c), evaluations, SolveStatus.NOT_FINITE);
            }
            if (sameSign(fb, fc)) {
                c = a;
                fc = fa;
                d = b - a;
                e = d;
            }
        }
    }

    private Root narrowByHalving(DoubleUnaryOperator f, double a, double fa, double b, double fb, int evaluations) {
        double start = Math.max(Math.abs(fa), Math.abs(fb));
        int first = evaluations;
        while (true) {
            double middle = a + 0.5 * (b - a);
            boolean narrowEnough = b - a <= tolerance(middle) || middle == a || middle == b;
            if (narrowEnough || evaluations >= maxEvaluations) {
                boolean left = Math.abs(fa) <= Math.abs(fb);
                double residual = left ? fa : fb;
                boolean jump = evaluations > first && Math.abs(residual) >= 0.5 * start;
                SolveStatus status =
                        !narrowEnough ? SolveStatus.STEP_LIMIT : jump ? SolveStatus.JUMP : SolveStatus.CONVERGED;
                return new Root(left ? a : b, residual, a, b, evaluations, status);
            }
            double fm = f.applyAsDouble(middle);
            evaluations++;
            if (Double.isNaN(fm)) {
                return new Root(Double.NaN, fm, a, b, evaluations, SolveStatus.NOT_FINITE);
            }
            if (fm == 0) {
                return new Root(middle, fm, middle, middle, evaluations, SolveStatus.CONVERGED);
            }
            if (sameSign(fm, fa)) {
                a = middle;
                fa = fm;
            } else {
                b = middle;
                fb = fm;
            }
        }
    }
}
