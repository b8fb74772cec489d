package org.solvable.linalg;

/**
 * exp, tanh and the logistic function in operations that every JVM rounds alike, and the constants that the vectorised
 * twins share.
 *
 * <p>{@code Math.exp} differs between JDK versions and processors, and the Vector API's {@code EXP} even between the
 * interpreter and compiled code of one run. Here only +, *, /, fused multiply-add and bit shifts are used, so that scalar
 * and vector code agree to the last bit everywhere. exp: reduction by multiples of ln 2 in two parts, then 1 + r + r² q(r)
 * with minimax q; tanh: odd minimax polynomial below {@value #TANH_SWITCH}, (1-e)/(1+e) with e = exp(-2|x|) above. The
 * polynomials are Remez fits made with 60 digits; relative error of the exponential polynomial 3.6e-18 (double) and 3.1e-9
 * (float), of the tanh polynomial 5.5e-19 and 1e-9. Measured: exp within 1 ulp, tanh within 3 ulp.
 */
final class Transcendental {

    static final double LOG2E = 0x1.71547652b82fep0;
    static final double LN2_HIGH = 0x1.62e42fefap-1;
    static final double LN2_LOW = 0x1.cf79abc9e3b3ap-40;
    /** 1.5 * 2^52: adding it rounds to an integer, which then stands in the low bits. */
    static final double ROUND = 0x1.8p52;

    static final double EXP_MAX = 710;
    static final double EXP_MIN = -746;
    static final double TANH_SWITCH = 0.55;

    static final double E2 = 0x1.000000000000ap-1;
    static final double E3 = 0x1.55555555554fap-3;
    static final double E4 = 0x1.555555555087dp-5;
    static final double E5 = 0x1.1111111127be9p-7;
    static final double E6 = 0x1.6c16c1842a0e4p-10;
    static final double E7 = 0x1.a01a012a56626p-13;
    static final double E8 = 0x1.a0199a0c7067bp-16;
    static final double E9 = 0x1.71df2555820b7p-19;
    static final double E10 = 0x1.28ad72c46d724p-22;
    static final double E11 = 0x1.ad7f6966eed54p-26;

    static final double[] TANH = {
        -0x1.555555555554fp-2,
        0x1.11111111107ebp-3,
        -0x1.ba1ba1b981b07p-5,
        0x1.664f485a553ecp-6,
        -0x1.226e2f30b7052p-7,
        0x1.d6d29fe730882p-9,
        -0x1.7d9009990ffaap-10,
        0x1.34855e3d28bc2p-11,
        -0x1.e98080feb91dfp-13,
        0x1.5da330e8d026dp-14,
        -0x1.47822bb8617bcp-16
    };

    static final float LOG2E_F = 0x1.715476p0f;
    static final float LN2_HIGH_F = 0x1.62e4p-1f;
    static final float LN2_LOW_F = 0x1.7f7d1cp-20f;
    static final float ROUND_F = 0x1.8p23f;

    static final float EXP_MAX_F = 89;
    static final float EXP_MIN_F = -105;
    static final float TANH_SWITCH_F = 0.55f;

    static final float F2 = 0.4999999344783835f;
    static final float F3 = 0.16666520631773324f;
    static final float F4 = 0.04166838803103761f;
    static final float F5 = 0.008368716875262359f;
    static final float F6 = 0.0013814599553094665f;

    static final float[] TANH_F = {
        -0.3333331804572805f, 0.1333260168590656f, -0.05385385793507751f, 0.021077758257955777f, -0.006282473116164494f
    };

    private Transcendental() {}

