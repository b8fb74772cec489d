package org.solvable.talk.sparsetoken;

/** Weights of the hypergeometric law. */
final class Hypergeometrics {

    private Hypergeometrics() {}

    /** P(j marked among k drawn from a population with some marked), j = 0 … min(k, marked). */
    static double[] weights(long population, long k, long marked) {
        int top = Math.toIntExact(Math.min(k, marked));
        long least = Math.max(0, k + marked - population);
        double[] p = new double[top + 1];
        // From the mode outwards by ratios, so that nothing overflows; normalised at the end.
        int mode = (int) Math.clamp((long) ((k + 1.0) * (marked + 1.0) / (population + 2.0)), least, top);
        p[mode] = 1;
        for (int j = mode; j < top; j++) {
            p[j + 1] = p[j] * (marked - j) * (k - j) / ((j + 1.0) * (population - marked - k + j + 1.0));
        }
        for (int j = mode; j > least; j--) {
            p[j - 1] = p[j] * j * (population - marked - k + j) / ((marked - j + 1.0) * (k - j + 1.0));
        }
        double sum = 0;
        for (double v : p) {
            sum += v;
        }
        for (int j = 0; j <= top; j++) {
            p[j] /= sum;
        }
        return p;
    }
}
