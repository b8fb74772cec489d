package org.solvable.model;

import java.util.concurrent.CancellationException;

/**
 * A request to stop, looked at by long work between its blocks.
 *
 * <p>It is raised by {@link #cancel()}, from any thread, or by interrupting the thread that made it, which is what the
 * stop button of a notebook does. Safe for use by many threads.
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
        if (!requested && owner.isInterrupted()) {
            requested = true;
        }
        return requested;
    }

    /**
     * Stops here if asked to.
     *
     * @throws CancellationException if a stop has been asked for; the interrupt flag of the calling thread is then cleared,
     *     so that the next cell starts fresh
     */
    public void check() {
        if (requested()) {
            if (Thread.currentThread() == owner) {
                Thread.interrupted();
            }
            throw new CancellationException("stopped on request; what was finished is kept");
        }
    }
}