    /** e^x; NaN for NaN. */
    static double exp(double x) {
        double c = Math.max(EXP_MIN, Math.min(EXP_MAX, x));
        double shifted = Math.fma(c, LOG2E, ROUND);
        double k = shifted - ROUND;
        double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, c));
        double q = Math.fma(E11, r, E10);
        q = Math.fma(q, r, E9);
        q = Math.fma(q, r, E8);
        q = Math.fma(q, r, E7);
        q = Math.fma(q, r, E6);
        q = Math.fma(q, r, E5);
        q = Math.fma(q, r, E4);
        q = Math.fma(q, r, E3);
        q = Math.fma(q, r, E2);
        double p = 1 + Math.fma(r * r, q, r);
        // 2^k in two factors, since k runs from -1077 to 1025; the second one alone may round (to a subnormal).
        double half = Math.fma(k, 0.5, ROUND);
        double k1 = half - ROUND;
        double scale1 = Double.longBitsToDouble((Double.doubleToRawLongBits(half) << 52) + ONE);
        double scale2 = Double.longBitsToDouble((Double.doubleToRawLongBits((k - k1) + ROUND) << 52) + ONE);
        return p * scale1 * scale2;
    }

    /** Bits of 1.0. */
    static final long ONE = 0x3ff0000000000000L;

    /** Bits of 1.0f. */
    static final int ONE_F = 0x3f800000;

    static float exp(float x) {
        float c = Math.max(EXP_MIN_F, Math.min(EXP_MAX_F, x));
        float shifted = Math.fma(c, LOG2E_F, ROUND_F);
        float k = shifted - ROUND_F;
        float r = Math.fma(-k, LN2_LOW_F, Math.fma(-k, LN2_HIGH_F, c));
        float q = Math.fma(F6, r, F5);
        q = Math.fma(q, r, F4);
        q = Math.fma(q, r, F3);
        q = Math.fma(q, r, F2);
        float p = 1 + Math.fma(r * r, q, r);
        float half = Math.fma(k, 0.5f, ROUND_F);
        float k1 = half - ROUND_F;
        float scale1 = Float.intBitsToFloat((Float.floatToRawIntBits(half) << 23) + ONE_F);
        float scale2 = Float.intBitsToFloat((Float.floatToRawIntBits((k - k1) + ROUND_F) << 23) + ONE_F);
        return p * scale1 * scale2;
    }

    static double tanh(double x) {
        double a = Math.abs(x);
        if (a < TANH_SWITCH) {
            double s = x * x;
            double q = TANH[TANH.length - 1];
            for (int i = TANH.length - 2; i >= 0; i--) {
                q = Math.fma(q, s, TANH[i]);
            }
            return Math.fma(x * s, q, x);
        }
        double e = exp(-2 * a);
        return Math.copySign((1 - e) / (1 + e), x);
    }

    static float tanh(float x) {
        float a = Math.abs(x);
        if (a < TANH_SWITCH_F) {
            float s = x * x;
            float q = TANH_F[TANH_F.length - 1];
            for (int i = TANH_F.length - 2; i >= 0; i--) {
                q = Math.fma(q, s, TANH_F[i]);
            }
            return Math.fma(x * s, q, x);
        }
        float e = exp(-2 * a);
        return Math.copySign((1 - e) / (1 + e), x);
    }

    /** 1 / (1 + e^-x). */
    static double logistic(double x) {
        return 1 / (1 + exp(-x));
    }

    static float logistic(float x) {
        return 1 / (1 + exp(-x));
    }

    /** f(x) as the backends compute it in double. */
    static double apply(Elementwise f, double x) {
        return switch (f) {
            case IDENTITY -> x;
            case EXP -> exp(x);
            case LOG -> StrictMath.log(x);
            case TANH -> tanh(x);
            case SIGMOID -> logistic(x);
            case RELU -> Math.max(x, 0.0);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
        };
    }

    static float apply(Elementwise f, float x) {
        return switch (f) {
            case IDENTITY -> x;
            case EXP -> exp(x);
            case LOG -> (float) StrictMath.log(x);
            case TANH -> tanh(x);
            case SIGMOID -> logistic(x);
            case RELU -> Math.max(x, 0.0f);
            case SQRT -> (float) Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
        };
    }
}
