package org.solvable.talk.inductionheads;

/** Which parameters are trained. */
public enum Stage {
    /** All of them. */
    JOINT,
    /** Stage I: the feature weights c; heads and a stay at their start. */
    PARENTS,
    /** Stage II: the attention weights w of the heads; all weight of the features on the reported set. */
    COPIERS,
    /** Stage III: the strength a; perfect copiers and all weight on the reported set. */
    CLASSIFIER
}
