package org.solvable.num;

import java.util.Arrays;
import org.hipparchus.random.SobolSequenceGenerator;
import org.solvable.random.NormalQuantile;
import org.solvable.random.RandomStream;

/**
 * Sobol points with the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30, 2008; table new-joe-kuo-6), mapped to
 * normal variables by the quantile function: equal weights, errors near 1 / size for smooth functions.
 *
 * <p>Up to {@value #MAX_DIMENSION} dimensions and 2^30 points. Point i (natural order, from 0) is the exclusive or of the
 * direction numbers at the bits set in i.
 */
public final class SobolRule implements GaussianRule {

    /** Largest supported number of dimensions. */
    public static final int MAX_DIMENSION = 1000;

    /** Direction numbers are kept as fractions of 2^BITS. */
    private static final int BITS = 52;

    private final int dimension;
    private final int log2Size;
    private final long[][] steps;
    private final long[][] shifts;

    private SobolRule(int dimension, int log2Size, long[][] shifts) {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be in [1, " + MAX_DIMENSION + "]");
        }
        if (log2Size < 0 || log2Size > 30) {
            throw new IllegalArgumentException("log2Size = " + log2Size + ": must be in [0, 30]");
        }
        this.dimension = dimension;
        this.log2Size = log2Size;
        this.shifts = shifts;
        this.steps = steps(directions(dimension, log2Size));
    }

    /**
     * The plain rule, without randomness: the first 2^log2Size points, each coordinate moved by half a cell, 1 / (2 N).
     *
     * <p>For tests and for smooth curves; it has no error bar.
     */
    public static SobolRule canonical(int dimension, int log2Size) {
        return new SobolRule(dimension, log2Size, new long[0][]);
    }

    /**
     * Independent copies, each with one random digital shift (exclusive or) per dimension: unbiased, with error bar.
     *
     * @param dimension in [1, 1000]
     * @param log2Size binary logarithm of the number of points in one copy, in [0, 30]
     * @param replicas number of copies, at least 2; 4 to 16 are usual
     * @param random where the shifts come from; only its key counts, not its position
     */
    public static SobolRule shifted(int dimension, int log2Size, int replicas, RandomStream random) {
        if (replicas < 2) {
            throw new IllegalArgumentException("replicas = " + replicas + ": must be >= 2 to give an error bar");
        }
        RandomStream bits = random.split("digital shifts");
        long[][] shifts = new long[replicas][Math.max(0, dimension)];
        for (long[] shift : shifts) {
            for (int j = 0; j < dimension; j++) {
                shift[j] = bits.nextLong() >>> (64 - BITS);
            }
        }
        return new SobolRule(dimension, log2Size, shifts);
    }

    /**
     * The direction numbers v[j][k] of dimension j, as fractions of 2^52: the point with only bit k set in its index.
     *
     * <p>Hipparchus ships the table; its generator walks in Gray code order, where point 2^k is v[k] xor v[k-1].
     */
    static long[][] directions(int dimension, int count) {
        SobolSequenceGenerator generator = new SobolSequenceGenerator(dimension);
        long[][] v = new long[dimension][count];
        for (int k = 0; k < count; k++) {
            double[] point = generator.skipTo(1 << k);
            for (int j = 0; j < dimension; j++) {
                v[j][k] = (long) (point[j] * 0x1p52) ^ (k == 0 ? 0 : v[j][k - 1]);
            }
        }
        return v;
    }

    /** What changes from point i to i + 1 when the lowest k + 1 bits of the index flip. */
    private static long[][] steps(long[][] directions) {
        long[][] steps = new long[directions.length][];
        for (int j = 0; j < directions.length; j++) {
            steps[j] = directions[j].clone();
            for (int k = 1; k < steps[j].length; k++) {
                steps[j][k] ^= steps[j][k - 1];
            }
        }
        return steps;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public long size() {
        return 1L << log2Size;
    }

    @Override
    public int replicas() {
        return Math.max(1, shifts.length);
    }

    @Override
    public ErrorBar errorBar() {
        return shifts.length == 0 ? ErrorBar.NONE : ErrorBar.BETWEEN_REPLICAS;
    }

    @Override
    public void fill(NodeBlock nodes) {
        uniforms(nodes);
        for (int j = 0; j < dimension; j++) {
            double[] x = nodes.x(j);
            for (int i = 0; i < nodes.length(); i++) {
                x[i] = NormalQuantile.of(x[i]);
            }
        }
    }

    /** The points in the open unit cube, before the quantile function. */
    void uniforms(NodeBlock nodes) {
        int n = nodes.length();
        Arrays.fill(nodes.weights(), 0, n, 1.0 / size());
        boolean shift = shifts.length > 0;
        double half = shift ? 0x1p-53 : 0.5 / size();
        for (int j = 0; j < dimension; j++) {
            double[] x = nodes.x(j);
            long[] step = steps[j];
            long point = shift ? shifts[nodes.replica()][j] : 0;
            for (int k = 0; k < log2Size; k++) {
                if ((nodes.first() >> k & 1) != 0) {
                    point ^= step[k] ^ (k == 0 ? 0 : step[k - 1]);
                }
            }
            for (int i = 0; i < n; i++) {
                x[i] = point * 0x1p-52 + half;
                int flipped = Long.numberOfTrailingZeros(nodes.first() + i + 1);
                if (flipped < log2Size) {
                    point ^= step[flipped];
                }
            }
        }
    }

    @Override
    public String toString() {
        String kind = shifts.length == 0 ? "canonical" : shifts.length + " digital shifts";
        return "Sobol rule, dimension " + dimension + ", 2^" + log2Size + " points, " + kind;
    }
}
