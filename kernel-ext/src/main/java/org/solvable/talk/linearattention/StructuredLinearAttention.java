package org.solvable.talk.linearattention;

/** The id of this model. */
final class StructuredLinearAttention {

    static final String ID = "linear-attention-icl-structured";

    private StructuredLinearAttention() {}
}
