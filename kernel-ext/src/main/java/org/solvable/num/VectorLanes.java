package org.solvable.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link ScalarLanes}, operation by operation, on as many doubles as the machine's vectors hold. */
final class VectorLanes extends LaneMath {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final double C13 = ScalarLanes.EXP_SERIES[0];
    private static final double C12 = ScalarLanes.EXP_SERIES[1];
    private static final double C11 = ScalarLanes.EXP_SERIES[2];
    private static final double C10 = ScalarLanes.EXP_SERIES[3];
    private static final double C9 = ScalarLanes.EXP_SERIES[4];
    private static final double C8 = ScalarLanes.EXP_SERIES[5];
    private static final double C7 = ScalarLanes.EXP_SERIES[6];
    private static final double C6 = ScalarLanes.EXP_SERIES[7];
    private static final double C5 = ScalarLanes.EXP_SERIES[8];
    private static final double C4 = ScalarLanes.EXP_SERIES[9];
    private static final double C3 = ScalarLanes.EXP_SERIES[10];
    private static final double C2 = ScalarLanes.EXP_SERIES[11];

    int lanes() {
        return LANES;
    }

    @Override
    public String name() {
        return "vector x" + LANES;
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static DoubleVector reducedExpm1(DoubleVector r) {
        DoubleVector q = all(C13).fma(r, all(C12))
                .fma(r, all(C11))
                .fma(r, all(C10))
                .fma(r, all(C9))
                .fma(r, all(C8))
                .fma(r, all(C7))
                .fma(r, all(C6))
                .fma(r, all(C5))
                .fma(r, all(C4))
                .fma(r, all(C3))
                .fma(r, all(C2));
        return q.fma(r.mul(r), r);
    }

    private static DoubleVector reduce(DoubleVector k, DoubleVector y) {
        return k.fma(all(-ScalarLanes.LN2_LOW), k.fma(all(-ScalarLanes.LN2_HIGH), y));
    }

    private static LongVector integer(DoubleVector t) {
        return t.reinterpretAsLongs().sub(ScalarLanes.MAGIC_BITS);
    }

    private static DoubleVector powerOfTwo(LongVector n) {
        return n.add(1023L).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    }

    private static DoubleVector expOf(DoubleVector x) {
        DoubleVector t = x.fma(all(ScalarLanes.LOG2_E), all(ScalarLanes.MAGIC));
        DoubleVector p = reducedExpm1(reduce(t.sub(ScalarLanes.MAGIC), x)).add(1);
        LongVector n = integer(t);
        LongVector half = n.lanewise(VectorOperators.ASHR, 1);
        return p.mul(powerOfTwo(half))
                .mul(powerOfTwo(n.sub(half)))
                .blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, ScalarLanes.EXP_MAX))
                .blend(0, x.compare(VectorOperators.LT, ScalarLanes.EXP_MIN));
    }

    private static DoubleVector expOfNegative(DoubleVector x) {
        DoubleVector t = x.fma(all(ScalarLanes.LOG2_E), all(ScalarLanes.MAGIC));
        DoubleVector p = reducedExpm1(reduce(t.sub(ScalarLanes.MAGIC), x)).add(1);
        return p.mul(powerOfTwo(integer(t))).blend(0, x.compare(VectorOperators.LT, ScalarLanes.EXP_NORMAL));
    }

    @Override
    public void exp(double[] x, double[] out, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            expOf(DoubleVector.fromArray(SPECIES, x, i)).intoArray(out, i);
        }
        for (int i = bound; i < n; i++) {
            out[i] = ScalarLanes.expOf(x[i]);
        }
    }

    @Override
    public void tanh(double[] x, double[] out, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector y = v.abs();
            y = y.blend(ScalarLanes.TANH_MAX, y.compare(VectorOperators.GT, ScalarLanes.TANH_MAX));
            y = y.add(y);
            DoubleVector t = y.fma(all(ScalarLanes.LOG2_E), all(ScalarLanes.MAGIC));
            DoubleVector r = reduce(t.sub(ScalarLanes.MAGIC), y);
            DoubleVector scale = powerOfTwo(integer(t));
            DoubleVector e = scale.fma(reducedExpm1(r), scale.sub(1));
            DoubleVector size = e.div(e.add(2));
            LongVector sign = v.reinterpretAsLongs().and(Long.MIN_VALUE);
            size.reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(out, i);
        }
        for (int i = bound; i < n; i++) {
            out[i] = ScalarLanes.tanhOf(x[i]);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] out, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector e = expOfNegative(v.abs().neg());
            DoubleVector top = all(1).blend(e, v.compare(VectorOperators.LT, 0));
            top.div(e.add(1)).intoArray(out, i);
        }
        for (int i = bound; i < n; i++) {
            out[i] = ScalarLanes.sigmoidOf(x[i]);
        }
    }

    @Override
    public void log(double[] x, double[] out, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            logOf(DoubleVector.fromArray(SPECIES, x, i)).intoArray(out, i);
        }
        for (int i = bound; i < n; i++) {
            out[i] = ScalarLanes.logOf(x[i]);
        }
    }

    private static DoubleVector logOf(DoubleVector x) {
        VectorMask<Double> tiny = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
        DoubleVector y = x.blend(x.mul(ScalarLanes.TWO_54), tiny);
        LongVector bits = y.reinterpretAsLongs().add(ScalarLanes.SQRT_HALF_SHIFT);
        DoubleVector k = bits.lanewise(VectorOperators.ASHR, 52)
                .add(ScalarLanes.MAGIC_BITS - 1023)
                .reinterpretAsDoubles()
                .sub(ScalarLanes.MAGIC)
                .sub(all(0).blend(54, tiny));
        DoubleVector f = bits.and(ScalarLanes.MANTISSA)
                .add(ScalarLanes.SQRT_HALF_BITS)
                .reinterpretAsDoubles()
                .sub(1);
        DoubleVector s = f.div(f.add(2));
        DoubleVector z = s.mul(s);
        DoubleVector q = all(ScalarLanes.LOG_SERIES[0]);
        for (int j = 1; j < ScalarLanes.LOG_SERIES.length; j++) {
            q = q.fma(z, all(ScalarLanes.LOG_SERIES[j]));
        }
        DoubleVector halfSquare = all(0.5).mul(f).mul(f);
        DoubleVector tail = s.fma(q.fma(z, halfSquare), k.mul(ScalarLanes.LOG_LN2_LOW));
        DoubleVector value = k.fma(all(ScalarLanes.LOG_LN2_HIGH), f.sub(halfSquare.sub(tail)));
        return value.blend(Double.NaN, x.compare(VectorOperators.GT, 0).not())
                .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
                .blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    }

    /** Component by component: each loop runs along few arrays, none of them 4096 bytes apart by accident. */
    @Override
    public void softmax(double[][] scores, double[][] weights, int n) {
        int bound = SPECIES.loopBound(n);
        double[] max = scores[0].clone();
        for (int l = 1; l < scores.length; l++) {
            raise(max, scores[l], bound);
        }
        double[] sum = new double[bound];
        for (int l = 0; l < scores.length; l++) {
            exponentials(scores[l], max, weights[l], sum, bound);
        }
        for (int i = 0; i < bound; i += LANES) {
            all(1).div(DoubleVector.fromArray(SPECIES, sum, i)).intoArray(sum, i);
        }
        for (int l = 0; l < scores.length; l++) {
            multiply(weights[l], sum, bound);
        }
        ScalarLanes.softmax(scores, weights, bound, n);
    }

    @Override
    public void softmaxAverage(double[][] scores, double[][] values, double[] out, int n) {
        int components = scores.length;
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector max = DoubleVector.fromArray(SPECIES, scores[0], i);
            for (int l = 1; l < components; l++) {
                DoubleVector v = DoubleVector.fromArray(SPECIES, scores[l], i);
                max = max.blend(v, v.compare(VectorOperators.GT, max));
            }
            DoubleVector sum = all(0);
            DoubleVector average = all(0);
            for (int l = 0; l < components; l++) {
                DoubleVector e = expOfNegative(
                        DoubleVector.fromArray(SPECIES, scores[l], i).sub(max));
                sum = sum.add(e);
                average = e.fma(DoubleVector.fromArray(SPECIES, values[l], i), average);
            }
            average.div(sum).intoArray(out, i);
        }
        ScalarLanes.softmaxAverage(scores, values, out, bound, n);
    }

    private static void raise(double[] max, double[] x, int bound) {
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector m = DoubleVector.fromArray(SPECIES, max, i);
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            m.blend(v, v.compare(VectorOperators.GT, m)).intoArray(max, i);
        }
    }

    private static void exponentials(double[] x, double[] max, double[] out, double[] sum, int bound) {
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i).sub(DoubleVector.fromArray(SPECIES, max, i));
            DoubleVector e = expOfNegative(d);
            e.intoArray(out, i);
            DoubleVector.fromArray(SPECIES, sum, i).add(e).intoArray(sum, i);
        }
    }

    private static void multiply(double[] x, double[] factor, int bound) {
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector f = DoubleVector.fromArray(SPECIES, factor, i);
            DoubleVector.fromArray(SPECIES, x, i).mul(f).intoArray(x, i);
        }
    }
}
