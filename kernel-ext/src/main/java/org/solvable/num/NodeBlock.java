package org.solvable.num;

import java.util.Arrays;

/**
 * A block of quadrature nodes, coordinates apart (structure of arrays), as a {@link NodeKernel} sees it.
 *
 * <p>Node i of the block is ({@code x(0)[i]}, ..., {@code x(dimension-1)[i]}); only elements [0, {@link #length()}) count.
 * A kernel reads coordinates and weights and must not change them; scratch arrays are its own until it returns.
 */
public final class NodeBlock {

    /** Number of nodes in a full block; fixed, because sums are taken block by block and must not depend on threads. */
    public static final int CAPACITY = 512;

    private double[][] coordinates;
    private final double[] weights = new double[CAPACITY];
    private double[][] scratch = new double[0][];
    private int replica;
    private long first;
    private int length;

    NodeBlock(int dimension) {
        this.coordinates = new double[dimension][CAPACITY];
    }

    void place(int newReplica, long newFirst, int newLength) {
        this.replica = newReplica;
        this.first = newFirst;
        this.length = newLength;
    }

    /** Looks at stored nodes instead of filling its own arrays. */
    void view(double[][] stored) {
        this.coordinates = stored;
    }

    /** Coordinate number {@code j} of all nodes, 0 &lt;= j &lt; dimension. */
    public double[] x(int j) {
        return coordinates[j];
    }

    /** All coordinates: {@code all()[j][i]} is coordinate j of node i. */
    public double[][] all() {
        return coordinates;
    }

    /** Weights of the nodes; those of one replica add up to 1. */
    public double[] weights() {
        return weights;
    }

    /** Number of dimensions. */
    public int dimension() {
        return coordinates.length;
    }

    /** Number of nodes in this block, at most {@link #CAPACITY}. */
    public int length() {
        return length;
    }

    /** Index of the first node within its replica: lets a kernel keep values of its own for each node. */
    public long first() {
        return first;
    }

    /** Which of the independent copies of the rule this block belongs to, from 0. */
    public int replica() {
        return replica;
    }

    /** Scratch array number {@code k} of {@link #CAPACITY} elements, contents undefined; the same one for the same k. */
    public double[] scratch(int k) {
        return scratchRows(k + 1)[k];
    }

    /** At least {@code rows} scratch arrays: {@code scratchRows(r)[k]} is {@code scratch(k)}. */
    public double[][] scratchRows(int rows) {
        if (scratch.length < rows) {
            int old = scratch.length;
            scratch = Arrays.copyOf(scratch, rows);
            for (int k = old; k < rows; k++) {
                scratch[k] = new double[CAPACITY];
            }
        }
        return scratch;
    }
}
