package org.solvable.grad;

import org.solvable.random.RandomStream;

/** How the numbers of a {@link Parameter} start. */
@FunctionalInterface
public interface Initializer {

    /**
     * One matrix of start values.
     *
     * @return {@code rows * columns} numbers, row by row
     */
    double[] draw(int rows, int columns, RandomStream stream);

    /** All equal to {@code value}: 0 for biases, 1 for gains. */
    static Initializer constant(double value) {
        return (rows, columns, stream) -> {
            double[] w = new double[Math.multiplyExact(rows, columns)];
            java.util.Arrays.fill(w, value);
            return w;
        };
    }

    /**
     * Independent normals of mean 0.
     *
     * @param deviation standard deviation, finite and at least 0
     */
    static Initializer gaussian(double deviation) {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("deviation = " + deviation + ": must be finite and >= 0");
        }
        return (rows, columns, stream) -> {
            double[] w = new double[Math.multiplyExact(rows, columns)];
            stream.fillGaussian(w, 0, w.length);
            for (int i = 0; i < w.length; i++) {
                w[i] *= deviation;
            }
            return w;
        };
    }

    /**
     * Normals cut at two standard deviations and rescaled to variance 1/fan-in, where fan-in is the number of rows (inputs):
     * the initialisation of LeCun, in the truncated form that the Flax library uses.
     */
    static Initializer lecunNormal() {
        return (rows, columns, stream) -> {
            // Standard deviation of a standard normal cut at +-2.
            double cut = 0.87962566103423978;
            double scale = 1 / (Math.sqrt(rows) * cut);
            double[] w = new double[Math.multiplyExact(rows, columns)];
            for (int i = 0; i < w.length; i++) {
                double z = stream.nextGaussian();
                while (Math.abs(z) > 2) {
                    z = stream.nextGaussian();
                }
                w[i] = z * scale;
            }
            return w;
        };
    }
}
