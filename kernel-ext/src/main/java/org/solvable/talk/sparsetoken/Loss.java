package org.solvable.talk.sparsetoken;

/** Loss of a score z on a label y = ±1; derivatives are in z. */
public enum Loss {
    /** ½ (z - y)². */
    SQUARE,
    /** log(1 + e^(-yz)). */
    LOGISTIC,
    /** max(0, 1 - yz). */
    HINGE;

    /** ℓ(z; y). */
    public double value(double z, double y) {
        return switch (this) {
            case SQUARE -> 0.5 * (z - y) * (z - y);
            case LOGISTIC -> y * z > 0 ? Math.log1p(Math.exp(-y * z)) : -y * z + Math.log1p(Math.exp(y * z));
            case HINGE -> Math.max(0, 1 - y * z);
        };
    }

    /** ℓ'(z; y); 0 at the kink of the hinge. */
    public double derivative(double z, double y) {
        return switch (this) {
            case SQUARE -> z - y;
            case LOGISTIC -> -y / (1 + Math.exp(y * z));
            case HINGE -> y * z < 1 ? -y : 0;
        };
    }

    /** ℓ'(0; 1): how far a proximal step carries a score that it brings to the decision boundary. */
    double slopeAtBoundary() {
        return derivative(0, 1);
    }
}
