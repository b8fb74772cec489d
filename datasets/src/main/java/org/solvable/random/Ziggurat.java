package org.solvable.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Standard normals by the ziggurat of 128 layers [Marsaglia, Tsang 2000] in the corrected form of [Doornik, "An improved
 * ziggurat method to generate normal random samples", 2005]: layer and abscissa come from disjoint bits of one draw.
 *
 * <p>Tables and rejections use {@code StrictMath}: the same bits on every JDK.
 */
final class Ziggurat {

    private static final int LAYERS = 128;
    private static final double START = 3.442619855899;
    private static final double AREA = 9.91256303526217e-3;
    private static final double[] X = new double[LAYERS + 1];
    private static final double[] RATIO = new double[LAYERS];

    static {
        double f = StrictMath.exp(-0.5 * START * START);
        X[0] = AREA / f;
        X[1] = START;
        for (int i = 2; i < LAYERS; i++) {
            X[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / X[i - 1] + f));
            f = StrictMath.exp(-0.5 * X[i] * X[i]);
        }
        for (int i = 0; i < LAYERS; i++) {
            RATIO[i] = X[i + 1] / X[i];
        }
    }

    private Ziggurat() {}

    /** One normal. */
    static double next(UniformRandomProvider source) {
        while (true) {
            long bits = source.nextLong();
            double normal = candidate(bits);
            if (Double.isNaN(normal)) {
                normal = unlikely(bits, source);
            }
            if (!Double.isNaN(normal)) {
                return normal;
            }
        }
    }

    /** The normal of 99 draws in 100, NaN for the others. */
    private static double candidate(long bits) {
        int layer = (int) bits & (LAYERS - 1);
        // 53 high bits as a signed number in [-1, 1).
        double u = (bits >> 10) * 0x1p-53;
        return Math.abs(u) < RATIO[layer] ? u * X[layer] : Double.NaN;
    }

    /** The tail, or the wedge between two layers; NaN where it is rejected. */
    private static double unlikely(long bits, UniformRandomProvider source) {
        int layer = (int) bits & (LAYERS - 1);
        double u = (bits >> 10) * 0x1p-53;
        if (layer == 0) {
            return tail(source, u < 0);
        }
        double x = u * X[layer];
        double outer = StrictMath.exp(-0.5 * (X[layer] * X[layer] - x * x));
        double inner = StrictMath.exp(-0.5 * (X[layer + 1] * X[layer + 1] - x * x));
        return inner + open(source) * (outer - inner) < 1 ? x : Double.NaN;
    }

    /**
     * {@code out[from … to-1]}: the numbers that {@link #next} gives on {@code new XoRoShiRo128PlusPlus(s0, s1)}. The state
     * stays in registers, which halves the time; it becomes an object only where a draw needs more than one number.
     */
    static void fill(double[] out, int from, int to, long s0, long s1) {
        int i = from;
        while (i < to) {
            long bits = Long.rotateLeft(s0 + s1, 17) + s0;
            s1 ^= s0;
            s0 = Long.rotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
            s1 = Long.rotateLeft(s1, 28);
            double normal = candidate(bits);
            if (Double.isNaN(normal)) {
                Registers source = new Registers(s0, s1);
                normal = unlikely(bits, source);
                s0 = source.s0;
                s1 = source.s1;
                if (Double.isNaN(normal)) {
                    continue;
                }
            }
            out[i++] = normal;
        }
    }

    /** The state of {@link #fill} as a generator. */
    private static final class Registers implements UniformRandomProvider {
        private long s0;
        private long s1;

        Registers(long s0, long s1) {
            this.s0 = s0;
            this.s1 = s1;
        }

        @Override
        public long nextLong() {
            long bits = Long.rotateLeft(s0 + s1, 17) + s0;
            s1 ^= s0;
            s0 = Long.rotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
            s1 = Long.rotateLeft(s1, 28);
            return bits;
        }
    }

    private static double tail(UniformRandomProvider source, boolean negative) {
        while (true) {
            double x = StrictMath.log(open(source)) / START;
            double y = StrictMath.log(open(source));
            if (-2 * y >= x * x) {
                return negative ? x - START : START - x;
            }
        }
    }

    private static double open(UniformRandomProvider source) {
        return ((source.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }
}
