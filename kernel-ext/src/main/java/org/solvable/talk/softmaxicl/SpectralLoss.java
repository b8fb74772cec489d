package org.solvable.talk.softmaxicl;

import java.util.Arrays;

/**
 * Loss of diagonal attention heads to first order in 1/L at bounded ‖ω‖, with its gradient [He et al., arXiv 2503.12734, section
 * on the approximate loss]: Σₙ σₙ² + Σⱼ bₙⱼ (1 - Aₙⱼ)² + sₙ Σ μₙμₙ' exp⟨ω, ω'⟩, A = MᵀΩ, sₙ = (Σⱼ bₙⱼ + σₙ²)/L.
 *
 * <p>Parameters are one array: Ω, heads x d row by row, then M, heads x N row by row.
 */
public final class SpectralLoss {

    private final int heads;
    private final int d;
    private final int tasks;
    private final double[][] b;
    private final double[] noise;
    private final double[] s;

    /**
     * For these tasks.
     *
     * @param heads H, at least 1
     * @param b variances of the coefficients, one row a task, not all 0 in a row
     * @param noise σ² of each task, at least 0
     * @param length L, at least 2
     */
    public SpectralLoss(int heads, double[][] b, double[] noise, double length) {
        if (heads < 1 || b.length < 1 || b.length != noise.length) {
            throw new IllegalArgumentException("heads, tasks, noise = " + heads + ", " + b.length + ", " + noise.length
                    + ": must be >= 1, and one noise for each task");
        }
        if (!(length >= 2)) {
            throw new IllegalArgumentException("L = " + length + ": must be >= 2");
        }
        this.heads = heads;
        this.tasks = b.length;
        this.d = b[0].length;
        this.b = Arrays.stream(b).map(double[]::clone).toArray(double[][]::new);
        this.noise = noise.clone();
        s = new double[tasks];
        for (int n = 0; n < tasks; n++) {
            double sum = 0;
            for (double v : b[n]) {
                if (!(v >= 0 && v < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("b[" + n + "] holds " + v + ": must be finite and >= 0");
                }
                sum += v;
            }
            if (!(sum > 0)) {
                throw new IllegalArgumentException("b[" + n + "] sums to 0: a task of zero variance cannot be learned");
            }
            if (!(noise[n] >= 0 && noise[n] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sigma2[" + n + "] = " + noise[n] + ": must be finite and >= 0");
            }
            s[n] = (sum + noise[n]) / length;
        }
    }

    /** Number of parameters, H (d + N). */
    public int size() {
        return heads * (d + tasks);
    }

    /** Index of ω of head h, coordinate j. */
    public int omega(int h, int j) {
        return h * d + j;
    }

    /** Index of μ of head h, task n. */
    public int mu(int h, int n) {
        return heads * d + h * tasks + n;
    }

    /** Heads H. */
    public int heads() {
        return heads;
    }

    /** Covariates d. */
    public int d() {
        return d;
    }

    /** Tasks N. */
    public int tasks() {
        return tasks;
    }

    /** Loss with μ = 0: Σ σ² + Σ b. */
    public double plateau() {
        return value(new double[size()]);
    }

    /** Σ σ², contained in every loss. */
    public double floor() {
        return Arrays.stream(noise).sum();
    }

    /** A = MᵀΩ, N x d: what the estimator does to each coordinate, 1 where it is unbiased. */
    public double[][] map(double[] theta) {
        double[][] a = new double[tasks][d];
        for (int n = 0; n < tasks; n++) {
            for (int h = 0; h < heads; h++) {
                for (int j = 0; j < d; j++) {
                    a[n][j] += theta[mu(h, n)] * theta[omega(h, j)];
                }
            }
        }
        return a;
    }

    /** The loss. */
    public double value(double[] theta) {
        double[][] a = map(theta);
        double[][] g = kernel(theta);
        double loss = 0;
        for (int n = 0; n < tasks; n++) {
            loss += noise[n];
            for (int j = 0; j < d; j++) {
                loss += b[n][j] * (1 - a[n][j]) * (1 - a[n][j]);
            }
            double quadratic = 0;
            for (int h = 0; h < heads; h++) {
                for (int k = 0; k < heads; k++) {
                    quadratic += theta[mu(h, n)] * theta[mu(k, n)] * g[h][k];
                }
            }
            loss += s[n] * quadratic;
        }
        return loss;
    }

    /** Writes the gradient to {@code out}. */
    public void gradient(double[] theta, double[] out) {
        double[][] a = map(theta);
        double[][] g = kernel(theta);
        Arrays.fill(out, 0);
        for (int n = 0; n < tasks; n++) {
            for (int h = 0; h < heads; h++) {
                double m = theta[mu(h, n)];
                double onMu = 0;
                for (int j = 0; j < d; j++) {
                    double r = b[n][j] * (1 - a[n][j]);
                    onMu -= 2 * theta[omega(h, j)] * r;
                    out[omega(h, j)] -= 2 * m * r;
                }
                for (int k = 0; k < heads; k++) {
                    double pair = 2 * s[n] * g[h][k] * theta[mu(k, n)];
                    onMu += pair;
                    for (int j = 0; j < d; j++) {
                        out[omega(h, j)] += m * pair * theta[omega(k, j)];
                    }
                }
                out[mu(h, n)] = onMu;
            }
        }
    }

    private double[][] kernel(double[] theta) {
        double[][] g = new double[heads][heads];
        for (int h = 0; h < heads; h++) {
            for (int k = 0; k <= h; k++) {
                double dot = 0;
                for (int j = 0; j < d; j++) {
                    dot += theta[omega(h, j)] * theta[omega(k, j)];
                }
                g[h][k] = Math.exp(dot);
                g[k][h] = g[h][k];
            }
        }
        return g;
    }

    /**
     * Allocation index of a task: the largest share of one head in what the heads contribute to it; 1/H to 1.
     *
     * @return NaN if no head contributes
     */
    public double allocation(double[] theta, int n) {
        double sum = 0;
        double largest = 0;
        for (int h = 0; h < heads; h++) {
            double mean = 0;
            int count = 0;
            for (int j = 0; j < d; j++) {
                if (b[n][j] > 0) {
                    mean += theta[omega(h, j)];
                    count++;
                }
            }
            double c = Math.max(0, theta[mu(h, n)] * mean / count);
            sum += c;
            largest = Math.max(largest, c);
        }
        return largest / sum;
    }
}
