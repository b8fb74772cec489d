package org.solvable.num;

/**
 * A closed interval of numbers, for example a confidence interval.
 *
 * @param lower lower end
 * @param upper upper end, at least {@code lower}
 */
public record Interval(double lower, double upper) {

    /** Checks the order; NaN is refused. */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "lower, upper = " + lower + ", " + upper + ": must satisfy lower <= upper");
        }
    }

    /** Whether the number lies inside, ends included. */
    public boolean contains(double x) {
        return x >= lower && x <= upper;
    }

    /** upper - lower. */
    public double width() {
        return upper - lower;
    }
}
