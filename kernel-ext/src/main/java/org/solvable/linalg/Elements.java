package org.solvable.linalg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Moves stretches of a {@link MatrixView} between its home and Java arrays, so that loops are written for arrays only.
 *
 * <p>Native stretches pass through a small buffer that stays in the first-level cache; the detour costs about 0.1 ns an
 * element.
 */
final class Elements {

    private Elements() {}

    /** Whether the stored rows follow each other without gaps. */
    static boolean contiguous(MatrixView x) {
        return x.stride() == x.storedColumns() || x.storedRows() <= 1;
    }

    /** The array behind a heap view of doubles. */
    static double[] doubles(MatrixView x) {
        Object array = x.array();
        if (array instanceof double[] doubles) {
            return doubles;
        }
        throw new IllegalStateException("not a heap matrix of doubles: " + x);
    }

    /** The array behind a heap view of floats. */
    static float[] floats(MatrixView x) {
        Object array = x.array();
        if (array instanceof float[] floats) {
            return floats;
        }
        throw new IllegalStateException("not a heap matrix of floats: " + x);
    }

    /** {@code to[at..at+n) =} elements {@code from..from+n} of the storage of x. */
    static void read(MatrixView x, long from, double[] to, int at, int n) {
        MemorySegment.copy(x.segment(), ValueLayout.JAVA_DOUBLE, from * Double.BYTES, to, at, n);
    }

    static void read(MatrixView x, long from, float[] to, int at, int n) {
        MemorySegment.copy(x.segment(), ValueLayout.JAVA_FLOAT, from * Float.BYTES, to, at, n);
    }

    static void write(double[] from, int at, MatrixView x, long to, int n) {
        MemorySegment.copy(from, at, x.segment(), ValueLayout.JAVA_DOUBLE, to * Double.BYTES, n);
    }

    static void write(float[] from, int at, MatrixView x, long to, int n) {
        MemorySegment.copy(from, at, x.segment(), ValueLayout.JAVA_FLOAT, to * Float.BYTES, n);
    }

    /** {@code to[0..n) =} elements from..from+n of x, counted along its rows. */
    static void gather(MatrixView x, long from, double[] to, int n) {
        if (contiguous(x)) {
            read(x, x.offset() + from, to, 0, n);
            return;
        }
        for (int i = 0; i < n; ) {
            long row = (from + i) / x.columns();
            long column = (from + i) % x.columns();
            int w = (int) Math.min(n - i, x.columns() - column);
            read(x, x.index(row, column), to, i, w);
            i += w;
        }
    }

    /** {@code to[0..n) =} elements from..from+n of x, counted along its rows. */
    static void gather(MatrixView x, long from, float[] to, int n) {
        if (contiguous(x)) {
            read(x, x.offset() + from, to, 0, n);
            return;
        }
        for (int i = 0; i < n; ) {
            long row = (from + i) / x.columns();
            long column = (from + i) % x.columns();
            int w = (int) Math.min(n - i, x.columns() - column);
            read(x, x.index(row, column), to, i, w);
            i += w;
        }
    }

    /**
     * The vector with its elements next to each other: itself if it is so already, else a copy. BLAS takes other code paths,
     * with other rounding, for vectors with gaps.
     */
    static MatrixView compact(MatrixView x) {
        if (x.stride() == 1) {
            return x;
        }
        int n = Math.toIntExact(x.rows());
        if (x.precision() == Precision.DOUBLE) {
            double[] copy = new double[n];
            gather(x, 0, copy, n);
            return MatrixView.vector(copy);
        }
        float[] copy = new float[n];
        gather(x, 0, copy, n);
        return MatrixView.vector(copy);
    }

    /** A copy as doubles, row by row as seen. */
    static double[] toDoubles(MatrixView x) {
        double[] out = new double[Math.toIntExact(x.rows() * x.columns())];
        if (x.precision() == Precision.DOUBLE) {
            ScalarProduct.pack(x, out);
            return out;
        }
        float[] floats = new float[out.length];
        ScalarProduct.pack(x, floats);
        for (int i = 0; i < out.length; i++) {
            out[i] = floats[i];
        }
        return out;
    }

    /** The reverse of {@link #toDoubles}. */
    static void fromDoubles(double[] from, MatrixView x) {
        if (x.isTransposed()) {
            MatrixView stored = x.stored();
            int rows = (int) x.rows();
            int columns = (int) x.columns();
            double[] flipped = new double[from.length];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    flipped[j * rows + i] = from[i * columns + j];
                }
            }
            fromDoubles(flipped, stored);
            return;
        }
        int columns = (int) x.columns();
        float[] row = new float[x.precision() == Precision.FLOAT ? columns : 0];
        for (int i = 0; i < x.rows(); i++) {
            if (x.precision() == Precision.DOUBLE) {
                write(from, i * columns, x, x.index(i, 0), columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    row[j] = (float) from[i * columns + j];
                }
                write(row, 0, x, x.index(i, 0), columns);
            }
        }
    }

    /** Y = X for views of one shape and orientation of storage. */
    static void copyStored(MatrixView x, MatrixView y) {
        int bytes = x.precision().bytes();
        long rows = x.storedRows();
        long columns = x.storedColumns();
        if (rows == 0 || columns == 0) {
            return;
        }
        if (contiguous(x) && contiguous(y)) {
            columns *= rows;
            rows = 1;
        }
        for (long i = 0; i < rows; i++) {
            MemorySegment.copy(
                    x.segment(),
                    (x.offset() + i * x.stride()) * bytes,
                    y.segment(),
                    (y.offset() + i * y.stride()) * bytes,
                    columns * bytes);
        }
    }

    /** Y = Xᵀ as stored: stored row i of X becomes stored column i of Y, in blocks that fit the cache. */
    static void copyFlipped(MatrixView x, MatrixView y) {
        final int side = 32;
        long rows = x.storedRows();
        long columns = x.storedColumns();
        if (x.precision() == Precision.DOUBLE) {
            double[] in = new double[side * side];
            double[] line = new double[side];
            for (long i = 0; i < rows; i += side) {
                int h = (int) Math.min(side, rows - i);
                for (long j = 0; j < columns; j += side) {
                    int w = (int) Math.min(side, columns - j);
                    for (int r = 0; r < h; r++) {
                        read(x, x.offset() + (i + r) * x.stride() + j, in, r * side, w);
                    }
                    for (int c = 0; c < w; c++) {
                        for (int r = 0; r < h; r++) {
                            line[r] = in[r * side + c];
                        }
                        write(line, 0, y, y.offset() + (j + c) * y.stride() + i, h);
                    }
                }
            }
        } else {
            float[] in = new float[side * side];
            float[] line = new float[side];
            for (long i = 0; i < rows; i += side) {
                int h = (int) Math.min(side, rows - i);
                for (long j = 0; j < columns; j += side) {
                    int w = (int) Math.min(side, columns - j);
                    for (int r = 0; r < h; r++) {
                        read(x, x.offset() + (i + r) * x.stride() + j, in, r * side, w);
                    }
                    for (int c = 0; c < w; c++) {
                        for (int r = 0; r < h; r++) {
                            line[r] = in[r * side + c];
                        }
                        write(line, 0, y, y.offset() + (j + c) * y.stride() + i, h);
                    }
                }
            }
        }
    }
}
