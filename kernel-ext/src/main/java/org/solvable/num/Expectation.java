package org.solvable.num;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.solvable.linalg.Checkpoint;

/**
 * Expectations of functions of independent standard normal variables, with error bars.
 *
 * <pre>{@code
 * // E tanh(x + 2 y), 8 digital shifts of 2^13 Sobol points
 * Estimate m = Expectation.over(SobolRule.shifted(2, 13, 8, random)).mean(v -> Math.tanh(v[0] + 2 * v[1]));
 *
 * // the same, vectorised
 * Estimate m = Expectation.over(rule).mean((nodes, f) -> {
 *     for (int i = 0; i < nodes.length(); i++) f[0][i] = nodes.x(0)[i] + 2 * nodes.x(1)[i];
 *     LaneMath.best().tanh(f[0], f[0], nodes.length());
 * }, Checkpoint.NONE);
 * }</pre>
 *
 * <p>Sums are taken over blocks of {@link NodeBlock#CAPACITY} nodes and then over blocks in order: the number of threads does
 * not change a bit of the result.
 *
 * @param rule nodes and weights
 * @param threads number of threads that share the blocks, at least 1; the calling thread is one of them
 */
public record Expectation(GaussianRule rule, int threads) {

    /** Checkpoints are at least this far apart: they may cost more than a block. */
    private static final long CHECK_NANOS = 10_000_000;

