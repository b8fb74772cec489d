package org.solvable.talk.sparsetoken;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;

/** Whether a hyperplane, with bias, has every sequence on its side. */
final class Separability {

    private static final double MEETING = 1e-7;

    private Separability() {}

    /** The answer; the first two are certified. */
    enum Verdict {
        /** A hyperplane was found whose margins are all positive. */
        SEPARABLE,
        /** A point was found that both classes' convex hulls contain. */
        INSEPARABLE,
        /** Neither was found to working precision. */
        UNDECIDED
    }

    /**
     * Decides by a linear program for the distance (sum of absolute components) of the convex hulls of the classes. It has d + 2
     * rows, whatever the number of sequences. A distance of zero comes with the common point; where it is positive the
     * separating hyperplane is looked for by the interior-point method of the hinge loss.
     */
    static Verdict of(Features data, Backend backend, Checkpoint checkpoint) {
        checkpoint.reached(0);
        double distance = distance(data);
        checkpoint.reached(0.5);
        if (distance <= MEETING) {
            return Verdict.INSEPARABLE;
        }
        boolean found = distance == Double.POSITIVE_INFINITY
                || HingeFit.of(data.rows(), data.labels(), 0, 1e-9, backend, checkpoint.part(0.5, 1))
                                .end()
                        == ReadoutFit.End.SEPARABLE;
        return found ? Verdict.SEPARABLE : Verdict.UNDECIDED;
    }

    /** Distance of the hulls; infinite if one class is empty, NaN if the simplex method gave up. */
    static double distance(Features data) {
        DMatrixRMaj f = data.rows();
        int n = f.numRows;
        int p = f.numCols;
        int size = n + 2 * p;
        double[] positive = new double[size];
        double[] negative = new double[size];
        int count = 0;
        for (int i = 0; i < n; i++) {
            boolean up = data.labels()[i] > 0;
            positive[i] = up ? 1 : 0;
            negative[i] = up ? 0 : 1;
            count += up ? 1 : 0;
        }
        if (count == 0 || count == n) {
            return Double.POSITIVE_INFINITY;
        }
        List<LinearConstraint> constraints = new ArrayList<>();
        constraints.add(new LinearConstraint(positive, Relationship.EQ, 1));
        constraints.add(new LinearConstraint(negative, Relationship.EQ, 1));
        double[] cost = new double[size];
        for (int j = 0; j < p; j++) {
            double[] row = new double[size];
            for (int i = 0; i < n; i++) {
                row[i] = data.labels()[i] * f.data[i * p + j];
            }
            // Component j of the difference is what these two leave.
            row[n + j] = 1;
            row[n + p + j] = -1;
            cost[n + j] = 1;
            cost[n + p + j] = 1;
            constraints.add(new LinearConstraint(row, Relationship.EQ, 0));
        }
        try {
            PointValuePair least = new SimplexSolver()
                    .optimize(
                            new MaxIter(100_000),
                            new LinearObjectiveFunction(cost, 0),
                            new LinearConstraintSet(constraints),
                            GoalType.MINIMIZE,
                            new NonNegativeConstraint(true));
            return residual(data, least.getPoint());
        } catch (MathIllegalStateException e) {
            return Double.NaN;
        }
    }

    /** The distance that a point of the program truly has: of weights cut to be nonnegative and scaled to sums of one. */
    private static double residual(Features data, double[] point) {
        DMatrixRMaj f = data.rows();
        int p = f.numCols;
        double[] sums = new double[2];
        for (int i = 0; i < f.numRows; i++) {
            sums[data.labels()[i] > 0 ? 0 : 1] += Math.max(0, point[i]);
        }
        double[] difference = new double[p];
        for (int i = 0; i < f.numRows; i++) {
            double y = data.labels()[i];
            double weight = y * Math.max(0, point[i]) / sums[y > 0 ? 0 : 1];
            for (int j = 0; j < p; j++) {
                difference[j] += weight * f.data[i * p + j];
            }
        }
        double total = 0;
        for (double v : difference) {
            total += Math.abs(v);
        }
        return total;
    }
}
