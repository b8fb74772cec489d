package org.solvable.grad;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.solvable.linalg.MatrixView;

/**
 * A matrix on a {@link Tape}: a value, and after {@link Tape#backward} the gradient of the loss with respect to it.
 *
 * <p>Batches are stacked by rows: a batch of B sequences of L tokens of width d is a (B·L) x d tensor. A tensor lives
 * until its tape is cleared; read what you need before that.
 */
public final class Tensor {

    private final Tape tape;
    private final MatrixView value;
    private final boolean needsGradient;
    private @Nullable MatrixView gradient;
    private boolean touched;

    Tensor(Tape tape, MatrixView value, @Nullable MatrixView gradient, boolean needsGradient) {
        this.tape = tape;
        this.value = value;
        this.gradient = gradient;
        this.needsGradient = needsGradient;
        // A parameter's gradient buffer is zeroed by its owner and added to from then on.
        this.touched = gradient != null;
    }

    /** The numbers; {@code rows x columns}, not to be changed. */
    public MatrixView value() {
        return value;
    }

    public long rows() {
        return value.rows();
    }

    public long columns() {
        return value.columns();
    }

    /** Whether the loss is differentiated with respect to this tensor. */
    public boolean needsGradient() {
        return needsGradient;
    }

    /** The only element of a 1 x 1 tensor, such as a loss. */
    public double item() {
        if (rows() != 1 || columns() != 1) {
            throw new IllegalStateException("item() of a " + rows() + " x " + columns() + " tensor: must be 1 x 1");
        }
        return value.get(0, 0);
    }

    /**
     * The gradient of the loss, of the shape of the value.
     *
     * @throws IllegalStateException before {@link Tape#backward}, or if the loss does not depend on this tensor
     */
    public MatrixView gradient() {
        if (gradient == null || !touched) {
            throw new IllegalStateException(
                    "no gradient yet: call backward(loss) with a loss that depends on this tensor");
        }
        return gradient;
    }

    /** Whether anything has flowed back to here. */
    boolean reached() {
        return touched;
    }

    /** The buffer that gradients are written to or added to; {@link #beta()} tells which. */
    MatrixView sink() {
        if (gradient == null) {
            gradient = tape.buffer(rows(), columns());
        }
        return gradient;
    }

    /** 0 for the first contribution, which may overwrite, 1 for each later one, which must add. */
    double beta() {
        double beta = touched ? 1 : 0;
        touched = true;
        return beta;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d x %d tensor%s", rows(), columns(), needsGradient ? "" : " (constant)");
    }
}
