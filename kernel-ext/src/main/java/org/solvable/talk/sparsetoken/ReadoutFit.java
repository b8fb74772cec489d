package org.solvable.talk.sparsetoken;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The readout (w, b) that minimises (1/n) Σ ℓ(⟨w, f⟩ + b; y) + (λ/2) ‖w‖² over n training sequences.
 *
 * <p>The square loss is solved directly, the logistic loss by Newton's method with line search, the hinge by a primal-dual
 * interior-point method whose duality gap is exact. With fewer sequences than components everything happens in the span of the
 * features, which contains the minimiser.
 *
 * @param w readout
 * @param b bias
 * @param loss mean training loss without the ridge term
 * @param wrong fraction of training sequences with a wrong label
 * @param gap duality gap (hinge) or half the squared Newton decrement (logistic), relative to the objective; 0 if direct
 * @param iterations of the method
 * @param end how it ended
 */
record ReadoutFit(double[] w, double b, double loss, double wrong, double gap, int iterations, End end) {

    /** How a fit ended. */
    enum End {
        /** The gap is below the tolerance. */
        SOLVED,
        /** The data are separable and there is no ridge: the loss has no minimiser. */
        SEPARABLE,
        /** It is not. */
        UNSOLVED
    }

    /** Fits. */
    static ReadoutFit of(
            Features data, Loss loss, double lambda, double tolerance, Backend backend, Checkpoint checkpoint) {
        double[] y = data.labels();
        boolean single = Arrays.stream(y).allMatch(v -> v == y[0]);
        if (single && loss != Loss.LOGISTIC) {
            // One class alone: the bias fits everything.
            return new ReadoutFit(new double[data.rows().numCols], y[0], 0, 0, 0, 0, End.SOLVED);
        }
        if (loss == Loss.SQUARE) {
            return SquareFit.of(data, lambda, backend, checkpoint);
        }
        if (single || (lambda == 0 && data.rows().numRows <= data.rows().numCols)) {
            return separable(data.rows().numCols);
        }
        Span span = Span.of(data.rows(), backend, checkpoint.part(0, 0.1));
        Iterate found = loss == Loss.LOGISTIC
                ? LogisticFit.of(span.features(), y, lambda, tolerance, backend, checkpoint.part(0.1, 1))
                : HingeFit.of(span.features(), y, lambda, tolerance, backend, checkpoint.part(0.1, 1));
        if (found.end() == End.SEPARABLE) {
            return separable(data.rows().numCols);
        }
        return judged(data, loss, span.lift(found.w()), found);
    }

    /** What an iterative method found in the span. */
    record Iterate(double[] w, double b, double gap, int iterations, End end) {}

    private static ReadoutFit judged(Features data, Loss loss, double[] w, Iterate found) {
        double[] scores = scores(data.rows(), w, found.b());
        return new ReadoutFit(
                w,
                found.b(),
                meanLoss(loss, scores, data.labels()),
                wrong(scores, data.labels()),
                found.gap(),
                found.iterations(),
                found.end());
    }

    private static ReadoutFit separable(int p) {
        double[] w = new double[p];
        Arrays.fill(w, Double.NaN);
        return new ReadoutFit(w, Double.NaN, 0, 0, Double.NaN, 0, End.SEPARABLE);
    }

    /** ⟨w, f⟩ + b for each row. */
    static double[] scores(DMatrixRMaj f, double[] w, double b) {
        double[] z = new double[f.numRows];
        for (int i = 0; i < z.length; i++) {
            double sum = b;
            int row = i * f.numCols;
            for (int j = 0; j < f.numCols; j++) {
                sum += f.data[row + j] * w[j];
            }
            z[i] = sum;
        }
        return z;
    }

    static double meanLoss(Loss loss, double[] z, double[] y) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += loss.value(z[i], y[i]);
        }
        return sum / z.length;
    }

    private static double wrong(double[] z, double[] y) {
        int count = 0;
        for (int i = 0; i < z.length; i++) {
            count += z[i] * y[i] > 0 ? 0 : 1;
        }
        return (double) count / z.length;
    }

    /**
     * Coordinates in the span of the rows: with fewer rows than columns the Cholesky factor L of F Fᵀ stands for F, and w = Fᵀ L⁻ᵀ
     * u has the length and the scores of u.
     */
    private record Span(DMatrixRMaj original, DMatrixRMaj features, Backend backend) {

        static Span of(DMatrixRMaj f, Backend backend, Checkpoint checkpoint) {
            int n = f.numRows;
            if (n >= f.numCols) {
                return new Span(f, f, backend);
            }
            DMatrixRMaj gram = new DMatrixRMaj(n, n);
            MatrixView view = MatrixView.of(gram);
            backend.syrk(1, MatrixView.of(f), 0, view, checkpoint.part(0, 0.7));
            if (backend.potrf(view, checkpoint.part(0.7, 1)) != 0) {
                return new Span(f, f, backend);
            }
            for (int i = 0; i < n; i++) {
                Arrays.fill(gram.data, i * n + i + 1, (i + 1) * n, 0);
            }
            return new Span(f, gram, backend);
        }

        double[] lift(double[] u) {
            if (features == original) {
                return u;
            }
            double[] a = u.clone();
            backend.trsm(MatrixView.of(features).transposed(), MatrixView.vector(a));
            double[] w = new double[original.numCols];
            backend.gemv(1, MatrixView.of(original).transposed(), MatrixView.vector(a), 0, MatrixView.vector(w));
            return w;
        }
    }

    /** The square loss. */
    private static final class SquareFit {

        static ReadoutFit of(Features data, double lambda, Backend backend, Checkpoint checkpoint) {
            DMatrixRMaj f = data.rows();
            double[] y = data.labels();
            int n = f.numRows;
            double[] w = new double[f.numCols];
            double b;
            boolean solved;
            if (n > f.numCols) {
                BorderedSystem system = new BorderedSystem(f, lambda, backend);
                double[] weights = new double[n];
                Arrays.fill(weights, 1.0 / n);
                solved = system.factor(weights, checkpoint);
                backend.gemv(1.0 / n, MatrixView.of(f).transposed(), MatrixView.vector(y), 0, MatrixView.vector(w));
                b = solved ? system.solve(w, Arrays.stream(y).sum() / n) : Double.NaN;
            } else {
                double[] gram = new double[Math.multiplyExact(n, n)];
                MatrixView k = MatrixView.of(gram, n, n);
                backend.syrk(1, MatrixView.of(f), 0, k, checkpoint.part(0, 0.7));
                for (int i = 0; i < n; i++) {
                    gram[i * n + i] += n * lambda;
                }
                solved = backend.potrf(k, checkpoint.part(0.7, 1)) == 0;
                double[] a = y.clone();
                double[] ones = new double[n];
                Arrays.fill(ones, 1);
                backend.potrs(k, MatrixView.vector(a));
                backend.potrs(k, MatrixView.vector(ones));
                // The multipliers of a free bias add up to zero.
                b = Arrays.stream(a).sum() / Arrays.stream(ones).sum();
                for (int i = 0; i < n; i++) {
                    a[i] -= b * ones[i];
                }
                backend.gemv(1, MatrixView.of(f).transposed(), MatrixView.vector(a), 0, MatrixView.vector(w));
            }
            return judged(data, Loss.SQUARE, w, new Iterate(w, b, 0, 0, solved ? End.SOLVED : End.UNSOLVED));
        }
    }
}
