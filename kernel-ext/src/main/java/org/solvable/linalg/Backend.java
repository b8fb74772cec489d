package org.solvable.linalg;

import java.util.function.LongConsumer;
import org.solvable.random.RandomStream;

/**
 * Heavy linear algebra on row-major matrices: the one seam between the models and the machine.
 *
 * <p>Operands are {@link MatrixView}s, all of one {@link Precision} in a call. An operand documented as "may be
 * transposed" takes {@link MatrixView#transposed()} views (AᵀB is {@code gemm(1, a.transposed(), b, 0, c)}); outputs are
 * never transposed. Outputs must not overlap inputs unless the method says so; this is not checked. Where {@code beta}
 * is 0 the old content of the output is not read (NaN there does no harm). Shapes with 0 rows or columns are legal.
 *
 * <p>Same input, same backend: same bits, whatever the number of threads and whether the operands lie on the heap or in
 * native memory. Work is cut into blocks that depend on the shape alone, and each block is computed by one thread.
 * Between backends results differ by rounding.
 *
 * <p>Work above about 50 ms calls the {@link Checkpoint} at least every 50 ms or so on the calling thread. A backend is
 * immutable and safe for use by many threads at once. All methods throw {@link IllegalArgumentException} where shapes or
 * precisions do not fit, naming the operand, and {@link MemoryBudgetExceededException} before they allocate work space
 * that the {@linkplain MemoryBudget#standard() standard budget} does not allow.
 */
public interface Backend {

    /** Short name: {@code openblas}, {@code vector}, {@code scalar}; the value of {@code -Dsolvable.backend}. */
    String name();

    /** The device that computes: {@code cpu}. */
    String device();

    /** Upper limit of threads that one call uses. */
    int threads();

    /** This backend with another thread limit (results stay equal); 1 inside work that is itself parallel. */
    Backend withThreads(int threads);

    /** Measured speed of a large product in 10⁹ operations a second with {@link #threads()} threads; measured once (about 0.2 s). */
    double peakGflops(Precision precision);

    /** One line for provenance records: name, library, version, threads. */
    String provenance();

