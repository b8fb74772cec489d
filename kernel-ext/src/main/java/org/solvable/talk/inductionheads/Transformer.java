package org.solvable.talk.inductionheads;

import java.util.Arrays;
import java.util.List;
import org.solvable.data.family.TokenSequences;

/**
 * The model that is trained: two attention layers with a polynomial feed-forward layer between them, and its exact gradient.
 *
 * <p>Parameters are one vector: w head by head, then c feature by feature (order of {@link FeatureSets#upTo}), then a. Not
 * changed by any call; scratch is local.
 *
 * @param heads H
 * @param weights attention weights of each head: M, or H in the authors' variant
 * @param degree D
 * @param loss which loss
 * @param authorsVariant head h sees lags h..h+H-1 and its output is divided by its length, as in the authors' code
 */
public record Transformer(int heads, int weights, int degree, LossKind loss, boolean authorsVariant) {

    /** Added to the output within the logarithm. */
    public static final double EPSILON = 1e-8;

    public Transformer {
        if (heads < 1 || weights < 1 || degree < 1 || degree > heads) {
            throw new IllegalArgumentException(
                    "H, M, D = " + heads + ", " + weights + ", " + degree + ": must be at least 1, with D <= H");
        }
        if (authorsVariant && (weights != heads || heads > 4)) {
            throw new IllegalArgumentException(
                    "M, H = " + weights + ", " + heads + ": the authors' variant has M = H, at most 4");
        }
    }

    /** Sequences prepared for this model. */
    public final class Batch {
        private final MatchPatterns data;

        private Batch(MatchPatterns data) {
            this.data = data;
        }

        /** Number of sequences. */
        public int size() {
            return data.size();
        }

        /** Vocabulary d. */
        public int vocabulary() {
            return data.d;
        }

        /** Distinct (pattern, token) entries: what a step costs. */
        public int entries() {
            return data.pattern.length;
        }
    }

    /** How far back the model looks. */
    public int span() {
        return authorsVariant ? 2 * heads - 1 : weights;
    }

    /** Prepares sequences; {@code soft}: the target is the law of the last token instead of the token. */
    public Batch batch(TokenSequences data, boolean soft) {
        return new Batch(MatchPatterns.of(data, span(), soft));
    }

    /** The feature sets, ∅ first. */
    public List<List<Integer>> features() {
        return FeatureSets.upTo(heads, degree);
    }

    /** Number of parameters. */
    public int size() {
        return heads * weights + features().size() + 1;
    }

    /** Start of training: w_plus on the own lag of each head, equal features, strength a. */
    public double[] start(double wPlus, double wMinus, double c0, double a) {
        double[] theta = new double[size()];
        Arrays.fill(theta, 0, heads * weights, wMinus);
        for (int h = 0; h < heads; h++) {
            int own = authorsVariant ? 0 : h;
            if (own < weights) {
                theta[h * weights + own] = wPlus;
            }
        }
        Arrays.fill(theta, heads * weights, theta.length - 1, c0);
        theta[theta.length - 1] = a;
        return theta;
    }

    /** Attention weights σ[head][lag]. */
    public double[][] attention(double[] theta) {
        double[][] sigma = new double[heads][weights];
        for (int h = 0; h < heads; h++) {
            double top = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < weights; j++) {
                top = Math.max(top, theta[h * weights + j]);
            }
            double z = 0;
            for (int j = 0; j < weights; j++) {
                z += sigma[h][j] = Math.exp(theta[h * weights + j] - top);
            }
            for (int j = 0; j < weights; j++) {
                sigma[h][j] /= z;
            }
        }
        return sigma;
    }

    /** C_D, the sum of squared feature weights. */
    public double featureNorm(double[] theta) {
        double sum = 0;
        for (int i = heads * weights; i < theta.length - 1; i++) {
            sum += theta[i] * theta[i];
        }
        return sum;
    }

    /**
     * The shares p_S of all features.
     *
     * @throws IllegalArgumentException if all feature weights are 0
     */
    public double[] shares(double[] theta) {
        double norm = featureNorm(theta);
        if (!(norm > 0)) {
            throw new IllegalArgumentException("C_D = " + norm + ": the feature weights must not all be 0");
        }
        double[] p = new double[theta.length - 1 - heads * weights];
        for (int i = 0; i < p.length; i++) {
            double c = theta[heads * weights + i];
            p[i] = c * c / norm;
        }
        return p;
    }

    /** The strength of the second attention. */
    public double strength(double[] theta) {
        return theta[theta.length - 1];
    }

    /** Mean loss of the batch. */
    public double loss(Batch batch, double[] theta) {
        return new TransformerPass(this, batch.data, theta).loss(new double[0]);
    }

    /** Mean loss; its exact gradient goes to {@code gradient}, of {@link #size()} elements. */
    public double loss(Batch batch, double[] theta, double[] gradient) {
        if (gradient.length != size()) {
            throw new IllegalArgumentException("gradient has length " + gradient.length + ": must be " + size());
        }
        return new TransformerPass(this, batch.data, theta).loss(gradient);
    }

    /** The output y of each sequence, a probability vector. */
    public double[][] predict(Batch batch, double[] theta) {
        return new TransformerPass(this, batch.data, theta).outputs();
    }
}
