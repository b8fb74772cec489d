package org.solvable.num;

import java.util.Objects;

/**
 * A minimum of a function of one variable.
 *
 * @param argument where it is; NaN if there is none
 * @param value the function there
 * @param lower lower end of the bracket that was searched
 * @param upper upper end of the bracket that was searched
 * @param evaluations number of function evaluations
 * @param status how the search ended; {@link SolveStatus#AT_END} says that the smallest value lies at an end
 */
public record Minimum(double argument, double value, double lower, double upper, int evaluations, SolveStatus status) {

    /** Checks that a status is present. */
    public Minimum {
        Objects.requireNonNull(status, "status");
    }

    /** Whether an interior minimum was found to the asked accuracy. */
    public boolean converged() {
        return status.converged();
    }

    /**
     * Where the minimum is, for callers that cannot go on without one.
     *
     * @throws NotConvergedException if there is no interior minimum to the asked accuracy
     */
    public double orElseThrow() {
        if (!converged()) {
            throw new NotConvergedException(status, toString());
        }
        return argument;
    }
}
