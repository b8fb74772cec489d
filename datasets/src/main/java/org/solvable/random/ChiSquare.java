package org.solvable.random;

/** Draws from chi-square distributions. */
public final class ChiSquare {

    private ChiSquare() {}

    /**
     * The squared length of a standard normal vector with {@code degrees} components.
     *
     * @param degrees degrees of freedom, finite and positive, need not be whole
     */
    public static double sample(RandomStream stream, double degrees) {
        Gamma.requirePositive("degrees", degrees);
        return Gamma.sample(stream, 0.5 * degrees, 2);
    }
}
