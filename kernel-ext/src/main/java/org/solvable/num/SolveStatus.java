package org.solvable.num;

/** How an iterative computation ended; anything but {@link #CONVERGED} says what happened and what to try. */
public enum SolveStatus {
    /** The asked accuracy was reached. */
    CONVERGED("The asked accuracy was reached."),

    /** The asked accuracy was reached; other solutions are as good. */
    NOT_UNIQUE(
            "The data do not fix the solution (fewer independent rows than unknowns, no penalty): the one of smallest"
                    + " norm is returned."),

    /** Rounding keeps the answer from the asked accuracy. */
    INACCURATE(
            "The system is too ill-conditioned for double precision at the asked accuracy: raise the penalty, or move"
                    + " the number of rows away from the number of unknowns."),

    /** No change of sign was found. */
    NO_SIGN_CHANGE("The function has the same sign everywhere it was tried: give a wider bracket or another start."),

    /** The function changes sign without becoming small. */
    JUMP("The function changes sign here but jumps over zero (a pole or a step): the place is right, it is no root."),

    /** The minimum lies at an end of the bracket. */
    AT_END("The smallest value lies at an end of the bracket: widen the bracket at that end."),

    /** The limit of iterations or evaluations was hit. */
    STEP_LIMIT("The step limit was reached first: allow more steps, start nearer, or use another method or damping."),

    /** The function returned a value that is no number. */
    NOT_FINITE("The function returned NaN or an infinite value: restrict its arguments or start nearer."),

    /** The iterates ran away. */
    DIVERGED("The iterates run away: use stronger damping, smaller parameter steps, or start nearer."),

    /** The step size shrank to nothing. */
    STEP_TOO_SMALL(
            "The step became too small to advance: the branch ends, the problem is stiff, or it is singular here."),

    /** Noise hides the answer at the allowed effort. */
    NOISE_LIMITED("Noise hides the answer at the largest allowed effort: allow more samples or accept the error bar.");

    private final String sentence;

    SolveStatus(String sentence) {
        this.sentence = sentence;
    }

    /** What happened and, if it did not work, what to try; one English sentence. */
    public String sentence() {
        return sentence;
    }

    /** Whether the asked accuracy was reached. */
    public boolean converged() {
        return this == CONVERGED || this == NOT_UNIQUE;
    }
}
