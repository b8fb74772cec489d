package org.solvable.talk.linearattention;

/** The id of this model. */
final class LinearAttention {

    static final String ID = "linear-attention-icl";

    private LinearAttention() {}
}
