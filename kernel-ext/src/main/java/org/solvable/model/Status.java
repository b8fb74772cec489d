package org.solvable.model;

/** How a computation ended; not a number, so that no caller can mistake a failure for a result. */
public enum Status {
    /** The undamped residual met the tolerance. */
    CONVERGED("converged"),
    /** The quantity is infinite at this point (an interpolation peak, a separable data set): a statement, not a failure. */
    DIVERGENT("divergent"),
    /** The step limit was reached; the best point is kept. */
    NOT_CONVERGED("not-converged"),
    /** The equations have no solution of the asked kind here (a branch that has ceased to exist). */
    NO_SOLUTION("no-solution"),
    /** Stopped on request; what was finished is kept. */
    CANCELLED("cancelled");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    /** The word used in JSON and tables. */
    public String word() {
        return word;
    }

    /** Whether the outputs are the answer: converged, or known to be infinite. */
    public boolean isAnswer() {
        return this == CONVERGED || this == DIVERGENT;
    }
}
