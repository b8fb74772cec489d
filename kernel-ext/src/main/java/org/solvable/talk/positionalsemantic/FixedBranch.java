package org.solvable.talk.positionalsemantic;

import org.solvable.num.SolveStatus;

/**
 * One branch at one point.
 *
 * @param asked the branch that was looked for
 * @param found the branch that the iteration ended on: {@link Mechanism#UNINFORMED} where the asked one has ceased to exist
 * @param at order parameters
 * @param hats averages there, with the symmetry of the asked branch
 * @param residual largest undamped change of (q, m, V/10, θ) in one step
 * @param iterations steps taken
 * @param status how the iteration ended; converged also where single nodes that change wells keep the residual from falling
 */
public record FixedBranch(
        Mechanism asked,
        Mechanism found,
        OrderParameters at,
        Hats hats,
        double residual,
        int iterations,
        SolveStatus status) {

    /** Training loss, variational form. */
    public double loss(Model model) {
        return hats.variationalLoss(model, at);
    }

    /** Whether the asked branch was found to the asked accuracy. */
    public boolean holds() {
        return status.converged() && asked == found;
    }
}
