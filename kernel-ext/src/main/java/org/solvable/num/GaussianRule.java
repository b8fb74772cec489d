package org.solvable.num;

/**
 * A rule for expectations over independent standard normal variables: nodes and weights, as a value.
 *
 * <p>A rule may consist of several independent replicas (random digital shifts, say): their spread is the error bar.
 * Implementations are immutable and give the same nodes for the same arguments, in any order, from any thread.
 */
public interface GaussianRule {

    /** Where the error bar comes from. */
    enum ErrorBar {
        /** A deterministic rule: no standard error (NaN). Compare with a finer rule. */
        NONE,
        /** Independent nodes: from their variance. */
        BETWEEN_NODES,
        /** Independent replicas: from the spread of their means. */
        BETWEEN_REPLICAS
    }

    /** Number of normal variables. */
    int dimension();

    /** Number of nodes in one replica. */
    long size();

    /** Number of independent replicas, at least 1. */
    int replicas();

    /** Where the error bar comes from. */
    ErrorBar errorBar();

    /**
     * Computes nodes and weights.
     *
     * @param nodes says which ones by {@code replica()}, {@code first()} (a multiple of the capacity) and {@code
     *     length()}; receives coordinates and weights
     */
    void fill(NodeBlock nodes);

    /**
     * The same rule with its nodes computed once and kept in memory (8 bytes x dimension x size x replicas): for fixed
     * points, which use the same nodes again and again.
     *
     * @throws IllegalArgumentException if that is more than 2^31 numbers
     */
    default GaussianRule stored() {
        return StoredRule.of(this);
    }
}
