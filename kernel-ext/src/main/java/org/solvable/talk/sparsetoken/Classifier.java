package org.solvable.talk.sparsetoken;

/** What is made of a sequence of tokens before the linear readout. */
public enum Classifier {
    /** One token: the average under softmax weights of a fixed query. */
    ATTENTION,
    /** One token: the plain average. */
    POOLED,
    /** All tokens one after the other. */
    VECTORIZED
}
