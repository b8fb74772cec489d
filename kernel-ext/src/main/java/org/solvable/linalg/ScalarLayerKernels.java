package org.solvable.linalg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The definition of the training passes in plain Java, for both precisions; sums are accumulated in double. */
class ScalarLayerKernels implements LayerKernels {

    @Override
    public void addRow(MatrixView row, MatrixView y) {
        requireShape("row", row, 1, y.columns());
        for (long i = 0; i < y.rows(); i++) {
            for (long j = 0; j < y.columns(); j++) {
                put(y, i, j, get(y, i, j) + get(row, 0, j));
            }
        }
    }

    @Override
    public void sumRows(MatrixView x, double beta, MatrixView row) {
        requireShape("row", row, 1, x.columns());
        double[] sum = new double[(int) x.columns()];
        for (long i = 0; i < x.rows(); i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += get(x, i, j);
            }
        }
        for (int j = 0; j < sum.length; j++) {
            put(row, 0, j, beta == 0 ? sum[j] : sum[j] + beta * get(row, 0, j));
        }
    }

    @Override
    public void activate(Activation f, MatrixView x, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        for (long i = 0; i < x.rows(); i++) {
            for (long j = 0; j < x.columns(); j++) {
                put(y, i, j, f.apply(get(x, i, j)));
            }
        }
    }

    @Override
    public void activateBackward(Activation f, MatrixView x, MatrixView dy, double beta, MatrixView dx) {
        Operands.elementwise("X", x, "DY", dy);
        Operands.elementwise("X", x, "DX", dx);
        for (long i = 0; i < x.rows(); i++) {
            for (long j = 0; j < x.columns(); j++) {
                double d = f.derivative(get(x, i, j)) * get(dy, i, j);
                put(dx, i, j, beta == 0 ? d : d + beta * get(dx, i, j));
            }
        }
    }

    @Override
    public void layerNorm(
            MatrixView x, MatrixView gain, MatrixView shift, double epsilon, MatrixView y, MatrixView statistics) {
        requireLayerNorm(x, gain, statistics);
        Operands.elementwise("X", x, "Y", y);
        requireShape("shift", shift, 1, x.columns());
        long n = x.columns();
        for (long i = 0; i < x.rows(); i++) {
            double mean = 0;
            for (long j = 0; j < n; j++) {
                mean += get(x, i, j);
            }
            mean /= n;
            double variance = 0;
            for (long j = 0; j < n; j++) {
                double c = get(x, i, j) - mean;
                variance += c * c;
            }
            double inverse = 1 / Math.sqrt(variance / n + epsilon);
            for (long j = 0; j < n; j++) {
                put(y, i, j, (get(x, i, j) - mean) * inverse * get(gain, 0, j) + get(shift, 0, j));
            }
            put(statistics, i, 0, mean);
            put(statistics, i, 1, inverse);
        }
    }

    @Override
    public void layerNormBackward(
            MatrixView x,
            MatrixView gain,
            MatrixView statistics,
            MatrixView dy,
            double beta,
            MatrixView dx,
            MatrixView dGain,
            MatrixView dShift) {
        requireLayerNorm(x, gain, statistics);
        Operands.elementwise("X", x, "DY", dy);
        Operands.elementwise("X", x, "DX", dx);
        requireShape("gradient of gain", dGain, 1, x.columns());
        requireShape("gradient of shift", dShift, 1, x.columns());
        long n = x.columns();
        for (long i = 0; i < x.rows(); i++) {
            double mean = get(statistics, i, 0);
            double inverse = get(statistics, i, 1);
            double sum = 0;
            double projection = 0;
            for (long j = 0; j < n; j++) {
                double g = get(dy, i, j) * get(gain, 0, j);
                sum += g;
                projection += g * (get(x, i, j) - mean) * inverse;
            }
            for (long j = 0; j < n; j++) {
                double normal = (get(x, i, j) - mean) * inverse;
                double g = get(dy, i, j);
                double d = inverse * (g * get(gain, 0, j) - sum / n - normal * projection / n);
                put(dGain, 0, j, get(dGain, 0, j) + g * normal);
                put(dShift, 0, j, get(dShift, 0, j) + g);
                put(dx, i, j, beta == 0 ? d : d + beta * get(dx, i, j));
            }
        }
    }

    @Override
    public void softmaxBackward(MatrixView p, MatrixView dp, MatrixView ds) {
        Operands.elementwise("P", p, "DP", dp);
        Operands.elementwise("P", p, "DS", ds);
        for (long i = 0; i < p.rows(); i++) {
            double inner = 0;
            for (long j = 0; j < p.columns(); j++) {
                inner += get(p, i, j) * get(dp, i, j);
            }
            for (long j = 0; j < p.columns(); j++) {
                put(ds, i, j, get(p, i, j) * (get(dp, i, j) - inner));
            }
        }
    }

    @Override
    public void gatherRows(int[] index, MatrixView table, MatrixView y) {
        requireShape("Y", y, index.length, table.columns());
        for (int i = 0; i < index.length; i++) {
            requireRow(index, i, table);
            MemorySegment.copy(
                    table.segment(),
                    layout(table),
                    byteAt(table, index[i], 0),
                    y.segment(),
                    layout(y),
                    byteAt(y, i, 0),
                    table.columns());
        }
    }

    @Override
    public void scatterAddRows(int[] index, MatrixView dy, MatrixView dTable) {
        requireShape("DY", dy, index.length, dTable.columns());
        for (int i = 0; i < index.length; i++) {
            requireRow(index, i, dTable);
            for (long j = 0; j < dy.columns(); j++) {
                put(dTable, index[i], j, get(dTable, index[i], j) + get(dy, i, j));
            }
        }
    }

    @Override
    public void adam(
            MatrixView w,
            MatrixView g,
            MatrixView m,
            MatrixView v,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double decay,
            long step) {
        Operands.elementwise("W", w, "G", g);
        Operands.elementwise("W", w, "M", m);
        Operands.elementwise("W", w, "V", v);
        double first = 1 - StrictMath.pow(beta1, step);
        double second = 1 - StrictMath.pow(beta2, step);
        for (long i = 0; i < w.rows(); i++) {
            for (long j = 0; j < w.columns(); j++) {
                double gradient = get(g, i, j);
                double a = beta1 * get(m, i, j) + (1 - beta1) * gradient;
                double b = beta2 * get(v, i, j) + (1 - beta2) * gradient * gradient;
                put(m, i, j, a);
                put(v, i, j, b);
                double old = get(w, i, j);
                put(w, i, j, old - rate * (a / first / (Math.sqrt(b / second) + epsilon) + decay * old));
            }
        }
    }

    static void requireShape(String name, MatrixView x, long rows, long columns) {
        if (x.rows() != rows || x.columns() != columns || x.isTransposed()) {
            throw new IllegalArgumentException(
                    name + " is a " + x + ": must be " + rows + " x " + columns + ", stored row by row");
        }
    }

    static void requireLayerNorm(MatrixView x, MatrixView gain, MatrixView statistics) {
        requireShape("gain", gain, 1, x.columns());
        requireShape("statistics", statistics, x.rows(), 2);
    }

    static void requireRow(int[] index, int i, MatrixView table) {
        if (index[i] < 0 || index[i] >= table.rows()) {
            throw new IndexOutOfBoundsException(
                    "index[" + i + "] = " + index[i] + ": must be in [0, " + table.rows() + ")");
        }
    }

    static ValueLayout layout(MatrixView x) {
        return x.precision() == Precision.DOUBLE ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_FLOAT;
    }

    static long byteAt(MatrixView x, long i, long j) {
        return (x.offset() + i * x.stride() + j) * x.precision().bytes();
    }

    private static double get(MatrixView x, long i, long j) {
        long k = x.offset() + i * x.stride() + j;
        return x.precision() == Precision.DOUBLE
                ? x.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, k)
                : x.segment().getAtIndex(ValueLayout.JAVA_FLOAT, k);
    }

    private static void put(MatrixView x, long i, long j, double value) {
        long k = x.offset() + i * x.stride() + j;
        if (x.precision() == Precision.DOUBLE) {
            x.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, k, value);
        } else {
            x.segment().setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) value);
        }
    }
}
