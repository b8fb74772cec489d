package org.solvable.model;

import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;

/**
 * What a computation is given beside its parameters: a way to be stopped, a place to say how far it is, and the threads
 * that it may use. None of them changes its numbers.
 *
 * @param cancel looked at between blocks
 * @param progress told between blocks
 * @param threads threads that it may use, at least 1; 1 inside work that is itself parallel
 */
public record Run(Cancel cancel, Progress progress, int threads) {

    public Run {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be >= 1");
        }
    }

    /** With all threads of this machine. */
    public Run(Cancel cancel, Progress progress) {
        this(cancel, progress, allThreads());
    }

    /** Shows nothing; stops when the calling thread is interrupted. */
    public static Run quiet() {
        return new Run(new Cancel(), Progress.silent());
    }

    /** Shows progress; stops when the calling thread is interrupted. */
    public static Run showing(Progress progress) {
        return new Run(new Cancel(), progress);
    }

    /** What property {@code solvable.threads} says, or else the processors that the JVM sees. */
    public static int allThreads() {
        int wanted = Integer.getInteger(Backends.THREADS_PROPERTY, 0);
        return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    }

    /** The same, with at most this many threads. */
    public Run withThreads(int limit) {
        return new Run(cancel, progress, limit);
    }

    /** The same, one level lower. */
    public Run child(String name) {
        return new Run(cancel, progress.child(name), threads);
    }

    /** For the numeric layers: stops and reports between their blocks. */
    public Checkpoint checkpoint() {
        return fraction -> {
            cancel.check();
            progress.at(fraction);
        };
    }

    /** The backend for heavy work: the best of this machine, held to {@link #threads}. */
    public Backend backend() {
        Backend best = Backends.best();
        return best.threads() > threads ? best.withThreads(threads) : best;
    }
}
