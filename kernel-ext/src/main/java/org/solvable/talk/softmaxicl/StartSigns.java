package org.solvable.talk.softmaxicl;

/** Signs of μ + √d ω at a random start; they decide which limit is reached. */
public enum StartSigns {
    /** As drawn. */
    RANDOM,
    /** At least one head of each sign, by negating the first head where all agree. */
    BOTH,
    /** All parameters positive. */
    ONE
}
