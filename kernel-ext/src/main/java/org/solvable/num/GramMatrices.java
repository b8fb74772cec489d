package org.solvable.num;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/** The Gram matrices of Kronecker rows, lower triangle, without forming a row. */
final class GramMatrices {

    private static final int STRIP = 512;
    private static final int DEPTH = 1024;
    private static final int PAIRS = 1024;

    private GramMatrices() {}

    /** Operations of {@link #samples}. */
    static double samplesFlops(double n, double p, double q) {
        return n * n * (p + q);
    }

    /** Operations of {@link #features}. */
    static double featuresFlops(double n, double p, double q) {
        return q == 1 ? n * p * p : n * p * (p + 1) * q * (q + 1) / 2;
    }

    /** Native work space of {@link #samples} in bytes. */
    static long samplesBytes(long n, long p, long q) {
        return 8 * (n * (p + q) + Math.min(n, STRIP) * n);
    }

    /** Native work space of {@link #features} in bytes. */
    static long featuresBytes(long n, long p, long q) {
        long depth = depth(n, q);
        return 8 * (depth * pairs(p) + depth * triangle(q) + pairs(p) * triangle(q));
    }

    private static long triangle(long k) {
        return k * (k + 1) / 2;
    }

    private static long pairs(long p) {
        return Math.min(triangle(p), Math.max(PAIRS, p));
    }

    private static long depth(long n, long q) {
        return Math.min(n, Math.clamp(8_000_000 / triangle(q), 64, DEPTH));
    }

    /** K = (X Xᵀ) ∘ (C Cᵀ), n x n. */
    static void samples(RidgeProblem problem, Backend backend, MatrixView gram, Ledger ledger, Checkpoint checkpoint) {
        long before = ledger.held();
        int n = problem.samples();
        try (Arena arena = Arena.ofShared()) {
            MatrixView x = copy(problem.left().data, n, problem.coefficientRows(), arena, backend, ledger);
            double first = problem.isDense() ? 1 : 0.4;
            backend.syrk(1, x, 0, gram, checkpoint.part(0, first));
            if (problem.isDense()) {
                return;
            }
            MatrixView c = copy(problem.right().data, n, problem.coefficientColumns(), arena, backend, ledger);
            MatrixView product = ledger.matrix(arena, Math.min(n, STRIP), n);
            for (int from = 0; from < n; from += STRIP) {
                int to = Math.min(n, from + STRIP);
                MatrixView other = product.block(0, to - from, 0, to);
                MatrixView rows = gram.block(from, to, 0, to);
                double done = first + (1 - first) * ((double) from / n) * from / n;
                backend.gemm(
                        1,
                        c.rows(from, to),
                        c.rows(0, to).transposed(),
                        0,
                        other,
                        fraction -> checkpoint.reached(done));
                backend.hadamard(1, rows, other, 0, rows);
                checkpoint.reached(first + (1 - first) * ((double) to / n) * to / n);
            }
        } finally {
            ledger.give(ledger.held() - before);
        }
    }

    private static MatrixView copy(double[] data, int rows, int columns, Arena arena, Backend backend, Ledger ledger) {
        MatrixView copy = ledger.matrix(arena, rows, columns);
        backend.copy(MatrixView.of(data, rows, columns), copy);
        return copy;
    }

