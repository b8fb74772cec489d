package org.solvable.linalg;

/**
 * Elementwise operations over whole views: cut into stretches of fixed length, done on several threads.
 *
 * @param spans loops over one stretch
 * @param threads most threads to use
 */
record Elementwork(Spans spans, int threads) {

    /** Elements in a task. */
    private static final long TASK = 1 << 16;

    /** Elements that pass through a buffer at a time where an operand lies in native memory. */
    private static final int BUFFER = 1024;

    /** out = op(x, y, out) on stretches of arrays. */
    private interface DoubleLoop {
        void run(double[] x, int xo, double[] y, int yo, double[] out, int oo, int n);
    }

    private interface FloatLoop {
        void run(float[] x, int xo, float[] y, int yo, float[] out, int oo, int n);
    }

    void axpby(double alpha, MatrixView x, double beta, MatrixView y) {
        loop(
                x,
                x,
                y,
                beta != 0,
                (a, ao, b, bo, out, oo, n) -> spans.axpby(alpha, a, ao, beta, out, oo, n),
                (a, ao, b, bo, out, oo, n) -> spans.axpby(alpha, a, ao, beta, out, oo, n));
    }

    void hadamard(double alpha, MatrixView x, MatrixView y, double beta, MatrixView z) {
        loop(
                x,
                y,
                z,
                beta != 0,
                (a, ao, b, bo, out, oo, n) -> spans.hadamard(alpha, a, ao, b, bo, beta, out, oo, n),
                (a, ao, b, bo, out, oo, n) -> spans.hadamard(alpha, a, ao, b, bo, beta, out, oo, n));
    }

    void map(Elementwise f, double alpha, MatrixView x, double beta, MatrixView y) {
        if (alpha == 1 && beta == 0) {
            loop(
                    x,
                    x,
                    y,
                    false,
                    (a, ao, b, bo, out, oo, n) -> spans.map(f, a, ao, out, oo, n),
                    (a, ao, b, bo, out, oo, n) -> spans.map(f, a, ao, out, oo, n));
            return;
        }
        loop(
                x,
                x,
                y,
                beta != 0,
                (a, ao, b, bo, out, oo, n) -> {
                    double[] values = new double[BUFFER];
                    for (int i = 0; i < n; i += BUFFER) {
                        int w = Math.min(BUFFER, n - i);
                        spans.map(f, a, ao + i, values, 0, w);
                        spans.axpby(alpha, values, 0, beta, out, oo + i, w);
                    }
                },
                (a, ao, b, bo, out, oo, n) -> {
                    float[] values = new float[BUFFER];
                    for (int i = 0; i < n; i += BUFFER) {
                        int w = Math.min(BUFFER, n - i);
                        spans.map(f, a, ao + i, values, 0, w);
                        spans.axpby(alpha, values, 0, beta, out, oo + i, w);
                    }
                });
    }

    /** Chunks follow the logical order of the elements, so that strides and homes do not change the sum. */
    double dot(MatrixView x, MatrixView y) {
        long total = x.rows() * x.columns();
        long tasks = Blocking.count(total, TASK);
        double[] partial = new double[Math.toIntExact(tasks)];
        Workers.run(threads, tasks, Checkpoint.NONE, (index, pause) -> {
            long end = Math.min(total, (index + 1) * TASK);
            partial[(int) index] = x.precision() == Precision.DOUBLE
                    ? dotDouble(x, y, index * TASK, end)
                    : dotFloat(x, y, index * TASK, end);
        });
        double sum = 0;
        for (double p : partial) {
            sum += p;
        }
        return sum;
    }

