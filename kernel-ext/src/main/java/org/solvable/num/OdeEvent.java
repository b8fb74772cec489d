package org.solvable.num;

import java.util.Objects;

/**
 * Something to be noticed along a trajectory: a function of time and state crosses zero.
 *
 * @param name identifies the event in the result
 * @param function crosses zero when the event happens; continuous
 * @param stops whether the integration ends there
 * @param checkInterval longest time between two looks at the sign, positive; infinity: at each step
 */
public record OdeEvent(String name, Function function, boolean stops, double checkInterval) {

    /** A function of time and state. */
    @FunctionalInterface
    public interface Function {
        /** The value at time t and state y. */
        double at(double t, double[] y);
    }

    /** Checks the range. */
    public OdeEvent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        if (!(checkInterval > 0)) {
            throw new IllegalArgumentException("checkInterval = " + checkInterval + ": must be > 0");
        }
    }

    /** An event that is recorded; looked for at each step. */
    public static OdeEvent record(String name, Function function) {
        return new OdeEvent(name, function, false, Double.POSITIVE_INFINITY);
    }

    /** An event that ends the integration; looked for at each step. */
    public static OdeEvent stop(String name, Function function) {
        return new OdeEvent(name, function, true, Double.POSITIVE_INFINITY);
    }
}