    /** Checks the ranges. */
    public Expectation {
        Objects.requireNonNull(rule, "rule");
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be >= 1");
        }
        if (blocks(rule) * rule.replicas() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("rule with " + rule.size() + " x " + rule.replicas()
                    + " nodes: at most 2^31 blocks of " + NodeBlock.CAPACITY);
        }
    }

    /** Expectations by this rule on the calling thread. */
    public static Expectation over(GaussianRule rule) {
        return new Expectation(rule, 1);
    }

    /** A copy that uses so many threads; same results. */
    public Expectation withThreads(int count) {
        return new Expectation(rule, count);
    }

    private static long blocks(GaussianRule rule) {
        return (rule.size() + NodeBlock.CAPACITY - 1) / NodeBlock.CAPACITY;
    }

    /**
     * The expectation of a function of one node, for convenience: {@link NodeKernel} is several times faster.
     *
     * @param f receives the coordinates of a node in an array that is reused
     */
    public Estimate mean(ToDoubleFunction<double[]> f) {
        NodeKernel kernel = (nodes, values) -> {
            double[] point = new double[nodes.dimension()];
            for (int i = 0; i < nodes.length(); i++) {
                for (int j = 0; j < point.length; j++) {
                    point[j] = nodes.x(j)[i];
                }
                values[0][i] = f.applyAsDouble(point);
            }
        };
        return mean(kernel, Checkpoint.NONE);
    }

    /** The expectation of one function; see {@link #means}. */
    public Estimate mean(NodeKernel kernel, Checkpoint checkpoint) {
        return means(1, kernel, checkpoint).getFirst();
    }

    /**
     * The expectations of several functions of the same nodes.
     *
     * @param outputs number of functions, at least 1
     * @param kernel evaluates them at a block of nodes; with more than one thread it is called concurrently
     * @param checkpoint called on the calling thread between blocks; what it throws stops the work and is passed on
     * @return for each function mean and standard error; {@link GaussianRule.ErrorBar#NONE} gives NaN for the error, and so
     *     does a single replica. {@code count} is the number of independent samples (nodes or replicas)
     */
    public List<Estimate> means(int outputs, NodeKernel kernel, Checkpoint checkpoint) {
        if (outputs < 1) {
            throw new IllegalArgumentException("outputs = " + outputs + ": must be >= 1");
        }
        Work work = new Work(outputs, kernel);
        work.run(checkpoint);
        return work.estimates();
    }

    /** One evaluation: blocks are numbered through all replicas and taken from a common counter. */
    private final class Work {
        private final int outputs;
        private final NodeKernel kernel;
        private final int perReplica = (int) blocks(rule);
        private final int total = perReplica * rule.replicas();
        private final boolean scatter = rule.errorBar() == GaussianRule.ErrorBar.BETWEEN_NODES;
        private final double[] sums;
        private final double[] squares;
        private final AtomicInteger next = new AtomicInteger();

        Work(int outputs, NodeKernel kernel) {
            this.outputs = outputs;
            this.kernel = kernel;
            this.sums = new double[Math.multiplyExact(total, outputs)];
            this.squares = new double[scatter ? sums.length : 0];
        }

        void run(Checkpoint checkpoint) {
            List<ForkJoinTask<?>> helpers = new ArrayList<>();
            for (int t = 1; t < Math.min(threads, total); t++) {
                helpers.add(ForkJoinPool.commonPool().submit(() -> takeBlocks(Checkpoint.NONE)));
            }
            try {
                takeBlocks(checkpoint);
            } catch (Throwable stop) {
                next.set(total);
                for (ForkJoinTask<?> helper : helpers) {
                    helper.quietlyJoin();
                }
                throw stop;
            }
            helpers.forEach(ForkJoinTask::join);
            checkpoint.reached(1);
        }

        private void takeBlocks(Checkpoint checkpoint) {
            NodeBlock nodes = new NodeBlock(rule.dimension());
            double[][] values = new double[outputs][NodeBlock.CAPACITY];
            long last = System.nanoTime();
            for (int b = take(); b < total; b = take()) {
                long first = (long) (b % perReplica) * NodeBlock.CAPACITY;
                nodes.place(b / perReplica, first, (int) Math.min(NodeBlock.CAPACITY, rule.size() - first));
                rule.fill(nodes);
                kernel.evaluate(nodes, values);
                for (int k = 0; k < outputs; k++) {
                    reduce(b * outputs + k, nodes, values[k]);
                }
                if (System.nanoTime() - last > CHECK_NANOS) {
                    checkpoint.reached(Math.min(next.get(), total) / (double) total);
                    last = System.nanoTime();
                }
            }
        }

        /** The next block, or {@code total}; the counter must not run on and wrap round. */
        private int take() {
            return next.getAndUpdate(b -> Math.min(b + 1, total));
        }

        private void reduce(int slot, NodeBlock nodes, double[] f) {
            int n = nodes.length();
            double sum = weighted(nodes.weights(), f, n);
            sums[slot] = sum;
            if (scatter) {
                // Nodes with an error bar have equal weights.
                double mean = sum / (nodes.weights()[0] * n);
                squares[slot] = squaredDeviations(f, mean, n);
            }
        }

        List<Estimate> estimates() {
            List<Estimate> estimates = new ArrayList<>(outputs);
            for (int k = 0; k < outputs; k++) {
                RunningMoments replicas = new RunningMoments();
                for (int r = 0; r < rule.replicas(); r++) {
                    double mean = 0;
                    for (int b = 0; b < perReplica; b++) {
                        mean += sums[(r * perReplica + b) * outputs + k];
                    }
                    replicas.add(mean);
                }
                estimates.add(
                        switch (rule.errorBar()) {
                            case NONE -> new Estimate(replicas.mean(), Double.NaN, 1);
                            case BETWEEN_REPLICAS -> replicas.estimate();
                            case BETWEEN_NODES -> betweenNodes(k, replicas.mean());
                        });
            }
            return estimates;
        }

        private Estimate betweenNodes(int k, double mean) {
            long n = rule.size() * rule.replicas();
            double sum = 0;
            for (int b = 0; b < total; b++) {
                long first = (long) (b % perReplica) * NodeBlock.CAPACITY;
                long length = Math.min(NodeBlock.CAPACITY, rule.size() - first);
                double d = sums[b * outputs + k] * rule.size() / length - mean;
                sum += squares[b * outputs + k] + length * d * d;
            }
            return new Estimate(mean, n < 2 ? Double.NaN : Math.sqrt(sum / (n - 1) / n), n);
        }
    }

    /** Four running sums: their order is fixed, and the additions do not wait for each other. */
    private static double weighted(double[] w, double[] f, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += w[i] * f[i];
            b += w[i + 1] * f[i + 1];
            c += w[i + 2] * f[i + 2];
            d += w[i + 3] * f[i + 3];
        }
        for (; i < n; i++) {
            a += w[i] * f[i];
        }
        return (a + b) + (c + d);
    }

    private static double squaredDeviations(double[] f, double mean, int n) {
        double a = 0;
        double b = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            double u = f[i] - mean;
            double v = f[i + 1] - mean;
            a += u * u;
            b += v * v;
        }
        if (i < n) {
            double u = f[i] - mean;
            a += u * u;
        }
        return a + b;
    }
}