    private double dotDouble(MatrixView x, MatrixView y, long from, long end) {
        boolean xDirect = !x.isNative() && Elements.contiguous(x);
        boolean yDirect = !y.isNative() && Elements.contiguous(y);
        double[] xb = xDirect ? Elements.doubles(x) : new double[BUFFER];
        double[] yb = yDirect ? Elements.doubles(y) : new double[BUFFER];
        double sum = 0;
        for (long i = from; i < end; i += BUFFER) {
            int w = (int) Math.min(BUFFER, end - i);
            if (!xDirect) {
                Elements.gather(x, i, xb, w);
            }
            if (!yDirect) {
                Elements.gather(y, i, yb, w);
            }
            sum += spans.dot(xb, xDirect ? (int) (x.offset() + i) : 0, yb, yDirect ? (int) (y.offset() + i) : 0, w);
        }
        return sum;
    }

    private double dotFloat(MatrixView x, MatrixView y, long from, long end) {
        boolean xDirect = !x.isNative() && Elements.contiguous(x);
        boolean yDirect = !y.isNative() && Elements.contiguous(y);
        float[] xb = xDirect ? Elements.floats(x) : new float[BUFFER];
        float[] yb = yDirect ? Elements.floats(y) : new float[BUFFER];
        double sum = 0;
        for (long i = from; i < end; i += BUFFER) {
            int w = (int) Math.min(BUFFER, end - i);
            if (!xDirect) {
                Elements.gather(x, i, xb, w);
            }
            if (!yDirect) {
                Elements.gather(y, i, yb, w);
            }
            sum += spans.dot(xb, xDirect ? (int) (x.offset() + i) : 0, yb, yDirect ? (int) (y.offset() + i) : 0, w);
        }
        return sum;
    }

    void softmaxRows(double scale, MatrixView x, MatrixView y) {
        int columns = Math.toIntExact(x.columns());
        long rows = Math.max(1, TASK / Math.max(1, columns));
        Workers.run(threads, Blocking.count(x.rows(), rows), Checkpoint.NONE, (index, pause) -> {
            long end = Math.min(x.rows(), (index + 1) * rows);
            if (x.precision() == Precision.DOUBLE) {
                double[] xb = x.isNative() ? new double[columns] : Elements.doubles(x);
                double[] yb = y.isNative() ? (x.isNative() ? xb : new double[columns]) : Elements.doubles(y);
                for (long i = index * rows; i < end; i++) {
                    long xi = x.offset() + i * x.stride();
                    long yi = y.offset() + i * y.stride();
                    if (x.isNative()) {
                        Elements.read(x, xi, xb, 0, columns);
                    }
                    spans.softmax(scale, xb, x.isNative() ? 0 : (int) xi, yb, y.isNative() ? 0 : (int) yi, columns);
                    if (y.isNative()) {
                        Elements.write(yb, 0, y, yi, columns);
                    }
                }
            } else {
                float[] xb = x.isNative() ? new float[columns] : Elements.floats(x);
                float[] yb = y.isNative() ? (x.isNative() ? xb : new float[columns]) : Elements.floats(y);
                for (long i = index * rows; i < end; i++) {
                    long xi = x.offset() + i * x.stride();
                    long yi = y.offset() + i * y.stride();
                    if (x.isNative()) {
                        Elements.read(x, xi, xb, 0, columns);
                    }
                    spans.softmax(scale, xb, x.isNative() ? 0 : (int) xi, yb, y.isNative() ? 0 : (int) yi, columns);
                    if (y.isNative()) {
                        Elements.write(yb, 0, y, yi, columns);
                    }
                }
            }
        });
    }

