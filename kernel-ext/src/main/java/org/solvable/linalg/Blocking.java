package org.solvable.linalg;

/**
 * How a product is cut into blocks: a function of its shape and of the kind of arithmetic alone, never of the number of
 * threads or of where operands lie, so that sums are always taken in the same order.
 *
 * <p>C is cut into tiles of {@code rows x columns}, the inner dimension into {@code depth}. Tiles are wide and flat, since
 * BLAS repacks the wide operand cheaply: at n = 3000 strips of 256 full rows keep 97 % of the speed of one call, square
 * tiles of 512 only 88 % (measured, OpenBLAS 0.3.31).
 *
 * @param rows rows of a tile
 * @param columns columns of a tile
 * @param depth inner dimension of a block
 */
record Blocking(long rows, long columns, long depth) {

    /** Work that takes about 0.3 ms of native code, the longest that may pin the Java heap. */
    static final double SMALL_FLOPS = 2e7;

    /** Memory traffic that takes about 0.4 ms. */
    static final double SMALL_BYTES = 4e6;

    /** Height of a strip. */
    static final long STRIP = 256;

    private static final long WIDTH = 4096;

    /** Operations per byte below which a product is bound by memory and copying its operands would not pay. */
    private static final double SKINNY = 8;

    static boolean isSmall(long m, long n, long k, Precision precision) {
        return 2.0 * m * n * k <= SMALL_FLOPS && bytes(m, n, k, precision) <= SMALL_BYTES;
    }

    /** Whether time goes into moving the operands rather than into arithmetic. */
    static boolean isSkinny(long m, long n, long k, Precision precision) {
        return 2.0 * m * n * k < SKINNY * bytes(m, n, k, precision);
    }

    private static double bytes(double m, double n, double k, Precision precision) {
        return precision.bytes() * (m * k + k * n + 2 * m * n);
    }

    /** The blocks of an m x n product over k. */
    static Blocking of(long m, long n, long k, Precision precision, long blockFlops) {
        if (isSmall(m, n, k, precision)) {
            return new Blocking(m, n, k);
        }
        if (isSkinny(m, n, k, precision)) {
            long columns = Math.min(n, 512);
            long depth = Math.min(k, 512);
            double byRow = precision.bytes() * (depth + 2.0 * columns);
            double rows = Math.min(SMALL_FLOPS / (2.0 * columns * depth), SMALL_BYTES / 2 / byRow);
            return new Blocking(Math.min(m, Math.max(8, (long) rows / 8 * 8)), columns, depth);
        }
        // In single precision higher strips pay once there are several of them.
        long rows = even(m, precision == Precision.FLOAT && m > 1024 ? 2 * STRIP : STRIP);
        long columns = m > STRIP ? even(n, WIDTH) : even(n, WIDTH / 4);
        double depth = blockFlops / (2.0 * rows * columns);
        return new Blocking(rows, columns, Math.min(k, Math.max(128, (long) depth / 64 * 64)));
    }

    /** Length of equal parts of at most {@code limit}, a multiple of 16 where there are several. */
    static long even(long total, long limit) {
        if (total <= limit) {
            return total;
        }
        long parts = (total + limit - 1) / limit;
        return ((total + parts - 1) / parts + 15) / 16 * 16;
    }

    /** Number of blocks of length {@code step} that cover {@code total}. */
    static long count(long total, long step) {
        return (total + step - 1) / step;
    }
}
