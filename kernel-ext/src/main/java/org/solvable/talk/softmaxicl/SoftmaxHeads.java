package org.solvable.talk.softmaxicl;

import java.util.Arrays;
import org.solvable.data.family.MultiTaskPrompts.Batch;

/**
 * Softmax attention with full circuits: head h attends with logits zᵀ KQ x_q, the query not to itself, and writes OV Σ p z; the
 * heads add up. Gradients are exact and fused, one pass over the tokens.
 *
 * <p>Parameters are one array: for each head KQ, (d+N) x d row by row, then the rows of OV that are read, N x (d+N).
 *
 * @param heads H, at least 1
 * @param d covariates, at least 1
 * @param tasks N, at least 1
 */
public record SoftmaxHeads(int heads, int d, int tasks) {

    /** Checks the ranges. */
    public SoftmaxHeads {
        if (heads < 1 || d < 1 || tasks < 1) {
            throw new IllegalArgumentException(
                    "H, d, N = " + heads + ", " + d + ", " + tasks + ": must all be at least 1");
        }
    }

    /** d + N. */
    public int width() {
        return d + tasks;
    }

    /** Number of parameters. */
    public int size() {
        return heads * width() * (d + tasks);
    }

    /** Index of KQ of head h at row i, column j. */
    public int kq(int h, int i, int j) {
        return h * width() * (d + tasks) + i * d + j;
    }

    /** Index of OV of head h: task n, column i. */
    public int ov(int h, int n, int i) {
        return h * width() * (d + tasks) + width() * d + n * width() + i;
    }

    /** Heads with diagonal KQ and OV that reads the responses: Ω then M as the reduced theory writes them. */
    public double[] diagonal(double[] omegaAndMu) {
        if (omegaAndMu.length != heads * (d + tasks)) {
            throw new IllegalArgumentException(
                    "omegaAndMu has " + omegaAndMu.length + " numbers: must be H (d + N) = " + heads * (d + tasks));
        }
        double[] theta = new double[size()];
        for (int h = 0; h < heads; h++) {
            for (int j = 0; j < d; j++) {
                theta[kq(h, j, j)] = omegaAndMu[h * d + j];
            }
            for (int n = 0; n < tasks; n++) {
                theta[ov(h, n, d + n)] = omegaAndMu[heads * d + h * tasks + n];
            }
        }
        return theta;
    }

