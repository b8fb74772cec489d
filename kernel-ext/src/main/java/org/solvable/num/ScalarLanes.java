package org.solvable.num;

/**
 * The functions of {@link LaneMath} one element at a time; {@link VectorLanes} repeats them operation by operation.
 *
 * <p>e^x: x = k ln 2 + r with |r| at most ln 2 / 2 (k by adding and subtracting 1.5 * 2^52), Taylor polynomial of degree 13
 * in r (truncation below 1e-17), scaled by 2^k in two factors so that subnormal results round once.
 */
final class ScalarLanes extends LaneMath {

    static final double LOG2_E = 1.4426950408889634;
    static final double LN2_HIGH = 0.6931471805599453;
    static final double LN2_LOW = 2.3190468138462996e-17;
    static final double MAGIC = 0x1.8p52;
    static final long MAGIC_BITS = Double.doubleToRawLongBits(MAGIC);

    /** Beyond these e^x is +infinity or 0 anyway. */
    static final double EXP_MAX = 710;

    static final double EXP_MIN = -746;

    /** Above this e^x is a normal number. */
    static final double EXP_NORMAL = -708;

    /** Beyond this tanh is 1 in double precision. */
    static final double TANH_MAX = 20;

    /** 1/13!, 1/12!, ..., 1/2!. */
    static final double[] EXP_SERIES = {
        1 / 6227020800.0,
        1 / 479001600.0,
        1 / 39916800.0,
        1 / 3628800.0,
        1 / 362880.0,
        1 / 40320.0,
        1 / 5040.0,
        1 / 720.0,
        1 / 120.0,
        1 / 24.0,
        1 / 6.0,
        0.5
    };

    /** Minimax coefficients of (log(1+s) - log(1-s)) / s - 2 in s^2 on [0, 0.1716], highest first; source: fdlibm e_log.c. */
    static final double[] LOG_SERIES = {
        1.479819860511658591e-01,
        1.531383769920937332e-01,
        1.818357216161805012e-01,
        2.222219843214978396e-01,
        2.857142874366239149e-01,
        3.999999999940941908e-01,
        6.666666666666735130e-01
    };

    static final double LOG_LN2_HIGH = 6.93147180369123816490e-01;
    static final double LOG_LN2_LOW = 1.90821492927058770002e-10;
    static final double TWO_54 = 0x1p54;

    /** Bits of 1 minus bits of sqrt(1/2), in the upper half: moves the mantissa interval to [sqrt(1/2), sqrt(2)). */
    static final long SQRT_HALF_SHIFT = 0x3ff00000_00000000L - 0x3fe6a09e_00000000L;

    static final long MANTISSA = 0x000fffff_ffffffffL;
    static final long SQRT_HALF_BITS = 0x3fe6a09e_00000000L;

    @Override
    public String name() {
        return "scalar";
    }

    /** e^r - 1 for the reduced argument. */
    private static double reducedExpm1(double r) {
        double q = EXP_SERIES[0];
        for (int i = 1; i < EXP_SERIES.length; i++) {
            q = Math.fma(q, r, EXP_SERIES[i]);
        }
        return Math.fma(q, r * r, r);
    }

    static double expOf(double x) {
        if (x > EXP_MAX) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < EXP_MIN) {
            return 0;
        }
        double t = Math.fma(x, LOG2_E, MAGIC);
        double k = t - MAGIC;
        double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        double p = reducedExpm1(r) + 1;
        long n = Double.doubleToRawLongBits(t) - MAGIC_BITS;
        long half = n >> 1;
        double first = Double.longBitsToDouble((half + 1023) << 52);
        double second = Double.longBitsToDouble((n - half + 1023) << 52);
        return p * first * second;
    }

    /** The same for x at most 0, where the result is added to 1: below 3e-308 it is 0, and one factor 2^k is enough. */
    static double expOfNegative(double x) {
        if (x < EXP_NORMAL) {
            return 0;
        }
        double t = Math.fma(x, LOG2_E, MAGIC);
        double k = t - MAGIC;
        double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        return (reducedExpm1(r) + 1)
                * Double.longBitsToDouble((Double.doubleToRawLongBits(t) - MAGIC_BITS + 1023) << 52);
    }

    /** With e = e^(2|x|) - 1 free of cancellation, tanh |x| = e / (e + 2). */
    static double tanhOf(double x) {
        double y = Math.abs(x) > TANH_MAX ? TANH_MAX : Math.abs(x);
        y = y + y;
        double t = Math.fma(y, LOG2_E, MAGIC);
        double k = t - MAGIC;
        double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, y));
        double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(t) - MAGIC_BITS + 1023) << 52);
        double e = Math.fma(scale, reducedExpm1(r), scale - 1);
        return Math.copySign(e / (e + 2), x);
    }

    /** The exponential of -|x| cannot overflow; the numerator picks the side. */
    static double sigmoidOf(double x) {
        double e = expOfNegative(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    static double logOf(double x) {
        boolean tiny = x < Double.MIN_NORMAL;
        double y = tiny ? x * TWO_54 : x;
        long bits = Double.doubleToRawLongBits(y) + SQRT_HALF_SHIFT;
        // The exponent as a double through the same magic number, so that the lanes need no integer conversion.
        double k = Double.longBitsToDouble((bits >> 52) + (MAGIC_BITS - 1023)) - MAGIC - (tiny ? 54 : 0);
        double f = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
        double s = f / (2 + f);
        double z = s * s;
        double q = LOG_SERIES[0];
        for (int i = 1; i < LOG_SERIES.length; i++) {
            q = Math.fma(q, z, LOG_SERIES[i]);
        }
        double halfSquare = 0.5 * f * f;
        double tail = Math.fma(s, Math.fma(q, z, halfSquare), k * LOG_LN2_LOW);
        double value = Math.fma(k, LOG_LN2_HIGH, f - (halfSquare - tail));
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        return x == Double.POSITIVE_INFINITY ? x : value;
    }

    @Override
    public void exp(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = expOf(x[i]);
        }
    }

    @Override
    public void log(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = logOf(x[i]);
        }
    }

    @Override
    public void tanh(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = tanhOf(x[i]);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = sigmoidOf(x[i]);
        }
    }

    @Override
    public void softmax(double[][] scores, double[][] weights, int n) {
        softmax(scores, weights, 0, n);
    }

    static void softmax(double[][] scores, double[][] weights, int from, int to) {
        int components = scores.length;
        for (int i = from; i < to; i++) {
            double max = scores[0][i];
            for (int l = 1; l < components; l++) {
                max = scores[l][i] > max ? scores[l][i] : max;
            }
            double sum = 0;
            for (int l = 0; l < components; l++) {
                double e = expOfNegative(scores[l][i] - max);
                weights[l][i] = e;
                sum += e;
            }
            double inverse = 1 / sum;
            for (int l = 0; l < components; l++) {
                weights[l][i] *= inverse;
            }
        }
    }

    @Override
    public void softmaxAverage(double[][] scores, double[][] values, double[] out, int n) {
        softmaxAverage(scores, values, out, 0, n);
    }

    static void softmaxAverage(double[][] scores, double[][] values, double[] out, int from, int to) {
        int components = scores.length;
        for (int i = from; i < to; i++) {
            double max = scores[0][i];
            for (int l = 1; l < components; l++) {
                max = scores[l][i] > max ? scores[l][i] : max;
            }
            double sum = 0;
            double average = 0;
            for (int l = 0; l < components; l++) {
                double e = expOfNegative(scores[l][i] - max);
                sum += e;
                average = Math.fma(e, values[l][i], average);
            }
            out[i] = average / sum;
        }
    }
}
