package org.solvable.num;

/** The map g of a fixed-point equation x = g(x), for example one sweep of self-consistent equations. */
@FunctionalInterface
public interface FixedPointMap {

    /**
     * Evaluates the map; must be a function of {@code x} alone (fixed quadrature nodes, no fresh noise).
     *
     * @param x the point, not to be changed
     * @param image receives g(x); same length
     */
    void apply(double[] x, double[] image);
}