    /** Mean of the diagonal of KQ of head h. */
    public double omega(double[] theta, int h) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += theta[kq(h, j, j)];
        }
        return sum / d;
    }

    /** What head h writes of response n to answer n. */
    public double mu(double[] theta, int h, int n) {
        return theta[ov(h, n, d + n)];
    }

    /** Root mean square of the entries that the reduced theory sets to 0. */
    public double offPattern(double[] theta) {
        double sum = 0;
        int count = 0;
        for (int h = 0; h < heads; h++) {
            for (int i = 0; i < width(); i++) {
                for (int j = 0; j < d; j++) {
                    if (i != j) {
                        sum += theta[kq(h, i, j)] * theta[kq(h, i, j)];
                        count++;
                    }
                }
                for (int n = 0; n < tasks; n++) {
                    if (i != d + n) {
                        sum += theta[ov(h, n, i)] * theta[ov(h, n, i)];
                        count++;
                    }
                }
            }
        }
        return Math.sqrt(sum / Math.max(1, count));
    }

    /** KQ of head h as a matrix, (d+N) x d. */
    public double[][] kqMatrix(double[] theta, int h) {
        double[][] m = new double[width()][d];
        for (int i = 0; i < width(); i++) {
            System.arraycopy(theta, kq(h, i, 0), m[i], 0, d);
        }
        return m;
    }

    /** OV of head h as a matrix, N x (d+N). */
    public double[][] ovMatrix(double[] theta, int h) {
        double[][] m = new double[tasks][width()];
        for (int n = 0; n < tasks; n++) {
            System.arraycopy(theta, ov(h, n, 0), m[n], 0, width());
        }
        return m;
    }

    /** Answers to the queries, N for each prompt. */
    public double[] predict(double[] theta, Batch batch) {
        double[] out = new double[batch.count() * tasks];
        pass(theta, batch, null, out);
        return out;
    }

    /** Mean over the prompts of the squared error summed over tasks. */
    public double loss(double[] theta, Batch batch) {
        return pass(theta, batch, null, new double[batch.count() * tasks]);
    }

    /** The loss; its gradient is written to {@code gradient}. */
    public double gradient(double[] theta, Batch batch, double[] gradient) {
        Arrays.fill(gradient, 0);
        return pass(theta, batch, gradient, new double[batch.count() * tasks]);
    }

    private double pass(
            double[] theta, Batch batch, double @org.jspecify.annotations.Nullable [] gradient, double[] out) {
        int width = width();
        if (theta.length != size() || batch.width() != width || batch.d() != d) {
            throw new IllegalArgumentException("theta, batch width, d = " + theta.length + ", " + batch.width() + ", "
                    + batch.d() + ": must be " + size() + ", " + width + ", " + d);
        }
        int length = batch.length();
        double[][] p = new double[heads][length];
        double[][] c = new double[heads][width];
        double[] slope = new double[length];
        double[] pull = new double[width];
        double[] residual = new double[tasks];
        double total = 0;
        for (int i = 0; i < batch.count(); i++) {
            int tokens = i * width * length;
            int query = i * d;
            for (int h = 0; h < heads; h++) {
                attend(theta, batch, h, tokens, query, p[h], c[h]);
                for (int n = 0; n < tasks; n++) {
                    double sum = 0;
                    for (int w = 0; w < width; w++) {
                        sum += theta[ov(h, n, w)] * c[h][w];
                    }
                    out[i * tasks + n] += sum;
                }
            }
            for (int n = 0; n < tasks; n++) {
                double r = out[i * tasks + n] - batch.targets()[i * tasks + n];
                total += r * r;
                residual[n] = 2 * r / batch.count();
            }
            if (gradient != null) {
                for (int h = 0; h < heads; h++) {
                    back(theta, batch, h, tokens, query, p[h], c[h], residual, slope, pull, gradient);
                }
            }
        }
        return total / batch.count();
    }

    private void attend(double[] theta, Batch batch, int h, int tokens, int query, double[] p, double[] c) {
        double[] z = batch.tokens();
        int length = batch.length();
        Arrays.fill(p, 0);
        for (int w = 0; w < width(); w++) {
            double u = 0;
            for (int j = 0; j < d; j++) {
                u += theta[kq(h, w, j)] * batch.queries()[query + j];
            }
            int row = tokens + w * length;
            for (int l = 0; l < length; l++) {
                p[l] += u * z[row + l];
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double v : p) {
            largest = Math.max(largest, v);
        }
        double sum = 0;
        for (int l = 0; l < length; l++) {
            p[l] = Math.exp(p[l] - largest);
            sum += p[l];
        }
        for (int l = 0; l < length; l++) {
            p[l] /= sum;
        }
        for (int w = 0; w < width(); w++) {
            c[w] = dot(p, z, tokens + w * length);
        }
    }

    /** Four partial sums: one alone would wait for each addition. */
    private static double dot(double[] a, double[] b, int from) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int l = 0;
        for (; l + 3 < a.length; l += 4) {
            s0 += a[l] * b[from + l];
            s1 += a[l + 1] * b[from + l + 1];
            s2 += a[l + 2] * b[from + l + 2];
            s3 += a[l + 3] * b[from + l + 3];
        }
        for (; l < a.length; l++) {
            s0 += a[l] * b[from + l];
        }
        return s0 + s1 + (s2 + s3);
    }

    private void back(
            double[] theta,
            Batch batch,
            int h,
            int tokens,
            int query,
            double[] p,
            double[] c,
            double[] residual,
            double[] slope,
            double[] pull,
            double[] gradient) {
        double[] z = batch.tokens();
        int length = batch.length();
        int width = width();
        double mean = 0;
        Arrays.fill(slope, 0);
        for (int w = 0; w < width; w++) {
            pull[w] = 0;
            for (int n = 0; n < tasks; n++) {
                pull[w] += residual[n] * theta[ov(h, n, w)];
                gradient[ov(h, n, w)] += residual[n] * c[w];
            }
            mean += pull[w] * c[w];
            int row = tokens + w * length;
            for (int l = 0; l < length; l++) {
                slope[l] += pull[w] * z[row + l];
            }
        }
        for (int l = 0; l < length; l++) {
            slope[l] = p[l] * (slope[l] - mean);
        }
        for (int w = 0; w < width; w++) {
            double onKey = dot(slope, z, tokens + w * length);
            for (int j = 0; j < d; j++) {
                gradient[kq(h, w, j)] += onKey * batch.queries()[query + j];
            }
        }
    }
}
