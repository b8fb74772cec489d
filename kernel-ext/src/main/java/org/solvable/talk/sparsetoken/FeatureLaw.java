package org.solvable.talk.sparsetoken;

import java.util.Arrays;
import org.solvable.num.LaneMath;
import org.solvable.num.LineRule;
import org.solvable.random.NormalQuantile;
import org.solvable.random.RandomStream;

/**
 * The law of the few directions of a feature that carry information, as weighted nodes: given the label, a feature has mean
 * (F₁, F₂) along the query and along what of the signal is orthogonal to it, and isotropic noise of scale σ elsewhere.
 *
 * <p>With g ~ N(0, I_L) and a = softmax(B (g + θ s v)): F₁ = θ κ s + ⟨g, a⟩, F₂ = θ κ √(1-s²), σ = ‖a‖, κ the mass on the
 * informative tokens. One law serves every number of sequences, ridge and loss. Immutable; common random numbers make curves
 * in θ, s and B smooth.
 */
public final class FeatureLaw {

    /** Nodes a class where nothing else is asked for. */
    public static final int NODES = 100_000;

    /** Nodes in one partial sum; chunks do not mix classes. */
    static final int CHUNK = 512;

    /** Above this many nodes a sampled law is first solved on a part of them. */
    private static final int MANY = 20_000;

    private static final long SEED = 20_251_201;
    /** Moves the quantiles away from dyadic fractions. */
    private static final double SHIFT = Math.sqrt(2) - 1;

    final double[] f1;
    final double[] f2;
    final double[] sigma;
    final double[] weight;
    /** Nodes [0, positives) have label +1, the others -1. */
    final int positives;

    final int nodes;
    /** Whether F₁ varies, so that the readout has a component of its own along the query. */
    final boolean query;

    private final double s;
    private final double attention;
    private final boolean sampled;

    private FeatureLaw(
            double[] f1,
            double[] f2,
            double[] sigma,
            double[] weight,
            int positives,
            boolean query,
            double s,
            double attention,
            boolean sampled) {
        this.f1 = f1;
        this.f2 = f2;
        this.sigma = sigma;
        this.weight = weight;
        this.positives = positives;
        this.nodes = f1.length;
        this.query = query;
        this.s = s;
        this.attention = attention;
        this.sampled = sampled;
    }

    /**
     * Attention with a fixed query: exact by quadrature for B = 0, for L = 1 and for L = 2, R = 1, else Monte Carlo.
     *
     * @param length L, at least 1
     * @param informative R, in [1, L]
     * @param theta θ, at least 0
     * @param pi π, in (0, 1)
     * @param s alignment of query and signal, in [-1, 1]
     * @param sharpness B, finite and at least 0
     * @param nodes Monte Carlo nodes a class, at least 16
     */
    public static FeatureLaw attention(
            int length, int informative, double theta, double pi, double s, double sharpness, int nodes) {
        if (nodes < 16) {
            throw new IllegalArgumentException("nodes = " + nodes + ": must be >= 16");
        }
        if (!(Math.abs(s) <= 1)) {
            throw new IllegalArgumentException("s = " + s + ": must be in [-1, 1]");
        }
        if (!(sharpness >= 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("B = " + sharpness + ": must be finite and >= 0");
        }
        if (sharpness == 0 || length == 1) {
            return uniform(length, informative, theta, pi, s);
        }
        if (length == 2 && informative == 1) {
            return pair(theta, pi, s, sharpness);
        }
        return monteCarlo(length, informative, theta, pi, s, sharpness, nodes);
    }

    /** The law of a linear classifier: two nodes, (F₂, σ) = (θR/√L, 1) and (0, 1). */
    public static FeatureLaw linear(long length, long informative, double theta, double pi) {
        double mu = theta * informative / Math.sqrt(length);
        return new FeatureLaw(
                new double[2],
                new double[] {mu, 0},
                new double[] {1, 1},
                new double[] {pi, 1 - pi},
                1,
                false,
                0,
                (double) informative / length,
                false);
    }

    /** Equal weights: only the mean of g along the query is random. */
    private static FeatureLaw uniform(int length, int informative, double theta, double pi, double s) {
        LineRule line = LineRule.gaussHermite(100);
        int n = line.size();
        double kappa = (double) informative / length;
        double sigma = 1 / Math.sqrt(length);
        double[] f1 = new double[2 * n];
        double[] f2 = new double[2 * n];
        double[] weight = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            boolean positive = i < n;
            f1[i] = sigma * line.node(i % n) + (positive ? theta * kappa * s : 0);
            f2[i] = positive ? theta * kappa * Math.sqrt((1 - s) * (1 + s)) : 0;
            weight[i] = line.weight(i % n) * (positive ? pi : 1 - pi);
        }
        double[] scale = new double[2 * n];
        Arrays.fill(scale, sigma);
        return new FeatureLaw(f1, f2, scale, weight, n, true, s, kappa, false);
    }

