package org.solvable.num;

/** A fixed-point map that depends on one parameter: x = g(x; parameter). */
@FunctionalInterface
public interface ParametricMap {

    /**
     * Evaluates the map.
     *
     * @param parameter the parameter
     * @param x the point, not to be changed
     * @param image receives g(x; parameter)
     */
    void apply(double parameter, double[] x, double[] image);

    /** The map at one value of the parameter. */
    default FixedPointMap at(double parameter) {
        return (x, image) -> apply(parameter, x, image);
    }
}
