package org.solvable.model;

/**
 * How well a solution solves its equations.
 *
 * @param residual undamped residual at the solution, relative to its scale; 0 for closed forms
 * @param errorEstimate estimated error of the outputs, NaN if there is none
 * @param iterations steps of the method
 */
public record Diagnostics(double residual, double errorEstimate, long iterations) {

    /** Nothing was iterated: the outputs are closed forms. */
    public static final Diagnostics CLOSED_FORM = new Diagnostics(0, 0, 0);
}
