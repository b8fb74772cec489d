package org.solvable.num;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.solvable.linalg.Checkpoint;

/**
 * All solutions of a fixed-point equation that a list of starts leads to, each once, with loss and stability.
 *
 * @param branches the solutions, smallest loss first (NaN last)
 * @param failures what became of starts that led nowhere
 */
public record Branches(List<Branch> branches, List<FixedPoint> failures) {

    /** Copies the lists. */
    public Branches {
        branches = List.copyOf(branches);
        failures = List.copyOf(failures);
    }

    /**
     * How to look for branches.
     *
     * @param solver solves from each start
     * @param separation solutions nearer than this (in units of the problem's scale), or nearer than ten times their
     *     estimated errors together, count as one; positive
     * @param canonical maps a solution to a representative of its symmetry class (for example flips a global sign), so that
     *     mirror images count as one
     */
    public record Search(FixedPointSolver solver, double separation, UnaryOperator<double[]> canonical) {

        /** Checks the range. */
        public Search {
            Objects.requireNonNull(solver, "solver");
            Objects.requireNonNull(canonical, "canonical");
            if (!(separation > 0)) {
                throw new IllegalArgumentException("separation = " + separation + ": must be > 0");
            }
        }

        /** Without symmetry, separation 1e-6. */
        public static Search by(FixedPointSolver solver) {
            return new Search(solver, 1e-6, x -> x);
        }

        /** A copy with another separation. */
        public Search withSeparation(double distance) {
            return new Search(solver, distance, canonical);
        }

        /** A copy that identifies mirror images. */
        public Search withCanonical(UnaryOperator<double[]> representative) {
            return new Search(solver, separation, representative);
        }

        /**
         * Solves from every start.
         *
         * @param problem the equation; its own start is not used
         * @param starts at least one
         * @param loss ranks the solutions; receives a copy of the point
         * @param checkpoint called within each solve
         */
        public Branches from(
                FixedPointProblem problem,
                List<double[]> starts,
                ToDoubleFunction<double[]> loss,
                Checkpoint checkpoint) {
            if (starts.isEmpty()) {
                throw new IllegalArgumentException("starts: none given, need at least 1");
            }
            List<FixedPoint> found = new ArrayList<>();
            List<double[]> places = new ArrayList<>();
            List<List<Integer>> ways = new ArrayList<>();
            List<FixedPoint> failures = new ArrayList<>();
            for (int s = 0; s < starts.size(); s++) {
                Checkpoint part = checkpoint.part((double) s / starts.size(), (s + 1.0) / starts.size());
                FixedPoint point = solver.solve(problem.withStart(starts.get(s)), part);
                if (!point.converged()) {
                    failures.add(point);
                    continue;
                }
                double[] place = canonical.apply(point.value());
                int same = 0;
                while (same < found.size() && !isSame(problem, place, point, places.get(same), found.get(same))) {
                    same++;
                }
                if (same == found.size()) {
                    found.add(point);
                    places.add(place);
                    ways.add(new ArrayList<>());
                } else if (point.residual() < found.get(same).residual()) {
                    found.set(same, point);
                    places.set(same, place);
                }
                ways.get(same).add(s);
            }
            List<Branch> branches = new ArrayList<>();
            for (int b = 0; b < found.size(); b++) {
                FixedPoint point = found.get(b);
                double leading = new FixedPointDerivative(problem, point.value()).leadingEigenvalue();
                branches.add(new Branch(point, loss.applyAsDouble(point.value()), leading, ways.get(b)));
            }
            branches.sort(Comparator.comparingDouble(Branch::loss));
            return new Branches(branches, failures);
        }

        private boolean isSame(FixedPointProblem problem, double[] a, FixedPoint pa, double[] b, FixedPoint pb) {
            double errors = 10 * (pa.errorEstimate() + pb.errorEstimate());
            return problem.distance(a, b) <= Math.max(separation, Double.isFinite(errors) ? errors : 0);
        }
    }
}
