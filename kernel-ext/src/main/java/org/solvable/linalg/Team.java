package org.solvable.linalg;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that stay awake for many short rounds of tasks, some ten microseconds each, for which waking a thread would cost
 * more than it brings. The leader does not depend on the others: a thread that the system gives no time takes no task.
 */
final class Team implements AutoCloseable {

    private static final int BITS = 20;
    private static final long MASK = (1L << BITS) - 1;

    /** Looks at the ticket, about 40 ns each, before a follower lets go of its processor. */
    private static final int SPINS = 8_000;

    private static final int YIELDS = 200;
    private static final long NAP_NANOS = 50_000;

    /** Round, number of tasks and next task in one word, so that no task of one round is taken for one of another. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private IntConsumer task = index -> {};
    private long round;

    /** A team of the calling thread and up to {@code threads - 1} others. */
    Team(int threads) {
        for (int i = 1; i < threads; i++) {
            try {
                Workers.POOL.execute(this::follow);
            } catch (RejectedExecutionException | OutOfMemoryError noMoreThreads) {
                break;
            }
        }
    }

    /** Runs tasks 0..count-1 and returns when all are done; for the thread that made the team. */
    void run(int count, IntConsumer newTask) {
        if (count > MASK) {
            throw new IllegalArgumentException("count = " + count + ": must be at most " + MASK);
        }
        task = newTask;
        done.set(0);
        round++;
        ticket.set((round << (2 * BITS)) | ((long) count << BITS));
        while (takeOne()) {
            // the leader works too
        }
        for (int i = 0; done.get() < count; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        Throwable first = failure;
        if (first != null) {
            throw new IllegalStateException(first);
        }
    }

    private boolean takeOne() {
        while (true) {
            long t = ticket.get();
            int index = (int) (t & MASK);
            if (index >= (int) (t >>> BITS & MASK)) {
                return false;
            }
            if (ticket.compareAndSet(t, t + 1)) {
                try {
                    task.accept(index);
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    done.incrementAndGet();
                }
                return true;
            }
        }
    }

    private void follow() {
        for (int idle = 0; !closed; ) {
            if (takeOne()) {
                idle = 0;
            } else if (++idle < SPINS) {
                Thread.onSpinWait();
            } else if (idle < SPINS + YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
