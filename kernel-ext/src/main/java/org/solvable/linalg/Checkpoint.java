package org.solvable.linalg;

/**
 * Called between the blocks of long work, so that progress can be shown and the work can be stopped.
 *
 * <p>Blocks are sized to about 50 ms on one ordinary core. An implementation stops the work by throwing, usually {@link
 * java.util.concurrent.CancellationException}; the backend then lets running blocks end, releases its buffers and
 * passes the exception on. Outputs are left half written. The call comes on the thread that asked for the work.
 */
@FunctionalInterface
public interface Checkpoint {

    /** Never stops, shows nothing. */
    Checkpoint NONE = fraction -> {};

    /**
     * A block is done.
     *
     * @param fraction part of the work that is done, in [0, 1], not decreasing within one piece of work
     */
    void reached(double fraction);

    /** The checkpoint for a part of the work: fraction 0..1 of the part becomes {@code from..to} of the whole. */
    default Checkpoint part(double from, double to) {
        if (!(from >= 0 && from <= to && to <= 1)) {
            throw new IllegalArgumentException(
                    "from, to = " + from + ", " + to + ": must satisfy 0 <= from <= to <= 1");
        }
        return this == NONE ? NONE : fraction -> reached(from + (to - from) * fraction);
    }
}
