package org.solvable.talk.sparsetoken;

import org.solvable.data.family.SparseTokens;
import org.solvable.random.RandomStream;

/**
 * The error of a trained readout on fresh sequences, without drawing their d dimensions: given the few projections that matter,
 * a score is normal.
 *
 * @param error probability of a wrong label
 * @param attention mean attention on the informative tokens of a positive sequence
 */
record ReadoutTest(double error, double attention) {

    /**
     * Attention with query q: averages Φ over draws of the tokens' noise along the query.
     *
     * @param draws a class
     */
    static ReadoutTest attention(
            SparseTokens family,
            double[] xi,
            double[] q,
            double beta,
            double[] w,
            double b,
            int draws,
            RandomStream stream) {
        int length = family.length();
        double norm = Math.sqrt(Features.dot(q, q));
        if (norm == 0 || beta == 0) {
            return pooled(family, xi, w, b);
        }
        double along = Features.dot(w, q) / norm;
        double signal = family.theta() * Features.dot(w, xi);
        double rest = Math.sqrt(Math.max(0, Features.dot(w, w) - along * along));
        Features.Attention attention = new Features.Attention(
                length, family.informative(), family.theta() * Features.dot(q, xi) / norm, beta * norm);
        double[] g = new double[length];
        double[] wrong = new double[2];
        double mass = 0;
        for (int i = 0; i < draws; i++) {
            for (int k = 0; k < 2; k++) {
                stream.fillGaussian(g, 0, length);
                attention.of(g, k == 0);
                double y = k == 0 ? 1 : -1;
                double mean = (k == 0 ? signal * attention.kappa : 0) + along * attention.gamma + b;
                wrong[k] += Normal.cdf(-y * mean / (attention.sigma * rest)) / draws;
                mass += k == 0 ? attention.kappa / draws : 0;
            }
        }
        return new ReadoutTest(family.pi() * wrong[0] + (1 - family.pi()) * wrong[1], mass);
    }

    /** The average token: closed form. */
    static ReadoutTest pooled(SparseTokens family, double[] xi, double[] w, double b) {
        double share = (double) family.informative() / family.length();
        double spread = Math.sqrt(Features.dot(w, w) / family.length());
        double positive = Normal.cdf(-(family.theta() * share * Features.dot(w, xi) + b) / spread);
        double error = family.pi() * positive + (1 - family.pi()) * Normal.cdf(b / spread);
        return new ReadoutTest(error, share);
    }

    /** All tokens one after the other: averages Φ over draws of the informative positions, or over all where R = 1. */
    static ReadoutTest vectorized(
            SparseTokens family, double[] xi, double[] w, double b, int draws, RandomStream stream) {
        int length = family.length();
        int d = family.dimension();
        double[] gain = new double[length];
        for (int l = 0; l < length; l++) {
            for (int j = 0; j < d; j++) {
                gain[l] += family.theta() * w[l * d + j] * xi[j];
            }
        }
        double spread = Math.sqrt(Features.dot(w, w));
        boolean all = family.informative() == 1;
        int count = all ? length : draws;
        double positive = 0;
        for (int i = 0; i < count; i++) {
            double mean = b;
            int missing = family.informative();
            for (int l = 0; l < length && missing > 0; l++) {
                boolean chosen = all ? l == i : stream.nextInt(length - l) < missing;
                if (chosen) {
                    mean += gain[l];
                    missing--;
                }
            }
            positive += Normal.cdf(-mean / spread) / count;
        }
        double error = family.pi() * positive + (1 - family.pi()) * Normal.cdf(b / spread);
        return new ReadoutTest(error, (double) family.informative() / length);
    }
}
