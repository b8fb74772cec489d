package org.solvable.num;

import java.lang.foreign.Arena;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/** A Gram matrix and its Cholesky factor, in one place, or in two where several penalties are to come. */
final class CholeskySystem implements RidgeSystem {

    private final Arena arena = Arena.ofShared();
    private final Backend backend;
    private final Ledger ledger;
    private final long before;
    private final boolean dual;
    private final boolean kept;
    private final MatrixView gram;
    private final MatrixView factor;

    /**
     * @param keep whether {@link #factor} will be called more than once, which takes twice the memory
     */
    @SuppressWarnings("ReferenceEquality")
    CholeskySystem(
            RidgeProblem problem, boolean dual, boolean keep, Backend backend, Ledger ledger, Checkpoint checkpoint) {
        this.backend = backend;
        this.ledger = ledger;
        before = ledger.held();
        this.dual = dual;
        kept = keep;
        long order = dual ? problem.samples() : problem.unknowns();
        try {
            gram = ledger.matrix(arena, order, order);
            factor = keep ? ledger.matrix(arena, order, order) : gram;
            if (dual) {
                GramMatrices.samples(problem, backend, gram, ledger, checkpoint);
            } else {
                GramMatrices.features(problem, backend, gram, ledger, checkpoint);
            }
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public boolean dual() {
        return dual;
    }

    /**
     * Prepares for a penalty.
     *
     * @return false if the matrix is singular to working precision; then the system is of no further use for this penalty
     */
    boolean factor(double penalty, Checkpoint checkpoint) {
        if (kept) {
            backend.copy(gram, factor);
        }
        GramMatrices.shift(factor, penalty);
        long order = factor.rows();
        double largest = 0;
        for (long i = 0; i < order; i++) {
            largest = Math.max(largest, factor.get(i, i));
        }
        if (backend.potrf(factor, checkpoint) != 0) {
            return false;
        }
        double smallest = Double.POSITIVE_INFINITY;
        for (long i = 0; i < order; i++) {
            smallest = Math.min(smallest, factor.get(i, i));
        }
        return smallest * smallest > order * Math.ulp(largest);
    }

    @Override
    public void solve(double[] right, Checkpoint checkpoint) {
        backend.potrs(factor, MatrixView.vector(right), checkpoint);
    }

    @Override
    public void close() {
        arena.close();
        ledger.give(ledger.held() - before);
    }
}
