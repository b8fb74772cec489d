package org.solvable.grad;

import org.solvable.linalg.MatrixView;

/** Operations that treat each row by itself, and choices of rows and columns, on a {@link Tape}. */
public final class Rows {

    private Rows() {}

    /**
     * Layer normalisation of each row.
     *
     * @param gain 1 x columns
     * @param shift 1 x columns
     * @param epsilon added to the variance, positive
     */
    public static Tensor layerNorm(Tape tape, Tensor x, Tensor gain, Tensor shift, double epsilon) {
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon = " + epsilon + ": must be finite and > 0");
        }
        Tensor y = tape.result(x.rows(), x.columns(), x, gain, shift);
        MatrixView statistics = tape.buffer(x.rows(), 2);
        tape.kernels().layerNorm(x.value(), gain.value(), shift.value(), epsilon, y.value(), statistics);
        tape.record(y, () -> {
            MatrixView dGain = adding(tape, gain);
            MatrixView dShift = adding(tape, shift);
            MatrixView dx = x.needsGradient() ? x.sink() : tape.buffer(x.rows(), x.columns());
            double beta = x.needsGradient() ? x.beta() : 0;
            tape.kernels()
                    .layerNormBackward(x.value(), gain.value(), statistics, y.gradient(), beta, dx, dGain, dShift);
        });
        return y;
    }

    /** Softmax of each row. */
    public static Tensor softmax(Tape tape, Tensor x) {
        Tensor y = tape.result(x.rows(), x.columns(), x);
        tape.backend().softmaxRows(1, x.value(), y.value());
        tape.record(y, () -> {
            MatrixView ds = tape.buffer(x.rows(), x.columns());
            tape.kernels().softmaxBackward(y.value(), y.gradient(), ds);
            tape.backend().axpby(1, ds, x.beta(), x.sink());
        });
        return y;
    }

    /**
     * Row {@code index[i]} of a table as row i: an embedding, or the last token of each sequence.
     *
     * @throws IndexOutOfBoundsException if an index is not a row of the table
     */
    public static Tensor select(Tape tape, Tensor table, int[] index) {
        int[] rows = index.clone();
        Tensor y = tape.result(rows.length, table.columns(), table);
        tape.kernels().gatherRows(rows, table.value(), y.value());
        tape.record(y, () -> tape.kernels().scatterAddRows(rows, y.gradient(), adding(tape, table)));
        return y;
    }

    /** Columns {@code [from, to)} of each row. */
    public static Tensor columns(Tape tape, Tensor x, int from, int to) {
        Tensor y = tape.result(x.rows(), to - from, x);
        tape.backend().copy(x.value().columns(from, to), y.value());
        tape.record(y, () -> {
            MatrixView dx = adding(tape, x);
            tape.backend().axpby(1, y.gradient(), 1, dx.columns(from, to));
        });
        return y;
    }

    /** Each row of {@code left} followed by the same row of {@code right}. */
    public static Tensor concatenate(Tape tape, Tensor left, Tensor right) {
        long split = left.columns();
        Tensor y = tape.result(left.rows(), split + right.columns(), left, right);
        tape.backend().copy(left.value(), y.value().columns(0, split));
        tape.backend().copy(right.value(), y.value().columns(split, y.columns()));
        tape.record(y, () -> {
            if (left.needsGradient()) {
                tape.backend().axpby(1, y.gradient().columns(0, split), left.beta(), left.sink());
            }
            if (right.needsGradient()) {
                tape.backend().axpby(1, y.gradient().columns(split, y.columns()), right.beta(), right.sink());
            }
        });
        return y;
    }

    /** The gradient buffer of {@code tensor}, zeroed if this is its first contribution: for partial writes. */
    static MatrixView adding(Tape tape, Tensor tensor) {
        if (!tensor.needsGradient()) {
            MatrixView nowhere = tape.buffer(tensor.rows(), tensor.columns());
            nowhere.fill(0);
            return nowhere;
        }
        MatrixView sink = tensor.sink();
        if (tensor.beta() == 0) {
            sink.fill(0);
        }
        return sink;
    }
}
