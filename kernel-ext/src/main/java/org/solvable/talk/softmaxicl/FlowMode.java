package org.solvable.talk.softmaxicl;

/** Which parameters flow; the clocks differ by √d in warm-up. */
public enum FlowMode {
    /** Every coordinate of ω by itself: what gradient training of the full matrices does. */
    COORDINATE,
    /** One number ω for each head, whose derivative is the sum over the coordinates. */
    SCALAR
}
