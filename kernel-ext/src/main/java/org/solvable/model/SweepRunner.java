package org.solvable.model;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Computes the units of a sweep on local threads.
 *
 * <p>Workers take units in order, a chunk at a time; each unit's numbers depend on the unit alone. While they work, the
 * calling thread shows progress and watches for a stop. With more than one worker a unit gets one thread, so that workers
 * and linear algebra together use no more threads than there are processors.
 */
final class SweepRunner {

    /** After a stop, how long to wait for units to end by themselves; those that do not are left behind. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(600);

    private final Sweep sweep;
    private final Grid<?, ?, ?> grid;
    private final Run run;
    private final UnitResults results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stop;
    private @Nullable Journal journal;

    SweepRunner(Sweep sweep, Run run) {
        this.sweep = sweep;
        this.run = run;
        grid = sweep.grid();
        grid.requireGiven();
        results = new UnitResults(grid.units());
    }

    SweepResult run() {
        try {
            if (sweep.journal().isPresent()) {
                workWith(sweep.journal().get());
            } else {
                work();
            }
        } finally {
            run.progress().done();
        }
        Throwable defect = failure.get();
        if (defect instanceof Error e) {
            throw e;
        }
        if (defect instanceof RuntimeException e) {
            throw e;
        }
        return new SweepTable(sweep, grid, results.snapshot()).result();
    }

    private void workWith(Path file) {
        try (Journal open = Journal.open(file, sweep.toMap(), grid, results)) {
            journal = open;
            work();
            if (results.done() == results.size()) {
                open.complete(results);
            }
        }
    }

    private void work() {
        int pending = results.size() - results.done();
        if (pending == 0) {
            return;
        }
        int threads = Math.min(pending, sweep.threads().orElse(run.threads()));
        // Chunks are small enough that all threads end together, and a refused or slow unit delays few others.
        int chunk = sweep.task() == Sweep.Task.MEASURE ? 1 : Math.clamp(results.size() / (threads * 64), 1, 128);
        Run unitRun = new Run(
                run.cancel(),
                threads == 1 && sweep.task() == Sweep.Task.MEASURE
                        ? run.progress().child("point")
                        : Progress.silent(),
                threads == 1 ? run.threads() : 1);
        CountDownLatch ended = new CountDownLatch(threads);
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            workers[t] = Thread.ofPlatform().daemon().name("sweep-", t).start(() -> {
                try {
                    worker(chunk, unitRun);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                    stop = true;
                } finally {
                    ended.countDown();
                }
            });
        }
        watch(ended, workers);
    }

    private void worker(int chunk, Run unitRun) {
        for (int from = next.getAndAdd(chunk); from < results.size() && from >= 0; from = next.getAndAdd(chunk)) {
            int to = Math.min(results.size(), from + chunk);
            for (int unit = from; unit < to; unit++) {
                if (stop || run.cancel().requested()) {
                    return;
                }
                if (!results.has(unit) && !compute(unit, unitRun)) {
                    return;
                }
            }
        }
    }

    /** False if the unit was stopped. */
    private boolean compute(int unit, Run unitRun) {
        UnitResult result;
        try {
            result = grid.compute(unit, unitRun);
        } catch (CancellationException e) {
            stop = true;
            return false;
        }
        // A half-finished measurement is not the answer to its unit: it would stay half-finished after a resume.
        if (stop || result.status() == Status.CANCELLED) {
            return false;
        }
        Journal open = journal;
        // What failed by a defect is computed again after a resume.
        if (open != null && result.status() != Status.FAILED) {
            open.append(result);
        }
        results.set(result);
        return true;
    }

    private void watch(CountDownLatch ended, Thread[] workers) {
        long leave = Long.MAX_VALUE;
        boolean waiting = true;
        while (waiting) {
            try {
                waiting = !ended.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                run.cancel().cancel();
            }
            if (waiting && leave == Long.MAX_VALUE && (stop || run.cancel().requested())) {
                leave = System.nanoTime() + PATIENCE;
                for (Thread worker : workers) {
                    worker.interrupt();
                }
            }
            if (waiting && leave != Long.MAX_VALUE && System.nanoTime() - leave > 0) {
                waiting = false;
            }
            run.progress().at(results.done(), results.size());
        }
        // Units that are left behind must not add to the table or the journal any more.
        stop = true;
    }
}
