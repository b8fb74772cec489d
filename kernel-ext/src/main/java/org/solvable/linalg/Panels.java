package org.solvable.linalg;

/** Packs matrices into panels for the register blocks of the Vector API products. */
final class Panels {

    private Panels() {}

    /**
     * Writes X (depth x n, as seen) as panels of {@code width} columns, each row after row, the last one filled up with zeros.
     */
    static void pack(MatrixView x, int width, double[] out) {
        int depth = (int) x.rows();
        int n = (int) x.columns();
        double[] array;
        int offset;
        int stride;
        if (x.isNative()) {
            array = new double[depth * n];
            offset = 0;
            stride = (int) x.storedColumns();
            MatrixView copy = MatrixView.of(array, x.storedRows(), x.storedColumns());
            Elements.copyStored(x.stored(), copy);
        } else {
            array = Elements.doubles(x);
            offset = (int) x.offset();
            stride = (int) x.stride();
        }
        for (int j = 0, to = 0; j < n; j += width, to += depth * width) {
            int w = Math.min(width, n - j);
            if (w < width) {
                java.util.Arrays.fill(out, to, to + depth * width, 0);
            }
            if (x.isTransposed()) {
                for (int c = 0; c < w; c++) {
                    int from = offset + (j + c) * stride;
                    for (int p = 0; p < depth; p++) {
                        out[to + p * width + c] = array[from + p];
                    }
                }
            } else {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(array, offset + p * stride + j, out, to + p * width, w);
                }
            }
        }
    }

    /**
     * Writes X (depth x n, as seen) as panels of {@code width} columns, each row after row, the last one filled up with zeros.
     */
    static void pack(MatrixView x, int width, float[] out) {
        int depth = (int) x.rows();
        int n = (int) x.columns();
        float[] array;
        int offset;
        int stride;
        if (x.isNative()) {
            array = new float[depth * n];
            offset = 0;
            stride = (int) x.storedColumns();
            MatrixView copy = MatrixView.of(array, x.storedRows(), x.storedColumns());
            Elements.copyStored(x.stored(), copy);
        } else {
            array = Elements.floats(x);
            offset = (int) x.offset();
            stride = (int) x.stride();
        }
        for (int j = 0, to = 0; j < n; j += width, to += depth * width) {
            int w = Math.min(width, n - j);
            if (w < width) {
                java.util.Arrays.fill(out, to, to + depth * width, 0);
            }
            if (x.isTransposed()) {
                for (int c = 0; c < w; c++) {
                    int from = offset + (j + c) * stride;
                    for (int p = 0; p < depth; p++) {
                        out[to + p * width + c] = array[from + p];
                    }
                }
            } else {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(array, offset + p * stride + j, out, to + p * width, w);
                }
            }
        }
    }
}