    private void loop(
            MatrixView x, MatrixView y, MatrixView out, boolean readOut, DoubleLoop doubles, FloatLoop floats) {
        Layout layout = Layout.of(x, y, out);
        boolean heap = !x.isNative() && !y.isNative() && !out.isNative();
        Workers.run(threads, layout.tasks(), Checkpoint.NONE, (index, pause) -> {
            if (out.precision() == Precision.DOUBLE) {
                double[] buffer = heap ? new double[0] : new double[3 * BUFFER];
                layout.stretches(index, (row, column, n) -> {
                    long xi = x.offset() + row * x.stride() + column;
                    long yi = y.offset() + row * y.stride() + column;
                    long oi = out.offset() + row * out.stride() + column;
                    if (heap) {
                        doubles.run(
                                Elements.doubles(x),
                                (int) xi,
                                Elements.doubles(y),
                                (int) yi,
                                Elements.doubles(out),
                                (int) oi,
                                n);
                    } else {
                        buffered(doubles, buffer, x, xi, y, yi, out, oi, n, readOut);
                    }
                });
            } else {
                float[] buffer = heap ? new float[0] : new float[3 * BUFFER];
                layout.stretches(index, (row, column, n) -> {
                    long xi = x.offset() + row * x.stride() + column;
                    long yi = y.offset() + row * y.stride() + column;
                    long oi = out.offset() + row * out.stride() + column;
                    if (heap) {
                        floats.run(
                                Elements.floats(x),
                                (int) xi,
                                Elements.floats(y),
                                (int) yi,
                                Elements.floats(out),
                                (int) oi,
                                n);
                    } else {
                        buffered(floats, buffer, x, xi, y, yi, out, oi, n, readOut);
                    }
                });
            }
        });
    }

    private static void buffered(
            DoubleLoop loop,
            double[] b,
            MatrixView x,
            long xi,
            MatrixView y,
            long yi,
            MatrixView out,
            long oi,
            int n,
            boolean readOut) {
        for (int i = 0; i < n; i += BUFFER) {
            int w = Math.min(BUFFER, n - i);
            Elements.read(x, xi + i, b, 0, w);
            if (y != x) {
                Elements.read(y, yi + i, b, BUFFER, w);
            }
            if (readOut) {
                Elements.read(out, oi + i, b, 2 * BUFFER, w);
            }
            loop.run(b, 0, b, y == x ? 0 : BUFFER, b, 2 * BUFFER, w);
            Elements.write(b, 2 * BUFFER, out, oi + i, w);
        }
    }

    private static void buffered(
            FloatLoop loop,
            float[] b,
            MatrixView x,
            long xi,
            MatrixView y,
            long yi,
            MatrixView out,
            long oi,
            int n,
            boolean readOut) {
        for (int i = 0; i < n; i += BUFFER) {
            int w = Math.min(BUFFER, n - i);
            Elements.read(x, xi + i, b, 0, w);
            if (y != x) {
                Elements.read(y, yi + i, b, BUFFER, w);
            }
            if (readOut) {
                Elements.read(out, oi + i, b, 2 * BUFFER, w);
            }
            loop.run(b, 0, b, y == x ? 0 : BUFFER, b, 2 * BUFFER, w);
            Elements.write(b, 2 * BUFFER, out, oi + i, w);
        }
    }

    /** How views of one shape are cut into tasks and those into stretches within a row. */
    record Layout(long rows, long columns) {

        interface Stretch {
            void at(long row, long column, int n);
        }

        /** Views without gaps count as one long row. */
        static Layout of(MatrixView x, MatrixView y, MatrixView z) {
            return Elements.contiguous(x) && Elements.contiguous(y) && Elements.contiguous(z)
                    ? new Layout(1, x.rows() * x.columns())
                    : new Layout(x.rows(), x.columns());
        }

        private long rowsPerTask() {
            return columns >= TASK ? 1 : Math.max(1, TASK / Math.max(1, columns));
        }

        private long tasksPerRow() {
            return Math.max(1, Blocking.count(columns, TASK));
        }

        long tasks() {
            return columns == 0 ? 0 : Blocking.count(rows, rowsPerTask()) * tasksPerRow();
        }

        void stretches(long task, Stretch stretch) {
            if (columns >= TASK) {
                long column = task % tasksPerRow() * TASK;
                stretch.at(task / tasksPerRow(), column, (int) Math.min(TASK, columns - column));
                return;
            }
            long end = Math.min(rows, (task + 1) * rowsPerTask());
            for (long i = task * rowsPerTask(); i < end; i++) {
                stretch.at(i, 0, (int) columns);
            }
        }
    }
}
