package org.solvable.linalg;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix product on the Vector API in single precision: packed panels, and a register block of {@value #WIDE_ROWS} rows
 * (where there are 32 registers, else {@value #NARROW_ROWS}) by three vectors.
 *
 * <p>The scheme is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008): a
 * panel of B of three vectors' width stays in the first-level cache while the packed rows of A pass by.
 */
final class VectorProductFloat {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Columns of the register block. */
    private static final int WIDTH = 3 * LANES;

    private static final int WIDE_ROWS = 8;
    private static final int NARROW_ROWS = 4;

    /** AVX-512 and ARM have 32 vector registers, the others 16. */
    private static final int ROWS =
            S.vectorBitSize() >= 512 || System.getProperty("os.arch", "").equals("aarch64") ? WIDE_ROWS : NARROW_ROWS;

    /** Inner dimension of packed panels: one of B then takes 24 kB or less. */
    private static final int DEPTH = 128;

    /** Rows of A packed at a time: they stay in the second-level cache. */
    private static final int HEIGHT = 256;

    /** Columns of B packed at a time. */
    private static final int SPAN = 4096;

    private static final ThreadLocal<float[]> A_PANELS = ThreadLocal.withInitial(() -> new float[0]);
    private static final ThreadLocal<float[]> B_PANELS = ThreadLocal.withInitial(() -> new float[0]);

    private VectorProductFloat() {}

    static String description() {
        return S.vectorBitSize() + "-bit vectors, register block " + ROWS + " x " + WIDTH;
    }

    /** C = alpha A B + beta C, nothing empty. */
    static void gemm(float alpha, MatrixView a, MatrixView b, float beta, MatrixView c) {
        int m = (int) c.rows();
        int n = (int) c.columns();
        int k = (int) a.columns();
        for (int j = 0; j < n; j += SPAN) {
            int jn = Math.min(SPAN, n - j);
            for (int i = 0; i < m; i += HEIGHT) {
                int in = Math.min(HEIGHT, m - i);
                MatrixView target = c.block(i, i + in, j, j + jn);
                if (c.isNative()) {
                    float[] copy = new float[in * jn];
                    MatrixView heap = MatrixView.of(copy, in, jn);
                    if (beta != 0) {
                        Elements.copyStored(target, heap);
                        scale(beta, copy, 0, in * jn);
                    }
                    strip(alpha, a.rows(i, i + in), b.columns(j, j + jn), k, copy, 0, jn, in, jn);
                    Elements.copyStored(heap, target);
                } else {
                    float[] array = Elements.floats(c);
                    int at = (int) target.offset();
                    int stride = (int) c.stride();
                    for (int r = 0; r < in; r++) {
                        scale(beta, array, at + r * stride, jn);
                    }
                    strip(alpha, a.rows(i, i + in), b.columns(j, j + jn), k, array, at, stride, in, jn);
                }
            }
        }
    }

    private static void scale(float beta, float[] x, int from, int n) {
        if (beta == 0) {
            Arrays.fill(x, from, from + n, 0);
        } else if (beta != 1) {
            for (int i = from; i < from + n; i++) {
                x[i] *= beta;
            }
        }
    }

    private static void strip(
            float alpha, MatrixView a, MatrixView b, int k, float[] c, int co, int ldc, int m, int n) {
        int mPanels = (m + ROWS - 1) / ROWS;
        int nPanels = (n + WIDTH - 1) / WIDTH;
        int most = Math.min(DEPTH, k);
        float[] left = room(A_PANELS, mPanels * ROWS * most);
        float[] right = room(B_PANELS, nPanels * WIDTH * most);
        float[] edge = new float[ROWS * WIDTH];
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            Panels.pack(a.columns(p, p + depth).transposed(), ROWS, left);
            if (alpha != 1) {
                for (int i = 0; i < mPanels * ROWS * depth; i++) {
                    left[i] *= alpha;
                }
            }
            Panels.pack(b.rows(p, p + depth), WIDTH, right);
            for (int jp = 0; jp < nPanels; jp++) {
                int bo = jp * WIDTH * depth;
                int columns = Math.min(WIDTH, n - jp * WIDTH);
                for (int ip = 0; ip < mPanels; ip++) {
                    int ao = ip * ROWS * depth;
                    int rows = Math.min(ROWS, m - ip * ROWS);
                    int at = co + ip * ROWS * ldc + jp * WIDTH;
                    if (rows == ROWS && columns == WIDTH) {
                        block(left, ao, right, bo, depth, c, at, ldc);
                    } else {
                        Arrays.fill(edge, 0);
                        block(left, ao, right, bo, depth, edge, 0, WIDTH);
                        for (int r = 0; r < rows; r++) {
                            for (int j = 0; j < columns; j++) {
                                c[at + r * ldc + j] += edge[r * WIDTH + j];
                            }
                        }
                    }
                }
            }
        }
    }

    private static float[] room(ThreadLocal<float[]> store, int length) {
        float[] array = store.get();
        if (array.length < length) {
            array = new float[length];
            store.set(array);
        }
        return array;
    }

    private static void block(float[] a, int ao, float[] b, int bo, int depth, float[] c, int co, int ldc) {
        if (ROWS == WIDE_ROWS) {
            rows8(a, ao, b, bo, depth, c, co, ldc);
        } else {
            rows4(a, ao, b, bo, depth, c, co, ldc);
        }
    }

    private static void add(float[] c, int at, FloatVector x, FloatVector y, FloatVector z) {
        FloatVector.fromArray(S, c, at).add(x).intoArray(c, at);
        FloatVector.fromArray(S, c, at + LANES).add(y).intoArray(c, at + LANES);
        FloatVector.fromArray(S, c, at + 2 * LANES).add(z).intoArray(c, at + 2 * LANES);
    }

    private static void rows8(float[] a, int ao, float[] b, int bo, int depth, float[] c, int co, int ldc) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S);
        FloatVector c41 = FloatVector.zero(S);
        FloatVector c42 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S);
        FloatVector c51 = FloatVector.zero(S);
        FloatVector c52 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S);
        FloatVector c61 = FloatVector.zero(S);
        FloatVector c62 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S);
        FloatVector c71 = FloatVector.zero(S);
        FloatVector c72 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + LANES);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * LANES);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            FloatVector a4 = FloatVector.broadcast(S, a[ao + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            FloatVector a5 = FloatVector.broadcast(S, a[ao + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            FloatVector a6 = FloatVector.broadcast(S, a[ao + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            c62 = a6.fma(b2, c62);
            FloatVector a7 = FloatVector.broadcast(S, a[ao + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            c72 = a7.fma(b2, c72);
            ao += 8;
            bo += 3 * LANES;
        }
        add(c, co, c00, c01, c02);
        add(c, co + ldc, c10, c11, c12);
        add(c, co + 2 * ldc, c20, c21, c22);
        add(c, co + 3 * ldc, c30, c31, c32);
        add(c, co + 4 * ldc, c40, c41, c42);
        add(c, co + 5 * ldc, c50, c51, c52);
        add(c, co + 6 * ldc, c60, c61, c62);
        add(c, co + 7 * ldc, c70, c71, c72);
    }

    private static void rows4(float[] a, int ao, float[] b, int bo, int depth, float[] c, int co, int ldc) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + LANES);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * LANES);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            ao += 4;
            bo += 3 * LANES;
        }
        add(c, co, c00, c01, c02);
        add(c, co + ldc, c10, c11, c12);
        add(c, co + 2 * ldc, c20, c21, c22);
        add(c, co + 3 * ldc, c30, c31, c32);
    }
}