    /**
     * C = alpha A B + beta C.
     *
     * @param a m x k, may be transposed
     * @param b k x n, may be transposed
     * @param c m x n, changed
     */
    void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c, Checkpoint checkpoint);

    /** {@link #gemm(double, MatrixView, MatrixView, double, MatrixView, Checkpoint)} without checkpoint. */
    default void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        gemm(alpha, a, b, beta, c, Checkpoint.NONE);
    }

    /**
     * {@code count} products at constant distances: C_i = alpha A_i B_i + beta C_i, where A_i is {@code a} shifted by
     * {@code i * strideA} elements in its storage, and so on. A distance of 0 repeats an input.
     *
     * @param strideC distance between outputs; outputs must not overlap
     */
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
            Checkpoint checkpoint);

    /** {@code gemmBatched} without checkpoint. */
    default void gemmBatched(
            double alpha,
            MatrixView a,
            long strideA,
            MatrixView b,
            long strideB,
            double beta,
            MatrixView c,
            long strideC,
            long count) {
        gemmBatched(alpha, a, strideA, b, strideB, beta, c, strideC, count, Checkpoint.NONE);
    }

    /**
     * Lower triangle of C = alpha A Aᵀ + beta C, at half the cost of {@link #gemm}. For the Gram matrix ΦᵀΦ pass {@code
     * phi.transposed()}. The strict upper triangle of C is left as it is; {@link #mirrorLower} fills it.
     *
     * @param a n x k, may be transposed
     * @param c n x n, changed
     */
    void syrk(double alpha, MatrixView a, double beta, MatrixView c, Checkpoint checkpoint);

    /** {@code syrk} without checkpoint. */
    default void syrk(double alpha, MatrixView a, double beta, MatrixView c) {
        syrk(alpha, a, beta, c, Checkpoint.NONE);
    }

    /** Copies the strict lower triangle of the square matrix to the upper one. */
    void mirrorLower(MatrixView c);

    /**
     * Cholesky factor in place: A = L Lᵀ. Reads and writes the lower triangle only.
     *
     * @param a n x n symmetric; on return its lower triangle holds L
     * @return 0, or the order k >= 1 of the first leading minor that is not positive definite (NaN included); then A is
     *     left partly factored
     */
    long potrf(MatrixView a, Checkpoint checkpoint);

    /** {@code potrf} without checkpoint. */
    default long potrf(MatrixView a) {
        return potrf(a, Checkpoint.NONE);
    }

    /**
     * Solves L Lᵀ X = B in place.
     *
     * @param l n x n, lower triangle from {@link #potrf}
     * @param b n x p right sides; on return X
     */
    void potrs(MatrixView l, MatrixView b, Checkpoint checkpoint);

    /** {@code potrs} without checkpoint. */
    default void potrs(MatrixView l, MatrixView b) {
        potrs(l, b, Checkpoint.NONE);
    }

    /**
     * Solves L X = B, or Lᵀ X = B, in place. A zero on the diagonal gives infinities, not an exception.
     *
     * @param l n x n; lower triangle is used; its {@code transposed()} view solves Lᵀ X = B
     * @param b n x p right sides; on return X
     */
    void trsm(MatrixView l, MatrixView b, Checkpoint checkpoint);

    /** {@code trsm} without checkpoint. */
    default void trsm(MatrixView l, MatrixView b) {
        trsm(l, b, Checkpoint.NONE);
    }

    /**
     * Eigenvalues, and if wanted eigenvectors, of a symmetric matrix.
     *
     * @param a n x n, lower triangle is read; overwritten: with {@code vectors} <b>row</b> j is the unit eigenvector of
     *     value j (sign arbitrary), without it the content is undefined
     * @param w n x 1, gets the eigenvalues in ascending order
     * @return 0, or a positive number if the iteration failed to converge or A is not finite; then the outputs are void
     */
    long syevd(MatrixView a, MatrixView w, boolean vectors, Checkpoint checkpoint);

    /** {@code syevd} without checkpoint. */
    default long syevd(MatrixView a, MatrixView w, boolean vectors) {
        return syevd(a, w, vectors, Checkpoint.NONE);
    }

    /**
     * y = alpha A x + beta y.
     *
     * @param a m x n, may be transposed
     * @param x n x 1, any stride
     * @param y m x 1, any stride, changed
     */
    void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y, Checkpoint checkpoint);

    /** {@code gemv} without checkpoint. */
    default void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y) {
        gemv(alpha, a, x, beta, y, Checkpoint.NONE);
    }

    /** Sum over all elements of x_ij y_ij, accumulated in double in fixed chunks. Same shapes, neither transposed. */
    double dot(MatrixView x, MatrixView y);

    /** Y = alpha X + beta Y, same shapes, neither transposed; X and Y may be the same view. */
    void axpby(double alpha, MatrixView x, double beta, MatrixView y);

    /** Z = alpha X ∘ Y + beta Z (element by element), same shapes, none transposed; Z may be X or Y. */
    void hadamard(double alpha, MatrixView x, MatrixView y, double beta, MatrixView z);

    /** Y = alpha f(X) + beta Y in one pass, same shapes, neither transposed; Y may be X. */
    void map(Elementwise f, double alpha, MatrixView x, double beta, MatrixView y);

    /**
     * Each row of Y is the softmax of {@code scale} times the row of X, with the largest element taken out first.
     * Entries of minus infinity get weight 0; a row of nothing else gives NaN. Y may be X. Neither transposed.
     */
    void softmaxRows(double scale, MatrixView x, MatrixView y);

    /**
     * Fills X with independent standard normals, element by element along the rows, by {@link
     * RandomStream#fillGaussianFast(double[], int, int)}: the same numbers on every backend, for every thread count and
     * stride; in single precision the same numbers rounded.
     */
    void fillGaussian(RandomStream stream, MatrixView x, Checkpoint checkpoint);

    /** {@code fillGaussian} without checkpoint. */
    default void fillGaussian(RandomStream stream, MatrixView x) {
        fillGaussian(stream, x, Checkpoint.NONE);
    }

    /**
     * Runs {@code task} for 0 .. count-1 on at most {@link #threads()} threads, for loops between the operations above. Tasks
     * start in this order and must write to disjoint places; inside them use {@link #withThreads} with 1.
     */
    default void forEach(long count, LongConsumer task, Checkpoint checkpoint) {
        Workers.run(threads(), count, checkpoint, (index, pause) -> task.accept(index));
    }

    /** Y = X, where X may be transposed; the way to transpose or to move between heap and native memory. */
    void copy(MatrixView x, MatrixView y);
}
