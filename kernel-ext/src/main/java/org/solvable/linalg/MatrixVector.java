package org.solvable.linalg;

/** Matrix times vector by rows: dot products, or sums of rows for a transposed matrix. */
final class MatrixVector {

    private MatrixVector() {}

    static void gemv(Spans spans, double alpha, MatrixView a, MatrixView x, double beta, MatrixView y) {
        int m = (int) y.rows();
        int n = (int) x.rows();
        double[] in = new double[n];
        ScalarProduct.pack(x, in);
        double[] out = new double[m];
        if (beta != 0) {
            ScalarProduct.pack(y, out);
        }
        int length = (int) a.storedColumns();
        boolean heap = !a.isNative();
        double[] row = heap ? Elements.doubles(a) : new double[length];
        if (a.isTransposed()) {
            spans.axpby(beta, out, 0, 0, out, 0, m);
            for (int i = 0; i < n; i++) {
                long at = a.offset() + i * a.stride();
                if (!heap) {
                    Elements.read(a, at, row, 0, length);
                }
                spans.axpby(alpha * in[i], row, heap ? (int) at : 0, 1, out, 0, length);
            }
        } else {
            for (int i = 0; i < m; i++) {
                long at = a.offset() + i * a.stride();
                if (!heap) {
                    Elements.read(a, at, row, 0, length);
                }
                double sum = alpha * spans.dot(row, heap ? (int) at : 0, in, 0, length);
                out[i] = beta == 0 ? sum : sum + beta * out[i];
            }
        }
        for (int i = 0; i < m; i++) {
            y.set(i, 0, out[i]);
        }
    }

    static void gemvFloat(Spans spans, double alpha, MatrixView a, MatrixView x, double beta, MatrixView y) {
        int m = (int) y.rows();
        int n = (int) x.rows();
        float[] in = new float[n];
        ScalarProduct.pack(x, in);
        float[] out = new float[m];
        if (beta != 0) {
            ScalarProduct.pack(y, out);
        }
        int length = (int) a.storedColumns();
        boolean heap = !a.isNative();
        float[] row = heap ? Elements.floats(a) : new float[length];
        if (a.isTransposed()) {
            spans.axpby(beta, out, 0, 0, out, 0, m);
            for (int i = 0; i < n; i++) {
                long at = a.offset() + i * a.stride();
                if (!heap) {
                    Elements.read(a, at, row, 0, length);
                }
                spans.axpby(alpha * in[i], row, heap ? (int) at : 0, 1, out, 0, length);
            }
        } else {
            for (int i = 0; i < m; i++) {
                long at = a.offset() + i * a.stride();
                if (!heap) {
                    Elements.read(a, at, row, 0, length);
                }
                double sum = alpha * spans.dot(row, heap ? (int) at : 0, in, 0, length);
                out[i] = (float) (beta == 0 ? sum : sum + beta * out[i]);
            }
        }
        for (int i = 0; i < m; i++) {
            y.set(i, 0, out[i]);
        }
    }
}
