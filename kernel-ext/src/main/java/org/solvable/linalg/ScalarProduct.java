package org.solvable.linalg;

/**
 * Matrix product in plain Java loops that the compiler turns into SIMD code: B in packed blocks that fit the second-level
 * cache, two rows of C at a time against four rows of B.
 */
final class ScalarProduct {

    private static final int K_BLOCK = 128;
    private static final int N_BLOCK = 512;

    private ScalarProduct() {}

    /** C = alpha A B + beta C, nothing empty. */
    static void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        if (c.precision() == Precision.DOUBLE) {
            doubles(alpha, a, b, beta, c);
        } else {
            floats((float) alpha, a, b, (float) beta, c);
        }
    }

    private static void doubles(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        int m = (int) c.rows();
        int n = (int) c.columns();
        int k = (int) a.columns();
        int width = Math.min(n, N_BLOCK);
        double[] bBlock = new double[Math.min(k, K_BLOCK) * width];
        double[] aBlock = new double[2 * Math.min(k, K_BLOCK)];
        double[] cBlock = new double[2 * width];
        for (int j = 0; j < n; j += N_BLOCK) {
            int jn = Math.min(N_BLOCK, n - j);
            for (int p = 0; p < k; p += K_BLOCK) {
                int pn = Math.min(K_BLOCK, k - p);
                pack(b.block(p, p + pn, j, j + jn), bBlock);
                for (int i = 0; i < m; i += 2) {
                    int in = Math.min(2, m - i);
                    pack(a.block(i, i + in, p, p + pn), aBlock);
                    for (int r = 0; r < in; r++) {
                        long home = c.index(i + r, j);
                        Elements.read(c, home, cBlock, r * width, jn);
                        if (p == 0) {
                            scale(beta, cBlock, r * width, jn);
                        }
                    }
                    if (in == 2) {
                        twoRows(alpha, aBlock, bBlock, pn, jn, cBlock, width);
                    } else {
                        oneRow(alpha, aBlock, bBlock, 0, pn, pn, jn, cBlock, 0);
                    }
                    for (int r = 0; r < in; r++) {
                        Elements.write(cBlock, r * width, c, c.index(i + r, j), jn);
                    }
                }
            }
        }
    }

    private static void scale(double beta, double[] x, int from, int n) {
        if (beta == 0) {
            java.util.Arrays.fill(x, from, from + n, 0);
        } else if (beta != 1) {
            for (int i = from; i < from + n; i++) {
                x[i] *= beta;
            }
        }
    }

    private static void twoRows(double alpha, double[] a, double[] b, int pn, int jn, double[] c, int c1) {
        int p = 0;
        for (; p <= pn - 4; p += 4) {
            double a0 = alpha * a[p];
            double a1 = alpha * a[p + 1];
            double a2 = alpha * a[p + 2];
            double a3 = alpha * a[p + 3];
            double e0 = alpha * a[pn + p];
            double e1 = alpha * a[pn + p + 1];
            double e2 = alpha * a[pn + p + 2];
            double e3 = alpha * a[pn + p + 3];
            int b0 = p * jn;
            int b1 = b0 + jn;
            int b2 = b1 + jn;
            int b3 = b2 + jn;
            for (int j = 0; j < jn; j++) {
                double t0 = b[b0 + j];
                double t1 = b[b1 + j];
                double t2 = b[b2 + j];
                double t3 = b[b3 + j];
                c[j] += (a0 * t0 + a1 * t1) + (a2 * t2 + a3 * t3);
                c[c1 + j] += (e0 * t0 + e1 * t1) + (e2 * t2 + e3 * t3);
            }
        }
        oneRow(alpha, a, b, p, pn, pn, jn, c, 0);
        oneRow(alpha, a, b, p, pn, 2 * pn, jn, c, c1);
    }

    /** The rest of one row: inner indices from..pn, with its coefficients ending at aEnd. */
    private static void oneRow(
            double alpha, double[] a, double[] b, int from, int pn, int aEnd, int jn, double[] c, int co) {
        for (int p = from; p < pn; p++) {
            double s = alpha * a[aEnd - pn + p];
            int bo = p * jn;
            for (int j = 0; j < jn; j++) {
                c[co + j] += s * b[bo + j];
            }
        }
    }

    /** The block row by row without gaps, as seen. */
    static void pack(MatrixView x, double[] out) {
        int rows = (int) x.rows();
        int columns = (int) x.columns();
        if (Elements.contiguous(x) && (!x.isTransposed() || rows == 1 || columns == 1)) {
            Elements.read(x, x.offset(), out, 0, rows * columns);
            return;
        }
        if (columns == 1) {
            for (int i = 0; i < rows; i++) {
                out[i] = x.get(i, 0);
            }
            return;
        }
        if (!x.isTransposed()) {
            for (int i = 0; i < rows; i++) {
                Elements.read(x, x.index(i, 0), out, i * columns, columns);
            }
            return;
        }
        double[] line = new double[rows];
        for (int j = 0; j < columns; j++) {
            Elements.read(x, x.index(0, j), line, 0, rows);
            for (int i = 0; i < rows; i++) {
                out[i * columns + j] = line[i];
            }
        }
    }

    private static void floats(float alpha, MatrixView a, MatrixView b, float beta, MatrixView c) {
        int m = (int) c.rows();
        int n = (int) c.columns();
        int k = (int) a.columns();
        int width = Math.min(n, N_BLOCK);
        float[] bBlock = new float[Math.min(k, K_BLOCK) * width];
        float[] aBlock = new float[2 * Math.min(k, K_BLOCK)];
        float[] cBlock = new float[2 * width];
        for (int j = 0; j < n; j += N_BLOCK) {
            int jn = Math.min(N_BLOCK, n - j);
            for (int p = 0; p < k; p += K_BLOCK) {
                int pn = Math.min(K_BLOCK, k - p);
                pack(b.block(p, p + pn, j, j + jn), bBlock);
                for (int i = 0; i < m; i += 2) {
                    int in = Math.min(2, m - i);
                    pack(a.block(i, i + in, p, p + pn), aBlock);
                    for (int r = 0; r < in; r++) {
                        long home = c.index(i + r, j);
                        Elements.read(c, home, cBlock, r * width, jn);
                        if (p == 0) {
                            scale(beta, cBlock, r * width, jn);
                        }
                    }
                    if (in == 2) {
                        twoRows(alpha, aBlock, bBlock, pn, jn, cBlock, width);
                    } else {
                        oneRow(alpha, aBlock, bBlock, 0, pn, pn, jn, cBlock, 0);
                    }
                    for (int r = 0; r < in; r++) {
                        Elements.write(cBlock, r * width, c, c.index(i + r, j), jn);
                    }
                }
            }
        }
    }

    private static void scale(float beta, float[] x, int from, int n) {
        if (beta == 0) {
            java.util.Arrays.fill(x, from, from + n, 0);
        } else if (beta != 1) {
            for (int i = from; i < from + n; i++) {
                x[i] *= beta;
            }
        }
    }

    private static void twoRows(float alpha, float[] a, float[] b, int pn, int jn, float[] c, int c1) {
        int p = 0;
        for (; p <= pn - 4; p += 4) {
            float a0 = alpha * a[p];
            float a1 = alpha * a[p + 1];
            float a2 = alpha * a[p + 2];
            float a3 = alpha * a[p + 3];
            float e0 = alpha * a[pn + p];
            float e1 = alpha * a[pn + p + 1];
            float e2 = alpha * a[pn + p + 2];
            float e3 = alpha * a[pn + p + 3];
            int b0 = p * jn;
            int b1 = b0 + jn;
            int b2 = b1 + jn;
            int b3 = b2 + jn;
            for (int j = 0; j < jn; j++) {
                float t0 = b[b0 + j];
                float t1 = b[b1 + j];
                float t2 = b[b2 + j];
                float t3 = b[b3 + j];
                c[j] += (a0 * t0 + a1 * t1) + (a2 * t2 + a3 * t3);
                c[c1 + j] += (e0 * t0 + e1 * t1) + (e2 * t2 + e3 * t3);
            }
        }
        oneRow(alpha, a, b, p, pn, pn, jn, c, 0);
        oneRow(alpha, a, b, p, pn, 2 * pn, jn, c, c1);
    }

    /** The rest of one row: inner indices from..pn, with its coefficients ending at aEnd. */
    private static void oneRow(
            float alpha, float[] a, float[] b, int from, int pn, int aEnd, int jn, float[] c, int co) {
        for (int p = from; p < pn; p++) {
            float s = alpha * a[aEnd - pn + p];
            int bo = p * jn;
            for (int j = 0; j < jn; j++) {
                c[co + j] += s * b[bo + j];
            }
        }
    }

    /** The block row by row without gaps, as seen. */
    static void pack(MatrixView x, float[] out) {
        int rows = (int) x.rows();
        int columns = (int) x.columns();
        if (Elements.contiguous(x) && (!x.isTransposed() || rows == 1 || columns == 1)) {
            Elements.read(x, x.offset(), out, 0, rows * columns);
            return;
        }
        if (columns == 1) {
            for (int i = 0; i < rows; i++) {
                out[i] = (float) x.get(i, 0);
            }
            return;
        }
        if (!x.isTransposed()) {
            for (int i = 0; i < rows; i++) {
                Elements.read(x, x.index(i, 0), out, i * columns, columns);
            }
            return;
        }
        float[] line = new float[rows];
        for (int j = 0; j < columns; j++) {
            Elements.read(x, x.index(0, j), line, 0, rows);
            for (int i = 0; i < rows; i++) {
                out[i * columns + j] = line[i];
            }
        }
    }
}
