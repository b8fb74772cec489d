package org.solvable.num;

import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * Eigenvalues and eigenvectors of XᵀX/√n and CᵀC/√n. If x and c are independent the Gram matrix of the rows x cᵀ is near their
 * Kronecker product, which is inverted with ease: a preconditioner, and a guide to the number of steps that are needed.
 *
 * @param rowsOfU eigenvectors of XᵀX as rows, p x p
 * @param ofX eigenvalues, ascending
 * @param rowsOfV eigenvectors of CᵀC as rows, q x q
 * @param ofC eigenvalues, ascending
 */
record SecondMoments(MatrixView rowsOfU, double[] ofX, MatrixView rowsOfV, double[] ofC) {

    static SecondMoments of(RidgeProblem problem, Backend backend, Checkpoint checkpoint) {
        int p = problem.coefficientRows();
        int q = problem.coefficientColumns();
        double[] x = new double[p];
        double[] c = new double[q];
        double scale = 1 / Math.sqrt(problem.samples());
        MatrixView u = decompose(MatrixView.of(problem.left()), scale, x, backend, checkpoint.part(0, 0.5));
        MatrixView v = decompose(MatrixView.of(problem.right()), scale, c, backend, checkpoint.part(0.5, 1));
        return new SecondMoments(u, x, v, c);
    }

    private static MatrixView decompose(
            MatrixView data, double scale, double[] values, Backend backend, Checkpoint checkpoint) {
        int k = values.length;
        MatrixView moments = MatrixView.of(new double[Math.multiplyExact(k, k)], k, k);
        backend.syrk(scale, data.transposed(), 0, moments, checkpoint.part(0, 0.3));
        if (backend.syevd(moments, MatrixView.vector(values), true, checkpoint.part(0.3, 1)) != 0) {
            throw new ArithmeticException("the second moments of the rows overflow double precision: rescale x and c");
        }
        for (int i = 0; i < k; i++) {
            values[i] = Math.max(0, values[i]);
        }
        return moments;
    }

    /** Largest eigenvalue of the Kronecker product. */
    double largest() {
        return ofX[ofX.length - 1] * ofC[ofC.length - 1];
    }

    /** Mean eigenvalue of the Kronecker product. */
    double mean() {
        double x = 0;
        double c = 0;
        for (double v : ofX) {
            x += v;
        }
        for (double v : ofC) {
            c += v;
        }
        return x / ofX.length * (c / ofC.length);
    }

    /** 1 / (eigenvalue + penalty), p x q; 0 in directions that the data do not reach. */
    double[] inverse(double penalty) {
        int q = ofC.length;
        double[] inverse = new double[ofX.length * q];
        double floor = 1e-13 * largest();
        for (int a = 0; a < ofX.length; a++) {
            for (int b = 0; b < q; b++) {
                double value = ofX[a] * ofC[b];
                inverse[a * q + b] = value + penalty > floor ? 1 / (value + penalty) : 0;
            }
        }
        return inverse;
    }
}
