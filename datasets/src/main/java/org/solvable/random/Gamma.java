package org.solvable.random;

/** Draws from gamma distributions [Marsaglia, Tsang, "A simple method for generating gamma variables", 2000]. */
public final class Gamma {

    private Gamma() {}

    /**
     * A draw with density x^(shape-1) e^(-x/scale) / (Γ(shape) scale^shape).
     *
     * @param shape finite and positive; mean is shape·scale, variance shape·scale²
     * @param scale finite and positive
     */
    public static double sample(RandomStream stream, double shape, double scale) {
        requirePositive("shape", shape);
        requirePositive("scale", scale);
        if (shape < 1) {
            // X_{a+1} U^(1/a) is X_a; through logarithms, since the power may underflow.
            double u = stream.nextDouble();
            return scale * StrictMath.exp(StrictMath.log(atLeastOne(stream, shape + 1)) + StrictMath.log(u) / shape);
        }
        return scale * atLeastOne(stream, shape);
    }

    private static double atLeastOne(RandomStream stream, double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double z = stream.nextGaussian();
            double root = 1 + c * z;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = stream.nextDouble();
            if (StrictMath.log(u) < 0.5 * z * z + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " = " + value + ": must be finite and > 0");
        }
    }
}
