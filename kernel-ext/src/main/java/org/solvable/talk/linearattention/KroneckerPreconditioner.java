package org.solvable.talk.linearattention;

import org.solvable.linalg.Backend;
import org.solvable.linalg.MatrixView;

/**
 * Approximates (Σ x xᵀ ⊗ c cᵀ + penalty)⁻¹ by ((Σ x xᵀ) ⊗ (Σ c cᵀ)/n + penalty)⁻¹: queries and contexts are nearly
 * independent, and two small eigen-decompositions invert the product.
 */
final class KroneckerPreconditioner {

    private final Backend backend;
    private final MatrixView rowsOfU;
    private final MatrixView rowsOfV;
    private final double[] inverse;
    private final int d;

    private KroneckerPreconditioner(Backend backend, MatrixView rowsOfU, MatrixView rowsOfV, double[] inverse, int d) {
        this.backend = backend;
        this.rowsOfU = rowsOfU;
        this.rowsOfV = rowsOfV;
        this.inverse = inverse;
        this.d = d;
    }

    /** The identity. */
    static KroneckerPreconditioner none() {
        MatrixView empty = MatrixView.of(new double[0], 0, 0);
        return new KroneckerPreconditioner(
                org.solvable.linalg.Backends.named("scalar"), empty, empty, new double[0], 0);
    }

    static KroneckerPreconditioner of(PromptFeatures features, double penalty, Backend backend) {
        int d = features.dimension();
        double[] x = new double[d];
        double[] c = new double[d + 1];
        MatrixView u = moments(features.queries(), x, backend);
        MatrixView v = moments(features.contexts(), c, backend);
        double[] inverse = new double[d * (d + 1)];
        // A floor keeps directions without data (and no ridge) from being blown up.
        double floor = 1e-12 * x[d - 1] * c[d] / features.prompts();
        for (int a = 0; a < d; a++) {
            for (int b = 0; b <= d; b++) {
                double value = Math.max(0, x[a]) * Math.max(0, c[b]) / features.prompts() + penalty;
                inverse[a * (d + 1) + b] = 1 / Math.max(value, floor);
            }
        }
        return new KroneckerPreconditioner(backend, u, v, inverse, d);
    }

    private static MatrixView moments(MatrixView data, double[] values, Backend backend) {
        int p = values.length;
        MatrixView s = MatrixView.of(new double[p * p], p, p);
        backend.syrk(1, data.transposed(), 0, s);
        if (backend.syevd(s, MatrixView.vector(values), true) != 0) {
            throw new IllegalStateException("the second moments of the prompts have no eigenvalues: not finite");
        }
        return s;
    }

    /** A fresh array; {@code gradient} is not modified. */
    double[] apply(double[] gradient) {
        if (d == 0) {
            return gradient.clone();
        }
        double[] result = new double[gradient.length];
        double[] half = new double[gradient.length];
        MatrixView g = MatrixView.of(gradient, d, d + 1);
        MatrixView h = MatrixView.of(half, d, d + 1);
        MatrixView r = MatrixView.of(result, d, d + 1);
        // Eigenvectors are rows: U g Vᵀ, divided, and back.
        backend.gemm(1, rowsOfU, g, 0, h);
        backend.gemm(1, h, rowsOfV.transposed(), 0, r);
        for (int i = 0; i < result.length; i++) {
            result[i] *= inverse[i];
        }
        backend.gemm(1, rowsOfU.transposed(), r, 0, h);
        backend.gemm(1, h, rowsOfV, 0, r);
        return result;
    }
}
