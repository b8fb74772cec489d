package org.solvable.linalg;

import java.util.List;

/**
 * Matrix products in blocks on several threads.
 *
 * @param kernels arithmetic of one block
 * @param threads most threads to use
 */
record Products(Kernels kernels, int threads) {

    /** Inner dimension up to which operands on the heap are copied at a time. */
    private static final long PANEL = 8192;

    /** C = alpha A B + beta C; not empty, alpha not 0. */
    void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c, Checkpoint checkpoint) {
        long m = c.rows();
        long n = c.columns();
        long k = a.columns();
        Precision precision = c.precision();
        if (Blocking.isSmall(m, n, k, precision)) {
            kernels.gemm(alpha, a, b, beta, c);
            return;
        }
        Blocking blocking = Blocking.of(m, n, k, precision, kernels.blockFlops());
        if (!kernels.wantsNativeOperands() || Blocking.isSkinny(m, n, k, precision)) {
            tiles(blocking, alpha, a, b, beta, c, false, checkpoint);
            return;
        }
        long panel = a.isNative() && b.isNative() ? k : Math.max(1, PANEL / blocking.depth()) * blocking.depth();
        for (long p = 0; p < k; p += panel) {
            long end = Math.min(k, p + panel);
            try (Staged left = Staged.input(a.columns(p, end), threads);
                    Staged right = Staged.input(b.rows(p, end), threads)) {
                Checkpoint part = checkpoint.part((double) p / k, (double) end / k);
                tiles(blocking, alpha, left.view(), right.view(), p == 0 ? beta : 1, c, true, part);
            }
        }
    }

    private void tiles(
            Blocking blocking,
            double alpha,
            MatrixView a,
            MatrixView b,
            double beta,
            MatrixView c,
            boolean nativeTiles,
            Checkpoint checkpoint) {
        long across = Blocking.count(c.columns(), blocking.columns());
        long tiles = Blocking.count(c.rows(), blocking.rows()) * across;
        Workers.run(threads, tiles, checkpoint, (index, pause) -> {
            long i = index / across * blocking.rows();
            long j = index % across * blocking.columns();
            long iEnd = Math.min(c.rows(), i + blocking.rows());
            long jEnd = Math.min(c.columns(), j + blocking.columns());
            MatrixView target = c.block(i, iEnd, j, jEnd);
            try (Staged tile = nativeTiles ? Staged.output(target, beta != 0) : Staged.none(target)) {
                accumulate(blocking.depth(), alpha, a.rows(i, iEnd), b.columns(j, jEnd), beta, tile.view(), pause);
                tile.writeBack(target);
            }
        });
    }

    private void accumulate(
            long depth, double alpha, MatrixView a, MatrixView b, double beta, MatrixView c, Workers.Pause pause) {
        long k = a.columns();
        for (long p = 0; p < k; p += depth) {
            long end = Math.min(k, p + depth);
            kernels.gemm(alpha, a.columns(p, end), b.rows(p, end), p == 0 ? beta : 1, c);
            if (end < k) {
                pause.at((double) end / k);
            }
        }
    }

    /** As {@link Backend#gemmBatched}; nothing empty, alpha not 0, distances checked. */
    void gemmBatched(
            double alpha,
            MatrixView a,
            long strideA,
            MatrixView b,
            long strideB,
            double beta,
            MatrixView c,
            long strideC,
            long count,
            Checkpoint checkpoint) {
        double flops = 2.0 * c.rows() * c.columns() * a.columns();
        if (!Blocking.isSmall(c.rows(), c.columns(), a.columns(), c.precision())) {
            for (long i = 0; i < count; i++) {
                MatrixView ai = a.shifted(i * strideA);
                MatrixView bi = b.shifted(i * strideB);
                gemm(
                        alpha,
                        ai,
                        bi,
                        beta,
                        c.shifted(i * strideC),
                        checkpoint.part((double) i / count, (i + 1.0) / count));
            }
            return;
        }
        // Some hundred microseconds in a task, so that handing it out costs little.
        long group = Math.max(1, (long) (1e7 / (flops + 5_000)));
        Workers.run(
                threads,
                Blocking.count(count, group),
                checkpoint,
                (index, pause) -> kernels.gemmBatched(
                        alpha,
                        a,
                        strideA,
                        b,
                        strideB,
                        beta,
                        c,
                        strideC,
                        index * group,
                        Math.min(count, (index + 1) * group)));
    }

    /** Lower triangle of C = alpha A Aᵀ + beta C; not empty, alpha not 0. */
    void syrk(double alpha, MatrixView a, double beta, MatrixView c, Checkpoint checkpoint) {
        long n = c.rows();
        long k = a.columns();
        if (Blocking.isSmall(n, n, k, c.precision())) {
            kernels.syrk(alpha, a, beta, c);
            return;
        }
        Blocking blocking = Blocking.of(Math.max(n, Blocking.STRIP + 1), n, k, c.precision(), kernels.blockFlops());
        long depth = blocking.depth();
        boolean stage = kernels.wantsNativeOperands();
        long panel = a.isNative() || !stage ? k : Math.max(1, PANEL / depth) * depth;
        for (long p = 0; p < k; p += panel) {
            long end = Math.min(k, p + panel);
            MatrixView part = a.columns(p, end);
            try (Staged left = stage ? Staged.input(part, threads) : Staged.none(part)) {
                triangle(
                        depth,
                        alpha,
                        left.view(),
                        p == 0 ? beta : 1,
                        c,
                        stage,
                        checkpoint.part((double) p / k, (double) end / k));
            }
        }
    }

    private void triangle(
            long depth, double alpha, MatrixView a, double beta, MatrixView c, boolean stage, Checkpoint checkpoint) {
        List<TriangleTile> tiles = TriangleTile.cut(c.rows());
        Workers.run(threads, tiles.size(), checkpoint, (index, pause) -> {
            TriangleTile t = tiles.get((int) index);
            MatrixView rows = a.rows(t.row(), t.rowEnd());
            MatrixView target = t.of(c);
            try (Staged tile = stage ? Staged.output(target, beta != 0) : Staged.none(target)) {
                if (t.onDiagonal()) {
                    gram(depth, alpha, rows, beta, tile.view(), pause);
                    tile.writeBackLower(target);
                } else {
                    MatrixView columns = a.rows(t.column(), t.columnEnd()).transposed();
                    accumulate(depth, alpha, rows, columns, beta, tile.view(), pause);
                    tile.writeBack(target);
                }
            }
        });
    }

    private void gram(long depth, double alpha, MatrixView rows, double beta, MatrixView c, Workers.Pause pause) {
        long k = rows.columns();
        for (long p = 0; p < k; p += 2 * depth) {
            long end = Math.min(k, p + 2 * depth);
            kernels.syrk(alpha, rows.columns(p, end), p == 0 ? beta : 1, c);
            if (end < k) {
                pause.at((double) end / k);
            }
        }
    }
}