    /** L = 2, R = 1 over difference and mean of the two normals: the trapezoid rule converges exponentially in the first. */
    private static FeatureLaw pair(double theta, double pi, double s, double sharpness) {
        LineRule differences = LineRule.trapezoid(8.5, 601);
        LineRule means = LineRule.gaussHermite(24);
        int n = differences.size() * means.size();
        double[] f1 = new double[2 * n];
        double[] f2 = new double[2 * n];
        double[] sigma = new double[2 * n];
        double[] weight = new double[2 * n];
        double across = Math.sqrt((1 - s) * (1 + s));
        double attention = 0;
        for (int k = 0; k < 2; k++) {
            boolean positive = k == 0;
            for (int i = 0; i < differences.size(); i++) {
                double difference = Math.sqrt(2) * differences.node(i);
                double a = 1 / (1 + Math.exp(-sharpness * (difference + (positive ? theta * s : 0))));
                for (int j = 0; j < means.size(); j++) {
                    double middle = means.node(j) / Math.sqrt(2);
                    double gamma = middle + (a - 0.5) * difference;
                    int at = k * n + i * means.size() + j;
                    f1[at] = gamma + (positive ? theta * a * s : 0);
                    f2[at] = positive ? theta * a * across : 0;
                    sigma[at] = Math.sqrt(a * a + (1 - a) * (1 - a));
                    weight[at] = differences.weight(i) * means.weight(j) * (positive ? pi : 1 - pi);
                }
                attention += positive ? differences.weight(i) * a : 0;
            }
        }
        return new FeatureLaw(f1, f2, sigma, weight, n, true, s, attention, false);
    }

    private static FeatureLaw monteCarlo(
            int length, int informative, double theta, double pi, double s, double sharpness, int n) {
        double[] f1 = new double[2 * n];
        double[] f2 = new double[2 * n];
        double[] sigma = new double[2 * n];
        double[] weight = new double[2 * n];
        Arrays.fill(weight, 0, n, pi / n);
        Arrays.fill(weight, n, 2 * n, (1 - pi) / n);
        RandomStream root = RandomStream.of(SEED).split("sparse-token nodes");
        Softmax softmax = new Softmax(length, informative, theta, s, sharpness);
        double attention = 0;
        for (int k = 0; k < 2; k++) {
            RandomStream stream = root.split(k);
            for (int from = 0; from < n; from += CHUNK) {
                int m = Math.min(CHUNK, n - from);
                attention += softmax.fill(stream, k == 0, k * n + from, m, f1, f2, sigma);
            }
        }
        return new FeatureLaw(f1, f2, sigma, weight, n, true, s, attention / n, true);
    }

