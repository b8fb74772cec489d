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

    static double next(UniformRandomProvider source) {
        while (true) {
            long bits = source.nextLong();
            int layer = (int) bits & (LAYERS - 1);
            // 53 high bits as a signed number in [-1, 1).
            double u = (bits >> 10) * 0x1p-53;
            if (Math.abs(u) < RATIO[layer]) {
                return u * X[layer];
            }
            if (layer == 0) {
                return tail(source, u < 0);
            }
            double x = u * X[layer];
            double outer = StrictMath.exp(-0.5 * (X[layer] * X[layer] - x * x));
            double inner = StrictMath.exp(-0.5 * (X[layer + 1] * X[layer + 1] - x * x));
            if (inner + open(source) * (outer - inner) < 1) {
                return x;
            }
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
