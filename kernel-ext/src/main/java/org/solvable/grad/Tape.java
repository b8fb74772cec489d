package org.solvable.grad;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.LayerKernels;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.MemoryBudget;
import org.solvable.linalg.Precision;

/**
 * Reverse-mode differentiation: operations compute at once and are written down; {@link #backward} walks the list back.
 *
 * <p>One step of training is: {@link #clear()}, build the loss with the operations of {@link Pointwise}, {@link Products},
 * {@link Rows}, {@link Attention} and {@link Losses}, {@link #backward}, let an {@link Optimizer} step. Buffers lie in
 * native memory and are reused from step to step. A tape belongs to one thread; the backend below it may use several.
 *
 * <p>Example: {@code y = Losses.squared(Products.linear(x, w, b), target)}.
 */
public final class Tape implements AutoCloseable {

    private final Backend backend;
    private final LayerKernels kernels;
    private final Precision precision;
    private final Checkpoint checkpoint;
    private final Arena arena = Arena.ofShared();
    private final Map<Long, Deque<MemorySegment>> free = new HashMap<>();
    private final List<MemorySegment> used = new ArrayList<>();
    private final List<Runnable> steps = new ArrayList<>();
    private long bytes;

    /** A tape on the best backend of this machine. */
    public Tape(Precision precision) {
        this(Backends.best(), precision, Checkpoint.NONE);
    }

    /**
     * A tape.
     *
     * @param backend computes the products
     * @param precision of every tensor on this tape
     * @param checkpoint called after each operation in both directions; may throw to stop
     */
    public Tape(Backend backend, Precision precision, Checkpoint checkpoint) {
        this.backend = backend;
        this.kernels = LayerKernels.best(backend.threads());
        this.precision = precision;
        this.checkpoint = checkpoint;
    }

    public Precision precision() {
        return precision;
    }

    Backend backend() {
        return backend;
    }

    LayerKernels kernels() {
        return kernels;
    }

    /** A tensor that is not differentiated: data, targets. The view is used as it is, not copied. */
    public Tensor constant(MatrixView value) {
        if (value.precision() != precision || value.isTransposed()) {
            throw new IllegalArgumentException(
                    "value is a " + value + ": must be of precision " + precision + " and stored row by row");
        }
        return new Tensor(this, value, null, false);
    }

    /** A tensor that is not differentiated, copied from doubles, row by row. */
    public Tensor constant(double[] data, int rows, int columns) {
        if (data.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "data has " + data.length + " numbers: must be rows * columns = " + (long) rows * columns);
        }
        MatrixView value = buffer(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                value.set(i, j, data[i * columns + j]);
            }
        }
        return new Tensor(this, value, null, false);
    }

    /** The parameter as a tensor; {@link #backward} adds to the parameter's gradient. */
    public Tensor parameter(Parameter parameter) {
        if (parameter.value().precision() != precision) {
            throw new IllegalArgumentException("precision of parameter " + parameter.name() + " = "
                    + parameter.value().precision() + ": must equal the tape's, " + precision);
        }
        return new Tensor(this, parameter.value(), parameter.gradient(), true);
    }

    /** The result of an operation on {@code inputs}. */
    Tensor result(long rows, long columns, Tensor... inputs) {
        boolean needs = false;
        for (Tensor input : inputs) {
            needs |= input.needsGradient();
        }
        return new Tensor(this, buffer(rows, columns), null, needs);
    }

    /** Writes down how the gradient of {@code output} flows back; not called for what the loss does not depend on. */
    void record(Tensor output, Runnable back) {
        checkpoint.reached(0);
        if (output.needsGradient()) {
            steps.add(() -> {
                if (output.reached()) {
                    back.run();
                }
            });
        }
    }

    /**
     * Differentiates a loss with respect to everything it was computed from.
     *
     * @param loss a 1 x 1 tensor of this tape
     * @throws IllegalArgumentException if the loss is not 1 x 1 or depends on no parameter
     */
    public void backward(Tensor loss) {
        if (loss.rows() != 1 || loss.columns() != 1 || !loss.needsGradient()) {
            throw new IllegalArgumentException("loss is a " + loss + ": must be 1 x 1 and depend on a parameter");
        }
        loss.beta();
        loss.sink().set(0, 0, 1);
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.get(i).run();
            checkpoint.reached(1 - (double) i / steps.size());
        }
        steps.clear();
    }

    /** Forgets the recorded operations and takes all buffers back; tensors made so far must not be used any more. */
    public void clear() {
        steps.clear();
        for (MemorySegment segment : used) {
            free.computeIfAbsent(segment.byteSize(), k -> new ArrayDeque<>()).push(segment);
        }
        used.clear();
    }

    /** A matrix of undefined content that belongs to this tape until it is cleared. */
    MatrixView buffer(long rows, long columns) {
        // Rounding sizes to whole cache lines lets matrices of nearly equal size share buffers.
        long size = Math.max(64, (rows * columns * precision.bytes() + 63) / 64 * 64);
        Deque<MemorySegment> stock = free.get(size);
        MemorySegment segment;
        if (stock != null && !stock.isEmpty()) {
            segment = stock.pop();
        } else {
            MemoryBudget.standard().requireNative("tape of this model", bytes + size, "Lower the batch or the width");
            segment = arena.allocate(size, 64);
            bytes += size;
        }
        used.add(segment);
        return MatrixView.of(segment, precision, 0, rows, columns, Math.max(1, columns));
    }

    /** Frees all buffers. */
    @Override
    public void close() {
        steps.clear();
        used.clear();
        free.clear();
        arena.close();
    }
}
