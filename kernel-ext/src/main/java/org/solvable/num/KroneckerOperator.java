package org.solvable.num;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The rows of a {@link RidgeProblem} as a linear map Γ ↦ (⟨Γ, x_μ c_μᵀ⟩)_μ and its transpose a ↦ Σ a_μ x_μ c_μᵀ, in 2 n p q
 * operations each. Both work on blocks of rows small enough that X Γ of a block stays in the cache. Blocks and the order of
 * sums depend on the shape alone.
 */
final class KroneckerOperator {

    /** Partial sums of the transpose: enough for the threads of a workstation, few enough to add up at no cost. */
    private static final int MOST_GROUPS = 16;

    private final Backend backend;
    private final Backend single;
    private final int n;
    private final int p;
    private final int q;
    private final int block;
    private final int blocks;
    private final int groups;
    private final double[] x;
    private final double[] c;
    private final MatrixView left;
    private final boolean dense;
    private final double[] partial;
    private final ConcurrentLinkedQueue<double[]> buffers = new ConcurrentLinkedQueue<>();

    KroneckerOperator(RidgeProblem problem, Backend backend, Ledger ledger) {
        this.backend = backend;
        single = backend.withThreads(1);
        n = problem.samples();
        p = problem.coefficientRows();
        q = problem.coefficientColumns();
        x = problem.left().data;
        c = problem.right().data;
        left = MatrixView.of(problem.left());
        dense = problem.isDense();
        block = blockRows(n, p, q);
        blocks = (n + block - 1) / block;
        groups = groups(n, p, q);
        partial = ledger.vector(groups > 1 ? groups * p * q : 0);
    }

    /** Rows for about 10⁷ operations, a fraction of a millisecond. */
    private static int blockRows(int n, int p, int q) {
        return (int) Math.clamp(5_000_000L / ((long) p * q) / 16 * 16, 16, Math.min(512, Math.max(16, n)));
    }

    private static int groups(int n, int p, int q) {
        int blocks = (n + blockRows(n, p, q) - 1) / blockRows(n, p, q);
        // Each group must be worth the p q additions of its partial sum.
        long most = Math.clamp(40_000_000L / ((long) p * q), 1, MOST_GROUPS);
        return (int) Math.clamp(Math.min(blocks / 2, n / 64), 1, most);
    }

    /** Bytes of work space, beside a block of at most 512 rows of C for each thread. */
    static long bytes(int n, int p, int q) {
        int groups = groups(n, p, q);
        return groups > 1 ? 8L * groups * p * q : 0;
    }

    /** {@code out[mu] = x_mu · gamma c_mu}; gamma p x q row by row. */
    void predict(double[] gamma, double[] out, Checkpoint checkpoint) {
        MatrixView g = MatrixView.of(gamma, p, q);
        if (dense) {
            backend.gemv(1, left, g, 0, MatrixView.vector(out), checkpoint);
            return;
        }
        spread(blocks, b -> predictBlock(b * block, Math.min(n, (b + 1) * block), g, out), checkpoint);
    }

    private void predictBlock(int from, int to, MatrixView gamma, double[] out) {
        double[] product = buffer();
        single.gemm(1, left.rows(from, to), gamma, 0, MatrixView.of(product, to - from, q));
        for (int i = from; i < to; i++) {
            out[i] = dot(product, (i - from) * q, c, i * q, q);
        }
        buffers.add(product);
    }

    /** {@code out = sum of weights[mu] x_mu c_muᵀ}, p x q row by row. */
    void combine(double[] weights, double[] out, Checkpoint checkpoint) {
        if (dense) {
            backend.gemv(1, left.transposed(), MatrixView.vector(weights), 0, MatrixView.vector(out), checkpoint);
            return;
        }
        if (groups == 1) {
            combineBlocks(0, blocks, weights, MatrixView.of(out, p, q));
            checkpoint.reached(1);
            return;
        }
        int size = p * q;
        spread(
                groups,
                g -> combineBlocks(
                        (int) ((long) blocks * g / groups),
                        (int) ((long) blocks * (g + 1) / groups),
                        weights,
                        MatrixView.of(partial, (long) g * size, p, q, q)),
                checkpoint);
        System.arraycopy(partial, 0, out, 0, size);
        for (int g = 1; g < groups; g++) {
            int at = g * size;
            for (int i = 0; i < size; i++) {
                out[i] += partial[at + i];
            }
        }
    }

    private void combineBlocks(int first, int last, double[] weights, MatrixView out) {
        double[] scaled = buffer();
        for (int b = first; b < last; b++) {
            int from = b * block;
            int to = Math.min(n, from + block);
            for (int i = from; i < to; i++) {
                double weight = weights[i];
                int target = (i - from) * q;
                int source = i * q;
                for (int j = 0; j < q; j++) {
                    scaled[target + j] = weight * c[source + j];
                }
            }
            MatrixView right = MatrixView.of(scaled, to - from, q);
            single.gemm(1, left.rows(from, to).transposed(), right, b == first ? 0 : 1, out);
        }
        buffers.add(scaled);
    }

    private interface Task {
        void run(int index);
    }

    private void spread(int count, Task task, Checkpoint checkpoint) {
        if (count == 1) {
            task.run(0);
            checkpoint.reached(1);
        } else {
            backend.forEach(count, index -> task.run((int) index), checkpoint);
        }
    }

    private double[] buffer() {
        double[] free = buffers.poll();
        return free == null ? new double[block * q] : free;
    }

    /** Eight sums side by side: one alone would wait for each addition. */
    private static double dot(double[] a, int atA, double[] b, int atB, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int j = 0;
        for (; j + 7 < length; j += 8) {
            s0 += a[atA + j] * b[atB + j];
            s1 += a[atA + j + 1] * b[atB + j + 1];
            s2 += a[atA + j + 2] * b[atB + j + 2];
            s3 += a[atA + j + 3] * b[atB + j + 3];
            s4 += a[atA + j + 4] * b[atB + j + 4];
            s5 += a[atA + j + 5] * b[atB + j + 5];
            s6 += a[atA + j + 6] * b[atB + j + 6];
            s7 += a[atA + j + 7] * b[atB + j + 7];
        }
        for (; j < length; j++) {
            s0 += a[atA + j] * b[atB + j];
        }
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
    }
}
