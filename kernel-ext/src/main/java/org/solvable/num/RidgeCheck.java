package org.solvable.num;

import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The operator, the targets and what is needed to judge coefficients: the same quality numbers for every method.
 *
 * @param rows HΓ and Hᵀa
 * @param targets y
 * @param right Hᵀy
 * @param scale ‖Hᵀy‖
 * @param backend arithmetic
 * @param ledger counts what is allocated
 */
record RidgeCheck(
        KroneckerOperator rows, double[] targets, double[] right, double scale, Backend backend, Ledger ledger) {

    static RidgeCheck of(RidgeProblem problem, Backend backend, Checkpoint checkpoint) {
        Ledger ledger = new Ledger();
        KroneckerOperator rows = new KroneckerOperator(problem, backend, ledger);
        double[] right = ledger.vector(problem.unknowns());
        rows.combine(problem.targets(), right, checkpoint);
        return new RidgeCheck(rows, problem.targets(), right, norm(right, backend), backend, ledger);
    }

    static double norm(double[] a, Backend backend) {
        return Math.sqrt(backend.dot(MatrixView.vector(a), MatrixView.vector(a)));
    }

    /** y - HΓ. */
    double[] rest(double[] gamma, Checkpoint checkpoint) {
        double[] rest = new double[targets.length];
        rows.predict(gamma, rest, checkpoint);
        backend.axpby(1, MatrixView.vector(targets), -1, MatrixView.vector(rest));
        return rest;
    }

    /** Hᵀ rest - penalty Γ. */
    double[] gradient(double[] rest, double[] gamma, double penalty, Checkpoint checkpoint) {
        double[] gradient = new double[gamma.length];
        rows.combine(rest, gradient, checkpoint);
        if (penalty != 0) {
            backend.axpby(-penalty, MatrixView.vector(gamma), 1, MatrixView.vector(gradient));
        }
        return gradient;
    }

    RidgeSolution.Quality quality(double[] gamma, double penalty, double correction, Checkpoint checkpoint) {
        long bytes = 8L * (targets.length + gamma.length);
        ledger.take(bytes);
        double[] rest = rest(gamma, checkpoint.part(0, 0.5));
        double size = norm(gradient(rest, gamma, penalty, checkpoint.part(0.5, 1)), backend);
        double squares = backend.dot(MatrixView.vector(rest), MatrixView.vector(rest));
        ledger.give(bytes);
        return new RidgeSolution.Quality(
                size == 0 && scale == 0 ? 0 : size / scale, squares / targets.length, correction);
    }
}
