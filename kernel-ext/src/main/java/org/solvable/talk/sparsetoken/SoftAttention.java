package org.solvable.talk.sparsetoken;

import java.util.Arrays;
import org.solvable.linalg.Checkpoint;
import org.solvable.num.LaneMath;
import org.solvable.random.RandomStream;

/** Errors of scores that have no closed-form law, from sampled sequences projected on the signal. */
public final class SoftAttention {

    private static final long SEED = 20_251_202;
    private static final int BLOCK = 256;

    private SoftAttention() {}

    /**
     * An error probability.
     *
     * @param error the least over all thresholds
     * @param standardError of its Monte Carlo estimate
     * @param sequences a class; 0 where nothing was sampled
     */
    public record Estimate(double error, double standardError, int sequences) {}

    /** What is made of the tokens' components along the signal. */
    enum Score {
        /** Σ a_l x_l with a = softmax(B x). */
        ATTENTION,
        /** The average over positions of exp(θ Σ x_l), in the logarithm. */
        LIKELIHOOD
    }

    static Estimate error(OracleModel model, int sequences, Score score, Checkpoint checkpoint) {
        if (sequences < 100) {
            throw new IllegalArgumentException("sequences = " + sequences + ": must be >= 100");
        }
        int length = Math.toIntExact(model.length());
        RandomStream root = RandomStream.of(SEED).split("oracle sequences");
        double[][] scores = new double[2][sequences];
        double[] work = new double[Math.multiplyExact(length, 1)];
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < sequences; i++) {
                if (i % BLOCK == 0) {
                    checkpoint.reached((k + (double) i / sequences) / 2);
                }
                root.split(2L * i + k).fillGaussianFast(work, 0, length);
                if (k == 0) {
                    for (int l = 0; l < model.informative(); l++) {
                        work[l] += model.theta();
                    }
                }
                scores[k][i] = score == Score.ATTENTION
                        ? attention(work, model.sharpness())
                        : likelihood(work, model.theta(), Math.toIntExact(model.informative()));
            }
        }
        return threshold(scores[0], scores[1], model.pi());
    }

    private static double attention(double[] x, double sharpness) {
        double top = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            top = Math.max(top, v);
        }
        double[] e = new double[x.length];
        for (int i = 0; i < e.length; i++) {
            e[i] = sharpness * (x[i] - top);
        }
        LaneMath.best().exp(e, e, e.length);
        double sum = 0;
        double value = 0;
        for (int i = 0; i < e.length; i++) {
            sum += e[i];
            value += e[i] * x[i];
        }
        return value / sum;
    }

    /** Logarithm of the elementary symmetric polynomial of order R in the e^(θ x), scaled as it grows. */
    private static double likelihood(double[] x, double theta, int informative) {
        double top = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            top = Math.max(top, v);
        }
        double[] sums = new double[informative + 1];
        sums[0] = 1;
        double scale = 0;
        for (double v : x) {
            double factor = Math.exp(theta * (v - top));
            for (int r = informative; r > 0; r--) {
                sums[r] += factor * sums[r - 1];
            }
            double largest = 0;
            for (double s : sums) {
                largest = Math.max(largest, s);
            }
            if (largest > 1e200) {
                for (int r = 0; r <= informative; r++) {
                    sums[r] *= 1e-200;
                }
                scale += Math.log(1e200);
            }
        }
        return Math.log(sums[informative]) + scale + informative * theta * top;
    }

    /** The exact minimum over all thresholds of the empirical error. */
    private static Estimate threshold(double[] positive, double[] negative, double pi) {
        Arrays.sort(positive);
        Arrays.sort(negative);
        int n = positive.length;
        double best = 1 - pi;
        double missed = 0;
        double alarms = 1;
        int j = 0;
        for (int i = 0; i <= n; i++) {
            double t = i < n ? positive[i] : Double.POSITIVE_INFINITY;
            while (j < n && negative[j] < t) {
                j++;
            }
            // A threshold just below the next positive score.
            double error = pi * i / n + (1 - pi) * (n - j) / n;
            if (error < best) {
                best = error;
                missed = (double) i / n;
                alarms = (double) (n - j) / n;
            }
        }
        double variance = pi * pi * missed * (1 - missed) + (1 - pi) * (1 - pi) * alarms * (1 - alarms);
        return new Estimate(best, Math.sqrt(variance / n), n);
    }
}
