package org.solvable.model;

/**
 * A request to stop, looked at by long work between its blocks.
 *
 * <p>It is raised by {@link #cancel()}, from any thread, or by interrupting the thread that made it or the thread
 * that looks at it, which is what the stop button of a notebook does. Once raised it stays so. Safe for use by many
 * threads.
 */
public final class Cancel {

    private final Thread owner = Thread.currentThread();
    private volatile boolean requested;

    /** Asks the work to stop. */
    public void cancel() {
        requested = true;
    }

    /** Whether a stop has been asked for. */
    public boolean requested() {
        if (!requested && (owner.isInterrupted() || Thread.currentThread().isInterrupted())) {
            requested = true;
        }
        return requested;
    }

    /**
     * Stops here if asked to; costs a few nanoseconds, so ask at least every 50 ms.
     *
     * @throws CancelledException if a stop has been asked for; the interrupt flag of the calling thread is then cleared,
     *     so that the next cell starts fresh
     */
    public void check() {
        if (requested()) {
            Thread.interrupted();
            throw new CancelledException();
        }
    }
}
