package org.solvable.grad;

import org.solvable.linalg.Activation;
import org.solvable.linalg.Elementwise;
import org.solvable.linalg.MatrixView;

/** Element-by-element operations on a {@link Tape}; operands have equal shapes. */
public final class Pointwise {

    private Pointwise() {}

    /** alpha A + beta B. */
    public static Tensor combine(Tape tape, double alpha, Tensor a, double beta, Tensor b) {
        Tensor y = tape.result(a.rows(), a.columns(), a, b);
        tape.backend().copy(b.value(), y.value());
        tape.backend().axpby(alpha, a.value(), beta, y.value());
        tape.record(y, () -> {
            flow(tape, a, alpha, y.gradient());
            flow(tape, b, beta, y.gradient());
        });
        return y;
    }

    /** A + B. */
    public static Tensor add(Tape tape, Tensor a, Tensor b) {
        return combine(tape, 1, a, 1, b);
    }

    /** A - B. */
    public static Tensor subtract(Tape tape, Tensor a, Tensor b) {
        return combine(tape, 1, a, -1, b);
    }

    /** factor A. */
    public static Tensor scale(Tape tape, double factor, Tensor a) {
        Tensor y = tape.result(a.rows(), a.columns(), a);
        tape.backend().axpby(factor, a.value(), 0, y.value());
        tape.record(y, () -> flow(tape, a, factor, y.gradient()));
        return y;
    }

    /** A ∘ B. */
    public static Tensor multiply(Tape tape, Tensor a, Tensor b) {
        Tensor y = tape.result(a.rows(), a.columns(), a, b);
        tape.backend().hadamard(1, a.value(), b.value(), 0, y.value());
        tape.record(y, () -> {
            if (a.needsGradient()) {
                tape.backend().hadamard(1, y.gradient(), b.value(), a.beta(), a.sink());
            }
            if (b.needsGradient()) {
                tape.backend().hadamard(1, y.gradient(), a.value(), b.beta(), b.sink());
            }
        });
        return y;
    }

    /** f(A). */
    public static Tensor activate(Tape tape, Activation f, Tensor a) {
        Tensor y = tape.result(a.rows(), a.columns(), a);
        tape.kernels().activate(f, a.value(), y.value());
        tape.record(y, () -> tape.kernels().activateBackward(f, a.value(), y.gradient(), a.beta(), a.sink()));
        return y;
    }

    /** e^A. */
    public static Tensor exp(Tape tape, Tensor a) {
        Tensor y = tape.result(a.rows(), a.columns(), a);
        tape.backend().map(Elementwise.EXP, 1, a.value(), 0, y.value());
        tape.record(y, () -> tape.backend().hadamard(1, y.gradient(), y.value(), a.beta(), a.sink()));
        return y;
    }

    /** The sum of all elements, 1 x 1. */
    public static Tensor sum(Tape tape, Tensor a) {
        Tensor y = tape.result(1, 1, a);
        MatrixView ones = tape.buffer(a.rows(), a.columns());
        ones.fill(1);
        y.value().set(0, 0, tape.backend().dot(a.value(), ones));
        tape.record(y, () -> flow(tape, a, y.gradient().get(0, 0), ones));
        return y;
    }

    private static void flow(Tape tape, Tensor to, double factor, MatrixView gradient) {
        if (to.needsGradient()) {
            tape.backend().axpby(factor, gradient, to.beta(), to.sink());
        }
    }
}
