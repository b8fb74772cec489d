package org.solvable.talk.sparsetoken;

import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The weighted normal equations of a readout with a free bias, (Fᵀ D F + λ) w + Fᵀ D 1 b = r and 1ᵀ D F w + 1ᵀ D 1 b = t: formed
 * and factored once for several right sides. Storage is kept for the next weights.
 */
final class BorderedSystem {

    private final DMatrixRMaj features;
    private final double lambda;
    private final Backend backend;
    private final double[] scaled;
    private final double[] matrix;
    private final double[] border;
    private double[] solvedBorder = {};
    private double corner;

    /** The system of n x p features; nothing is formed yet. */
    BorderedSystem(DMatrixRMaj features, double lambda, Backend backend) {
        this.features = features;
        this.lambda = lambda;
        this.backend = backend;
        this.scaled = new double[features.getNumElements()];
        this.matrix = new double[Math.multiplyExact(features.numCols, features.numCols)];
        this.border = new double[features.numCols];
    }

    /**
     * Forms and factors the system.
     *
     * @param weights n weights D, at least 0
     * @return whether it has one solution in double precision
     */
    boolean factor(double[] weights, Checkpoint checkpoint) {
        int n = features.numRows;
        int p = features.numCols;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(weights[i]);
            sum += weights[i];
            for (int j = i * p; j < (i + 1) * p; j++) {
                scaled[j] = root * features.data[j];
            }
        }
        MatrixView system = MatrixView.of(matrix, p, p);
        backend.syrk(1, MatrixView.of(scaled, n, p).transposed(), 0, system, checkpoint.part(0, 0.7));
        for (int j = 0; j < p; j++) {
            matrix[j * p + j] += lambda;
        }
        backend.gemv(1, MatrixView.of(features).transposed(), MatrixView.vector(weights), 0, MatrixView.vector(border));
        if (backend.potrf(system, checkpoint.part(0.7, 1)) != 0) {
            return false;
        }
        solvedBorder = border.clone();
        backend.potrs(system, MatrixView.vector(solvedBorder));
        corner = sum - Features.dot(border, solvedBorder);
        return corner > 0;
    }

    /** Solves in place for w and returns b. */
    double solve(double[] r, double t) {
        int p = features.numCols;
        backend.potrs(MatrixView.of(matrix, p, p), MatrixView.vector(r));
        double b = (t - Features.dot(border, r)) / corner;
        for (int j = 0; j < p; j++) {
            r[j] -= b * solvedBorder[j];
        }
        return b;
    }
}
