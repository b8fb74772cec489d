package org.solvable.linalg;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix product on the Vector API in single precision: packed panels, and a register block of {@value #ROWS} rows
 * by three vectors: 16 vector registers, which every 64-bit processor has.
 *
 * <p>The scheme is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008): a
 * panel of B of three vectors' width stays in the first-level cache while the packed rows of A pass by.
 */
final class VectorProductFloat {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Columns of the register block. */
    private static final int WIDTH = 3 * LANES;

    /** Rows of the register block. Eight rows were no faster (57 GFLOP/s both, at a peak of 59). */
    private static final int ROWS = 4;

    /** Inner dimension of packed panels: one of B then takes 24 kB or less. */
    private static final int DEPTH = 128;

    /** Rows of A packed at a time: they stay in the second-level cache. */
    private static final int HEIGHT = 256;

    /** Columns of B packed at a time. */
    private static final int SPAN = 4096;

    private static final ThreadLocal<float[]> A_PANELS = ThreadLocal.withInitial(() -> new float[0]);
    private static final ThreadLocal<float[]> B_PANELS = ThreadLocal.withInitial(() -> new float[0]);

    private VectorProductFloat() {}

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
        FloatVector zero = FloatVector.zero(S);
        FloatVector c00 = zero;
        FloatVector c01 = zero;
        FloatVector c02 = zero;
        FloatVector c10 = zero;
        FloatVector c11 = zero;
        FloatVector c12 = zero;
        FloatVector c20 = zero;
        FloatVector c21 = zero;
        FloatVector c22 = zero;
        FloatVector c30 = zero;
        FloatVector c31 = zero;
        FloatVector c32 = zero;
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
        // Written out: helper methods would not be inlined any more in a method of this size.
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c01.add(FloatVector.fromArray(S, c, co + LANES)).intoArray(c, co + LANES);
        c02.add(FloatVector.fromArray(S, c, co + 2 * LANES)).intoArray(c, co + 2 * LANES);
        c10.add(FloatVector.fromArray(S, c, co + ldc)).intoArray(c, co + ldc);
        c11.add(FloatVector.fromArray(S, c, co + ldc + LANES)).intoArray(c, co + ldc + LANES);
        c12.add(FloatVector.fromArray(S, c, co + ldc + 2 * LANES)).intoArray(c, co + ldc + 2 * LANES);
        c20.add(FloatVector.fromArray(S, c, co + 2 * ldc)).intoArray(c, co + 2 * ldc);
        c21.add(FloatVector.fromArray(S, c, co + 2 * ldc + LANES)).intoArray(c, co + 2 * ldc + LANES);
        c22.add(FloatVector.fromArray(S, c, co + 2 * ldc + 2 * LANES)).intoArray(c, co + 2 * ldc + 2 * LANES);
        c30.add(FloatVector.fromArray(S, c, co + 3 * ldc)).intoArray(c, co + 3 * ldc);
        c31.add(FloatVector.fromArray(S, c, co + 3 * ldc + LANES)).intoArray(c, co + 3 * ldc + LANES);
        c32.add(FloatVector.fromArray(S, c, co + 3 * ldc + 2 * LANES)).intoArray(c, co + 3 * ldc + 2 * LANES);
    }
}
