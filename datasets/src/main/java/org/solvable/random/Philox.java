package org.solvable.random;

/**
 * The Philox4x64-10 block function [Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011]: a
 * keyed permutation of 256-bit counters whose images pass the usual batteries of tests.
 */
final class Philox {

    private static final long M0 = 0xD2E7470EE14C6C93L;
    private static final long M1 = 0xCA5A826395121157L;
    private static final long W0 = 0x9E3779B97F4A7C15L;
    private static final long W1 = 0xBB67AE8584CAA73BL;
    private static final int ROUNDS = 10;

    private Philox() {}

    /** Writes the image of the counter (c0, c1, c2, c3) under the key (k0, k1) to {@code out[0..3]}. */
    static void block(long c0, long c1, long c2, long c3, long k0, long k1, long[] out) {
        for (int r = 0; r < ROUNDS; r++) {
            long high0 = Math.unsignedMultiplyHigh(M0, c0);
            long low0 = M0 * c0;
            long high1 = Math.unsignedMultiplyHigh(M1, c2);
            long low1 = M1 * c2;
            c0 = high1 ^ c1 ^ k0;
            c1 = low1;
            c2 = high0 ^ c3 ^ k1;
            c3 = low0;
            k0 += W0;
            k1 += W1;
        }
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }
}
