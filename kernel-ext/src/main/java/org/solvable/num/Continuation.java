package org.solvable.num;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.solvable.linalg.Checkpoint;

/**
 * Follows one branch of fixed points through a parameter: each point starts from the ones before.
 *
 * <p>Between two wanted values of the parameter steps are halved where the iteration fails or the solution leaves the
 * predicted place by more than {@code largestJump} (it then fell onto another branch), and grow again where all goes well.
 * Where even the smallest step fails the branch ends (a fold or spinodal), between the last point and {@code end}.
 *
 * @param solver solves at each value of the parameter
 * @param largestJump largest accepted distance from the prediction, in units of the problem's scale; positive
 * @param smallestStep smallest change of the parameter, positive
 * @param predicting whether starts are extrapolated linearly from the last two points (else: the last point)
 */
public record Continuation(FixedPointSolver solver, double largestJump, double smallestStep, boolean predicting) {

    /** Checks the ranges. */
    public Continuation {
        Objects.requireNonNull(solver, "solver");
        if (!(largestJump > 0)) {
            throw new IllegalArgumentException("largestJump = " + largestJump + ": must be > 0");
        }
        if (!(smallestStep > 0)) {
            throw new IllegalArgumentException("smallestStep = " + smallestStep + ": must be > 0");
        }
    }

    /** With prediction; jumps up to 0.2, parameter steps down to {@code smallestStep}. */
    public static Continuation by(FixedPointSolver solver, double smallestStep) {
        return new Continuation(solver, 0.2, smallestStep, true);
    }

    /** A copy with another largest jump. */
    public Continuation withLargestJump(double jump) {
        return new Continuation(solver, jump, smallestStep, predicting);
    }

    /**
     * One point of a branch.
     *
     * @param parameter value of the parameter
     * @param point the fixed point there
     * @param wanted whether this value was asked for (else it is an inserted step)
     */
    public record Point(double parameter, FixedPoint point, boolean wanted) {}

    /**
     * A followed branch.
     *
     * @param points all points, in the order of the walk, inserted steps included
     * @param status {@link SolveStatus#CONVERGED} if the last wanted value was reached, {@link SolveStatus#STEP_TOO_SMALL} if
     *     the branch ends before, else the status of the very first solve
     * @param end the nearest value of the parameter where no point of the branch was found; NaN if it was followed to the
     *     last value
     */
    public record Path(List<Point> points, SolveStatus status, double end) {

        /** Copies the list. */
        public Path {
            points = List.copyOf(points);
        }

        /** The points at the values that were asked for. */
        public List<Point> wanted() {
            return points.stream().filter(Point::wanted).toList();
        }
    }

    /**
     * Follows the branch of a map.
     *
     * @param map the map
     * @param parameters wanted values of the parameter, monotone, at least one; the walk begins at the first
     * @param start start of the iteration at the first value
     * @param checkpoint called within each solve; what it throws stops the walk and is passed on
     */
    public Path follow(ParametricMap map, double[] parameters, double[] start, Checkpoint checkpoint) {
        return follow(p -> FixedPointProblem.of(map.at(p), start), parameters, checkpoint);
    }

    /**
     * Follows the branch of a family of problems, each with its own scale and projection.
     *
     * @param family the problem at each value of the parameter; its start counts at the first value only
     * @param parameters wanted values, strictly monotone, finite, at least one
     * @param checkpoint called within each solve
     */
    public Path follow(DoubleFunction<FixedPointProblem> family, double[] parameters, Checkpoint checkpoint) {
        check(parameters);
        int wanted = parameters.length;
        List<Point> points = new ArrayList<>();
        FixedPoint first = solver.solve(family.apply(parameters[0]), checkpoint.part(0, 1.0 / wanted));
        points.add(new Point(parameters[0], first, true));
        if (!first.converged()) {
            return new Path(points, first.status(), parameters[0]);
        }
        for (int k = 1; k < wanted; k++) {
            double target = parameters[k];
            double step = target - parameters[k - 1];
            double at = parameters[k - 1];
            while (at != target) {
                boolean arrives = Math.abs(target - at) <= Math.abs(step) * (1 + 1e-9);
                double next = arrives ? target : at + step;
                FixedPointProblem problem = family.apply(next);
                double[] predicted = predict(points, next);
                problem.project(predicted);
                FixedPoint point = solver.solve(
                        problem.withStart(predicted), checkpoint.part((double) k / wanted, (k + 1.0) / wanted));
                if (point.converged() && problem.distance(predicted, point.value()) <= largestJump) {
                    points.add(new Point(next, point, arrives));
                    at = next;
                    step *= 1.5;
                } else {
                    step = 0.5 * (next - at);
                    if (Math.abs(step) < smallestStep || at + step == at) {
                        return new Path(points, SolveStatus.STEP_TOO_SMALL, next);
                    }
                }
            }
        }
        return new Path(points, SolveStatus.CONVERGED, Double.NaN);
    }

    private static void check(double[] parameters) {
        if (parameters.length == 0) {
            throw new IllegalArgumentException("parameters: none given, need at least 1");
        }
        for (int k = 0; k < parameters.length; k++) {
            boolean monotone =
                    k < 2 || (parameters[k] - parameters[k - 1]) * Math.signum(parameters[1] - parameters[0]) > 0;
            boolean moved = k == 0 || parameters[k] != parameters[k - 1];
            if (!(Math.abs(parameters[k]) < Double.POSITIVE_INFINITY) || !monotone || !moved) {
                throw new IllegalArgumentException(
                        "parameters[" + k + "] = " + parameters[k] + ": must be finite and strictly monotone");
            }
        }
    }

    private double[] predict(List<Point> points, double next) {
        Point last = points.getLast();
        double[] x = last.point().value();
        if (predicting && points.size() > 1) {
            Point before = points.get(points.size() - 2);
            double factor = (next - last.parameter()) / (last.parameter() - before.parameter());
            for (int i = 0; i < x.length; i++) {
                x[i] += factor * (x[i] - before.point().get(i));
            }
        }
        return x;
    }
}
