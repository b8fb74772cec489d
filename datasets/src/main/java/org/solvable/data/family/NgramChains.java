package org.solvable.data.family;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import org.solvable.random.RandomStream;

/**
 * Sequences of n-gram Markov chains, each with a kernel of its own whose rows are Dirichlet(α) [Chen, Sheen, Wang, Yang, arXiv
 * 2409.10559].
 *
 * <p>The first r tokens are uniform, then L + 1 - r tokens follow the kernel; the last token is the target. Sequence i has one
 * stream for its kernel and one for its tokens, so that L may change while the kernels stay.
 *
 * @param d vocabulary, at least 2
 * @param lags parents, rising
 * @param alpha concentration α, finite and positive
 * @param length L, larger than the largest lag
 */
public record NgramChains(int d, List<Integer> lags, double alpha, int length) {

    public NgramChains {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha = " + alpha + ": must be finite and > 0");
        }
        if (d < 2) {
            throw new IllegalArgumentException("d = " + d + ": must be at least 2");
        }
        lags = List.copyOf(lags);
        if (lags.isEmpty() || length <= lags.getLast()) {
            throw new IllegalArgumentException("L = " + length + ": must exceed the largest parent lag of " + lags);
        }
    }

    /** Kernel number i of a seed's stream. */
    public MarkovKernel kernel(RandomStream stream, long i) {
        return MarkovKernel.dirichlet(d, lags, alpha, stream.split("kernel").split(i));
    }

    /** Tokens x₁ … x_{L+1} of one chain. */
    public int[] tokens(MarkovKernel kernel, RandomStream own) {
        int[] x = new int[length + 1];
        int r = kernel.order();
        for (int t = 0; t < x.length; t++) {
            if (t < r) {
                x[t] = own.nextInt(d);
            } else {
                int u = kernel.rowAt(x, t);
                double p = own.nextDouble();
                int z = 0;
                double sum = kernel.at(u, 0);
                while (p >= sum && z < d - 1) {
                    sum += kernel.at(u, ++z);
                }
                x[t] = z;
            }
        }
        return x;
    }

    /**
     * Draws sequences, each with a fresh kernel.
     *
     * @param count at least 1
     * @param checkpoint told the fraction done
     */
    public TokenSequences draw(int count, RandomStream stream, DoubleConsumer checkpoint) {
        return draw(count, i -> kernel(stream, i), stream, checkpoint);
    }

    /** Draws sequences that share one kernel. */
    public TokenSequences draw(MarkovKernel kernel, int count, RandomStream stream, DoubleConsumer checkpoint) {
        if (kernel.d() != d || kernel.order() >= length) {
            throw new IllegalArgumentException("kernel has d = " + kernel.d() + ", order " + kernel.order()
                    + ": must have d = " + d + " and an order below L = " + length);
        }
        return draw(count, i -> kernel, stream, checkpoint);
    }

    private TokenSequences draw(
            int count, IntFunction<MarkovKernel> kernels, RandomStream stream, DoubleConsumer checkpoint) {
        if (count < 1) {
            throw new IllegalArgumentException("count = " + count + ": must be at least 1");
        }
        int[][] tokens = new int[count][];
        double[][] soft = new double[count][d];
        RandomStream walks = stream.split("tokens");
        for (int i = 0; i < count; i++) {
            MarkovKernel kernel = kernels.apply(i);
            tokens[i] = tokens(kernel, walks.split(i));
            int u = kernel.rowAt(tokens[i], length);
            for (int z = 0; z < d; z++) {
                soft[i][z] = kernel.at(u, z);
            }
            if (i % 64 == 0) {
                checkpoint.accept((double) i / count);
            }
        }
        return new TokenSequences(d, tokens, soft);
    }
}
