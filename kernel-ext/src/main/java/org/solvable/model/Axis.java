package org.solvable.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values that one parameter or setting takes in a {@link Sweep}.
 *
 * @param name name of the parameter or setting
 * @param values numbers, booleans or words, in the order of the table; at least one, none twice
 */
public record Axis(String name, List<Object> values) {

    /** Copies the values. */
    public Axis {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("axis " + name + ": must have at least one value");
        }
        if (values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("axis " + name + ": has a value twice in " + values);
        }
    }

    /** These values: {@code Axis.of("kappa", 0.5, 1, Double.POSITIVE_INFINITY)}. */
    public static Axis of(String name, double... values) {
        return new Axis(name, Arrays.stream(values).<Object>mapToObj(x -> x).toList());
    }

    /** These words, numbers or booleans: {@code Axis.ofWords("fit", "primal", "dual")}. */
    public static Axis ofWords(String name, Object... values) {
        return new Axis(name, List.of(values));
    }

    /**
     * Equally spaced values; the ends are exact.
     *
     * @param count at least 2
     */
    public static Axis linear(String name, double from, double to, int count) {
        requireEnds(name, from, to, count);
        return spaced(name, from, to, count, t -> from + (to - from) * t);
    }

    /**
     * Values with equal ratios; the ends are exact.
     *
     * @param from positive, as is {@code to}
     * @param count at least 2
     */
    public static Axis log(String name, double from, double to, int count) {
        requireEnds(name, from, to, count);
        if (!(from > 0 && to > 0)) {
            throw new IllegalArgumentException(
                    "axis " + name + ": a logarithmic axis from " + from + " to " + to + " must have positive ends");
        }
        double start = StrictMath.log(from);
        double length = StrictMath.log(to) - start;
        return spaced(name, from, to, count, t -> StrictMath.exp(start + length * t));
    }

    private static void requireEnds(String name, double from, double to, int count) {
        if (!(Math.abs(from) <= Double.MAX_VALUE && Math.abs(to) <= Double.MAX_VALUE) || from == to) {
            throw new IllegalArgumentException(
                    "axis " + name + ": from " + from + " to " + to + " must be two different finite numbers");
        }
        if (count < 2) {
            throw new IllegalArgumentException("axis " + name + ": count = " + count + ": must be >= 2");
        }
    }

    private static Axis spaced(
            String name, double from, double to, int count, java.util.function.DoubleUnaryOperator at) {
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double value = i == 0 ? from : i == count - 1 ? to : at.applyAsDouble(i / (count - 1.0));
            values.add(value);
        }
        return new Axis(name, values);
    }
}
