package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Information that the past holds about a token: χ² mutual information I, its modified form Ĩ which also pays for large sets
 * [Chen et al., arXiv 2409.10559], and the gains of imperfect heads; exact for one chain.
 */
public final class TheoryInformation {

    private final int d;
    private final int window;
    private final double[] joint;
    private final double[] unigram;

    private TheoryInformation(int d, int window, double[] joint) {
        this.d = d;
        this.window = window;
        this.joint = joint;
        unigram = new double[d];
        int past = joint.length / d;
        for (int i = 0; i < joint.length; i++) {
            unigram[i / past] += joint[i];
        }
    }

    /** Of a chain, over lags 1..window. */
    public static TheoryInformation of(ChainLaw law, int window) {
        double[] joint = law.joint(window);
        int d = (int) Math.round(Math.pow(joint.length, 1.0 / (window + 1)));
        return new TheoryInformation(d, window, joint);
    }

    /** μ(e), the stationary law of one token. */
    public double[] unigram() {
        return unigram.clone();
    }

    /** Joint law of a token and the tokens at these lags: entry [e][Z], earlier lags more significant. */
    public double[][] marginal(List<Integer> set) {
        int size = (int) Math.round(Math.pow(d, set.size()));
        double[][] m = new double[d][size];
        int past = joint.length / d;
        int[] divide = new int[set.size()];
        for (int i = 0; i < divide.length; i++) {
            if (set.get(i) < 1 || set.get(i) > window) {
                throw new IllegalArgumentException("lag = " + set.get(i) + ": must be from 1 to M = " + window);
            }
            divide[i] = (int) Math.round(Math.pow(d, window - set.get(i)));
        }
        for (int i = 0; i < joint.length; i++) {
            int z = 0;
            for (int q : divide) {
                z = z * d + i / q % d;
            }
            m[i / past][z] += joint[i];
        }
        return m;
    }

    /** I(S) = Σ μ(Z) [Σ_e μ(e|Z)²/μ(e) - 1]. */
    public double chiSquare(List<Integer> set) {
        return information(set, false);
    }

    /** Ĩ(S), the same with μ(Z)²: what stage I of training maximises. */
    public double modified(List<Integer> set) {
        return information(set, true);
    }

    private double information(List<Integer> set, boolean modified) {
        if (set.isEmpty()) {
            return 0;
        }
        double[][] m = marginal(set);
        double sum = 0;
        for (int z = 0; z < m[0].length; z++) {
            double mass = 0;
            for (double[] row : m) {
                mass += row[z];
            }
            for (int e = 0; mass > 0 && e < d; e++) {
                if (unigram[e] > 0) {
                    // (μ(e|Z) - μ(e))²/μ(e): sums to the bracket without cancellation.
                    double excess = m[e][z] / mass - unigram[e];
                    sum += (modified ? mass * mass : mass) * excess * excess / unigram[e];
                }
            }
        }
        return sum;
    }

    /** Conditional entropy H(e | Z_S) in nats. */
    public double conditionalEntropy(List<Integer> set) {
        double[][] m = marginal(set);
        double h = 0;
        for (int z = 0; z < m[0].length; z++) {
            double mass = 0;
            for (double[] row : m) {
                mass += row[z];
            }
            for (double[] row : m) {
                if (row[z] > 0) {
                    h -= row[z] * Math.log(row[z] / mass);
                }
            }
        }
        return h;
    }

    /** The gains of this chain, for sets of up to {@code degree} heads; M^(2 degree) d^(degree+1) is to stay small. */
    HeadGains gains(int degree) {
        Map<Integer, double[][]> gram = new HashMap<>();
        for (int size = 1; size <= degree; size++) {
            List<double[]> excess = new ArrayList<>();
            int tuples = (int) Math.round(Math.pow(window, size));
            for (int tuple = 0; tuple < tuples; tuple++) {
                excess.add(excess(tuple, size));
            }
            double[][] g = new double[tuples][tuples];
            for (int i = 0; i < tuples; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int x = 0; x < excess.get(i).length; x++) {
                        sum += excess.get(i)[x] * excess.get(j)[x];
                    }
                    g[i][j] = sum;
                    g[j][i] = sum;
                }
            }
            gram.put(size, g);
        }
        return new HeadGains(window, gram);
    }

    /** μ(e, u_{j1} = x1, …)/√μ(e) - μ(u_{j1} = x1, …)√μ(e) for one tuple of lags, coinciding lags allowed. */
    private double[] excess(int tuple, int size) {
        int[] divide = new int[size];
        int rest = tuple;
        for (int i = size - 1; i >= 0; i--) {
            divide[i] = (int) Math.round(Math.pow(d, window - 1 - rest % window));
            rest /= window;
        }
        int cells = (int) Math.round(Math.pow(d, size));
        double[] t = new double[d * cells];
        double[] mass = new double[cells];
        int past = joint.length / d;
        for (int i = 0; i < joint.length; i++) {
            int z = 0;
            for (int q : divide) {
                z = z * d + i / q % d;
            }
            t[i / past * cells + z] += joint[i];
            mass[z] += joint[i];
        }
        for (int e = 0; e < d; e++) {
            double root = Math.sqrt(unigram[e]);
            for (int z = 0; z < cells; z++) {
                t[e * cells + z] = root == 0 ? 0 : t[e * cells + z] / root - mass[z] * root;
            }
        }
        return t;
    }
}
