package org.solvable.talk.linearattention;

import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * Exact test errors of given attention parameters at finite d: averages over prompts in closed form, so that no test set is
 * ever drawn.
 *
 * <p>The prediction is ⟨Γ, x cᵀ⟩ with c = (v, u). For one task w, with σ = ‖w‖²/d + ρ, tokens N(0, I/d) and Γ = [Γ₁ | g],
 *
 * <pre>
 * e = ρ + ‖w‖²/d - (2/d) [w·Γ₁w + σ g·w]
 *   + (1/d) [(1 + 1/ℓ) ‖Γ₁w‖² + (σ d/ℓ) ‖Γ₁‖² + 2σ (1 + 2/ℓ) g·Γ₁w + σ² (1 + 2/ℓ) ‖g‖²],
 * </pre>
 *
 * from E v = w, E vvᵀ = (1 + 1/ℓ) wwᵀ + (σ d/ℓ) I, E u v = σ (1 + 2/ℓ) w, E u² = σ² (1 + 2/ℓ). Averages over tasks need their
 * moments only.
 */
public final class TestError {

    private TestError() {}

    /**
     * The mean error over these tasks.
     *
     * @param gamma Γ, d x (d+1); not modified
     * @param tasks k x d, one task in each row; not modified
     * @param contextLength ℓ of the test prompts, at least 1
     * @param rho label-noise variance of the test prompts, finite and at least 0
     * @param backend for the products Γ₁ w
     */
    public static double onTasks(
            DMatrixRMaj gamma,
            DMatrixRMaj tasks,
            int contextLength,
            double rho,
            Backend backend,
            Checkpoint checkpoint) {
        int d = dimension(gamma, contextLength, rho);
        if (tasks.numCols != d || tasks.numRows < 1) {
            throw new IllegalArgumentException("tasks is " + tasks.numRows + " x " + tasks.numCols + ": must have d = "
                    + d + " columns and at least one row");
        }
        int k = tasks.numRows;
        MatrixView w = MatrixView.of(tasks);
        DMatrixRMaj images = new DMatrixRMaj(k, d);
        backend.gemm(1, w, MatrixView.of(gamma).columns(0, d).transposed(), 0, MatrixView.of(images), checkpoint);
        Norms norms = Norms.of(gamma);
        double l = contextLength;
        double sum = 0;
        for (int j = 0; j < k; j++) {
            double ww = 0;
            double wi = 0;
            double ii = 0;
            double gw = 0;
            double gi = 0;
            for (int a = 0; a < d; a++) {
                double task = tasks.data[j * d + a];
                double image = images.data[j * d + a];
                double g = gamma.data[a * (d + 1) + d];
                ww += task * task;
                wi += task * image;
                ii += image * image;
                gw += g * task;
                gi += g * image;
            }
            double sigma = ww / d + rho;
            sum += rho
                    + ww / d
                    - 2 * (wi + sigma * gw) / d
                    + ((1 + 1 / l) * ii
                                    + sigma * d / l * norms.body
                                    + 2 * sigma * (1 + 2 / l) * gi
                                    + sigma * sigma * (1 + 2 / l) * norms.last)
                            / d;
        }
        return sum / k;
    }

    /** The mean error over tasks uniform on the sphere of radius √d; arguments as in {@link #onTasks}. */
    public static double onSphere(DMatrixRMaj gamma, int contextLength, double rho) {
        int d = dimension(gamma, contextLength, rho);
        double[] ones = new double[d];
        java.util.Arrays.fill(ones, 1);
        return average(gamma, ones, 1 + rho, (1 + rho) * (1 + rho), contextLength, rho);
    }

    /**
     * The mean error over tasks from N(0, diag(variances)).
     *
     * @param variances d numbers, finite and at least 0
     */
    public static double onGaussian(DMatrixRMaj gamma, double[] variances, int contextLength, double rho) {
        double squares = 0;
        for (double v : variances) {
            squares += v * v;
        }
        return onGaussian(gamma, variances, squares, contextLength, rho);
    }

    /** {@code squares} is tr T², which is not the sum of the squared {@code variances} if T is not diagonal. */
    static double onGaussian(DMatrixRMaj gamma, double[] variances, double squares, int contextLength, double rho) {
        int d = dimension(gamma, contextLength, rho);
        if (variances.length != d) {
            throw new IllegalArgumentException("variances: " + variances.length + " given, must be d = " + d);
        }
        double trace = 0;
        for (double v : variances) {
            trace += v;
        }
        double sigma = trace / d + rho;
        return average(gamma, variances, sigma, sigma * sigma + 2 * squares / d / d, contextLength, rho);
    }

    /** Tasks of mean 0 and E w σ = 0 with second moment diag(r): the terms that are odd in w drop out. */
    private static double average(
            DMatrixRMaj gamma, double[] r, double sigma, double sigmaSquare, int contextLength, double rho) {
        int d = gamma.numRows;
        double l = contextLength;
        Norms norms = Norms.of(gamma);
        double trace = 0;
        double overlap = 0;
        double image = 0;
        for (int a = 0; a < d; a++) {
            trace += r[a];
            overlap += gamma.data[a * (d + 1) + a] * r[a];
            for (int b = 0; b < d; b++) {
                double x = gamma.data[a * (d + 1) + b];
                image += x * x * r[b];
            }
        }
        return rho
                + trace / d
                - 2 * overlap / d
                + ((1 + 1 / l) * image + sigma * d / l * norms.body + sigmaSquare * (1 + 2 / l) * norms.last) / d;
    }

    /** ‖Γ₁‖² and ‖g‖². */
    private record Norms(double body, double last) {

        static Norms of(DMatrixRMaj gamma) {
            int d = gamma.numRows;
            double body = 0;
            double last = 0;
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    double x = gamma.data[a * (d + 1) + b];
                    body += x * x;
                }
                double g = gamma.data[a * (d + 1) + d];
                last += g * g;
            }
            return new Norms(body, last);
        }
    }

    private static int dimension(DMatrixRMaj gamma, int contextLength, double rho) {
        int d = gamma.numRows;
        if (d < 1 || gamma.numCols != d + 1) {
            throw new IllegalArgumentException(
                    "gamma is " + d + " x " + gamma.numCols + ": must be d x (d+1) with d at least 1");
        }
        if (contextLength < 1) {
            throw new IllegalArgumentException("contextLength = " + contextLength + ": must be at least 1");
        }
        if (!(rho >= 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rho = " + rho + ": must be finite and >= 0");
        }
        return d;
    }
}
