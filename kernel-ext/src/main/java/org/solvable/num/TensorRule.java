package org.solvable.num;

import java.util.Collections;
import java.util.List;

/**
 * All combinations of one-dimensional rules: for two or three smooth dimensions nothing is better.
 *
 * @param lines the rule of each variable; the last variable runs fastest
 */
public record TensorRule(List<LineRule> lines) implements GaussianRule {

    /** Checks that there are at most 2^40 nodes. */
    public TensorRule {
        lines = List.copyOf(lines);
        double size = 1;
        for (LineRule line : lines) {
            size *= line.size();
        }
        if (lines.isEmpty() || size > 0x1p40) {
            throw new IllegalArgumentException("lines: " + lines.size() + " rules with " + size
                    + " nodes: need at least 1 rule, at most 2^40 nodes");
        }
    }

    /** The product of these rules. */
    public static TensorRule of(LineRule... lines) {
        return new TensorRule(List.of(lines));
    }

    /** Gauss-Hermite with the same order in each dimension: order^dimension nodes. */
    public static TensorRule gaussHermite(int dimension, int order) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be >= 1");
        }
        return new TensorRule(Collections.nCopies(dimension, LineRule.gaussHermite(order)));
    }

    @Override
    public int dimension() {
        return lines.size();
    }

    @Override
    public long size() {
        long size = 1;
        for (LineRule line : lines) {
            size *= line.size();
        }
        return size;
    }

    @Override
    public int replicas() {
        return 1;
    }

    @Override
    public ErrorBar errorBar() {
        return ErrorBar.NONE;
    }

    @Override
    public void fill(NodeBlock nodes) {
        int n = nodes.length();
        double[] weights = nodes.weights();
        for (int i = 0; i < n; i++) {
            weights[i] = 1;
        }
        long stride = 1;
        for (int j = lines.size() - 1; j >= 0; j--) {
            LineRule line = lines.get(j);
            double[] x = nodes.x(j);
            long position = nodes.first() / stride % line.size();
            long left = stride - nodes.first() % stride;
            for (int i = 0; i < n; i++) {
                x[i] = line.node((int) position);
                weights[i] *= line.weight((int) position);
                if (--left == 0) {
                    left = stride;
                    position = position + 1 == line.size() ? 0 : position + 1;
                }
            }
            stride *= line.size();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("tensor rule");
        for (int j = 0; j < lines.size(); j++) {
            text.append(j == 0 ? " " : " x ").append(lines.get(j).size());
        }
        return text.toString();
    }
}
