package org.solvable.linalg;

import java.util.List;

/**
 * Cholesky factorisation and triangular solves in blocks on several threads.
 *
 * @param kernels arithmetic of one block
 * @param threads most threads to use
 */
record Cholesky(Kernels kernels, int threads) {

    /** Up to this order one call does it, in about 0.3 ms. */
    private static final long ONE_CALL = 256;

    /** Right sides up to which a solve is bound by reading L, so that copying L would not pay. */
    private static final long FEW = 16;

    /** Lower factor in place; n >= 1. */
    long potrf(MatrixView a, Checkpoint checkpoint) {
        long n = a.rows();
        if (n <= ONE_CALL) {
            return kernels.potrf(a);
        }
        if (!kernels.wantsNativeOperands() || a.isNative()) {
            return blocked(a, checkpoint);
        }
        try (Scratch.Lease lease = Scratch.take(a.precision(), n, n)) {
            MatrixView copy = lease.matrix(a.precision(), n, n);
            copyLower(a, copy);
            long info = blocked(copy, checkpoint);
            copyLower(copy, a);
            return info;
        }
    }

    private void copyLower(MatrixView from, MatrixView to) {
        long n = from.rows();
        Workers.run(n < 1000 ? 1 : threads, Blocking.count(n, 32), Checkpoint.NONE, (index, pause) -> {
            for (long i = 32 * index; i < Math.min(n, 32 * index + 32); i++) {
                Elements.copyStored(from.block(i, i + 1, 0, i + 1), to.block(i, i + 1, 0, i + 1));
            }
        });
    }

    private long blocked(MatrixView a, Checkpoint checkpoint) {
        long n = a.rows();
        long width = panel(n);
        for (long j = 0; j < n; j += width) {
            long end = Math.min(n, j + width);
            MatrixView corner = a.block(j, end, j, end);
            long bad = kernels.potrf(corner);
            if (bad != 0) {
                return j + bad;
            }
            double left = remaining(n, j);
            double after = remaining(n, end);
            checkpoint.reached(1 - left);
            if (end < n) {
                MatrixView below = a.block(end, n, j, end);
                solvePanel(corner, below);
                checkpoint.reached(1 - left);
                update(below, a.block(end, n, end, n), checkpoint.part(1 - left, 1 - after));
            }
        }
        return 0;
    }

    private static double remaining(double n, double j) {
        double r = (n - j) / n;
        return r * r * r;
    }

    private static long panel(long n) {
        return n <= 1536 ? 128 : 256;
    }

    /** B := B L⁻ᵀ, by strips of rows. */
    private void solvePanel(MatrixView corner, MatrixView below) {
        long height = Blocking.even(below.rows(), Blocking.STRIP);
        Workers.run(threads, Blocking.count(below.rows(), height), Checkpoint.NONE, (index, pause) -> {
            long i = index * height;
            kernels.trsm(
                    corner, below.rows(i, Math.min(below.rows(), i + height)).transposed());
        });
    }

    /** C -= P Pᵀ on the lower triangle. */
    private void update(MatrixView p, MatrixView c, Checkpoint checkpoint) {
        List<TriangleTile> tiles = TriangleTile.cut(c.rows());
        Workers.run(threads, tiles.size(), checkpoint, (index, pause) -> {
            TriangleTile t = tiles.get((int) index);
            MatrixView rows = p.rows(t.row(), t.rowEnd());
            if (t.onDiagonal()) {
                kernels.syrk(-1, rows, 1, t.of(c));
            } else {
                kernels.gemm(-1, rows, p.rows(t.column(), t.columnEnd()).transposed(), 1, t.of(c));
            }
        });
    }

    /** Solves L X = B (or with L transposed) in place; not empty. */
    void trsm(MatrixView l, MatrixView b, Checkpoint checkpoint) {
        long n = l.rows();
        long p = b.columns();
        if (n <= 2 * ONE_CALL && (double) n * n * p <= Blocking.SMALL_FLOPS) {
            kernels.trsm(l, b);
            return;
        }
        if (!kernels.wantsNativeOperands() || p <= FEW || (l.isNative() && b.isNative())) {
            blocks(l, b, checkpoint);
            return;
        }
        try (Staged factor = Staged.input(l, threads);
                Staged sides = Staged.input(b, threads)) {
            blocks(factor.view(), sides.view(), checkpoint);
            sides.writeBack(b);
        }
    }

    private void blocks(MatrixView l, MatrixView b, Checkpoint checkpoint) {
        long n = l.rows();
        Products products = new Products(kernels, threads);
        MatrixVectors vectors = new MatrixVectors(kernels, threads);
        long steps = Blocking.count(n, ONE_CALL);
        for (long step = 0; step < steps; step++) {
            long i = (l.isTransposed() ? steps - 1 - step : step) * ONE_CALL;
            long end = Math.min(n, i + ONE_CALL);
            MatrixView solved = b.rows(i, end);
            corner(l.block(i, end, i, end), solved);
            long from = l.isTransposed() ? 0 : end;
            long to = l.isTransposed() ? i : n;
            double begun = done(step, steps);
            double finished = done(step + 1, steps);
            if (from < to) {
                MatrixView factor = l.block(from, to, i, end);
                MatrixView rest = b.rows(from, to);
                if (b.columns() == 1) {
                    vectors.gemv(-1, factor, solved, 1, rest, Checkpoint.NONE);
                } else {
                    products.gemm(-1, factor, solved, 1, rest, checkpoint.part(begun, finished));
                }
            }
            checkpoint.reached(finished);
        }
    }

    private static double done(double step, double steps) {
        double left = (steps - step) / steps;
        return 1 - left * left;
    }

    private void corner(MatrixView l, MatrixView b) {
        long width = Blocking.even(b.columns(), 256);
        Workers.run(threads, Blocking.count(b.columns(), width), Checkpoint.NONE, (index, pause) -> {
            long j = index * width;
            kernels.trsm(l, b.columns(j, Math.min(b.columns(), j + width)));
        });
    }
}
