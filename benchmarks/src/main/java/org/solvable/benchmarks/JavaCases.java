package org.solvable.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.model.Run;
import org.solvable.num.Estimate;
import org.solvable.num.Expectation;
import org.solvable.num.GaussianRule;
import org.solvable.num.LaneMath;
import org.solvable.num.MonteCarloRule;
import org.solvable.num.NodeKernel;
import org.solvable.random.RandomStream;
import org.solvable.talk.linearattention.Experiment;
import org.solvable.talk.linearattention.ExperimentSettings;
import org.solvable.talk.linearattention.Model;
import org.solvable.talk.linearattention.Theory;

/** What the Java worker can compute, through the public API and with the best backend. */
final class JavaCases {

    private static final Backend BACKEND = Backends.best();

    private JavaCases() {}

    /** @throws IllegalArgumentException for a case that does not exist */
    static Prepared prepare(String name, Map<String, Double> size) {
        return switch (name) {
            case "gemm" -> gemm(whole(size, "n"));
            case "syrk" -> syrk(whole(size, "n"));
            case "cholesky-ridge" -> ridge(whole(size, "n"));
            case "eig" -> eig(whole(size, "n"));
            case "gaussian-fill" -> gaussian(whole(size, "n"));
            case "softmax-expectation" ->
                softmax(MonteCarloRule.of(whole(size, "L"), whole(size, "n"), RandomStream.of(1)), size);
            case "softmax-expectation-stored" ->
                softmax(
                        MonteCarloRule.of(whole(size, "L"), whole(size, "n"), RandomStream.of(1))
                                .stored(),
                        size);
            case "theory-grid" -> grid(whole(size, "n"));
            case "theory-points" -> points(whole(size, "n"));
            case "attention-step" -> TrainingCases.attention(whole(size, "batch"), whole(size, "L"), whole(size, "d"));
            case "transformer-step" ->
                TrainingCases.transformer(
                        whole(size, "batch"),
                        whole(size, "L"),
                        whole(size, "d"),
                        whole(size, "heads"),
                        whole(size, "layers"));
            case "induction-step" ->
                InductionCases.step(whole(size, "B"), whole(size, "L"), whole(size, "d"), whole(size, "H"));
            case "figure-points" -> FigureCases.bundle(FigureCases.points(whole(size, "n")), whole(size, "n"));
            case "figure-curve" -> FigureCases.bundle(FigureCases.curve(whole(size, "n")), whole(size, "n"));
            case "picture-points" -> FigureCases.png(FigureCases.points(whole(size, "n")), whole(size, "n"));
            case "picture-curve" -> FigureCases.png(FigureCases.curve(whole(size, "n")), whole(size, "n"));
            case "linear-attention" -> experiment(whole(size, "d"), number(size, "tau"));
            default -> throw new IllegalArgumentException("case = " + name + ": unknown");
        };
    }

