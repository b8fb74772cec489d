package org.solvable.linalg;

import org.jspecify.annotations.Nullable;

/**
 * An operand in native memory for the length of a call: the operand itself if it lies there already, else a copy in work
 * space.
 */
final class Staged implements AutoCloseable {

    private static final long COPY_BYTES = 1 << 20;

    private final MatrixView view;
    private final Scratch.@Nullable Lease lease;

    private Staged(MatrixView view, Scratch.@Nullable Lease lease) {
        this.view = view;
        this.lease = lease;
    }

    /** The operand where it is. */
    static Staged none(MatrixView x) {
        return new Staged(x, null);
    }

    /** A copy to read from. */
    static Staged input(MatrixView x, int threads) {
        if (x.isNative()) {
            return none(x);
        }
        Staged staged = empty(x);
        copy(x.stored(), staged.view.stored(), threads);
        return staged;
    }

    /** A place to write to; filled with the present content if that is to be read. */
    static Staged output(MatrixView x, boolean read) {
        return x.isNative() ? none(x) : read ? input(x, 1) : empty(x);
    }

    private static Staged empty(MatrixView x) {
        Scratch.Lease lease = Scratch.take(x.precision(), x.storedRows(), x.storedColumns());
        MatrixView copy = lease.matrix(x.precision(), x.storedRows(), x.storedColumns());
        return new Staged(x.isTransposed() ? copy.transposed() : copy, lease);
    }

    /** Copies in pieces of a megabyte: a copy that touches the heap holds up garbage collection while it runs. */
    static void copy(MatrixView from, MatrixView to, int threads) {
        long rowBytes = Math.max(1, from.columns()) * from.precision().bytes();
        long rows = Math.max(1, COPY_BYTES / rowBytes);
        int useful = from.rows() * rowBytes < 4 * COPY_BYTES ? 1 : threads;
        Workers.run(useful, Blocking.count(from.rows(), rows), Checkpoint.NONE, (index, pause) -> {
            long first = index * rows;
            long last = Math.min(from.rows(), first + rows);
            Elements.copyStored(from.rows(first, last), to.rows(first, last));
        });
    }

    /** The operand to compute with. */
    MatrixView view() {
        return view;
    }

    /** Copies the result to where it belongs, if it is not there already. */
    void writeBack(MatrixView target) {
        if (lease != null) {
            copy(view.stored(), target.stored(), 1);
        }
    }

    /** As {@link #writeBack} for the lower triangle only. */
    void writeBackLower(MatrixView target) {
        for (long i = 0; lease != null && i < target.rows(); i++) {
            Elements.copyStored(view.block(i, i + 1, 0, i + 1), target.block(i, i + 1, 0, i + 1));
        }
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
