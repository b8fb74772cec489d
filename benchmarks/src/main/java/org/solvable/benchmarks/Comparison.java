package org.solvable.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * One line of the comparison table: a case that the Java and the Python worker both know, at one size.
 *
 * @param name case name, known to both workers
 * @param title what is computed, for the table
 * @param size numbers the case needs, by name
 * @param bar largest ratio Java time / Python time that the project holds itself to
 * @param cold whether it is one run in fresh processes without a warm-up, with the peak memory of each
 */
record Comparison(String name, String title, Map<String, Object> size, double bar, boolean cold) {

    Comparison {
        size = Map.copyOf(size);
    }

    /** Every comparison, in the order of the printed table. */
    static List<Comparison> all() {
        return List.of(
                warm("gemm", "matrix product, n=1000", Map.of("n", 1000), 1.15),
                warm("gemm", "matrix product, n=3000", Map.of("n", 3000), 1.15),
                warm("syrk", "Gram matrix, n=1000", Map.of("n", 1000), 1.15),
                warm("syrk", "Gram matrix, n=3000", Map.of("n", 3000), 1.15),
                warm("cholesky-ridge", "Cholesky ridge solve, n=1000", Map.of("n", 1000), 1.1),
                warm("cholesky-ridge", "Cholesky ridge solve, n=3000", Map.of("n", 3000), 1.1),
                warm("eig", "symmetric eigenproblem with vectors, n=1000", Map.of("n", 1000), 1.1),
                warm("gaussian-fill", "10^7 normals", Map.of("n", 10_000_000), 0.6),
                warm(
                        "softmax-expectation",
                        "softmax expectation with its draws, L=8, 10^6 samples",
                        Map.of("n", 1_000_000, "L", 8),
                        0.3),
                warm(
                        "softmax-expectation-stored",
                        "softmax expectation, draws given, L=8, 10^6 samples",
                        Map.of("n", 1_000_000, "L", 8),
                        0.3),
                warm("theory-grid", "200 x 200 phase diagram of g_task, finite ridge", Map.of("n", 200), 1),
                warm("theory-points", "1,000 theory points one by one, finite ridge", Map.of("n", 1000), 1),
                warm(
                        "attention-step",
                        "training step of one softmax attention layer, 64 sequences of 10 tokens, width 16 (PyTorch)",
                        Map.of("batch", 64, "L", 10, "d", 16),
                        1.3),
                warm(
                        "transformer-step",
                        "training step of a Transformer, 2 layers, width 256, 16 sequences of 64 tokens (PyTorch)",
                        Map.of("batch", 16, "L", 64, "d", 256, "heads", 4, "layers", 2),
                        1.25),
                warm(
                        "induction-step",
                        "training step of the induction-head model, 1,500 sequences of 100 tokens (PyTorch)",
                        Map.of("B", 1500, "L", 100, "d", 3, "H", 3),
                        1),
                warm(
                        "figure-points",
                        "10,000 points to Plotly JSON and PNG (Plotly with Kaleido)",
                        Map.of("n", 10_000),
                        1),
                warm(
                        "figure-curve",
                        "noisy curve of 10,000 points to Plotly JSON and PNG (Plotly with Kaleido)",
                        Map.of("n", 10_000),
                        1),
                warm("picture-points", "10,000 points to PNG (matplotlib)", Map.of("n", 10_000), 1),
                warm("picture-curve", "noisy curve of 10,000 points to PNG (matplotlib)", Map.of("n", 10_000), 1),
                cold("linear attention experiment, d=100, tau=0.5", 100, 0.5),
                cold("linear attention experiment, d=100, tau=1.5", 100, 1.5),
                cold("linear attention experiment, d=200, tau=0.5", 200, 0.5));
    }

    private static Comparison warm(String name, String title, Map<String, Object> size, double bar) {
        return new Comparison(name, title, size, bar, false);
    }

    private static Comparison cold(String title, int d, double tau) {
        return new Comparison("linear-attention", title, Map.of("d", d, "tau", tau), 0.1, true);
    }
}
