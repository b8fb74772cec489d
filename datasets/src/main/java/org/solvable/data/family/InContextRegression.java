package org.solvable.data.family;

import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.solvable.random.ChiSquare;
import org.solvable.random.RandomStream;

/**
 * Prompts of in-context linear regression: ℓ labelled examples of a task and one query [Lu et al., arXiv 2405.11751].
 *
 * <p>Tokens xᵢ are normal with covariance I/d, labels are yᵢ = ⟨xᵢ, w⟩ + noise of variance ρ. Prompt i draws from a stream of
 * its own, so that the first n prompts do not depend on how many follow, nor on the number of threads.
 *
 * @param dimension d, at least 1
 * @param contextLength ℓ, at least 1
 * @param rho label-noise variance ρ, finite and at least 0
 */
public record InContextRegression(int dimension, int contextLength, double rho) {

    /** How the sums over the context are drawn. */
    public enum Sampler {
        /** From their joint law, in O(d) whatever ℓ. */
        DIRECT,
        /** By drawing all ℓ tokens, in O(ℓ d): the definition. */
        TOKENS
    }

    private static final int BLOCK = 64;

    public InContextRegression {
        require("dimension", dimension);
        require("contextLength", contextLength);
        if (!(rho >= 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rho = " + rho + ": must be finite and >= 0");
        }
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + ": must be at least 1");
        }
    }

    /**
     * A bank of tasks.
     *
     * @param count k, at least 1
     * @return k x d, one task in each row; row j draws from {@code stream.split(j)}
     */
    public DMatrixRMaj taskBank(int count, TaskLaw law, RandomStream stream) {
        require("count", count);
        DMatrixRMaj bank = new DMatrixRMaj(count, dimension);
        double[] w = new double[dimension];
        for (int j = 0; j < count; j++) {
            law.draw(stream.split(j), w);
            System.arraycopy(w, 0, bank.data, j * dimension, dimension);
        }
        return bank;
    }

    /** Prompts whose tasks are picked uniformly from a bank. */
    public Prompts fromBank(
            DMatrixRMaj bank, int count, Sampler sampler, RandomStream stream, DoubleConsumer checkpoint) {
        if (bank.numCols != dimension || bank.numRows < 1) {
            throw new IllegalArgumentException("bank is " + bank.numRows + " x " + bank.numCols + ": must have d = "
                    + dimension + " columns and at least one row");
        }
        return draw(count, sampler, stream, checkpoint, (own, w) -> {
            int task = own.nextInt(bank.numRows);
            System.arraycopy(bank.data, task * dimension, w, 0, dimension);
            return task;
        });
    }

    /** Prompts that each have a fresh task. */
    public Prompts fresh(TaskLaw law, int count, Sampler sampler, RandomStream stream, DoubleConsumer checkpoint) {
        return draw(count, sampler, stream, checkpoint, (own, w) -> {
            law.draw(own, w);
            return -1;
        });
    }

    private interface TaskSource {
        int next(RandomStream own, double[] w);
    }

    private Prompts draw(
            int count, Sampler sampler, RandomStream stream, DoubleConsumer checkpoint, TaskSource source) {
        require("count", count);
        int d = dimension;
        DMatrixRMaj queries = new DMatrixRMaj(count, d);
        DMatrixRMaj contexts = new DMatrixRMaj(count, d + 1);
        double[] labels = new double[count];
        int[] tasks = new int[count];
        // Long contexts make prompts dear: fewer of them between two looks at the stop button.
        int size =
                sampler == Sampler.DIRECT ? BLOCK : (int) Math.clamp(2_000_000L / ((long) contextLength * d), 1, BLOCK);
        int blocks = (int) (((long) count + size - 1) / size);
        IntStream.range(0, blocks).parallel().forEach(b -> {
            double[] w = new double[d];
            double[] token = new double[d];
            for (int i = b * size; i < Math.min((long) count, (b + 1L) * size); i++) {
                RandomStream own = stream.split(i);
                tasks[i] = source.next(own, w);
                switch (sampler) {
                    case DIRECT -> direct(own, w, contexts.data, i * (d + 1));
                    case TOKENS -> tokens(own, w, token, contexts.data, i * (d + 1));
                }
                labels[i] = example(own, w, queries.data, i * d);
            }
            checkpoint.accept((b + 1.0) / blocks);
        });
        return new Prompts(queries, contexts, labels, tasks);
    }

    /** Draws a token to {@code out[from…]} and returns its label. */
    private double example(RandomStream own, double[] w, double[] out, int from) {
        int d = dimension;
        double deviation = 1 / Math.sqrt(d);
        own.fillGaussian(out, from, d);
        double y = 0;
        for (int j = 0; j < d; j++) {
            out[from + j] *= deviation;
            y += out[from + j] * w[j];
        }
        return y + Math.sqrt(rho) * own.nextGaussian();
    }

    private void tokens(RandomStream own, double[] w, double[] token, double[] c, int from) {
        int d = dimension;
        double squares = 0;
        for (int i = 0; i < contextLength; i++) {
            double y = example(own, w, token, 0);
            squares += y * y;
            for (int j = 0; j < d; j++) {
                c[from + j] += y * token[j];
            }
        }
        for (int j = 0; j < d; j++) {
            c[from + j] *= (double) d / contextLength;
        }
        c[from + d] = squares / contextLength;
    }

    /**
     * The sums from their law: S = Σ y² is s χ²_ℓ with s = ρ + ‖w‖²/d; given the labels, Σ yᵢxᵢ is normal with mean S w/(s d)
     * and covariance (S/d)(I - w wᵀ/(s d)).
     */
    private void direct(RandomStream own, double[] w, double[] c, int from) {
        int d = dimension;
        double square = 0;
        for (double x : w) {
            square += x * x;
        }
        double s = rho + square / d;
        double sum = s == 0 ? 0 : s * ChiSquare.sample(own, contextLength);
        own.fillGaussian(c, from, d);
        double along = 0;
        for (int j = 0; j < d; j++) {
            along += c[from + j] * w[j];
        }
        // Shrinks the component along w so that its variance becomes ρ/s.
        double shrink = square == 0 ? 0 : (1 - Math.sqrt(rho / s)) * along / square;
        double mean = s == 0 ? 0 : sum / (s * d);
        double deviation = Math.sqrt(sum / d);
        double scale = (double) d / contextLength;
        for (int j = 0; j < d; j++) {
            c[from + j] = scale * (mean * w[j] + deviation * (c[from + j] - shrink * w[j]));
        }
        c[from + d] = sum / contextLength;
    }
}
