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

    /** The function in plain scalar arithmetic, the definition that every backend is tested against. */
    public double apply(double x) {
        return switch (this) {
            case IDENTITY -> x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            // The form with tanh cannot overflow on either side.
            case SIGMOID -> 0.5 + 0.5 * Math.tanh(0.5 * x);
            case RELU -> Math.max(x, 0);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
        };
    }
}
