package org.solvable.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Array loops on the Vector API in double precision. Each lane does what {@link Transcendental} does for one number, operation
 * by operation; the rest of a stretch is done under a mask, so that a value does not depend on its position.
 */
final class VectorSpansDouble {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    private VectorSpansDouble() {}

    static void axpby(double a, double[] x, int xo, double b, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector scaled = DoubleVector.fromArray(S, x, xo + i).mul(a);
            (b == 0 ? scaled : scaled.add(DoubleVector.fromArray(S, y, yo + i).mul(b))).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = b == 0 ? a * x[xo + i] : a * x[xo + i] + b * y[yo + i];
        }
    }

    static void hadamard(double a, double[] x, int xo, double[] y, int yo, double b, double[] z, int zo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector product = DoubleVector.fromArray(S, x, xo + i)
                    .mul(DoubleVector.fromArray(S, y, yo + i))
                    .mul(a);
            (b == 0 ? product : product.add(DoubleVector.fromArray(S, z, zo + i).mul(b))).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            double product = a * (x[xo + i] * y[yo + i]);
            z[zo + i] = b == 0 ? product : product + b * z[zo + i];
        }
    }

    static double dot(double[] x, int xo, double[] y, int yo, int n) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = DoubleVector.zero(S);
        DoubleVector s2 = DoubleVector.zero(S);
        DoubleVector s3 = DoubleVector.zero(S);
        int i = 0;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
            s0 = DoubleVector.fromArray(S, x, xo + i).fma(DoubleVector.fromArray(S, y, yo + i), s0);
            s1 = DoubleVector.fromArray(S, x, xo + i + LANES).fma(DoubleVector.fromArray(S, y, yo + i + LANES), s1);
            s2 = DoubleVector.fromArray(S, x, xo + i + 2 * LANES)
                    .fma(DoubleVector.fromArray(S, y, yo + i + 2 * LANES), s2);
            s3 = DoubleVector.fromArray(S, x, xo + i + 3 * LANES)
                    .fma(DoubleVector.fromArray(S, y, yo + i + 3 * LANES), s3);
        }
        for (; i <= n - LANES; i += LANES) {
            s0 = DoubleVector.fromArray(S, x, xo + i).fma(DoubleVector.fromArray(S, y, yo + i), s0);
        }
        double sum = inOrder(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            sum += x[xo + i] * y[yo + i];
        }
        return sum;
    }

    static void exp(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            exp(DoubleVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (i < n) {
            VectorMask<Double> rest = S.indexInRange(i, n);
            exp(DoubleVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
        }
    }

    static void tanh(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            tanh(DoubleVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (i < n) {
            VectorMask<Double> rest = S.indexInRange(i, n);
            tanh(DoubleVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
        }
    }

    static void logistic(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            logistic(DoubleVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (i < n) {
            VectorMask<Double> rest = S.indexInRange(i, n);
            logistic(DoubleVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
        }
    }

    static void softmax(double scale, double[] x, int xo, double[] y, int yo, int n) {
        DoubleVector greatest = DoubleVector.broadcast(S, Double.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            greatest = greatest.max(DoubleVector.fromArray(S, x, xo + i).mul(scale));
        }
        double max = Double.NEGATIVE_INFINITY;
        if (n >= LANES) {
            max = greatest.reduceLanes(VectorOperators.MAX);
        }
        for (; i < n; i++) {
            max = Math.max(max, scale * x[xo + i]);
        }
        DoubleVector sums = DoubleVector.zero(S);
        for (i = 0; i <= n - LANES; i += LANES) {
            DoubleVector e = exp(DoubleVector.fromArray(S, x, xo + i).mul(scale).sub(max));
            e.intoArray(y, yo + i);
            sums = sums.add(e);
        }
        if (i < n) {
            VectorMask<Double> rest = S.indexInRange(i, n);
            DoubleVector e =
                    exp(DoubleVector.fromArray(S, x, xo + i, rest).mul(scale).sub(max));
            e.intoArray(y, yo + i, rest);
            sums = sums.add(e, rest);
        }
        double weight = 1 / inOrder(sums);
        for (i = 0; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, y, yo + i).mul(weight).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] *= weight;
        }
    }

    /** Lane by lane: the order of a sum by {@code reduceLanes} is left open by the API. */
    private static double inOrder(DoubleVector v) {
        double sum = 0;
        for (int i = 0; i < LANES; i++) {
            sum += v.lane(i);
        }
        return sum;
    }

    private static DoubleVector exp(DoubleVector x) {
        DoubleVector c = x.min(Transcendental.EXP_MAX).max(Transcendental.EXP_MIN);
        DoubleVector round = DoubleVector.broadcast(S, Transcendental.ROUND);
        DoubleVector k =
                c.fma(DoubleVector.broadcast(S, Transcendental.LOG2E), round).sub(round);
        DoubleVector minus = k.neg();
        DoubleVector r = minus.fma(DoubleVector.broadcast(S, Transcendental.LN2_HIGH), c);
        r = minus.fma(DoubleVector.broadcast(S, Transcendental.LN2_LOW), r);
        DoubleVector q =
                DoubleVector.broadcast(S, Transcendental.E11).fma(r, DoubleVector.broadcast(S, Transcendental.E10));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E9));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E8));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E7));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E6));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E5));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E4));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E3));
        q = q.fma(r, DoubleVector.broadcast(S, Transcendental.E2));
        DoubleVector p = r.mul(r).fma(q, r).add(1);
        DoubleVector half = k.fma(DoubleVector.broadcast(S, 0.5), round);
        DoubleVector k1 = half.sub(round);
        return p.mul(power(half)).mul(power(k.sub(k1).add(round)));
    }

    /** 2 to the integer in the low bits. */
    private static DoubleVector power(DoubleVector shifted) {
        return shifted.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(Transcendental.ONE)
                .reinterpretAsDoubles();
    }

    private static DoubleVector tanh(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector s = x.mul(x);
        double[] c = Transcendental.TANH;
        DoubleVector q = DoubleVector.broadcast(S, c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) {
            q = q.fma(s, DoubleVector.broadcast(S, c[i]));
        }
        DoubleVector near = x.mul(s).fma(q, x);
        DoubleVector e = exp(a.mul(-2));
        DoubleVector far = DoubleVector.broadcast(S, 1).sub(e).div(e.add(1));
        DoubleVector signed = far.lanewise(VectorOperators.NEG, x.lt(0));
        return signed.blend(near, a.lt(Transcendental.TANH_SWITCH));
    }

    private static DoubleVector logistic(DoubleVector x) {
        DoubleVector e = exp(x.neg()).add(1);
        return DoubleVector.broadcast(S, 1).div(e);
    }
}
