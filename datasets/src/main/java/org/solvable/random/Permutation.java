package org.solvable.random;

/** Uniform permutations. */
public final class Permutation {

    private Permutation() {}

    /**
     * A uniform permutation of 0 … n-1 (Fisher and Yates).
     *
     * @param n at least 0
     */
    public static int[] of(RandomStream stream, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("n = " + n + ": must be >= 0");
        }
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = stream.nextInt(i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }
}
