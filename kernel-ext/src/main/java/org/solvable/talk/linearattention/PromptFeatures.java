package org.solvable.talk.linearattention;

import org.solvable.data.family.Prompts;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The features x cᵀ of n prompts as a linear map Γ ↦ (x_μ · Γ c_μ)_μ and its transpose, in O(n d²) and without ever forming
 * one. Keeps a work block of its own: for one thread at a time.
 */
final class PromptFeatures {

    /** Rows that are worked on together: X Γ of one block stays in the cache. */
    private static final int ROWS = 1024;

    private final Backend backend;
    private final int n;
    private final int d;
    private final double[] contexts;
    private final double[] block;
    private final MatrixView x;
    private final MatrixView c;

    PromptFeatures(Prompts prompts, Backend backend) {
        this.backend = backend;
        n = prompts.size();
        d = prompts.dimension();
        contexts = prompts.contexts().data;
        block = new double[Math.min(n, ROWS) * (d + 1)];
        x = MatrixView.of(prompts.queries());
        c = MatrixView.of(prompts.contexts());
    }

    int prompts() {
        return n;
    }

    int dimension() {
        return d;
    }

    /** n x d. */
    MatrixView queries() {
        return x;
    }

    /** n x (d+1). */
    MatrixView contexts() {
        return c;
    }

    /** {@code out[mu] = x_mu · gamma c_mu}; {@code gamma} is d x (d+1), row by row. */
    void predict(double[] gamma, double[] out, Checkpoint checkpoint) {
        MatrixView g = MatrixView.of(gamma, d, d + 1);
        int columns = d + 1;
        for (int from = 0; from < n; from += ROWS) {
            int rows = Math.min(ROWS, n - from);
            backend.gemm(1, x.rows(from, from + rows), g, 0, MatrixView.of(block, rows, columns));
            for (int i = 0; i < rows; i++) {
                out[from + i] = dot(block, i * columns, contexts, (from + i) * columns, columns);
            }
            checkpoint.reached((from + rows) / (double) n);
        }
    }

    /** Four sums side by side: one alone would wait for each addition. */
    private static double dot(double[] a, int atA, double[] b, int atB, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < length; j += 4) {
            s0 += a[atA + j] * b[atB + j];
            s1 += a[atA + j + 1] * b[atB + j + 1];
            s2 += a[atA + j + 2] * b[atB + j + 2];
            s3 += a[atA + j + 3] * b[atB + j + 3];
        }
        for (; j < length; j++) {
            s0 += a[atA + j] * b[atB + j];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** {@code out = sum of a[mu] x_mu c_muᵀ}, d x (d+1), row by row. */
    void combine(double[] a, double[] out, Checkpoint checkpoint) {
        MatrixView target = MatrixView.of(out, d, d + 1);
        int columns = d + 1;
        for (int from = 0; from < n; from += ROWS) {
            int rows = Math.min(ROWS, n - from);
            for (int i = 0; i < rows; i++) {
                double factor = a[from + i];
                int to = i * columns;
                int at = (from + i) * columns;
                for (int j = 0; j < columns; j++) {
                    block[to + j] = factor * contexts[at + j];
                }
            }
            MatrixView scaled = MatrixView.of(block, rows, columns);
            backend.gemm(1, x.rows(from, from + rows).transposed(), scaled, from == 0 ? 0 : 1, target);
            checkpoint.reached((from + rows) / (double) n);
        }
    }
}
