package org.solvable.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A stream of random numbers whose i-th draw depends on the seed and on i, and on nothing else.
 *
 * <p>Draws come from Philox4x64-10 in counter mode: draw i is word i mod 4 of block ⌊i/4⌋ under the stream's 128-bit key.
 * The key comes from a seed, or from a parent's key and a label ({@link #split}); what has been drawn before never
 * matters. The same seed gives the same bytes on every JDK, processor and thread count.
 *
 * <p>Two kinds of normals: {@link #nextGaussian} and {@link #fillGaussian} take exactly one 64-bit draw each (inverse
 * distribution function), so that they too are addressable; {@link #fillGaussianFast} is a ziggurat on one stream per
 * block of 4096, several times faster, for bulk noise.
 *
 * <p>A stream remembers its position and is not safe for several threads; give each its own by {@link #split}.
 */
public final class RandomStream {

    /** Normals in one block of {@link #fillGaussianFast}. */
    public static final int BLOCK = 4096;

    /** Counter words that keep the uses of one key apart. */
    private static final long DRAWS = 0;

    private static final long BULK = 1;
    private static final long SPLIT_INDEX = 2;
    private static final long SPLIT_LABEL = 3;

    private final long key0;
    private final long key1;
    private final long[] words = new long[4];
    private long wordsBlock = -1;
    private long position;
    private long bulkBlock;

    private RandomStream(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The root stream of a seed; every 64-bit number is a good seed. */
    public static RandomStream of(long seed) {
        return new RandomStream(seed, 0x536F6C7661626C65L);
    }

    /** The independent stream number {@code index} of this one; does not depend on the position. */
    public RandomStream split(long index) {
        return derive(index, 0, SPLIT_INDEX);
    }

    /**
     * The independent stream of this name; does not depend on the position. Replicas of an experiment use {@code
     * of(seed).split(modelId).split(parametersText).split(replica)}.
     */
    public RandomStream split(String label) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
            ByteBuffer words128 = ByteBuffer.wrap(hash);
            return derive(words128.getLong(), words128.getLong(), SPLIT_LABEL);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    private RandomStream derive(long a, long b, long use) {
        long[] out = new long[4];
        Philox.block(a, b, 0, use, key0, key1, out);
        return new RandomStream(out[0], out[1]);
    }

    /** A stream of the same key that draws from {@code newPosition} on. */
    public RandomStream at(long newPosition) {
        requireIndex("position", newPosition);
        RandomStream moved = new RandomStream(key0, key1);
        moved.position = newPosition;
        return moved;
    }

    /** Index of the next sequential draw. */
    public long position() {
        return position;
    }

    /** Draw {@code i} of this stream, uniform over all 64-bit numbers; the position stays. */
    public long longAt(long i) {
        requireIndex("i", i);
        long block = i >>> 2;
        if (block != wordsBlock) {
            Philox.block(block, 0, 0, DRAWS, key0, key1, words);
            wordsBlock = block;
        }
        return words[(int) i & 3];
    }

    /** The normal that draw {@code i} gives. */
    public double gaussianAt(long i) {
        return NormalQuantile.of(unit(longAt(i)));
    }

    /** The next draw, uniform over all 64-bit numbers. */
    public long nextLong() {
        return longAt(position++);
    }

    /** Uniform on the open interval (0, 1), on the grid of odd multiples of 2⁻⁵³ (one bit more would round up to 1). */
    public double nextDouble() {
        return unit(nextLong());
    }

    /** A standard normal; takes exactly one draw. */
    public double nextGaussian() {
        return NormalQuantile.of(unit(nextLong()));
    }

    /**
     * Uniform on 0 … bound-1, without bias (rejection, so it may take more than one draw).
     *
     * @param bound at least 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound = " + bound + ": must be at least 1");
        }
        // Lemire's multiply-and-shift: the high word is the number, the low word tells whether it is biased.
        long threshold = Long.remainderUnsigned(-bound, bound);
        while (true) {
            long draw = nextLong();
            if (Long.compareUnsigned(draw * bound, threshold) >= 0) {
                return (int) Math.unsignedMultiplyHigh(draw, bound);
            }
        }
    }

    /** Writes uniforms on (0, 1) to {@code out[from], …, out[from + length - 1]}, one draw each. */
    public void fillUniform(double[] out, int from, int length) {
        Objects.checkFromIndexSize(from, length, out.length);
        for (int i = 0; i < length; i++) {
            out[from + i] = nextDouble();
        }
    }

    /** Writes standard normals to {@code out[from], …, out[from + length - 1]}, one draw each. */
    public void fillGaussian(double[] out, int from, int length) {
        Objects.checkFromIndexSize(from, length, out.length);
        for (int i = 0; i < length; i++) {
            out[from + i] = nextGaussian();
        }
    }

    /**
     * Writes standard normals fast: block b of {@value #BLOCK} numbers has its own generator, keyed by this stream and b.
     * Each call starts with a fresh block. Large fills use all processors; the numbers do not depend on how many.
     */
    public void fillGaussianFast(double[] out, int from, int length) {
        Objects.checkFromIndexSize(from, length, out.length);
        bulk(length, (seed, start, end) -> Ziggurat.fill(out, from + start, from + end, seed[0], seed[1]));
    }

    /** The same numbers as for {@code double[]}, rounded to single precision. */
    public void fillGaussianFast(float[] out, int from, int length) {
        Objects.checkFromIndexSize(from, length, out.length);
        bulk(length, (seed, start, end) -> {
            double[] block = new double[end - start];
            Ziggurat.fill(block, 0, block.length, seed[0], seed[1]);
            for (int i = start; i < end; i++) {
                out[from + i] = (float) block[i - start];
            }
        });
    }

    private interface BlockFill {
        void fill(long[] seed, int start, int end);
    }

    private void bulk(int length, BlockFill fill) {
        int blocks = (int) (((long) length + BLOCK - 1) / BLOCK);
        long first = bulkBlock;
        bulkBlock += blocks;
        IntStream range = IntStream.range(0, blocks);
        // Below some hundred microseconds of work, handing it to other threads costs more than it gives.
        (blocks > 16 ? range.parallel() : range).forEach(b -> {
            int start = b * BLOCK;
            long[] seed = new long[4];
            Philox.block(first + b, 0, 0, BULK, key0, key1, seed);
            fill.fill(seed, start, (int) Math.min((long) start + BLOCK, length));
        });
    }

    private static double unit(long bits) {
        return ((bits >>> 12) + 0.5) * 0x1p-52;
    }

    private static void requireIndex(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " = " + value + ": must be >= 0");
        }
    }

    /** The key and the position, for provenance. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return "Philox4x64-10 key " + hex.toHexDigits(key0) + hex.toHexDigits(key1) + " at " + position;
    }
}
