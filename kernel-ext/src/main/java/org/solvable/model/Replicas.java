package org.solvable.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.solvable.linalg.Checkpoint;

/**
 * Runs independent repetitions of an experiment on several threads; a stop keeps those that are finished.
 *
 * <p>Replica i must draw from a stream that is derived from i alone: then the results do not depend on the threads. They come
 * back in the order of i.
 *
 * @param finished results of the finished replicas, in order; all of them if {@code complete}
 * @param complete whether nothing was stopped
 */
public record Replicas<T>(List<T> finished, boolean complete) {

    /** One repetition. */
    @FunctionalInterface
    public interface Replica<T> {

        /**
         * Computes it.
         *
         * @param index its number, from 0
         * @param checkpoint to be called at least every 50 ms; throws {@link CancelledException} when asked to stop
         */
        T run(int index, Checkpoint checkpoint);
    }

    public Replicas {
        finished = List.copyOf(finished);
    }

    /**
     * Runs {@code count} replicas.
     *
     * @param count at least 1
     * @param threads how many at a time, at least 1
     * @param run looked at by every replica; its progress is told by the calling thread only
     * @throws RuntimeException what a replica threw, the one of the lowest index if several did
     */
    public static <T> Replicas<T> run(int count, int threads, Run run, Replica<T> replica) {
        if (count < 1) {
            throw new IllegalArgumentException("count = " + count + ": must be at least 1");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        return new Pool<>(count, Math.min(threads, count), run, replica).run();
    }

    private static final class Pool<T> {

        private final int count;
        private final int threads;
        private final Run run;
        private final Replica<T> replica;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<@Nullable T> results;
        private final AtomicReferenceArray<@Nullable Throwable> failures;
        private final double[] fractions;
        private volatile boolean stop;

        Pool(int count, int threads, Run run, Replica<T> replica) {
            this.count = count;
            this.threads = threads;
            this.run = run;
            this.replica = replica;
            results = new AtomicReferenceArray<>(count);
            failures = new AtomicReferenceArray<>(count);
            fractions = new double[count];
        }

        Replicas<T> run() {
            CountDownLatch ended = new CountDownLatch(threads);
            for (int t = 0; t < threads; t++) {
                Thread.ofPlatform().daemon().name("replica-", t).start(() -> {
                    try {
                        work();
                    } finally {
                        ended.countDown();
                    }
                });
            }
            boolean waiting = true;
            while (waiting) {
                try {
                    waiting = !ended.await(20, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    run.cancel().cancel();
                }
                if (run.cancel().requested()) {
                    stop = true;
                }
                run.progress().at(fraction());
            }
            if (run.cancel().requested()) {
                // The stop has been honoured: the next cell starts fresh.
                Thread.interrupted();
            }
            run.progress().done();
            return outcome();
        }

        private void work() {
            for (int i = next.getAndIncrement(); i < count && !stop; i = next.getAndIncrement()) {
                int index = i;
                try {
                    results.set(index, replica.run(index, f -> reached(index, f)));
                    fractions[index] = 1;
                } catch (CancellationException e) {
                    stop = true;
                } catch (Throwable e) {
                    failures.set(index, e);
                    stop = true;
                }
            }
        }

        private void reached(int index, double fraction) {
            if (stop || run.cancel().requested()) {
                throw new CancelledException();
            }
            // A torn or late read of this number only blurs the progress display.
            fractions[index] = fraction;
        }

        private double fraction() {
            double sum = 0;
            for (double f : fractions) {
                sum += f;
            }
            return Math.min(1, sum / count);
        }

        private Replicas<T> outcome() {
            List<T> finished = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Throwable failure = failures.get(i);
                if (failure instanceof RuntimeException e) {
                    throw e;
                }
                if (failure instanceof Error e) {
                    throw e;
                }
                T result = results.get(i);
                if (result != null) {
                    finished.add(result);
                }
            }
            return new Replicas<>(finished, finished.size() == count);
        }
    }
}
