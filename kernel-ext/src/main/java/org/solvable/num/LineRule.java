package org.solvable.num;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Nodes and weights for the expectation over one standard normal variable, from the smallest node to the largest.
 *
 * <pre>{@code
 * double m = LineRule.gaussHermite(40).mean(x -> Math.tanh(1 + x));
 * }</pre>
 */
public final class LineRule {

    private final double[] nodes;
    private final double[] weights;

    private LineRule(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * The rule with these nodes and weights.
     *
     * @param nodes finite
     * @param weights as many, finite; they should add up to 1
     */
    public static LineRule of(double[] nodes, double[] weights) {
        if (nodes.length == 0 || nodes.length != weights.length) {
            throw new IllegalArgumentException(
                    "nodes, weights: " + nodes.length + ", " + weights.length + " numbers: must match, at least 1");
        }
        for (int i = 0; i < nodes.length; i++) {
            if (!(Math.abs(nodes[i]) < Double.POSITIVE_INFINITY && Math.abs(weights[i]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "nodes[" + i + "], weights[" + i + "] = " + nodes[i] + ", " + weights[i] + ": must be finite");
            }
        }
        return new LineRule(nodes.clone(), weights.clone());
    }

    /**
     * Gauss-Hermite for the standard normal weight: exact for polynomials up to degree 2 order - 1, for smooth functions
     * exponentially convergent.
     *
     * <p>Golub and Welsch (1969) give the nodes, one or two Newton steps on the orthonormal Hermite polynomial full
     * accuracy.
     *
     * @param order number of nodes, in [1, 256]
     */
    public static LineRule gaussHermite(int order) {
        if (order < 1 || order > 256) {
            throw new IllegalArgumentException("order = " + order + ": must be in [1, 256]");
        }
        RealMatrix jacobi = MatrixUtils.createRealMatrix(order, order);
        for (int i = 1; i < order; i++) {
            jacobi.setEntry(i, i - 1, Math.sqrt(i));
            jacobi.setEntry(i - 1, i, Math.sqrt(i));
        }
        double[] start = new EigenDecompositionSymmetric(jacobi).getEigenvalues();
        Arrays.sort(start);
        double[] x = new double[order];
        double[] w = new double[order];
        double sum = 0;
        for (int i = 0; i < order; i++) {
            // Even and odd symmetry holds to the last bit.
            double node = i < order / 2 ? start[i] : -x[order - 1 - i];
            if (2 * i + 1 == order) {
                node = 0;
            }
            double below = 0;
            for (int step = 0; step < 3; step++) {
                double previous = 0;
                double current = 1;
                for (int k = 0; k < order; k++) {
                    double next = (node * current - Math.sqrt(k) * previous) / Math.sqrt(k + 1.0);
                    previous = current;
                    current = next;
                }
                below = previous;
                if (i < order / 2) {
                    node -= current / (Math.sqrt(order) * previous);
                }
            }
            x[i] = node;
            w[i] = i < order / 2 || 2 * i + 1 == order ? 1 / (order * below * below) : w[order - 1 - i];
            sum += w[i];
        }
        for (int i = 0; i < order; i++) {
            w[i] /= sum;
        }
        return new LineRule(x, w);
    }

    /**
     * Trapezoid rule with the normal density as weight, normalised: exponentially convergent for integrands analytic in a
     * strip, where Gauss-Hermite suffers from steep steps.
     *
     * @param halfWidth nodes from -halfWidth to +halfWidth, in (0, 38]
     * @param points number of nodes, at least 2
     */
    public static LineRule trapezoid(double halfWidth, int points) {
        if (!(halfWidth > 0 && halfWidth <= 38)) {
            throw new IllegalArgumentException("halfWidth = " + halfWidth + ": must be in (0, 38]");
        }
        if (points < 2) {
            throw new IllegalArgumentException("points = " + points + ": must be >= 2");
        }
        double[] x = new double[points];
        double[] w = new double[points];
        double sum = 0;
        for (int i = 0; i < points; i++) {
            x[i] = halfWidth * (2.0 * i - (points - 1)) / (points - 1);
            w[i] = Math.exp(-0.5 * x[i] * x[i]) * (i == 0 || i == points - 1 ? 0.5 : 1);
            sum += w[i];
        }
        for (int i = 0; i < points; i++) {
            w[i] /= sum;
        }
        return new LineRule(x, w);
    }

    /** Number of nodes. */
    public int size() {
        return nodes.length;
    }

    /** Node number i. */
    public double node(int i) {
        return nodes[i];
    }

    /** Weight number i. */
    public double weight(int i) {
        return weights[i];
    }

    /** The expectation of f(x), x standard normal. */
    public double mean(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * f.applyAsDouble(nodes[i]);
        }
        return sum;
    }

    /** The expectation of f(mean + deviation x), x standard normal. */
    public double mean(double mean, double deviation, DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * f.applyAsDouble(mean + deviation * nodes[i]);
        }
        return sum;
    }
}
