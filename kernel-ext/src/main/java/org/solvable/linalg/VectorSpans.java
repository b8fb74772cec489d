package org.solvable.linalg;

/** {@link Spans} on the Vector API. Functions without a fast vector form are left to plain loops; values are the same. */
final class VectorSpans implements Spans {

    private final Spans scalar = new ScalarSpans();

    @Override
    public void axpby(double alpha, double[] x, int xo, double beta, double[] y, int yo, int n) {
        VectorSpansDouble.axpby(alpha, x, xo, beta, y, yo, n);
    }

    @Override
    public void hadamard(double alpha, double[] x, int xo, double[] y, int yo, double beta, double[] z, int zo, int n) {
        VectorSpansDouble.hadamard(alpha, x, xo, y, yo, beta, z, zo, n);
    }

    @Override
    public void map(Elementwise f, double[] x, int xo, double[] y, int yo, int n) {
        switch (f) {
            case EXP -> VectorSpansDouble.exp(x, xo, y, yo, n);
            case TANH -> VectorSpansDouble.tanh(x, xo, y, yo, n);
            case SIGMOID -> VectorSpansDouble.logistic(x, xo, y, yo, n);
            // The compiler makes vectors of these simple loops by itself.
            case IDENTITY, LOG, RELU, SQRT, SQUARE, RECIPROCAL -> scalar.map(f, x, xo, y, yo, n);
        }
    }

    @Override
    public double dot(double[] x, int xo, double[] y, int yo, int n) {
        return VectorSpansDouble.dot(x, xo, y, yo, n);
    }

    @Override
    public void softmax(double scale, double[] x, int xo, double[] y, int yo, int n) {
        VectorSpansDouble.softmax(scale, x, xo, y, yo, n);
    }

    @Override
    public void axpby(double alpha, float[] x, int xo, double beta, float[] y, int yo, int n) {
        VectorSpansFloat.axpby((float) alpha, x, xo, (float) beta, y, yo, n);
    }

    @Override
    public void hadamard(double alpha, float[] x, int xo, float[] y, int yo, double beta, float[] z, int zo, int n) {
        VectorSpansFloat.hadamard((float) alpha, x, xo, y, yo, (float) beta, z, zo, n);
    }

    @Override
    public void map(Elementwise f, float[] x, int xo, float[] y, int yo, int n) {
        switch (f) {
            case EXP -> VectorSpansFloat.exp(x, xo, y, yo, n);
            case TANH -> VectorSpansFloat.tanh(x, xo, y, yo, n);
            case SIGMOID -> VectorSpansFloat.logistic(x, xo, y, yo, n);
            // The compiler makes vectors of these simple loops by itself.
            case IDENTITY, LOG, RELU, SQRT, SQUARE, RECIPROCAL -> scalar.map(f, x, xo, y, yo, n);
        }
    }

    @Override
    public double dot(float[] x, int xo, float[] y, int yo, int n) {
        return VectorSpansFloat.dot(x, xo, y, yo, n);
    }

    @Override
    public void softmax(double scale, float[] x, int xo, float[] y, int yo, int n) {
        VectorSpansFloat.softmax((float) scale, x, xo, y, yo, n);
    }

    @Override
    public boolean hasSymmetricRows() {
        return true;
    }

    @Override
    public void symmetricRows(MatrixView matrix, int begin, int end, double[] x, double[] y) {
        VectorSymmetricDouble.rows(matrix, begin, end, x, y);
    }

    @Override
    public void symmetricRows(MatrixView matrix, int begin, int end, float[] x, float[] y) {
        VectorSymmetricFloat.rows(matrix, begin, end, x, y);
    }
}
