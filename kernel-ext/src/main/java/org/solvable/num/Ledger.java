package org.solvable.num;

import java.lang.foreign.Arena;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;

/** What a computation has allocated: a count kept beside the estimate, so that the two can be compared. One thread at a time. */
final class Ledger {

    private long held;
    private long peak;

    /** A vector on the heap that is held until the end. */
    double[] vector(int length) {
        take(8L * length);
        return new double[length];
    }

    /** A native matrix; the owner of the arena gives its bytes back. */
    MatrixView matrix(Arena arena, long rows, long columns) {
        take(8 * rows * columns);
        return MatrixView.allocate(arena, Precision.DOUBLE, rows, columns);
    }

    void take(long bytes) {
        held += bytes;
        peak = Math.max(peak, held);
    }

    void give(long bytes) {
        held -= bytes;
    }

    long held() {
        return held;
    }

    long peak() {
        return peak;
    }
}
