package org.solvable.num;

import java.lang.foreign.Arena;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The eigen-decomposition of a Gram matrix: any penalty costs two products with a vector, and without a penalty directions
 * that the rows do not span are left out, which gives the solution of smallest norm.
 */
final class EigenSystem implements RidgeSystem {

    private final Arena arena = Arena.ofShared();
    private final Backend backend;
    private final Ledger ledger;
    private final long before;
    private final boolean dual;
    private final MatrixView rowsOfVectors;
    private final double[] values;
    private double penalty;

    EigenSystem(RidgeProblem problem, boolean dual, Backend backend, Ledger ledger, Checkpoint checkpoint) {
        this.backend = backend;
        this.ledger = ledger;
        before = ledger.held();
        this.dual = dual;
        int order = dual ? problem.samples() : problem.unknowns();
        values = new double[order];
        try {
            rowsOfVectors = ledger.matrix(arena, order, order);
            if (dual) {
                GramMatrices.samples(problem, backend, rowsOfVectors, ledger, checkpoint.part(0, 0.2));
            } else {
                GramMatrices.features(problem, backend, rowsOfVectors, ledger, checkpoint.part(0, 0.2));
            }
            // LAPACK's divide and conquer asks for twice the matrix.
            ledger.take(16L * order * order);
            if (backend.syevd(rowsOfVectors, MatrixView.vector(values), true, checkpoint.part(0.2, 1)) != 0) {
                throw new ArithmeticException(
                        "the Gram matrix of the rows overflows double precision: rescale the rows");
            }
            ledger.give(16L * order * order);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public boolean dual() {
        return dual;
    }

    /** Prepares for a penalty. */
    void penalty(double newPenalty) {
        penalty = newPenalty;
    }

    /** Eigenvalues of the Gram matrix that are not zero to working precision. */
    int rank() {
        int rank = 0;
        for (double value : values) {
            if (value > zero()) {
                rank++;
            }
        }
        return rank;
    }

    private double zero() {
        return values.length * Math.ulp(values[values.length - 1]);
    }

    @Override
    public void solve(double[] right, Checkpoint checkpoint) {
        double[] components = new double[right.length];
        MatrixView r = MatrixView.vector(right);
        MatrixView c = MatrixView.vector(components);
        backend.gemv(1, rowsOfVectors, r, 0, c, checkpoint.part(0, 0.5));
        for (int i = 0; i < components.length; i++) {
            double value = Math.max(0, values[i]) + penalty;
            components[i] = value > zero() ? components[i] / value : 0;
        }
        backend.gemv(1, rowsOfVectors.transposed(), c, 0, r, checkpoint.part(0.5, 1));
    }

    @Override
    public void close() {
        arena.close();
        ledger.give(ledger.held() - before);
    }
}
