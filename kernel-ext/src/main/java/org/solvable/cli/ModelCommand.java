package org.solvable.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.solvable.linalg.MemoryBudgetExceededException;
import org.solvable.model.Status;

/** What the commands that compute have in common: exit codes, and errors as one sentence on standard error. */
abstract class ModelCommand implements Callable<Integer> {

    /** A result that is an answer. */
    static final int DONE = 0;

    /** A wrong argument. */
    static final int WRONG = 2;

    /** The best point is printed, but it is no answer. */
    static final int NO_ANSWER = 3;

    /** Stopped by the user. */
    static final int STOPPED = 130;

    private final String name;

    ModelCommand(String name) {
        this.name = name;
    }

    /** Does the work and returns the exit code; a wrong argument throws. */
    abstract int work() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            return work();
        } catch (IllegalArgumentException | MemoryBudgetExceededException e) {
            return wrong(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
            throw new Failure(name + ": " + (cause == e ? "" : e.getMessage() + ": ") + cause, e);
        } catch (CancellationException e) {
            System.err.println("lab " + name + ": " + e.getMessage());
            return STOPPED;
        }
    }

    final int wrong(String sentence) {
        System.err.println("lab " + name + ": " + sentence);
        return WRONG;
    }

    static int exit(Status status) {
        return status.isAnswer() ? DONE : status == Status.CANCELLED ? STOPPED : NO_ANSWER;
    }
}
