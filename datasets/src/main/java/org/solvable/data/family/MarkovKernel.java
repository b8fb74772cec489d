package org.solvable.data.family;

import java.util.Arrays;
import java.util.List;
import org.solvable.random.Dirichlet;
import org.solvable.random.RandomStream;

/**
 * Transition law of an n-gram Markov chain: token t depends on the tokens at a few lags before it.
 *
 * <p>A state is the last r tokens (u₁, …, u_r), u₁ the newest and most significant digit, r the largest lag. Immutable.
 */
public final class MarkovKernel {

    private static final double SUM_TOLERANCE = 1e-9;

    private final int d;
    private final List<Integer> lags;
    private final double[] rows;

    /**
     * A kernel from its probabilities.
     *
     * @param d vocabulary, at least 2
     * @param lags parents, rising, from 1 on
     * @param rows d^k rows of d probabilities, the row of (u at the first lag, …) at that number in base d
     * @throws IllegalArgumentException naming the row, if a probability is negative or a row does not sum to 1 within 1e-9
     */
    public MarkovKernel(int d, List<Integer> lags, double[] rows) {
        requireShape(d, lags);
        long size = power(d, lags.size() + 1);
        if (rows.length != size) {
            throw new IllegalArgumentException(
                    "rows has " + rows.length + " numbers: must have d^(k+1) = " + size + " of them");
        }
        for (int u = 0; u < rows.length / d; u++) {
            double sum = 0;
            for (int z = 0; z < d; z++) {
                double p = rows[u * d + z];
                if (!(p >= 0 && p <= 1 + SUM_TOLERANCE)) {
                    throw new IllegalArgumentException(
                            "kernel row " + u + ", probability " + z + " = " + p + ": must be in [0, 1]");
                }
                sum += p;
            }
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw new IllegalArgumentException(
                        "kernel row " + u + " sums to " + sum + ": must sum to 1 within 1e-9");
            }
        }
        this.d = d;
        this.lags = List.copyOf(lags);
        this.rows = rows.clone();
    }

    /** A kernel whose rows are independent draws from Dirichlet(α, …, α). */
    public static MarkovKernel dirichlet(int d, List<Integer> lags, double alpha, RandomStream stream) {
        requireShape(d, lags);
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha = " + alpha + ": must be finite and > 0");
        }
        double[] concentration = new double[d];
        Arrays.fill(concentration, alpha);
        double[] rows = new double[(int) power(d, lags.size() + 1)];
        for (int u = 0; u < rows.length / d; u++) {
            System.arraycopy(Dirichlet.sample(stream, concentration), 0, rows, u * d, d);
        }
        return new MarkovKernel(d, lags, rows);
    }

    /** Parents 1..k. */
    public static List<Integer> contiguous(int k) {
        return java.util.stream.IntStream.rangeClosed(1, k).boxed().toList();
    }

    private static void requireShape(int d, List<Integer> lags) {
        if (d < 2) {
            throw new IllegalArgumentException("d = " + d + ": must be at least 2, with one token nothing is random");
        }
        if (lags.isEmpty()) {
            throw new IllegalArgumentException("lags is empty: must name at least 1 parent");
        }
        for (int i = 0; i < lags.size(); i++) {
            if (lags.get(i) < (i == 0 ? 1 : lags.get(i - 1) + 1)) {
                throw new IllegalArgumentException("lags = " + lags + ": must rise, from 1 on");
            }
        }
        power(d, lags.getLast() + 1);
    }

    private static long power(int d, int exponent) {
        double size = Math.pow(d, exponent);
        if (size > 1e8) {
            throw new IllegalArgumentException("d^" + exponent + " = " + size + ": must be at most 1e8");
        }
        return Math.round(size);
    }

    /** Vocabulary. */
    public int d() {
        return d;
    }

    /** Parents, rising. */
    public List<Integer> lags() {
        return lags;
    }

    /** Largest lag r. */
    public int order() {
        return lags.getLast();
    }

    /** Number of states d^r. */
    public int states() {
        return (int) power(d, order());
    }

    /** π(z | u) for the row number u. */
    public double at(int u, int z) {
        return rows[u * d + z];
    }

    /** A copy of all probabilities, row by row. */
    public double[] rows() {
        return rows.clone();
    }

    /** Row number of the parents within a state. */
    public int row(int state) {
        int u = 0;
        for (int lag : lags) {
            u = u * d + (int) (state / power(d, order() - lag)) % d;
        }
        return u;
    }

    /** The state after token z in a state. */
    public int next(int state, int z) {
        return (int) (z * power(d, order() - 1)) + state / d;
    }

    /** Row number of the parents of position t of a sequence. */
    public int rowAt(int[] tokens, int t) {
        int u = 0;
        for (int lag : lags) {
            u = u * d + tokens[t - lag];
        }
        return u;
    }
}
