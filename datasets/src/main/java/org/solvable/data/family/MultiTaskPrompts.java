package org.solvable.data.family;

import org.solvable.random.RandomStream;

/**
 * Prompts of multi-task linear regression, token by token [Chen, Sheen, Wang, Yang, arXiv 2402.19442, section 2].
 *
 * <p>Covariates are normal with covariance Σ = ρ^|i-j|; task n has coefficients β with independent normal entries of variance
 * b[n][j] (0: coordinate j is outside its support); responses are βᵀx plus normal noise. Every prompt has fresh coefficients.
 *
 * @param d dimension of the covariates, at least 1
 * @param length context length L, at least 2
 * @param variances b, one row of d numbers for each task; finite, at least 0, not all 0 in a row
 * @param noise variance σ² of the noise of each task, finite and at least 0
 * @param rho correlation ρ of neighbouring covariates, in (-1, 1)
 */
public record MultiTaskPrompts(int d, int length, double[][] variances, double[] noise, double rho) {

    /** Checks the ranges. */
    public MultiTaskPrompts {
        if (d < 1) {
            throw new IllegalArgumentException("d = " + d + ": must be >= 1");
        }
        if (length < 2) {
            throw new IllegalArgumentException("L = " + length + ": must be >= 2");
        }
        if (!(rho > -1 && rho < 1)) {
            throw new IllegalArgumentException("rho = " + rho + ": must be in (-1, 1)");
        }
        if (variances.length < 1 || noise.length != variances.length) {
            throw new IllegalArgumentException(
                    "noise has " + noise.length + " values for " + variances.length + " tasks: must be one for each");
        }
        double[][] copy = new double[variances.length][];
        for (int n = 0; n < variances.length; n++) {
            copy[n] = checked(n, d, variances[n]);
            if (!(noise[n] >= 0 && noise[n] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sigma2[" + n + "] = " + noise[n] + ": must be finite and >= 0");
            }
        }
        variances = copy;
        noise = noise.clone();
    }

    private static double[] checked(int n, int d, double[] row) {
        if (row.length != d) {
            throw new IllegalArgumentException("b[" + n + "] has " + row.length + " values: must be " + d);
        }
        double sum = 0;
        for (int j = 0; j < d; j++) {
            if (!(row[j] >= 0 && row[j] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("b[" + n + "][" + j + "] = " + row[j] + ": must be finite and >= 0");
            }
            sum += row[j];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("b[" + n + "] sums to 0: a task of zero variance cannot be learned");
        }
        return row.clone();
    }

    /** One isotropic task: b = 1/d everywhere. */
    public static MultiTaskPrompts single(int d, int length, double sigma2) {
        double[] b = new double[Math.max(0, d)];
        java.util.Arrays.fill(b, 1.0 / d);
        return new MultiTaskPrompts(d, length, new double[][] {b}, new double[] {sigma2}, 0);
    }

    /** The same with correlated covariates. */
    public MultiTaskPrompts withRho(double value) {
        return new MultiTaskPrompts(d, length, variances, noise, value);
    }

    /** The same with another context length. */
    public MultiTaskPrompts withLength(int value) {
        return new MultiTaskPrompts(d, value, variances, noise, rho);
    }

    /** Number of tasks N. */
    public int tasks() {
        return variances.length;
    }

    /**
     * Prompts, whose arrays are shared with the caller for speed.
     *
     * @param count number of prompts
     * @param width d + N
     * @param length context length
     * @param tokens for each prompt width x length, one row for each coordinate: x, then the responses
     * @param queries for each prompt d numbers
     * @param targets for each prompt N noisy responses to the query
     */
    public record Batch(int count, int width, int length, double[] tokens, double[] queries, double[] targets) {

        /** Dimension of the covariates. */
        public int d() {
            return queries.length / count;
        }

        /** Coordinate j of token ℓ of prompt i. */
        public double token(int i, int j, int l) {
            return tokens[(i * width + j) * length + l];
        }
    }

    /** Draws {@code count} prompts, the same for the same state of the stream. */
    public Batch draw(int count, RandomStream stream) {
        if (count < 1) {
            throw new IllegalArgumentException("count = " + count + ": must be >= 1");
        }
        int tasks = tasks();
        int width = d + tasks;
        double[] tokens = new double[Math.multiplyExact(Math.multiplyExact(count, width), length)];
        double[] queries = new double[count * d];
        double[] targets = new double[count * tasks];
        double[] beta = new double[count * tasks * d];
        stream.fillGaussianFast(tokens, 0, tokens.length);
        stream.fillGaussianFast(queries, 0, queries.length);
        stream.fillGaussianFast(targets, 0, targets.length);
        stream.fillGaussianFast(beta, 0, beta.length);
        double rest = Math.sqrt(1 - rho * rho);
        for (int i = 0; i < count; i++) {
            int base = i * width * length;
            if (rho != 0) {
                correlate(tokens, base, length, rest);
                correlate(queries, i * d, 1, rest);
            }
            for (int n = 0; n < tasks; n++) {
                double deviation = Math.sqrt(noise[n]);
                int y = base + (d + n) * length;
                int target = i * tasks + n;
                targets[target] *= deviation;
                for (int l = 0; l < length; l++) {
                    tokens[y + l] *= deviation;
                }
                for (int j = 0; j < d; j++) {
                    double b = Math.sqrt(variances[n][j]) * beta[(i * tasks + n) * d + j];
                    targets[target] += b * queries[i * d + j];
                    int x = base + j * length;
                    for (int l = 0; l < length; l++) {
                        tokens[y + l] += b * tokens[x + l];
                    }
                }
            }
        }
        return new Batch(count, width, length, tokens, queries, targets);
    }

    /** Independent normals to a stationary chain along the coordinates, whose covariance is ρ^|i-j|. */
    private void correlate(double[] values, int base, int stride, double rest) {
        for (int j = 1; j < d; j++) {
            for (int l = 0; l < stride; l++) {
                int at = base + j * stride + l;
                values[at] = rho * values[at - stride] + rest * values[at];
            }
        }
    }
}
