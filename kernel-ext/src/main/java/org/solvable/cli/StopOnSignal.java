package org.solvable.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.solvable.model.Cancel;

/** Lets Ctrl-C and a polite kill end long work by its stop token, so that what was finished is still written. */
final class StopOnSignal implements AutoCloseable {

    /** The work obeys within a second; the rest is for writing its result. */
    private static final long SECONDS = 3;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    StopOnSignal(Cancel cancel) {
        hook = new Thread(() -> {
            cancel.cancel();
            try {
                boolean inTime = written.await(SECONDS, TimeUnit.SECONDS);
                if (!inTime) {
                    System.err.println("lab: the work did not stop in time; results since the last write are lost");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The result is written. */
    @Override
    public void close() {
        written.countDown();
        External.removeHook(hook);
    }
}
