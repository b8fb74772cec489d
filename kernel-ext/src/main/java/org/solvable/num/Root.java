package org.solvable.num;

import java.util.Objects;

/**
 * A root of a function of one variable, and how well it is known.
 *
 * @param value the best estimate of the root; NaN if there is none
 * @param residual the function at {@code value}
 * @param lower lower end of the last bracket: the sign changes in [lower, upper]
 * @param upper upper end of the last bracket
 * @param evaluations number of function evaluations
 * @param status how the search ended
 */
public record Root(double value, double residual, double lower, double upper, int evaluations, SolveStatus status) {

    /** Checks that a status is present. */
    public Root {
        Objects.requireNonNull(status, "status");
    }

    /** Whether the asked accuracy was reached. */
    public boolean converged() {
        return status.converged();
    }

    /** Largest distance of the true root from {@link #value()} that the bracket allows; NaN without a bracket. */
    public double errorBound() {
        return Math.max(upper - value, value - lower);
    }

    /**
     * The root, for callers that cannot go on without one.
     *
     * @throws NotConvergedException if the asked accuracy was not reached
     */
    public double orElseThrow() {
        if (!converged()) {
            throw new NotConvergedException(status, toString());
        }
        return value;
    }
}
