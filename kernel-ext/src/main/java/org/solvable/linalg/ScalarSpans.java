package org.solvable.linalg;

/** {@link Spans} in plain Java loops. */
final class ScalarSpans implements Spans {

    @Override
    public void axpby(double alpha, double[] x, int xo, double beta, double[] y, int yo, int n) {
        double a = alpha;
        double b = beta;
        if (beta == 0) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a * x[xo + i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a * x[xo + i] + b * y[yo + i];
            }
        }
    }

    @Override
    public void hadamard(double alpha, double[] x, int xo, double[] y, int yo, double beta, double[] z, int zo, int n) {
        double a = alpha;
        double b = beta;
        if (beta == 0) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = a * (x[xo + i] * y[yo + i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                z[zo + i] = a * (x[xo + i] * y[yo + i]) + b * z[zo + i];
            }
        }
    }

    @Override
    public void map(Elementwise f, double[] x, int xo, double[] y, int yo, int n) {
        // One loop a function: the compiler turns the arithmetic ones into SIMD code.
        switch (f) {
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(x[xo + i], 0);
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.sqrt(x[xo + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] * x[xo + i];
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = 1 / x[xo + i];
                }
            }
            case IDENTITY -> System.arraycopy(x, xo, y, yo, n);
            case EXP, LOG, TANH, SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Transcendental.apply(f, x[xo + i]);
                }
            }
        }
    }

    @Override
    public double dot(double[] x, int xo, double[] y, int yo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            s0 += x[xo + i] * y[yo + i];
            s1 += x[xo + i + 1] * y[yo + i + 1];
            s2 += x[xo + i + 2] * y[yo + i + 2];
            s3 += x[xo + i + 3] * y[yo + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[xo + i] * y[yo + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void softmax(double scale, double[] x, int xo, double[] y, int yo, int n) {
        double s = scale;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, s * x[xo + i]);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double e = Transcendental.exp(s * x[xo + i] - max);
            y[yo + i] = e;
            sum += e;
        }
        double weight = 1 / sum;
        for (int i = 0; i < n; i++) {
            y[yo + i] *= weight;
        }
    }

    @Override
    public void axpby(double alpha, float[] x, int xo, double beta, float[] y, int yo, int n) {
        float a = (float) alpha;
        float b = (float) beta;
        if (beta == 0) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a * x[xo + i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a * x[xo + i] + b * y[yo + i];
            }
        }
    }

    @Override
    public void hadamard(double alpha, float[] x, int xo, float[] y, int yo, double beta, float[] z, int zo, int n) {
        float a = (float) alpha;
        float b = (float) beta;
        if (beta == 0) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = a * (x[xo + i] * y[yo + i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                z[zo + i] = a * (x[xo + i] * y[yo + i]) + b * z[zo + i];
            }
        }
    }

    @Override
    public void map(Elementwise f, float[] x, int xo, float[] y, int yo, int n) {
        // One loop a function: the compiler turns the arithmetic ones into SIMD code.
        switch (f) {
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(x[xo + i], 0);
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = (float) Math.sqrt(x[xo + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] * x[xo + i];
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = 1 / x[xo + i];
                }
            }
            case IDENTITY -> System.arraycopy(x, xo, y, yo, n);
            case EXP, LOG, TANH, SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Transcendental.apply(f, x[xo + i]);
                }
            }
        }
    }

    @Override
    public double dot(float[] x, int xo, float[] y, int yo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            s0 += (double) x[xo + i] * y[yo + i];
            s1 += (double) x[xo + i + 1] * y[yo + i + 1];
            s2 += (double) x[xo + i + 2] * y[yo + i + 2];
            s3 += (double) x[xo + i + 3] * y[yo + i + 3];
        }
        for (; i < n; i++) {
            s0 += (double) x[xo + i] * y[yo + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void softmax(double scale, float[] x, int xo, float[] y, int yo, int n) {
        float s = (float) scale;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, s * x[xo + i]);
        }
        float sum = 0;
        for (int i = 0; i < n; i++) {
            float e = Transcendental.exp(s * x[xo + i] - max);
            y[yo + i] = e;
            sum += e;
        }
        float weight = 1 / sum;
        for (int i = 0; i < n; i++) {
            y[yo + i] *= weight;
        }
    }

    @Override
    public boolean hasSymmetricRows() {
        return false;
    }

    @Override
    public void symmetricRows(MatrixView m, int begin, int end, double[] x, double[] y) {
        int n = (int) m.columns();
        double[] row = new double[n];
        for (int i = begin; i < end; i++) {
            int square = i / SQUARE * SQUARE;
            Elements.read(m, m.index(i, square), row, square, n - square);
            double sum = 0;
            for (int j = square; j < n; j++) {
                sum += row[j] * x[j];
            }
            for (int j = square + SQUARE; j < n; j++) {
                y[j] += row[j] * x[i];
            }
            y[i] += sum;
        }
    }

    @Override
    public void symmetricRows(MatrixView m, int begin, int end, float[] x, float[] y) {
        int n = (int) m.columns();
        float[] row = new float[n];
        for (int i = begin; i < end; i++) {
            int square = i / SQUARE * SQUARE;
            Elements.read(m, m.index(i, square), row, square, n - square);
            float sum = 0;
            for (int j = square; j < n; j++) {
                sum += row[j] * x[j];
            }
            for (int j = square + SQUARE; j < n; j++) {
                y[j] += row[j] * x[i];
            }
            y[i] += sum;
        }
    }
}
