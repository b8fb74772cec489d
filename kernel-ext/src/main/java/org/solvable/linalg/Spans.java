package org.solvable.linalg;

/**
 * Loops over stretches of arrays: the elementwise part of a backend.
 *
 * <p>All elementwise results are equal bit for bit in every implementation (plain IEEE operations and fused
 * multiply-add, in a fixed order per element); only {@code dot} and the sum of {@code softmax} may differ in rounding
 * between implementations, since each has its own number of partial sums.
 */
interface Spans {

    /** y = alpha x + beta y; y is not read where beta is 0. */
    void axpby(double alpha, double[] x, int xo, double beta, double[] y, int yo, int n);

    void axpby(double alpha, float[] x, int xo, double beta, float[] y, int yo, int n);

    /** z = alpha x y + beta z. */
    void hadamard(double alpha, double[] x, int xo, double[] y, int yo, double beta, double[] z, int zo, int n);

    void hadamard(double alpha, float[] x, int xo, float[] y, int yo, double beta, float[] z, int zo, int n);

    /** y = f(x). */
    void map(Elementwise f, double[] x, int xo, double[] y, int yo, int n);

    void map(Elementwise f, float[] x, int xo, float[] y, int yo, int n);

    double dot(double[] x, int xo, double[] y, int yo, int n);

    double dot(float[] x, int xo, float[] y, int yo, int n);

    /** y = softmax(scale x). */
    void softmax(double scale, double[] x, int xo, double[] y, int yo, int n);

    void softmax(double scale, float[] x, int xo, float[] y, int yo, int n);

    /** Whether {@link #symmetricRows} is fast here. */
    boolean hasSymmetricRows();

    /** Side of the squares on the diagonal that {@link #symmetricRows} wants whole. */
    int SQUARE = 16;

    /**
     * A part of a symmetric matrix times a vector: y += (rows {@code begin..end} and their mirror columns) x.
     *
     * @param m native, order and stride multiples of {@link #SQUARE}, start on a cache line; the upper triangle and, on the
     *     diagonal, whole squares of that side are read
     * @param begin multiple of 4
     * @param end multiple of 4
     */
    void symmetricRows(MatrixView m, int begin, int end, double[] x, double[] y);

    void symmetricRows(MatrixView m, int begin, int end, float[] x, float[] y);
}
