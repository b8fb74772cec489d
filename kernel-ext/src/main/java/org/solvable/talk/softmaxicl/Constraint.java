package org.solvable.talk.softmaxicl;

/** Whether the flow may leave the positive orthant. */
public enum Constraint {
    /** It may. */
    NONE,
    /** Projected onto Ω, M ≥ 0 after each step, where the allocated limit is stationary. */
    NONNEGATIVE
}
