package org.solvable.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Array loops on the Vector API in single precision. Each lane does what {@link Transcendental} does for one number, operation
 * by operation; the rest of a stretch is done under a mask, so that a value does not depend on its position.
 */
final class VectorSpansFloat {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    private VectorSpansFloat() {}

    static void axpby(float a, float[] x, int xo, float b, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector scaled = FloatVector.fromArray(S, x, xo + i).mul(a);
            (b == 0 ? scaled : scaled.add(FloatVector.fromArray(S, y, yo + i).mul(b))).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = b == 0 ? a * x[xo + i] : a * x[xo + i] + b * y[yo + i];
        }
    }

    static void hadamard(float a, float[] x, int xo, float[] y, int yo, float b, float[] z, int zo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector product = FloatVector.fromArray(S, x, xo + i)
                    .mul(FloatVector.fromArray(S, y, yo + i))
                    .mul(a);
            (b == 0 ? product : product.add(FloatVector.fromArray(S, z, zo + i).mul(b))).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            float product = a * (x[xo + i] * y[yo + i]);
            z[zo + i] = b == 0 ? product : product + b * z[zo + i];
        }
    }

    static double dot(float[] x, int xo, float[] y, int yo, int n) {
        VectorSpecies<Double> wide = DoubleVector.SPECIES_PREFERRED;
        DoubleVector even = DoubleVector.zero(wide);
        DoubleVector odd = DoubleVector.zero(wide);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector a = FloatVector.fromArray(S, x, xo + i);
            FloatVector b = FloatVector.fromArray(S, y, yo + i);
            even = lower(a).fma(lower(b), even);
            odd = upper(a).fma(upper(b), odd);
        }
        DoubleVector both = even.add(odd);
        double sum = 0;
        for (int lane = 0; lane < wide.length(); lane++) {
            sum += both.lane(lane);
        }
        for (; i < n; i++) {
            sum += (double) x[xo + i] * y[yo + i];
        }
        return sum;
    }

    private static DoubleVector lower(FloatVector v) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, DoubleVector.SPECIES_PREFERRED, 0);
    }

    private static DoubleVector upper(FloatVector v) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, DoubleVector.SPECIES_PREFERRED, 1);
    }

    static void exp(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            exp(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            exp(FloatVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
        }
    }

    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            tanh(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            tanh(FloatVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
        }
    }

    static void logistic(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            logistic(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            logistic(FloatVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
        }
    }

    static void softmax(float scale, float[] x, int xo, float[] y, int yo, int n) {
        FloatVector greatest = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            greatest = greatest.max(FloatVector.fromArray(S, x, xo + i).mul(scale));
        }
        float max = Float.NEGATIVE_INFINITY;
        if (n >= LANES) {
            max = greatest.reduceLanes(VectorOperators.MAX);
        }
        for (; i < n; i++) {
            max = Math.max(max, scale * x[xo + i]);
        }
        FloatVector sums = FloatVector.zero(S);
        for (i = 0; i <= n - LANES; i += LANES) {
            FloatVector e = exp(FloatVector.fromArray(S, x, xo + i).mul(scale).sub(max));
            e.intoArray(y, yo + i);
            sums = sums.add(e);
        }
        if (i < n) {
            VectorMask<Float> rest = S.indexInRange(i, n);
            FloatVector e =
                    exp(FloatVector.fromArray(S, x, xo + i, rest).mul(scale).sub(max));
            e.intoArray(y, yo + i, rest);
            sums = sums.add(e, rest);
        }
        float weight = 1 / inOrder(sums);
        for (i = 0; i <= n - LANES; i += LANES) {
            FloatVector.fromArray(S, y, yo + i).mul(weight).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] *= weight;
        }
    }

    /** Lane by lane: the order of a sum by {@code reduceLanes} is left open by the API. */
    static float inOrder(FloatVector v) {
        float sum = 0;
        for (int i = 0; i < LANES; i++) {
            sum += v.lane(i);
        }
        return sum;
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector c = x.min(Transcendental.EXP_MAX_F).max(Transcendental.EXP_MIN_F);
        FloatVector round = FloatVector.broadcast(S, Transcendental.ROUND_F);
        FloatVector k =
                c.fma(FloatVector.broadcast(S, Transcendental.LOG2E_F), round).sub(round);
        FloatVector minus = k.neg();
        FloatVector r = minus.fma(FloatVector.broadcast(S, Transcendental.LN2_HIGH_F), c);
        r = minus.fma(FloatVector.broadcast(S, Transcendental.LN2_LOW_F), r);
        FloatVector q = FloatVector.broadcast(S, Transcendental.F6).fma(r, FloatVector.broadcast(S, Transcendental.F5));
        q = q.fma(r, FloatVector.broadcast(S, Transcendental.F4));
        q = q.fma(r, FloatVector.broadcast(S, Transcendental.F3));
        q = q.fma(r, FloatVector.broadcast(S, Transcendental.F2));
        FloatVector p = r.mul(r).fma(q, r).add(1);
        FloatVector half = k.fma(FloatVector.broadcast(S, 0.5f), round);
        FloatVector k1 = half.sub(round);
        return p.mul(power(half)).mul(power(k.sub(k1).add(round)));
    }

    /** 2 to the integer in the low bits. */
    private static FloatVector power(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 23)
                .add(Transcendental.ONE_F)
                .reinterpretAsFloats();
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector s = x.mul(x);
        float[] c = Transcendental.TANH_F;
        FloatVector q = FloatVector.broadcast(S, c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) {
            q = q.fma(s, FloatVector.broadcast(S, c[i]));
        }
        FloatVector near = x.mul(s).fma(q, x);
        FloatVector e = exp(a.mul(-2));
        FloatVector far = FloatVector.broadcast(S, 1).sub(e).div(e.add(1));
        FloatVector signed = far.lanewise(VectorOperators.NEG, x.lt(0));
        return signed.blend(near, a.lt(Transcendental.TANH_SWITCH_F));
    }

    private static FloatVector logistic(FloatVector x) {
        FloatVector e = exp(x.neg()).add(1);
        return FloatVector.broadcast(S, 1).div(e);
    }
}
