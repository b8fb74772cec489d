package org.solvable.num;

/**
 * An integrand: evaluates one or several functions at a block of nodes, usually with {@link LaneMath} over whole arrays.
 *
 * <p>If the expectation runs on several threads, the kernel is called by all of them at the same time on different blocks;
 * keep intermediate results in {@link NodeBlock#scratch}.
 */
@FunctionalInterface
public interface NodeKernel {

    /**
     * Evaluates the functions.
     *
     * @param nodes the nodes, not to be changed
     * @param values where to write: {@code values[k][i]} is function k at node i, for i below {@code nodes.length()}
     */
    void evaluate(NodeBlock nodes, double[][] values);
}