    /** Attention of one chunk of Gaussian tokens, token by token over all nodes. */
    private record Softmax(
            int length,
            int informative,
            double theta,
            double s,
            double sharpness,
            double[] g,
            double[] e,
            double[] top,
            double[] sum,
            double[] square,
            double[] value,
            double[] inside) {

        Softmax(int length, int informative, double theta, double s, double sharpness) {
            this(
                    length,
                    informative,
                    theta,
                    s,
                    sharpness,
                    new double[Math.multiplyExact(length, CHUNK)],
                    new double[CHUNK],
                    new double[CHUNK],
                    new double[CHUNK],
                    new double[CHUNK],
                    new double[CHUNK],
                    new double[CHUNK]);
        }

        /**
         * Makes the mean noise of the informative tokens, on which the errors hang most, run through its quantiles in the order
         * of van der Corput: every stretch of nodes then covers them evenly, and errors fall to a third.
         */
        private void stratify(int at, int m) {
            for (int i = 0; i < m; i++) {
                double u = (Integer.toUnsignedLong(Integer.reverse(at + i)) + 0.5) * 0x1p-32 + SHIFT;
                double mean = 0;
                for (int l = 0; l < informative; l++) {
                    mean += g[l * CHUNK + i];
                }
                double wanted = NormalQuantile.of(u - Math.floor(u)) / Math.sqrt(informative);
                double change = wanted - mean / informative;
                for (int l = 0; l < informative; l++) {
                    g[l * CHUNK + i] += change;
                }
            }
        }

        /** Fills m nodes and returns the sum of their masses on informative tokens, 0 for negatives. */
        double fill(RandomStream stream, boolean positive, int at, int m, double[] f1, double[] f2, double[] sigma) {
            stream.fillGaussianFast(g, 0, length * CHUNK);
            if (positive) {
                stratify(at, m);
            }
            LaneMath lanes = LaneMath.best();
            double shift = positive ? theta * s : 0;
            Arrays.fill(top, Double.NEGATIVE_INFINITY);
            Arrays.fill(sum, 0);
            Arrays.fill(square, 0);
            Arrays.fill(value, 0);
            Arrays.fill(inside, 0);
            for (int l = 0; l < length; l++) {
                double extra = l < informative ? shift : 0;
                int row = l * CHUNK;
                for (int i = 0; i < m; i++) {
                    top[i] = Math.max(top[i], g[row + i] + extra);
                }
            }
            for (int l = 0; l < length; l++) {
                double extra = l < informative ? shift : 0;
                int row = l * CHUNK;
                for (int i = 0; i < m; i++) {
                    e[i] = sharpness * (g[row + i] + extra - top[i]);
                }
                lanes.exp(e, e, m);
                for (int i = 0; i < m; i++) {
                    sum[i] += e[i];
                    square[i] += e[i] * e[i];
                    value[i] += e[i] * g[row + i];
                }
                if (l == informative - 1) {
                    System.arraycopy(sum, 0, inside, 0, m);
                }
            }
            double along = positive ? theta * s : 0;
            double across = positive ? theta * Math.sqrt((1 - s) * (1 + s)) : 0;
            double mass = 0;
            for (int i = 0; i < m; i++) {
                double kappa = inside[i] / sum[i];
                f1[at + i] = value[i] / sum[i] + along * kappa;
                f2[at + i] = across * kappa;
                sigma[at + i] = Math.sqrt(square[i]) / sum[i];
                mass += kappa;
            }
            return positive ? mass : 0;
        }
    }

    /** Mean mass on the informative tokens of a positive sequence, E[κ | +]; R/L without attention. */
    public double meanAttention() {
        return attention;
    }

    /** Alignment of the query with the signal. */
    double s() {
        return s;
    }

    /** Whether the nodes are random, so that everything computed from them has a standard error. */
    boolean sampled() {
        return sampled;
    }

    /** A tenth of sampled nodes, for a first, rough solution; the law itself where it is small or a quadrature. */
    FeatureLaw coarse() {
        return sampled && nodes > MANY ? batch(0, 10) : this;
    }

    /** Part number {@code index} of {@code count} independent parts of a sampled law. */
    FeatureLaw batch(int index, int count) {
        int p = positives / count;
        int q = (nodes - positives) / count;
        double[][] source = {f1, f2, sigma, weight};
        double[][] part = new double[source.length][p + q];
        for (int a = 0; a < part.length; a++) {
            System.arraycopy(source[a], index * p, part[a], 0, p);
            System.arraycopy(source[a], positives + index * q, part[a], p, q);
        }
        for (int i = 0; i < p; i++) {
            part[3][i] *= (double) positives / p;
        }
        for (int i = p; i < p + q; i++) {
            part[3][i] *= (double) (nodes - positives) / q;
        }
        return new FeatureLaw(part[0], part[1], part[2], part[3], p, query, s, attention, true);
    }

    /** Calls a function for each chunk; no chunk holds both classes. */
    void forEachChunk(Chunk chunk) {
        for (int from = 0; from < positives; from += CHUNK) {
            chunk.at(from, Math.min(positives, from + CHUNK), 1);
        }
        for (int from = positives; from < nodes; from += CHUNK) {
            chunk.at(from, Math.min(nodes, from + CHUNK), -1);
        }
    }

    /** Work on nodes [from, to), all of label y. */
    interface Chunk {
        void at(int from, int to, double y);
    }

    /** Σ weight f(node), chunk by chunk. */
    double mean(NodeFunction f) {
        double[] total = new double[1];
        forEachChunk((from, to, y) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += weight[i] * f.at(i, y);
            }
            total[0] += sum;
        });
        return total[0];
    }

    /** A function of node number i, whose label is y. */
    interface NodeFunction {
        double at(int i, double y);
    }
}
