package org.solvable.talk.positionalsemantic;

/** Which solution of the self-consistent equations is meant. */
public enum Mechanism {
    /** The branch with the smallest training loss. */
    GLOBAL,
    /** Tokens attend by position: θ = 0, m ≠ 0. */
    POSITIONAL,
    /** Tokens attend by meaning: m = 0, θ ≠ 0. */
    SEMANTIC,
    /** Neither: m = θ = 0. */
    UNINFORMED
}
