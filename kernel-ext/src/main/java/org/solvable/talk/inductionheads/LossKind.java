package org.solvable.talk.inductionheads;

/** What the output y of the second attention is compared with. Values of different kinds must not share an axis. */
public enum LossKind {
    /** -ln(y + ε) with ε = 1e-8: y is a probability. */
    LOG,
    /** Cross-entropy with y used as logits, as in the authors' code; its floor is ln(1 + (d-1)/e). */
    LOGITS
}
