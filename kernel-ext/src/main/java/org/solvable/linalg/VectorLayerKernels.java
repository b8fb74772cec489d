package org.solvable.linalg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The training passes in single precision on the Vector API; double precision, where gradients are checked rather than
 * models trained, stays with the scalar definition.
 *
 * <p>Sums over lanes and tanh are the span kernels' own: {@code reduceLanes} and {@code lanewise(TANH)} give other bits once
 * the method is compiled, so that a run would not repeat itself.
 *
 * <p>Row ends shorter than a vector are done under a mask, so that every element goes through the same instructions.
 */
final class VectorLayerKernels extends ScalarLayerKernels {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int W = S.length();
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    private static FloatVector load(MatrixView x, long row, int j, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(S, x.segment(), byteAt(x, row, j), NATIVE, mask);
    }

    private static FloatVector load(MatrixView x, long row, int j) {
        return FloatVector.fromMemorySegment(S, x.segment(), byteAt(x, row, j), NATIVE);
    }

    private static void store(FloatVector v, MatrixView x, long row, int j) {
        v.intoMemorySegment(x.segment(), byteAt(x, row, j), NATIVE);
    }

    private static void store(FloatVector v, MatrixView x, long row, int j, VectorMask<Float> mask) {
        v.intoMemorySegment(x.segment(), byteAt(x, row, j), NATIVE, mask);
    }

    @Override
    public void addRow(MatrixView row, MatrixView y) {
        if (y.precision() == Precision.DOUBLE) {
            super.addRow(row, y);
            return;
        }
        requireShape("row", row, 1, y.columns());
        int n = (int) y.columns();
        int full = S.loopBound(n);
        VectorMask<Float> rest = S.indexInRange(full, n);
        for (long i = 0; i < y.rows(); i++) {
            int j = 0;
            for (; j < full; j += W) {
                store(load(y, i, j).add(load(row, 0, j)), y, i, j);
            }
            if (j < n) {
                store(load(y, i, j, rest).add(load(row, 0, j, rest)), y, i, j, rest);
            }
        }
    }

    @Override
    public void sumRows(MatrixView x, double beta, MatrixView row) {
        if (x.precision() == Precision.DOUBLE) {
            super.sumRows(x, beta, row);
            return;
        }
        requireShape("row", row, 1, x.columns());
        int n = (int) x.columns();
        for (int j = 0; j < n; j += W) {
            VectorMask<Float> mask = S.indexInRange(j, n);
            // Four accumulators hide the latency of the additions; the order of summation is fixed.
            FloatVector a = FloatVector.zero(S);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            long i = 0;
            for (; i + 4 <= x.rows(); i += 4) {
                a = a.add(load(x, i, j, mask));
                b = b.add(load(x, i + 1, j, mask));
                c = c.add(load(x, i + 2, j, mask));
                d = d.add(load(x, i + 3, j, mask));
            }
            for (; i < x.rows(); i++) {
                a = a.add(load(x, i, j, mask));
            }
            FloatVector sum = a.add(b).add(c.add(d));
            if (beta != 0) {
                sum = sum.add(load(row, 0, j, mask).mul((float) beta));
            }
            store(sum, row, 0, j, mask);
        }
    }

    @Override
    public void activate(Activation f, MatrixView x, MatrixView y) {
        if (x.precision() == Precision.DOUBLE) {
            super.activate(f, x, y);
            return;
        }
        Operands.elementwise("X", x, "Y", y);
        int n = (int) x.columns();
        for (long i = 0; i < x.rows(); i++) {
            for (int j = 0; j < n; j += W) {
                if (j + W <= n) {
                    store(value(f, load(x, i, j)), y, i, j);
                } else {
                    VectorMask<Float> mask = S.indexInRange(j, n);
                    store(value(f, load(x, i, j, mask)), y, i, j, mask);
                }
            }
        }
    }

    @Override
    public void activateBackward(Activation f, MatrixView x, MatrixView dy, double beta, MatrixView dx) {
        if (x.precision() == Precision.DOUBLE) {
            super.activateBackward(f, x, dy, beta, dx);
            return;
        }
        Operands.elementwise("X", x, "DY", dy);
        Operands.elementwise("X", x, "DX", dx);
        int n = (int) x.columns();
        for (long i = 0; i < x.rows(); i++) {
            for (int j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                FloatVector d = slope(f, load(x, i, j, mask)).mul(load(dy, i, j, mask));
                if (beta != 0) {
                    d = d.add(load(dx, i, j, mask).mul((float) beta));
                }
                store(d, dx, i, j, mask);
            }
        }
    }

