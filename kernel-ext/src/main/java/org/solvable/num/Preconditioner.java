package org.solvable.num;

import org.solvable.linalg.Backend;
import org.solvable.linalg.MatrixView;

/** An approximate inverse of HᵀH + penalty for conjugate gradients; keeps work space, so for one thread at a time. */
sealed interface Preconditioner {

    /** {@code out} = approximate inverse times {@code gradient}. */
    void apply(double[] gradient, double[] out);

    /**
     * The identity. Steps from 0 then stay in the span of the rows, so that without a penalty the solution of smallest norm is
     * found.
     */
    record None() implements Preconditioner {
        @Override
        public void apply(double[] gradient, double[] out) {
            System.arraycopy(gradient, 0, out, 0, out.length);
        }
    }

    /** Inverse of the Kronecker product of the second moments plus penalty. */
    final class Kronecker implements Preconditioner {

        private final SecondMoments moments;
        private final Backend backend;
        private final double[] inverse;
        private final double[] half;

        Kronecker(SecondMoments moments, double penalty, Backend backend) {
            this.moments = moments;
            this.backend = backend;
            inverse = moments.inverse(penalty);
            half = new double[inverse.length];
        }

        static long bytes(long p, long q) {
            return 8 * (2 * p * q + p * p + q * q);
        }

        @Override
        public void apply(double[] gradient, double[] out) {
            int p = moments.ofX().length;
            int q = moments.ofC().length;
            MatrixView g = MatrixView.of(gradient, p, q);
            MatrixView h = MatrixView.of(half, p, q);
            MatrixView r = MatrixView.of(out, p, q);
            backend.gemm(1, moments.rowsOfU(), g, 0, h);
            backend.gemm(1, h, moments.rowsOfV().transposed(), 0, r);
            for (int i = 0; i < inverse.length; i++) {
                out[i] *= inverse[i];
            }
            backend.gemm(1, moments.rowsOfU().transposed(), r, 0, h);
            backend.gemm(1, h, moments.rowsOfV(), 0, r);
        }
    }
}
