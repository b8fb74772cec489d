package org.solvable.linalg;

/** The scalar functions that {@link Backend#map} applies to each element. */
public enum Elementwise {
    /** x. */
    IDENTITY,
    /** e^x. */
    EXP,
    /** Natural logarithm. */
    LOG,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** max(x, 0). */
    RELU,
    /** Square root. */
    SQRT,
    /** x². */
    SQUARE,
    /** 1/x. */
    RECIPROCAL;

    /** The function for one number: the definition; backends agree with it to 4 units in the last place. */
    public double apply(double x) {
        return switch (this) {
            case IDENTITY -> x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            // Far to the left e^-x overflows to infinity and the quotient becomes 0, as it should.
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case RELU -> Math.max(x, 0);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
        };
    }
}
