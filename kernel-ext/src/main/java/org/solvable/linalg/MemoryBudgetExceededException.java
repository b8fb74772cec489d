package org.solvable.linalg;

/** A computation was refused before it allocated, because its estimate does not fit the {@link MemoryBudget}. */
public final class MemoryBudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long estimate;
    private final long budget;

    MemoryBudgetExceededException(String message, long estimate, long budget) {
        super(message);
        this.estimate = estimate;
        this.budget = budget;
    }

    /** Bytes that the computation would have needed. */
    public long estimate() {
        return estimate;
    }

    /** Bytes that it may have. */
    public long budget() {
        return budget;
    }
}
