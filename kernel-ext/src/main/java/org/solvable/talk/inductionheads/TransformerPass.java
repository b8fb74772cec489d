package org.solvable.talk.inductionheads;

import java.util.Arrays;
import java.util.List;

/** One forward and backward pass of {@link Transformer}. */
final class TransformerPass {

    private final Transformer model;
    private final MatchPatterns data;
    private final List<List<Integer>> features;
    private final double[][] sigma;
    private final double[] p;
    private final double norm;
    private final double[] c;
    private final double a;
    /** Kernel value of each head, score and attention factor of each pattern. */
    private final double[][] k;

    private final double[] score;
    private final double[] factor;

    TransformerPass(Transformer model, MatchPatterns data, double[] theta) {
        if (theta.length != model.size()) {
            throw new IllegalArgumentException("theta has length " + theta.length + ": must be " + model.size());
        }
        this.model = model;
        this.data = data;
        features = model.features();
        sigma = model.attention(theta);
        p = model.shares(theta);
        norm = model.featureNorm(theta);
        c = Arrays.copyOfRange(theta, theta.length - 1 - p.length, theta.length - 1);
        a = model.strength(theta);
        int n = data.patterns.length;
        k = new double[n][model.heads()];
        score = new double[n];
        factor = new double[n];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            for (int h = 0; h < k[i].length; h++) {
                k[i][h] = kernel(data.patterns[i], h, new double[0]);
            }
            for (int f = 0; f < p.length; f++) {
                score[i] += p[f] * product(i, f, 0);
            }
            top = Math.max(top, a * score[i]);
        }
        for (int i = 0; i < n; i++) {
            factor[i] = Math.exp(a * score[i] - top);
        }
    }

    /** Product of the kernels of a feature's heads, one head left out (0: none). */
    private double product(int pattern, int feature, int without) {
        double product = 1;
        List<Integer> set = features.get(feature);
        for (int i = 0; i < set.size(); i++) {
            int h = set.get(i);
            if (h != without) {
                product *= k[pattern][h - 1];
            }
        }
        return product;
    }

    /** ⟨v_ℓ, v_{L+1}⟩ of a head, with its derivative by σ where an array is given. */
    private double kernel(int[] labels, int h, double[] derivative) {
        int offset = model.authorsVariant() ? h : 0;
        int query = data.span + offset;
        double[] s = sigma[h];
        double both = inner(labels, offset, query, s);
        if (!model.authorsVariant()) {
            if (derivative.length > 0) {
                slope(labels, offset, query, s, 1, derivative);
            }
            return both;
        }
        double left = inner(labels, offset, offset, s);
        double right = inner(labels, query, query, s);
        double length = Math.sqrt(left * right);
        if (derivative.length > 0) {
            slope(labels, offset, query, s, 1 / length, derivative);
            slope(labels, offset, offset, s, -both / length / (2 * left), derivative);
            slope(labels, query, query, s, -both / length / (2 * right), derivative);
        }
        return both / length;
    }

    private static double inner(int[] labels, int from, int to, double[] s) {
        double sum = 0;
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                if (labels[from + i] == labels[to + j]) {
                    sum += s[i] * s[j];
                }
            }
        }
        return sum;
    }

    private static void slope(int[] labels, int from, int to, double[] s, double weight, double[] derivative) {
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                if (labels[from + i] == labels[to + j]) {
                    derivative[i] += weight * s[j];
                    derivative[j] += weight * s[i];
                }
            }
        }
    }

    private double forward(int b, double[] y) {
        Arrays.fill(y, 0);
        double z = 0;
        for (int i = data.start[b]; i < data.start[b + 1]; i++) {
            double w = data.count[i] * factor[data.pattern[i]];
            y[data.token[i]] += w;
            z += w;
        }
        for (int e = 0; e < y.length; e++) {
            y[e] /= z;
        }
        return z;
    }

    double[][] outputs() {
        double[][] y = new double[data.size()][data.d];
        for (int b = 0; b < y.length; b++) {
            forward(b, y[b]);
        }
        return y;
    }

    /** Mean loss, and the gradient if the array is not empty. */
    double loss(double[] gradient) {
        double[] y = new double[data.d];
        double[] gy = new double[data.d];
        double[] gScore = new double[score.length];
        double total = 0;
        double ga = 0;
        int n = data.size();
        for (int b = 0; b < n; b++) {
            double z = forward(b, y);
            total += lossOf(y, data.target[b], gy, n);
            if (gradient.length > 0) {
                double mean = 0;
                for (int e = 0; e < y.length; e++) {
                    mean += y[e] * gy[e];
                }
                for (int i = data.start[b]; i < data.start[b + 1]; i++) {
                    int q = data.pattern[i];
                    double g = data.count[i] * factor[q] / z * (gy[data.token[i]] - mean);
                    ga += g * score[q];
                    gScore[q] += a * g;
                }
            }
        }
        if (gradient.length > 0) {
            backward(gScore, ga, gradient);
        }
        return total / n;
    }

    private double lossOf(double[] y, double[] target, double[] gy, int n) {
        double loss = 0;
        switch (model.loss()) {
            case LOG -> {
                for (int e = 0; e < y.length; e++) {
                    loss -= target[e] == 0 ? 0 : target[e] * Math.log(y[e] + Transformer.EPSILON);
                    gy[e] = -target[e] / (y[e] + Transformer.EPSILON) / n;
                }
            }
            case LOGITS -> {
                double z = 0;
                for (double v : y) {
                    z += Math.exp(v);
                }
                for (int e = 0; e < y.length; e++) {
                    loss -= target[e] * (y[e] - Math.log(z));
                    gy[e] = (Math.exp(y[e]) / z - target[e]) / n;
                }
            }
        }
        return loss;
    }

    private void backward(double[] gScore, double ga, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] gp = new double[p.length];
        double[][] gSigma = new double[model.heads()][model.weights()];
        double[] slope = new double[model.weights()];
        for (int q = 0; q < gScore.length; q++) {
            if (gScore[q] == 0) {
                continue;
            }
            for (int f = 0; f < p.length; f++) {
                gp[f] += gScore[q] * product(q, f, 0);
            }
            for (int h = 0; h < model.heads(); h++) {
                double gk = 0;
                for (int f = 0; f < p.length; f++) {
                    if (features.get(f).contains(h + 1)) {
                        gk += p[f] * product(q, f, h + 1);
                    }
                }
                Arrays.fill(slope, 0);
                kernel(data.patterns[q], h, slope);
                for (int j = 0; j < slope.length; j++) {
                    gSigma[h][j] += gScore[q] * gk * slope[j];
                }
            }
        }
        for (int h = 0; h < sigma.length; h++) {
            double mean = 0;
            for (int j = 0; j < slope.length; j++) {
                mean += sigma[h][j] * gSigma[h][j];
            }
            for (int j = 0; j < slope.length; j++) {
                gradient[h * slope.length + j] = sigma[h][j] * (gSigma[h][j] - mean);
            }
        }
        double mean = 0;
        for (int f = 0; f < p.length; f++) {
            mean += p[f] * gp[f];
        }
        for (int f = 0; f < p.length; f++) {
            gradient[sigma.length * slope.length + f] = 2 * c[f] / norm * (gp[f] - mean);
        }
        gradient[gradient.length - 1] = ga;
    }
}
