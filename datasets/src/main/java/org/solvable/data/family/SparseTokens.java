package org.solvable.data.family;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.solvable.random.RandomStream;
import org.solvable.random.Sphere;

/**
 * Sequences of noise in which a positive one hides a weak signal in a few tokens [Barnfield, Cui, Lu, arXiv 2509.25153].
 *
 * <p>A sequence is L tokens in R^d with independent standard normal components. With probability π it is positive: then R of its
 * positions, chosen uniformly, carry θ ξ in addition, ξ a unit vector common to all. Sequence i draws from a stream of its own,
 * so that it depends neither on how many others there are nor on which of them are drawn again.
 *
 * @param dimension d, at least 1
 * @param length L, at least 1
 * @param informative R, in [1, L]
 * @param theta θ, finite and at least 0
 * @param pi π, in (0, 1)
 */
public record SparseTokens(int dimension, int length, int informative, double theta, double pi) {

    public SparseTokens {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be at least 1");
        }
        if (length < 1) {
            throw new IllegalArgumentException("length = " + length + ": must be at least 1");
        }
        if (informative < 1 || informative > length) {
            throw new IllegalArgumentException(
                    "informative = " + informative + ": must be in [1, length = " + length + "]");
        }
        if (!(theta >= 0 && theta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("theta = " + theta + ": must be finite and >= 0");
        }
        if (!(pi > 0 && pi < 1)) {
            throw new IllegalArgumentException("pi = " + pi + ": must be > 0 and < 1");
        }
    }

    /** A signal direction ξ, uniform on the unit sphere. */
    public double[] signal(RandomStream stream) {
        double[] xi = new double[dimension];
        Sphere.fill(stream, 1, xi);
        return xi;
    }

    /**
     * Sequences number 0 to count - 1 of a stream.
     *
     * @param signal ξ, d components
     */
    public LabelledSequences draw(double[] signal, int count, RandomStream stream) {
        if (count < 1) {
            throw new IllegalArgumentException("count = " + count + ": must be at least 1");
        }
        DMatrixRMaj tokens = new DMatrixRMaj(Math.multiplyExact(count, length), dimension);
        double[] labels = new double[count];
        int[][] positions = new int[count][];
        for (int i = 0; i < count; i++) {
            positions[i] = fill(signal, i, stream, tokens.data, Math.toIntExact((long) i * length * dimension));
            labels[i] = label(i, stream);
        }
        return new LabelledSequences(length, tokens, labels, positions);
    }

    /** Label ±1 of sequence {@code index} of a stream, without its tokens. */
    public double label(long index, RandomStream stream) {
        return stream.split(index).nextDouble() < pi ? 1 : -1;
    }

    /**
     * Writes the L x d tokens of one sequence, row by row.
     *
     * @param signal ξ, d components
     * @param index number of the sequence, at least 0
     * @param out where to write
     * @param from first element to write
     * @return positions of the informative tokens, in increasing order; none for a negative sequence
     */
    public int[] fill(double[] signal, long index, RandomStream stream, double[] out, int from) {
        if (signal.length != dimension) {
            throw new IllegalArgumentException("signal has " + signal.length + " components: must have " + dimension);
        }
        int size = Math.multiplyExact(length, dimension);
        Objects.checkFromIndexSize(from, size, out.length);
        RandomStream own = stream.split(index);
        boolean positive = own.nextDouble() < pi;
        own.fillGaussianFast(out, from, size);
        if (!positive) {
            return new int[0];
        }
        int[] positions = new int[informative];
        int chosen = 0;
        // Each position in turn with the probability that keeps all subsets equally likely.
        for (int l = 0; l < length && chosen < informative; l++) {
            if (own.nextInt(length - l) < informative - chosen) {
                positions[chosen++] = l;
                int row = from + l * dimension;
                for (int j = 0; j < dimension; j++) {
                    out[row + j] += theta * signal[j];
                }
            }
        }
        return positions;
    }
}