    private static FloatVector value(Activation f, FloatVector x) {
        return switch (f) {
            case RELU -> x.max(0f);
            case GELU -> x.mul(0.5f).mul(geluTanh(x).add(1f));
            case TANH -> VectorSpansFloat.tanh(x);
            case SIGMOID -> VectorSpansFloat.tanh(x.mul(0.5f)).mul(0.5f).add(0.5f);
        };
    }

    private static FloatVector slope(Activation f, FloatVector x) {
        return switch (f) {
            case RELU -> FloatVector.zero(S).blend(1f, x.compare(VectorOperators.GT, 0f));
            case GELU -> {
                FloatVector t = geluTanh(x);
                FloatVector inner = x.mul(x)
                        .mul((float) (3 * Activation.GELU_CUBIC))
                        .add(1f)
                        .mul((float) Activation.GELU_SCALE);
                FloatVector tail = t.mul(t).neg().add(1f).mul(inner).mul(x).mul(0.5f);
                yield t.add(1f).mul(0.5f).add(tail);
            }
            case TANH -> {
                FloatVector t = VectorSpansFloat.tanh(x);
                yield t.mul(t).neg().add(1f);
            }
            case SIGMOID -> {
                FloatVector t = VectorSpansFloat.tanh(x.mul(0.5f));
                yield t.mul(t).neg().add(1f).mul(0.25f);
            }
        };
    }

    private static FloatVector geluTanh(FloatVector x) {
        return VectorSpansFloat.tanh(
                x.mul(x).mul((float) Activation.GELU_CUBIC).add(1f).mul(x).mul((float) Activation.GELU_SCALE));
    }

