package org.solvable.linalg;

/** Measures how fast a backend multiplies. */
final class Peak {

    private static final int N = 768;
    private static final long ENOUGH_NANOS = 150_000_000;
    private static final int MOST_RUNS = 40;

    private Peak() {}

    /** Best of several products of order {@value #N}, for about 0.15 s (but at least two), in 10⁹ operations a second. */
    static double gflops(Backend backend, Precision precision) {
        try (Scratch.Lease lease = Scratch.take(precision, 3 * N, N)) {
            MatrixView all = lease.matrix(precision, 3 * N, N);
            all.fill(0.5);
            long best = Long.MAX_VALUE;
            long begin = System.nanoTime();
            for (int run = 0; run < MOST_RUNS && (run < 2 || System.nanoTime() - begin < ENOUGH_NANOS); run++) {
                long start = System.nanoTime();
                backend.gemm(1, all.rows(0, N), all.rows(N, 2 * N), 0, all.rows(2 * N, 3 * N));
                best = Math.min(best, System.nanoTime() - start);
            }
            return 2.0 * N * N * N / Math.max(1, best);
        }
    }
}
