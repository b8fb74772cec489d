package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.List;
import org.solvable.data.family.MarkovKernel;
import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * A transformer of two attention layers on n-gram Markov chains with random kernels [S. Chen, H. Sheen, T. Wang, Z. Yang,
 * arXiv 2409.10559].
 *
 * <p>Head h of the first layer attends to lags 1..M by position alone; a feed-forward layer multiplies heads; the second
 * attention, of strength a, compares histories.
 *
 * @param d vocabulary
 * @param k number of parents
 * @param lags the parents, such as {@code 1,3}; {@code auto}: 1..k
 * @param alpha Dirichlet concentration α of the kernel's rows
 * @param length context length L
 * @param window M
 * @param heads H
 * @param degree D, largest number of heads that are multiplied
 * @param a strength of the second attention: its start in training, its value in losses
 * @param c0 start of every feature weight
 * @param wPlus start of a head's weight on its own lag
 * @param wMinus start of the other weights
 * @param loss which loss
 * @param time t of the stage flows
 * @param set the set S whose quantities are reported; {@code auto}: the parents
 * @param kernel {@code dirichlet}; {@code fixed}; or rows such as {@code 0.7,0.3;0.1,0.9}
 * @param kernels number of random kernels that an average is taken over
 * @param seed of these kernels
 */
public record Model(
        @Parameter(symbol = "d", doc = "vocabulary", min = 2, max = 64, byDefault = "3")
        int d,

        @Parameter(symbol = "k", doc = "number of parents", min = 1, max = 6, byDefault = "2")
        int k,

        @Parameter(doc = "parents, such as 1,3; auto: 1..k", byDefault = "auto")
        String lags,

        @Parameter(
                symbol = "α",
                doc = "Dirichlet concentration of the rows of the kernel",
                min = 0,
                minOpen = true,
                byDefault = "0.3")
        double alpha,

        @Parameter(name = "L", symbol = "L", doc = "context length", min = 3, max = 100_000, byDefault = "100")
        int length,

        @Parameter(name = "M", symbol = "M", doc = "window of the first attention", min = 1, max = 8, byDefault = "3")
        int window,

        @Parameter(name = "H", symbol = "H", doc = "heads of the first attention", min = 1, max = 9, byDefault = "3")
        int heads,

        @Parameter(
                name = "D",
                symbol = "D",
                doc = "degree of the feed-forward layer, at most H",
                min = 1,
                max = 4,
                byDefault = "2")
        int degree,

        @Parameter(symbol = "a", doc = "strength of the second attention", byDefault = "0.1")
        double a,

        @Parameter(symbol = "c₀", doc = "start of the feature weights", min = 0, minOpen = true, byDefault = "0.1")
        double c0,

        @Parameter(name = "w_plus", symbol = "w₊", doc = "start of head h at lag h", byDefault = "3")
        double wPlus,

        @Parameter(name = "w_minus", symbol = "w₋", doc = "start of the other lags", byDefault = "0")
        double wMinus,

        @Parameter(doc = "loss: log of the output, or the output as logits", byDefault = "log")
        LossKind loss,

        @Parameter(name = "t", symbol = "t", doc = "time of the stage flows", min = 0, byDefault = "8")
        double time,

        @Parameter(name = "S", symbol = "S", doc = "the set that is reported; auto: the parents", byDefault = "auto")
        String set,

        @Parameter(doc = "dirichlet, fixed, or rows such as 0.7,0.3;0.1,0.9", byDefault = "dirichlet")
        String kernel,

        @Parameter(doc = "random kernels in an average", min = 1, max = 10_000_000, byDefault = "1000")
        int kernels,

        @Parameter(name = "kernel_seed", doc = "seed of the random kernels", byDefault = "1")
        long seed) {

    private static final Domain DOMAIN = Domain.of(Model.class);

    public Model {
        DOMAIN.check(d, k, alpha, length, window, heads, degree, a, c0, wPlus, wMinus, time, kernels, seed);
        if (degree > heads) {
            throw new IllegalArgumentException("D = " + degree + ": must be at most H = " + heads);
        }
        List<Integer> parents = parents(lags, k);
        if (window < parents.getLast()) {
            throw new IllegalArgumentException(
                    "M = " + window + ": must be at least the largest parent lag " + parents.getLast());
        }
        if (length <= window + 1) {
            throw new IllegalArgumentException("L = " + length + ": must be above M + 1 = " + (window + 1)
                    + ", the context must be longer than the parent window");
        }
        if (!set.equals("auto")) {
            FeatureSets.parse("S", set, window);
        }
        if (!kernel.equals("dirichlet")) {
            given(kernel, d, parents);
        }
    }

    private static List<Integer> parents(String lags, int k) {
        if (lags.equals("auto")) {
            return MarkovKernel.contiguous(k);
        }
        List<Integer> list = FeatureSets.parse("lags", lags, 9);
        if (list.size() != k) {
            throw new IllegalArgumentException("lags = " + lags + ": must name k = " + k + " parents");
        }
        return list;
    }

    private static MarkovKernel given(String text, int d, List<Integer> parents) {
        if (text.equals("fixed")) {
            return fixed(d, parents);
        }
        List<Double> rows = new ArrayList<>();
        for (String part : text.split("[,;]", -1)) {
            try {
                rows.add(Double.parseDouble(part.strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "kernel = " + text + ": must be dirichlet, fixed, or rows such as 0.7,0.3;0.1,0.9", e);
            }
        }
        return new MarkovKernel(
                d, parents, rows.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A kernel with simple rational rows: weight 1 + ((5z + Σ (j+1) u_j + u₁ z) mod 7), normalised over z. */
    public static MarkovKernel fixed(int d, List<Integer> parents) {
        int size = (int) Math.pow(d, parents.size());
        double[] rows = new double[size * d];
        for (int u = 0; u < size; u++) {
            int mix = 0;
            int rest = u;
            for (int j = parents.size(); j >= 1; j--) {
                mix += (j + 1) * (rest % d);
                rest /= d;
            }
            int first = u / (size / d);
            int sum = 0;
            for (int z = 0; z < d; z++) {
                int weight = 1 + (5 * z + mix + first * z) % 7;
                rows[u * d + z] = weight;
                sum += weight;
            }
            for (int z = 0; z < d; z++) {
                rows[u * d + z] /= sum;
            }
        }
        return new MarkovKernel(d, parents, rows);
    }

    /** d = 3, two parents, α = 0.3, L = 100, M = H = 3, D = 2. */
    public static Model standard() {
        return (Model) DOMAIN.build(java.util.Map.of());
    }

    /** Another value of one parameter, by the name it has at the command line. */
    public Model with(String name, Object value) {
        var values = new java.util.LinkedHashMap<String, Object>(DOMAIN.values(this));
        values.put(name, value);
        return (Model) DOMAIN.build(values);
    }

    /** The parents. */
    public List<Integer> parents() {
        return parents(lags, k);
    }

    /** The reported set. */
    public List<Integer> reported() {
        return set.equals("auto") ? parents() : FeatureSets.parse("S", set, window);
    }

    /** Whether the kernel is one that was given, not a random one. */
    public boolean hasGivenKernel() {
        return !kernel.equals("dirichlet");
    }

    /** The kernel that was given. */
    public MarkovKernel givenKernel() {
        return given(kernel, d, parents());
    }
}
