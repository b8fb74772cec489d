package org.solvable.talk.inductionheads;

import java.util.Arrays;
import org.solvable.data.family.MarkovKernel;

/**
 * Stationary law of an n-gram chain, exactly: elimination without subtractions [Grassmann, Taksar, Heyman, Operations Research
 * 33, 1985] on the one closed class of states. Nearly reducible chains lose no digits.
 */
public final class ChainLaw {

    private static final int MOST_STATES = 2000;

    private final MarkovKernel kernel;
    private final double[] stationary;
    private final int transientStates;
    private final int period;

    private ChainLaw(MarkovKernel kernel, double[] stationary, int transientStates, int period) {
        this.kernel = kernel;
        this.stationary = stationary;
        this.transientStates = transientStates;
        this.period = period;
    }

    /**
     * The law of a chain.
     *
     * @throws ReducibleChainException if there are several closed classes of states: the law then depends on the start
     * @throws IllegalArgumentException if there are more than 2000 states
     */
    public static ChainLaw of(MarkovKernel kernel) {
        int n = kernel.states();
        if (n > MOST_STATES) {
            throw new IllegalArgumentException(
                    "d^r = " + n + ": must be at most " + MOST_STATES + ", lower the vocabulary or the largest lag");
        }
        int[] closed = closedClass(kernel, n);
        double[][] t = new double[closed.length][closed.length];
        int[] place = new int[n];
        Arrays.fill(place, -1);
        for (int i = 0; i < closed.length; i++) {
            place[closed[i]] = i;
        }
        for (int i = 0; i < closed.length; i++) {
            int u = kernel.row(closed[i]);
            for (int z = 0; z < kernel.d(); z++) {
                if (kernel.at(u, z) > 0) {
                    t[i][place[kernel.next(closed[i], z)]] += kernel.at(u, z);
                }
            }
        }
        int period = period(t);
        double[] inside = eliminate(t);
        double[] law = new double[n];
        for (int i = 0; i < closed.length; i++) {
            law[closed[i]] = inside[i];
        }
        return new ChainLaw(kernel, law, n - closed.length, period);
    }

    /** Grassmann-Taksar-Heyman elimination of an irreducible stochastic matrix, which is overwritten. */
    private static double[] eliminate(double[][] t) {
        int n = t.length;
        for (int k = n - 1; k >= 1; k--) {
            double s = 0;
            for (int j = 0; j < k; j++) {
                s += t[k][j];
            }
            if (!(s > 0)) {
                throw new ReducibleChainException("the chain is numerically reducible: a class of states is left with "
                        + "probability below the range of doubles; raise alpha");
            }
            for (int i = 0; i < k; i++) {
                t[i][k] /= s;
            }
            for (int i = 0; i < k; i++) {
                double factor = t[i][k];
                for (int j = 0; factor > 0 && j < k; j++) {
                    t[i][j] += factor * t[k][j];
                }
            }
        }
        double[] x = new double[n];
        x[0] = 1;
        double sum = 1;
        for (int k = 1; k < n; k++) {
            for (int i = 0; i < k; i++) {
                x[k] += x[i] * t[i][k];
            }
            sum += x[k];
        }
        for (int k = 0; k < n; k++) {
            x[k] /= sum;
        }
        return x;
    }

    private static int[] closedClass(MarkovKernel kernel, int n) {
        if (Arrays.stream(kernel.rows()).allMatch(p -> p > 0)) {
            return java.util.stream.IntStream.range(0, n).toArray();
        }
        boolean[] done = new boolean[n];
        int[] found = {};
        int classes = 0;
        for (int start = 0; start < n; start++) {
            if (done[start]) {
                continue;
            }
            // Walk to a state whose reachable set cannot shrink any more: it is a closed class.
            boolean[] reach = reachable(kernel, start, n);
            boolean shrinking = true;
            while (shrinking) {
                shrinking = false;
                int size = count(reach);
                for (int s = 0; s < n && !shrinking; s++) {
                    if (reach[s]) {
                        boolean[] smaller = reachable(kernel, s, n);
                        if (count(smaller) < size) {
                            reach = smaller;
                            shrinking = true;
                        }
                    }
                }
            }
            int[] members = java.util.stream.IntStream.range(0, n)
                    .filter(indices(reach))
                    .toArray();
            boolean known = done[members[0]] && classes > 0;
            if (!known) {
                classes++;
                found = members;
                for (int s : members) {
                    done[s] = true;
                }
            }
            done[start] = true;
        }
        if (classes > 1) {
            throw new ReducibleChainException("the chain is reducible: it has " + classes
                    + " closed classes of states, so its stationary law depends on where it starts; make every row "
                    + "positive or look at one class");
        }
        return found;
    }

    private static java.util.function.IntPredicate indices(boolean[] set) {
        return i -> set[i];
    }

    private static int count(boolean[] set) {
        int c = 0;
        for (boolean b : set) {
            c += b ? 1 : 0;
        }
        return c;
    }

    private static boolean[] reachable(MarkovKernel kernel, int start, int n) {
        boolean[] seen = new boolean[n];
        int[] stack = new int[n];
        int top = 0;
        // The start itself counts only if the chain can come back to it.
        int from = start;
        while (true) {
            int u = kernel.row(from);
            for (int z = 0; z < kernel.d(); z++) {
                int s = kernel.next(from, z);
                if (kernel.at(u, z) > 0 && !seen[s]) {
                    seen[s] = true;
                    stack[top++] = s;
                }
            }
            if (top == 0) {
                return seen;
            }
            from = stack[--top];
        }
    }

    private static int period(double[][] t) {
        int n = t.length;
        int[] level = new int[n];
        Arrays.fill(level, -1);
        level[0] = 0;
        int[] queue = new int[n];
        int end = 1;
        int gcd = 0;
        for (int head = 0; head < end; head++) {
            int i = queue[head];
            for (int j = 0; j < n; j++) {
                if (t[i][j] > 0) {
                    if (level[j] < 0) {
                        level[j] = level[i] + 1;
                        queue[end++] = j;
                    } else {
                        gcd = gcd(gcd, Math.abs(level[i] + 1 - level[j]));
                    }
                }
            }
        }
        return gcd;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** A chain without a unique stationary law. */
    public static final class ReducibleChainException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        ReducibleChainException(String message) {
            super(message);
        }
    }

    /** Probability of each state (u₁, …, u_r), u₁ most significant. */
    public double[] stationary() {
        return stationary.clone();
    }

    /** Period of the chain; 1 if it forgets its start. */
    public int period() {
        return period;
    }

    /** States that are left for ever, of stationary probability 0. */
    public int transientStates() {
        return transientStates;
    }

    /**
     * Joint law of a token and its M predecessors: entry (z, u₁, …, u_M), z most significant.
     *
     * @param window M, at least r; d^(M+1) at most 4 million
     */
    public double[] joint(int window) {
        int d = kernel.d();
        int r = kernel.order();
        if (window < r || Math.pow(d, window + 1) > 4e6) {
            throw new IllegalArgumentException(
                    "M = " + window + ": must be at least r = " + r + ", with d^(M+1) at most 4e6");
        }
        double[] past = stationary;
        int tail = 1;
        for (int m = r; ; m++) {
            double[] joint = new double[past.length * d];
            for (int i = 0; i < past.length; i++) {
                int u = kernel.row(i / tail);
                for (int z = 0; z < d; z++) {
                    joint[z * past.length + i] = past[i] * kernel.at(u, z);
                }
            }
            if (m == window) {
                return joint;
            }
            past = joint;
            tail *= d;
        }
    }
}