    /**
     * Σ (x xᵀ) ⊗ (c cᵀ), p q x p q. Both factors are symmetric, so all entries are found in the product of the n x p(p+1)/2
     * matrix of pairs of x with the n x q(q+1)/2 matrix of pairs of c: half the operations of a symmetric product of the rows,
     * which are not needed either.
     */
    static void features(RidgeProblem problem, Backend backend, MatrixView gram, Ledger ledger, Checkpoint checkpoint) {
        long before = ledger.held();
        int n = problem.samples();
        int p = problem.coefficientRows();
        int q = problem.coefficientColumns();
        if (problem.isDense()) {
            backend.syrk(1, MatrixView.of(problem.left()).transposed(), 0, gram, checkpoint);
            return;
        }
        int depth = (int) depth(n, q);
        long columns = triangle(q);
        try (Arena arena = Arena.ofShared()) {
            MatrixView pairsOfX = ledger.matrix(arena, depth, pairs(p));
            MatrixView pairsOfC = ledger.matrix(arena, depth, columns);
            MatrixView sums = ledger.matrix(arena, pairs(p), columns);
            boolean ready = false;
            for (int a = 0; a < p; ) {
                int end = a + 1;
                while (end < p && triangle(end + 1) - triangle(a) <= PAIRS) {
                    end++;
                }
                long width = triangle(end) - triangle(a);
                MatrixView target = sums.rows(0, width);
                for (int from = 0; from < n; from += depth) {
                    int to = Math.min(n, from + depth);
                    MatrixView left = pairsOfX.block(0, to - from, 0, width);
                    MatrixView right = pairsOfC.rows(0, to - from);
                    double start = triangle(a);
                    double part = width / (double) triangle(p) / n;
                    Checkpoint inside = checkpoint.part(
                            Math.min(1, start / triangle(p) + part * from),
                            Math.min(1, start / triangle(p) + part * to));
                    pairs(problem.left().data, p, from, a, end, left, backend, inside);
                    if (!ready) {
                        pairs(problem.right().data, q, from, 0, q, right, backend, inside);
                        ready = n <= depth;
                    }
                    backend.gemm(1, left.transposed(), right, from == 0 ? 0 : 1, target, inside);
                }
                unpack(target, a, end, q, gram, backend, checkpoint.part(0, triangle(end) / (double) triangle(p)));
                a = end;
            }
        } finally {
            ledger.give(ledger.held() - before);
        }
    }

    /** Row i of {@code out} gets the products z_j z_k, first <= j < last, k <= j, of row {@code from + i} of z. */
    private static void pairs(
            double[] z,
            int columns,
            int from,
            int first,
            int last,
            MatrixView out,
            Backend backend,
            Checkpoint checkpoint) {
        long group = 32;
        backend.forEach(
                (out.rows() + group - 1) / group,
                g -> {
                    double[] row = new double[(int) out.columns()];
                    for (long i = g * group; i < Math.min(out.rows(), (g + 1) * group); i++) {
                        int at = (int) (from + i) * columns;
                        int next = 0;
                        for (int j = first; j < last; j++) {
                            double factor = z[at + j];
                            for (int k = 0; k <= j; k++) {
                                row[next + k] = factor * z[at + k];
                            }
                            next += j + 1;
                        }
                        store(row, 0, row.length, out, i, 0);
                    }
                },
                fraction -> checkpoint.reached(0));
    }

    /** Spreads the sums for pairs (a, a') with first <= a < last over the blocks (a, a') of the Gram matrix. */
    private static void unpack(
            MatrixView sums, int first, int last, int q, MatrixView gram, Backend backend, Checkpoint checkpoint) {
        backend.forEach(
                last - first,
                index -> {
                    int a = first + (int) index;
                    double[] packed = new double[(int) sums.columns()];
                    double[] row = new double[q];
                    for (int other = 0; other <= a; other++) {
                        long source = triangle(a) - triangle(first) + other;
                        MemorySegment.copy(
                                sums.segment(),
                                ValueLayout.JAVA_DOUBLE,
                                8 * (sums.offset() + source * sums.stride()),
                                packed,
                                0,
                                packed.length);
                        for (int b = 0; b < q; b++) {
                            System.arraycopy(packed, b * (b + 1) / 2, row, 0, b + 1);
                            for (int k = b + 1; k < q; k++) {
                                row[k] = packed[k * (k + 1) / 2 + b];
                            }
                            store(row, 0, q, gram, (long) a * q + b, (long) other * q);
                        }
                    }
                },
                fraction -> checkpoint.reached(1));
    }

    private static void store(double[] from, int at, int length, MatrixView to, long row, long column) {
        MemorySegment.copy(
                from,
                at,
                to.segment(),
                ValueLayout.JAVA_DOUBLE,
                8 * (to.offset() + row * to.stride() + column),
                length);
    }

    /** Adds to the diagonal. */
    static void shift(MatrixView gram, double value) {
        for (long i = 0; i < gram.rows(); i++) {
            gram.set(i, i, gram.get(i, i) + value);
        }
    }
}
