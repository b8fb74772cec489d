package org.solvable.linalg;

import java.util.Optional;

/**
 * What a kind of machine arithmetic offers to {@link BlockedBackend}: single-threaded operations on blocks.
 *
 * <p>Arguments are already checked, nothing is empty, and blocks are small enough that a call takes less than about
 * 50 ms. The result depends on the values and shapes only, not on where the operands lie.
 */
interface Kernels {

    /** Name of the backend. */
    String name();

    /** Library, version and how it is used, for provenance. */
    String description();

    /** Operations that make a block of roughly 25 ms. */
    long blockFlops();

    /**
     * Whether operands on the heap should be copied to native memory before large work, because a call that pins the heap
     * would stop garbage collection, and with it every other thread, for as long as it runs.
     */
    boolean wantsNativeOperands();

    /** Array loops that go with this arithmetic. */
    Spans spans();

    void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c);

    /** Products {@code from <= i < to} of a strided batch. */
    default void gemmBatched(
            double alpha,
            MatrixView a,
            long strideA,
            MatrixView b,
            long strideB,
            double beta,
            MatrixView c,
            long strideC,
            long from,
            long to) {
        for (long i = from; i < to; i++) {
            gemm(alpha, a.shifted(i * strideA), b.shifted(i * strideB), beta, c.shifted(i * strideC));
        }
    }

    /** Lower triangle only. */
    void syrk(double alpha, MatrixView a, double beta, MatrixView c);

    /** As {@link Backend#potrf}. */
    long potrf(MatrixView a);

    /** As {@link Backend#trsm}. */
    void trsm(MatrixView l, MatrixView b);

    void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y);

    /**
     * As {@link Backend#syevd} for a whole matrix in a place of this backend's choice (see {@link
     * #wantsNativeOperands()}), finite, n >= 1; may take long.
     */
    long syevd(MatrixView a, MatrixView w, boolean vectors);

    /** The steps of an eigenproblem, where they can be had one by one; then it is done on several threads. */
    default Optional<TridiagonalKernels> tridiagonal(Precision precision) {
        return Optional.empty();
    }

    /** Largest n that {@link #syevd} takes. */
    long largestEigenproblem();

    /** Work space of {@link #syevd} in bytes. */
    long eigenWorkspace(long n, Precision precision, boolean vectors);
}
