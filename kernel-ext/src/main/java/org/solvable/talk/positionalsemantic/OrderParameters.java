package org.solvable.talk.positionalsemantic;

/**
 * What the equations determine: the size of the query and its overlaps with position and teacher.
 *
 * @param q σ² ‖Q‖²/d, positive
 * @param m p·Q/√d
 * @param v response V, positive
 * @param theta θ = σ² Q·Q⋆/d, θ² &lt; σ² q
 */
public record OrderParameters(double q, double m, double v, double theta) {

    /** Checks the ranges. */
    public OrderParameters {
        if (!(q > 0 && q < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("q = " + q + ": must be finite and > 0");
        }
        if (!(v > 0 && v < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("V = " + v + ": must be finite and > 0");
        }
        if (!(Math.abs(m) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("m = " + m + ": must be finite");
        }
        if (!(Math.abs(theta) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("theta = " + theta + ": must be finite");
        }
    }

    /** σ² − θ²/q must be positive: the teacher has a part that the query does not see. */
    OrderParameters requireTeacher(double sigma) {
        if (!(theta * theta < sigma * sigma * q)) {
            throw new IllegalArgumentException(
                    "theta = " + theta + ": must have theta^2 < sigma^2 q = " + sigma * sigma * q);
        }
        return this;
    }

    double[] toArray() {
        return new double[] {q, m, v, theta};
    }

    static OrderParameters of(double[] x) {
        return new OrderParameters(x[0], x[1], x[2], x[3]);
    }
}
