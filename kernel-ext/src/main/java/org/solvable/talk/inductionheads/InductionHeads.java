package org.solvable.talk.inductionheads;

/** The id of this talk's model. */
final class InductionHeads {
    static final String ID = "induction-heads";

    private InductionHeads() {}
}
