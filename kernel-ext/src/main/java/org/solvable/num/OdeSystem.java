package org.solvable.num;

/** The right side of y' = f(t, y), for example a gradient flow. */
@FunctionalInterface
public interface OdeSystem {

    /**
     * Computes the derivative.
     *
     * @param t time
     * @param y state, not to be changed
     * @param derivative receives f(t, y)
     */
    void derivative(double t, double[] y, double[] derivative);
}