    @Override
    public void layerNorm(
            MatrixView x, MatrixView gain, MatrixView shift, double epsilon, MatrixView y, MatrixView statistics) {
        if (x.precision() == Precision.DOUBLE) {
            super.layerNorm(x, gain, shift, epsilon, y, statistics);
            return;
        }
        requireLayerNorm(x, gain, statistics);
        Operands.elementwise("X", x, "Y", y);
        requireShape("shift", shift, 1, x.columns());
        int n = (int) x.columns();
        for (long i = 0; i < x.rows(); i++) {
            FloatVector sum = FloatVector.zero(S);
            for (int j = 0; j < n; j += W) {
                sum = sum.add(load(x, i, j, S.indexInRange(j, n)));
            }
            float mean = VectorSpansFloat.inOrder(sum) / n;
            FloatVector squares = FloatVector.zero(S);
            for (int j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                FloatVector c = load(x, i, j, mask).sub(mean, mask);
                squares = c.fma(c, squares);
            }
            float inverse = (float) (1 / Math.sqrt(VectorSpansFloat.inOrder(squares) / n + epsilon));
            for (int j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                FloatVector normal = load(x, i, j, mask).sub(mean).mul(inverse);
                store(normal.fma(load(gain, 0, j, mask), load(shift, 0, j, mask)), y, i, j, mask);
            }
            setStatistics(statistics, i, mean, inverse);
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
        if (x.precision() == Precision.DOUBLE) {
            super.layerNormBackward(x, gain, statistics, dy, beta, dx, dGain, dShift);
            return;
        }
        requireLayerNorm(x, gain, statistics);
        Operands.elementwise("X", x, "DY", dy);
        Operands.elementwise("X", x, "DX", dx);
        requireShape("gradient of gain", dGain, 1, x.columns());
        requireShape("gradient of shift", dShift, 1, x.columns());
        int n = (int) x.columns();
        int full = S.loopBound(n);
        VectorMask<Float> rest = S.indexInRange(full, n);
        for (long i = 0; i < x.rows(); i++) {
            float mean = statistic(statistics, i, 0);
            float inverse = statistic(statistics, i, 1);
            FloatVector sums = FloatVector.zero(S);
            FloatVector projections = FloatVector.zero(S);
            int j = 0;
            for (; j < full; j += W) {
                FloatVector normal = load(x, i, j).sub(mean).mul(inverse);
                FloatVector weighted = load(dy, i, j).mul(load(gain, 0, j));
                sums = sums.add(weighted);
                projections = weighted.fma(normal, projections);
            }
            if (j < n) {
                FloatVector normal = load(x, i, j, rest).sub(mean).mul(inverse);
                FloatVector weighted = load(dy, i, j, rest).mul(load(gain, 0, j, rest));
                sums = sums.add(weighted);
                projections = weighted.fma(normal, projections);
            }
            float sum = VectorSpansFloat.inOrder(sums) / n;
            float projection = VectorSpansFloat.inOrder(projections) / n;
            for (j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                FloatVector normal = load(x, i, j, mask).sub(mean).mul(inverse);
                FloatVector d = load(dy, i, j, mask)
                        .mul(load(gain, 0, j, mask))
                        .sub(sum)
                        .sub(normal.mul(projection))
                        .mul(inverse);
                if (beta != 0) {
                    d = d.add(load(dx, i, j, mask).mul((float) beta));
                }
                store(d, dx, i, j, mask);
            }
        }
        gradientsOfGainAndShift(x, statistics, dy, dGain, dShift);
    }

    /** Column by column, so that the sums stay in registers. */
    private static void gradientsOfGainAndShift(
            MatrixView x, MatrixView statistics, MatrixView dy, MatrixView dGain, MatrixView dShift) {
        int n = (int) x.columns();
        int rows = Math.toIntExact(x.rows());
        float[] mean = new float[rows];
        float[] inverse = new float[rows];
        for (int i = 0; i < rows; i++) {
            mean[i] = statistic(statistics, i, 0);
            inverse[i] = statistic(statistics, i, 1);
        }
        for (int j = 0; j < n; j += W) {
            VectorMask<Float> mask = S.indexInRange(j, n);
            FloatVector gain = load(dGain, 0, j, mask);
            FloatVector shift = load(dShift, 0, j, mask);
            for (int i = 0; i < rows; i++) {
                FloatVector g = load(dy, i, j, mask);
                FloatVector normal = load(x, i, j, mask).sub(mean[i]).mul(inverse[i]);
                gain = g.fma(normal, gain);
                shift = shift.add(g);
            }
            store(gain, dGain, 0, j, mask);
            store(shift, dShift, 0, j, mask);
        }
    }

    @Override
    public void softmaxBackward(MatrixView p, MatrixView dp, MatrixView ds) {
        if (p.precision() == Precision.DOUBLE) {
            super.softmaxBackward(p, dp, ds);
            return;
        }
        Operands.elementwise("P", p, "DP", dp);
        Operands.elementwise("P", p, "DS", ds);
        int n = (int) p.columns();
        for (long i = 0; i < p.rows(); i++) {
            FloatVector sums = FloatVector.zero(S);
            for (int j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                sums = load(p, i, j, mask).fma(load(dp, i, j, mask), sums);
            }
            float inner = VectorSpansFloat.inOrder(sums);
            for (int j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                store(load(p, i, j, mask).mul(load(dp, i, j, mask).sub(inner)), ds, i, j, mask);
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
        if (w.precision() == Precision.DOUBLE) {
            super.adam(w, g, m, v, rate, beta1, beta2, epsilon, decay, step);
            return;
        }
        Operands.elementwise("W", w, "G", g);
        Operands.elementwise("W", w, "M", m);
        Operands.elementwise("W", w, "V", v);
        float first = (float) (rate / (1 - StrictMath.pow(beta1, step)));
        float second = (float) (1 / (1 - StrictMath.pow(beta2, step)));
        float keep = (float) (1 - rate * decay);
        int n = (int) w.columns();
        for (long i = 0; i < w.rows(); i++) {
            for (int j = 0; j < n; j += W) {
                VectorMask<Float> mask = S.indexInRange(j, n);
                FloatVector gradient = load(g, i, j, mask);
                FloatVector a = load(m, i, j, mask).mul((float) beta1).add(gradient.mul((float) (1 - beta1)));
                FloatVector b = load(v, i, j, mask)
                        .mul((float) beta2)
                        .add(gradient.mul(gradient).mul((float) (1 - beta2)));
                store(a, m, i, j, mask);
                store(b, v, i, j, mask);
                FloatVector change = a.mul(first)
                        .div(b.mul(second).lanewise(VectorOperators.SQRT).add((float) epsilon));
                store(load(w, i, j, mask).mul(keep).sub(change), w, i, j, mask);
            }
        }
    }

    private static void setStatistics(MatrixView statistics, long i, float mean, float inverse) {
        MemorySegment segment = statistics.segment();
        segment.set(ValueLayout.JAVA_FLOAT, byteAt(statistics, i, 0), mean);
        segment.set(ValueLayout.JAVA_FLOAT, byteAt(statistics, i, 1), inverse);
    }

    private static float statistic(MatrixView statistics, long i, long j) {
        return statistics.segment().get(ValueLayout.JAVA_FLOAT, byteAt(statistics, i, j));
    }
}
