package org.solvable.grad;

import org.solvable.linalg.Backend;
import org.solvable.linalg.MatrixView;

/** Matrix products on a {@link Tape}. */
public final class Products {

    private Products() {}

    /**
     * A B.
     *
     * @param a m x k
     * @param b k x n
     */
    public static Tensor multiply(Tape tape, Tensor a, Tensor b) {
        Tensor y = tape.result(a.rows(), b.columns(), a, b);
        tape.backend().gemm(1, a.value(), b.value(), 0, y.value());
        tape.record(y, () -> back(tape, a, b, y));
        return y;
    }

    /**
     * A Bᵀ.
     *
     * @param a m x k
     * @param b n x k
     */
    public static Tensor multiplyTransposed(Tape tape, Tensor a, Tensor b) {
        Tensor y = tape.result(a.rows(), b.rows(), a, b);
        Backend backend = tape.backend();
        backend.gemm(1, a.value(), b.value().transposed(), 0, y.value());
        tape.record(y, () -> {
            MatrixView dy = y.gradient();
            if (a.needsGradient()) {
                backend.gemm(1, dy, b.value(), a.beta(), a.sink());
            }
            if (b.needsGradient()) {
                backend.gemm(1, dy.transposed(), a.value(), b.beta(), b.sink());
            }
        });
        return y;
    }

    /**
     * X W + 1 bᵀ: a dense layer.
     *
     * @param x n x in
     * @param weight in x out
     * @param bias 1 x out
     */
    public static Tensor linear(Tape tape, Tensor x, Tensor weight, Tensor bias) {
        Tensor y = tape.result(x.rows(), weight.columns(), x, weight, bias);
        tape.backend().gemm(1, x.value(), weight.value(), 0, y.value());
        tape.kernels().addRow(bias.value(), y.value());
        tape.record(y, () -> {
            if (bias.needsGradient()) {
                tape.kernels().sumRows(y.gradient(), bias.beta(), bias.sink());
            }
            back(tape, x, weight, y);
        });
        return y;
    }

    private static void back(Tape tape, Tensor a, Tensor b, Tensor y) {
        MatrixView dy = y.gradient();
        if (a.needsGradient()) {
            tape.backend().gemm(1, dy, b.value().transposed(), a.beta(), a.sink());
        }
        if (b.needsGradient()) {
            tape.backend().gemm(1, a.value().transposed(), dy, b.beta(), b.sink());
        }
    }
}