    private static double number(Map<String, Double> size, String key) {
        Double value = size.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + ": missing in " + size);
        }
        return value;
    }

    private static int whole(Map<String, Double> size, String key) {
        return (int) number(size, key);
    }

    /** The same numbers in [-1, 1) as the Python side: SplitMix64 of the index. */
    static double[] uniform(int count, long seed) {
        double[] u = new double[count];
        for (int i = 0; i < count; i++) {
            long z = (i + 1 + (seed << 32)) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            u[i] = (z >>> 11) * 0x1p-52 - 1;
        }
        return u;
    }

    private static double sum(double[] a, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i];
        }
        return sum;
    }

    private static Prepared gemm(int n) {
        MatrixView a = MatrixView.of(uniform(n * n, 1), n, n);
        MatrixView b = MatrixView.of(uniform(n * n, 2), n, n);
        double[] c = new double[n * n];
        return () -> {
            BACKEND.gemm(1, a, b, 0, MatrixView.of(c, n, n));
            return () -> sum(c, n / 2 * n, n / 2 * n + n);
        };
    }

    private static Prepared syrk(int n) {
        MatrixView a = MatrixView.of(uniform(n * n, 1), n, n);
        double[] c = new double[n * n];
        return () -> {
            BACKEND.syrk(1, a.transposed(), 0, MatrixView.of(c, n, n));
            return () -> sum(c, n / 2 * n, n / 2 * n + n / 2 + 1);
        };
    }

    private static Prepared ridge(int n) {
        MatrixView a = MatrixView.of(uniform(n * n, 1), n, n);
        double[] y = uniform(n, 2);
        double[] gram = new double[n * n];
        BACKEND.syrk(1, a.transposed(), 0, MatrixView.of(gram, n, n));
        for (int i = 0; i < n; i++) {
            gram[i * n + i] += 0.1 * n;
        }
        return () -> {
            double[] factor = gram.clone();
            double[] x = y.clone();
            MatrixView system = MatrixView.of(factor, n, n);
            if (BACKEND.potrf(system, Checkpoint.NONE) != 0) {
                throw new IllegalStateException("the ridge system is not positive definite");
            }
            BACKEND.potrs(system, MatrixView.vector(x), Checkpoint.NONE);
            return () -> sum(x, 0, n);
        };
    }

    private static Prepared eig(int n) {
        double[] a = uniform(n * n, 1);
        double[] s = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = (a[i * n + j] + a[j * n + i]) / 2;
            }
        }
        return () -> {
            double[] vectors = s.clone();
            double[] values = new double[n];
            if (BACKEND.syevd(MatrixView.of(vectors, n, n), MatrixView.vector(values), true) != 0) {
                throw new IllegalStateException("no eigenvalues");
            }
            return () -> values[n - 1];
        };
    }

    private static Prepared gaussian(int n) {
        double[] out = new double[n];
        return () -> {
            BACKEND.fillGaussian(RandomStream.of(1), MatrixView.vector(out));
            return () -> Arrays.stream(out).map(v -> v * v).sum() / n;
        };
    }

    private static Prepared softmax(GaussianRule rule, Map<String, Double> size) {
        int length = whole(size, "L");
        double beta = 1.3;
        LaneMath math = LaneMath.best();
        NodeKernel kernel = (nodes, out) -> {
            int n = nodes.length();
            double[][] scores = Arrays.copyOf(nodes.scratchRows(length), length);
            for (int l = 0; l < length; l++) {
                double[] x = nodes.x(l);
                double[] score = scores[l];
                for (int i = 0; i < n; i++) {
                    score[i] = beta * x[i];
                }
            }
            math.softmaxAverage(scores, nodes.all(), out[0], n);
        };
        return () -> {
            Estimate e = Expectation.over(rule).mean(kernel, Checkpoint.NONE);
            return e::mean;
        };
    }

    private static double[] logspace(double from, double to, int n) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = Math.pow(10, from + (to - from) * i / (n - 1));
        }
        return out;
    }

    private static Prepared grid(int n) {
        double[] kappa = logspace(-1, 1, n);
        double[] alpha = logspace(-1, 2, n);
        Model model = new Model(1, 1, 10, 0.01, 0.1);
        return () -> {
            double[][] gap = Theory.taskGapGrid(model, kappa, alpha);
            return () ->
                    Arrays.stream(gap).flatMapToDouble(Arrays::stream).average().orElseThrow();
        };
    }

    private static Prepared points(int n) {
        double[] kappa = logspace(-1, 1, n);
        return () -> {
            double[] gap = new double[n];
            for (int i = 0; i < n; i++) {
                gap[i] = Theory.errors(new Model(10, kappa[i], 10, 0.01, 0.1)).gTask();
            }
            DoubleSupplier mean = () -> sum(gap, 0, n) / n;
            return mean;
        };
    }

    private static Prepared experiment(int d, double tau) {
        Model model = new Model(10, 0.5, tau, 0.01, 1e-5);
        return () -> {
            double icl = Experiment.measure(model, ExperimentSettings.of(d, 1, 1), Run.quiet())
                    .output("icl")
                    .mean();
            return () -> icl;
        };
    }
}
