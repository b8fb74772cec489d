package org.solvable.talk.inductionheads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gains J_S of heads that attend imperfectly, as quadratic forms: with s = ⊗ σ⁽ʰ⁾ over the heads of S, J_S = sᵀ G s, where G
 * holds, averaged over kernels, the inner products of the excess laws at two tuples of lags. One G for each size of S.
 *
 * <p>G is computed once from the joint law of a token and its past; after that a gain and its gradient cost M^2|S|
 * multiplications, so that flows are cheap. One-hot σ gives the modified χ² information.
 */
final class HeadGains {

    private final int window;
    private final Map<Integer, double[][]> gram;

    HeadGains(int window, Map<Integer, double[][]> gram) {
        this.window = window;
        this.gram = Map.copyOf(gram);
    }

    /** The mean over several chains. */
    static HeadGains mean(List<HeadGains> all) {
        Map<Integer, double[][]> sum = new HashMap<>();
        for (HeadGains one : all) {
            one.gram.forEach((size, g) -> {
                double[][] s = sum.computeIfAbsent(size, k -> new double[g.length][g.length]);
                for (int i = 0; i < g.length; i++) {
                    for (int j = 0; j < g.length; j++) {
                        s[i][j] += g[i][j] / all.size();
                    }
                }
            });
        }
        return new HeadGains(all.getFirst().window, sum);
    }

    /** J_S at the attention weights σ[h][j]; 0 for the empty set. */
    double gain(List<Integer> set, double[][] sigma) {
        if (set.isEmpty()) {
            return 0;
        }
        double[] s = product(set, sigma, -1, 0);
        return form(gram.get(set.size()), s, s);
    }

    /** ∂J_S/∂σ⁽ʰ⁾ for the member number {@code member} of S. */
    double[] gradient(List<Integer> set, double[][] sigma, int member) {
        double[] s = product(set, sigma, -1, 0);
        double[] g = new double[window];
        for (int j = 0; j < window; j++) {
            g[j] = 2 * form(gram.get(set.size()), s, product(set, sigma, member, j));
        }
        return g;
    }

    private double[] product(List<Integer> set, double[][] sigma, int fixedMember, int fixedLag) {
        double[] s = {1};
        for (int i = 0; i < set.size(); i++) {
            double[] longer = new double[s.length * window];
            for (int a = 0; a < s.length; a++) {
                for (int j = 0; j < window; j++) {
                    double weight = i == fixedMember ? (j == fixedLag ? 1 : 0) : sigma[set.get(i) - 1][j];
                    longer[a * window + j] = s[a] * weight;
                }
            }
            s = longer;
        }
        return s;
    }

    private static double form(double @org.jspecify.annotations.Nullable [][] g, double[] x, double[] y) {
        if (g == null) {
            throw new IllegalArgumentException("set: must have at most as many members as gains were computed for");
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double row = 0;
            for (int j = 0; j < y.length; j++) {
                row += g[i][j] * y[j];
            }
            sum += x[i] * row;
        }
        return sum;
    }
}
