package org.solvable.num;

/**
 * Collects mean, variance and extremes of a stream of numbers in one pass.
 *
 * <p>Welford's update (Technometrics 4, 1962) for single values, the pairwise formula of Chan, Golub and LeVeque (1983) for
 * merging: no cancellation, whatever the mean. Merging fixed chunks in a fixed order gives the same bytes on any number
 * of threads; one accumulator must not be shared between threads.
 */
public final class RunningMoments {

    private long count;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Adds one value; NaN and infinities are counted and make the mean what arithmetic makes of them. */
    public void add(double value) {
        count++;
        double d = value - mean;
        mean += d / count;
        squares += d * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /** Adds the values {@code values[from..to)}. */
    public void addAll(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            add(values[i]);
        }
    }

    /** Adds everything that another accumulator has seen; the other one is not changed. */
    public void merge(RunningMoments other) {
        if (other.count == 0) {
            return;
        }
        if (count == 0) {
            count = other.count;
            mean = other.mean;
            squares = other.squares;
            min = other.min;
            max = other.max;
            return;
        }
        long n = count + other.count;
        double d = other.mean - mean;
        squares += other.squares + d * d * ((double) count / n) * other.count;
        mean += d * ((double) other.count / n);
        count = n;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** Number of values. */
    public long count() {
        return count;
    }

    /** Mean; NaN before the first value. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Unbiased variance (divisor n - 1); NaN below two values. */
    public double variance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }

    /** Square root of {@link #variance()}. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /** Standard error of the mean, sd / sqrt(n); NaN below two values. */
    public double standardError() {
        return Math.sqrt(variance() / count);
    }

    /** Smallest value; +infinity before the first. */
    public double min() {
        return min;
    }

    /** Largest value; -infinity before the first. */
    public double max() {
        return max;
    }

    /** Mean, standard error and count as a value. */
    public Estimate estimate() {
        return new Estimate(mean(), standardError(), count);
    }

    @Override
    public String toString() {
        return "RunningMoments[count=" + count + ", mean=" + mean() + ", standardError=" + standardError() + "]";
    }
}
