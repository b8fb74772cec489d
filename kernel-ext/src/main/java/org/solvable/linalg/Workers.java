package org.solvable.linalg;

import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered tasks on the calling thread and a few daemon threads that sleep when there is nothing to do.
 *
 * <p>Which thread gets which task is left to chance, so tasks must write to disjoint places and be complete in
 * themselves; then the result does not depend on the number of threads. BLAS libraries' own thread pools are not used:
 * they split work by the number of threads (so results change with it) and spin (ten times slower when there are more
 * threads than processors).
 */
final class Workers {

    /** How long the caller may be silent before it calls its checkpoint again. */
    private static final long SILENCE_MILLIS = 40;

    private static final AtomicLong NAMES = new AtomicLong();

    static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            20,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> Thread.ofPlatform()
                    .daemon()
                    .name("solvable-linalg-" + NAMES.incrementAndGet())
                    .unstarted(work));

    private Workers() {}

    /** One task. */
    interface Task {
        /** Does task number {@code index}, calling {@code pause} between its blocks. */
        void run(long index, Pause pause);
    }

    /** Called by a task between its blocks with the part of the task that is done; throws when the work is to stop. */
    interface Pause {
        void at(double part);
    }

    /**
     * Runs tasks 0..count-1, starting them in that order, and returns when all are done.
     *
     * @throws RuntimeException what the checkpoint or the first failing task threw, after running blocks have ended
     */
    static void run(int threads, long count, Checkpoint checkpoint, Task task) {
        if (count <= 0) {
            return;
        }
        Job job = new Job(count, checkpoint, task);
        long helpers = Math.min(threads, count) - 1;
        for (long i = 0; i < helpers; i++) {
            try {
                POOL.execute(job::help);
            } catch (RejectedExecutionException | OutOfMemoryError noMoreThreads) {
                break; // fewer helpers, same result
            }
        }
        job.lead();
    }

    /**
     * Runs one uninterruptible piece of work on another thread while the caller keeps calling its checkpoint. If the
     * checkpoint throws, the caller leaves at once; the work then ends by itself in the background, so it must own what
     * it writes and free it at its end.
     */
    static void runAside(Checkpoint checkpoint, Runnable work) {
        Aside aside = new Aside(work);
        try {
            POOL.execute(aside);
        } catch (RejectedExecutionException | OutOfMemoryError noMoreThreads) {
            aside.run();
        }
        aside.await(checkpoint);
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private static final class Job {
        private final long count;
        private final Checkpoint checkpoint;
        private final Task task;
        private final AtomicLong next = new AtomicLong();
        private final AtomicLong finished = new AtomicLong();
        private volatile boolean stopped;
        // Guarded by this.
        private int helping;
        private boolean closed;
        private @Nullable Throwable failure;
        // Used by the leading thread only.
        private double shown;

        Job(long count, Checkpoint checkpoint, Task task) {
            this.count = count;
            this.checkpoint = checkpoint;
            this.task = task;
        }

        void lead() {
            try {
                work(part -> report(part));
            } catch (Throwable e) {
                fail(e);
            }
            boolean interrupted = awaitHelpers();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable first;
            synchronized (this) {
                first = failure;
            }
            if (first != null) {
                rethrow(first);
            }
            if (shown < 1) {
                checkpoint.reached(1);
            }
        }

        void help() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                helping++;
            }
            try {
                work(part -> {
                    if (stopped) {
                        throw new CancellationException("stopped by another thread");
                    }
                });
            } catch (Throwable e) {
                fail(e);
            } finally {
                synchronized (this) {
                    helping--;
                    notifyAll();
                }
            }
        }

        private void work(Pause pause) {
            for (long i = next.getAndIncrement(); i < count && !stopped; i = next.getAndIncrement()) {
                task.run(i, pause);
                finished.incrementAndGet();
                pause.at(0);
            }
        }

        private void report(double part) {
            if (stopped) {
                throw new CancellationException("stopped by another thread");
            }
            shown = Math.max(shown, Math.min(1, (finished.get() + part) / count));
            checkpoint.reached(shown);
        }

        private synchronized void fail(Throwable e) {
            if (failure == null) {
                failure = e;
            }
            stopped = true;
        }

        private boolean awaitHelpers() {
            boolean interrupted = false;
            while (true) {
                synchronized (this) {
                    closed = true;
                    if (helping == 0) {
                        return interrupted;
                    }
                    try {
                        wait(SILENCE_MILLIS);
                    } catch (InterruptedException e) {
                        // Helpers use our buffers: leaving before them is not possible.
                        interrupted = true;
                    }
                }
                if (!stopped) {
                    // A checkpoint that looks at the interrupt flag must find it set.
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    try {
                        report(0);
                    } catch (Throwable e) {
                        fail(e);
                    }
                    interrupted |= Thread.interrupted();
                }
            }
        }
    }

    private static final class Aside implements Runnable {
        private final Runnable work;
        private boolean done;
        private @Nullable Throwable failure;

        Aside(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            Throwable thrown = null;
            try {
                work.run();
            } catch (Throwable e) {
                thrown = e;
            }
            synchronized (this) {
                failure = thrown;
                done = true;
                notifyAll();
            }
        }

        void await(Checkpoint checkpoint) {
            boolean interrupted = false;
            try {
                while (true) {
                    synchronized (this) {
                        if (done) {
                            break;
                        }
                        try {
                            wait(SILENCE_MILLIS);
                        } catch (InterruptedException e) {
                            interrupted = true;
                        }
                        if (done) {
                            break;
                        }
                    }
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    checkpoint.reached(0);
                    interrupted |= Thread.interrupted();
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            synchronized (this) {
                if (failure != null) {
                    rethrow(failure);
                }
            }
        }
    }
}
