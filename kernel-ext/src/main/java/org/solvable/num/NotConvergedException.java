package org.solvable.num;

import java.util.Objects;

/** Thrown only when a caller insists on a number ({@code orElseThrow}) that a computation could not give. */
public final class NotConvergedException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    private final SolveStatus status;

    /**
     * Says what failed and how it ended.
     *
     * @param status how it ended
     * @param details the numbers that help to see why
     */
    public NotConvergedException(SolveStatus status, String details) {
        super(Objects.requireNonNull(status, "status").sentence() + " (" + details + ")");
        this.status = status;
    }

    /** How the computation ended. */
    public SolveStatus status() {
        return status;
    }
}
