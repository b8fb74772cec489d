package org.solvable.num;

import java.util.Objects;

/**
 * Where a monotone quantity crosses a level.
 *
 * @param value best estimate of the place; NaN if there is no crossing in the bracket
 * @param standardError random error of the place from the noise of the quantity (0 for a sharp predicate); NaN if unknown
 * @param lower lower end of the bracket: the place lies in [lower, upper]
 * @param upper upper end of the bracket
 * @param evaluations number of evaluations
 * @param status how the search ended
 */
public record Threshold(
        double value, double standardError, double lower, double upper, int evaluations, SolveStatus status) {

    /** Checks that a status is present. */
    public Threshold {
        Objects.requireNonNull(status, "status");
    }

    /** Whether the bracket reached the asked width. */
    public boolean converged() {
        return status.converged();
    }

    /**
     * The place, for callers that cannot go on without one.
     *
     * @throws NotConvergedException if the bracket did not reach the asked width
     */
    public double orElseThrow() {
        if (!converged()) {
            throw new NotConvergedException(status, toString());
        }
        return value;
    }
}
