package org.solvable.linalg;

/**
 * Matrix times vector in blocks: bound by memory, so operands stay where they are and each block is short enough to pin
 * the heap.
 *
 * @param kernels arithmetic of one block
 * @param threads most threads to use
 */
record MatrixVectors(Kernels kernels, int threads) {

    private static final long BLOCK_BYTES = 2 << 20;

    /** y = alpha A x + beta y; not empty. */
    void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y, Checkpoint checkpoint) {
        long m = y.rows();
        long n = x.rows();
        long elements = BLOCK_BYTES / a.precision().bytes();
        if (m * n <= elements) {
            kernels.gemv(alpha, a, x, beta, y);
            return;
        }
        // A transposed matrix is read row by row too, so that its blocks are narrow in m.
        long rows = a.isTransposed() ? Math.min(m, 1024) : Math.min(m, Math.max(16, elements / n));
        long depth = Math.min(n, Math.max(16, elements / rows));
        Workers.run(threads, Blocking.count(m, rows), checkpoint, (index, pause) -> {
            long i = index * rows;
            long iEnd = Math.min(m, i + rows);
            MatrixView target = y.rows(i, iEnd);
            for (long p = 0; p < n; p += depth) {
                long end = Math.min(n, p + depth);
                kernels.gemv(alpha, a.block(i, iEnd, p, end), x.rows(p, end), p == 0 ? beta : 1, target);
                pause.at((double) end / n);
            }
        });
    }
}
