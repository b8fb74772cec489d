package org.solvable.num;

import java.util.Arrays;
import java.util.Objects;
import org.solvable.random.RandomStream;

/**
 * Plain Monte Carlo: independent nodes, equal weights, error bar from their variance; the only choice in many dimensions.
 *
 * @param dimension number of normal variables, at least 1
 * @param size number of nodes, at least 1
 * @param normals where the normal numbers come from
 */
public record MonteCarloRule(int dimension, long size, BlockNormals normals) implements GaussianRule {

    /** Source of normal numbers that can be asked for any block at any time. */
    @FunctionalInterface
    public interface BlockNormals {

        /**
         * Fills the coordinates of one block; the numbers must depend on the block number only, not on the calls before.
         *
         * @param block number of the block, from 0
         * @param coordinates one array for each variable
         * @param length number of nodes to fill
         */
        void fill(long block, double[][] coordinates, int length);
    }

    /** Checks the ranges. */
    public MonteCarloRule {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be >= 1");
        }
        if (size < 1) {
            throw new IllegalArgumentException("size = " + size + ": must be >= 1");
        }
        Objects.requireNonNull(normals, "normals");
    }

    /**
     * Nodes from a random stream by its fast normals; the same stream gives the same nodes, whatever its position.
     *
     * @param dimension number of normal variables, at least 1
     * @param size number of nodes, at least 1
     * @param random the stream; block b takes its sub-stream number b
     */
    public static MonteCarloRule of(int dimension, long size, RandomStream random) {
        return new MonteCarloRule(dimension, size, (block, coordinates, length) -> {
            RandomStream stream = random.split(block);
            for (double[] x : coordinates) {
                stream.fillGaussianFast(x, 0, length);
            }
        });
    }

    @Override
    public int replicas() {
        return 1;
    }

    @Override
    public ErrorBar errorBar() {
        return ErrorBar.BETWEEN_NODES;
    }

    @Override
    public void fill(NodeBlock nodes) {
        normals.fill(nodes.first() / NodeBlock.CAPACITY, nodes.all(), nodes.length());
        Arrays.fill(nodes.weights(), 0, nodes.length(), 1.0 / size);
    }

    @Override
    public String toString() {
        return "Monte Carlo, dimension " + dimension + ", " + size + " nodes";
    }
}
