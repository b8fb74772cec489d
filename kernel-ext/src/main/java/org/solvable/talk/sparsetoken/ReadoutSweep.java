package org.solvable.talk.sparsetoken;

import java.util.Arrays;

/**
 * The fixed-point equations of a readout in the state (w₁, w₂, b, log ρ, log V), and their moments. One sweep takes a Newton step in
 * (w₁, w₂, b) and puts ρ and V to what their equations say.
 */
final class ReadoutSweep {

    /** Largest step of log ρ and log V in one sweep. */
    static final double LONGEST = 1.5;

    private static final double[] NO_LOSS = {};

    final FeatureLaw law;
    final double alpha;
    final double lambda;
    final int order;
    private final ScoreAverages averages;
    private final double[][] work = new double[7][FeatureLaw.CHUNK];

    ReadoutSweep(FeatureLaw law, Loss loss, double alpha, double lambda, int order) {
        this.law = law;
        this.alpha = alpha;
        this.lambda = lambda;
        this.order = order;
        this.averages = ScoreAverages.of(loss, order);
    }

    /** Writes the image of the state. */
    void apply(double[] x, double[] image) {
        double[] m = moments(x);
        double total = lambda + m[9];
        // Gradient and Hessian of the ridge problem in (w₁, w₂, b).
        double[] right = {-m[6] - lambda * x[0], -m[7] - total * x[1], -m[8]};
        double[] step = SquareReadout.solve3(m, lambda, total, law.query, right);
        for (int i = 0; i < 3; i++) {
            image[i] = x[i] + step[i];
        }
        image[3] = x[3] + Math.clamp(scale(m, image[1], total) - x[3], -LONGEST, LONGEST);
        image[4] = x[4] + Math.clamp(-Math.log(alpha * total) - x[4], -LONGEST, LONGEST);
    }

    /** log ρ that belongs to these moments. */
    double scale(double[] m, double w2, double total) {
        return 0.5 * Math.log(w2 * w2 + m[10] / (alpha * total * total));
    }

    /** Image minus state. */
    double[] residual(double[] x) {
        double[] image = new double[x.length];
        apply(x, image);
        for (int i = 0; i < x.length; i++) {
            image[i] -= x[i];
        }
        return image;
    }

    /** E[k F Fᵀ] as (11, 12, 10, 22, 20, 00), E[ℓ' F] as (1, 2, 0), E[σ²k], E[σ²ℓ'²]. */
    double[] moments(double[] x) {
        double rho = Math.exp(x[3]);
        double variance = Math.exp(x[4]);
        double[] sums = new double[11];
        double[] part = new double[11];
        law.forEachChunk((from, to, y) -> {
            averages(x, rho, variance, from, to, y, NO_LOSS);
            sums(from, to, part);
            for (int k = 0; k < sums.length; k++) {
                sums[k] += part[k];
            }
        });
        return sums;
    }

    double meanLoss(double[] x) {
        double rho = Math.exp(x[3]);
        double variance = Math.exp(x[4]);
        double[] sum = new double[1];
        law.forEachChunk((from, to, y) -> {
            averages(x, rho, variance, from, to, y, work[6]);
            double part = 0;
            for (int i = from; i < to; i++) {
                part += law.weight[i] * work[6][i - from];
            }
            sum[0] += part;
        });
        return sum[0];
    }

    private void averages(double[] x, double rho, double variance, int from, int to, double y, double[] loss) {
        double[] mean = work[0];
        double[] deviation = work[1];
        double[] v = work[2];
        int n = to - from;
        for (int i = 0; i < n; i++) {
            double sigma = law.sigma[from + i];
            mean[i] = x[0] * law.f1[from + i] + x[1] * law.f2[from + i] + x[2];
            deviation[i] = sigma * rho;
            v[i] = sigma * sigma * variance;
        }
        averages.at(n, y, mean, deviation, v, work[3], work[4], work[5], loss);
    }

    private void sums(int from, int to, double[] s) {
        Arrays.fill(s, 0);
        for (int i = 0; i < to - from; i++) {
            double a = law.f1[from + i];
            double b = law.f2[from + i];
            double squared = law.sigma[from + i] * law.sigma[from + i];
            double weight = law.weight[from + i];
            double k = weight * work[5][i];
            double first = weight * work[3][i];
            s[0] += k * a * a;
            s[1] += k * a * b;
            s[2] += k * a;
            s[3] += k * b * b;
            s[4] += k * b;
            s[5] += k;
            s[6] += first * a;
            s[7] += first * b;
            s[8] += first;
            s[9] += k * squared;
            s[10] += weight * squared * work[4][i];
        }
    }
}
