package org.solvable.grad;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/** A two-layer causal Transformer on symbols with cross-entropy, trained by AdamW: what several tests look at. */
record TrainingRun(int batch, int length, int width, int vocabulary, int heads) {

    /** Weights by name, row by row, and the loss of each step. */
    record Result(Map<String, double[]> weights, Map<String, double[]> gradients, List<Double> losses) {}

    int[] symbols(String name) {
        RandomStream stream = RandomStream.of(17).split(name);
        double[] u = new double[batch * length];
        stream.fillGaussian(u, 0, u.length);
        int[] out = new int[u.length];
        for (int i = 0; i < u.length; i++) {
            out[i] = Math.floorMod((int) Math.floor(u[i] * 1000), vocabulary);
        }
        return out;
    }

    Result train(Precision precision, Backend backend, int steps, Checkpoint checkpoint) {
        try (ParameterSet set = new ParameterSet(precision, RandomStream.of(4));
                Tape tape = new Tape(backend, precision, checkpoint)) {
            Layers.Embedding embedding = Layers.Embedding.of(set, "embedding", vocabulary, width);
            List<Layers.TransformerBlock> blocks = List.of(
                    Layers.TransformerBlock.of(set, "block0", width), Layers.TransformerBlock.of(set, "block1", width));
            Layers.Linear read = Layers.Linear.of(set, "read", width, vocabulary);
            AttentionShape shape = AttentionShape.of(batch, length, 1 / Math.sqrt((double) width / heads))
                    .withHeads(heads)
                    .asCausal();
            Adam adam = new Adam(set, Adam.Settings.standard(1e-3).withDecay(0.1), backend);
            List<Double> losses = new ArrayList<>();
            Map<String, double[]> gradients = new LinkedHashMap<>();
            for (int i = 0; i < steps; i++) {
                tape.clear();
                set.zeroGradients();
                Tensor x = embedding.apply(tape, symbols("tokens"));
                for (Layers.TransformerBlock block : blocks) {
                    x = block.apply(tape, x, shape);
                }
                Tensor loss = Losses.crossEntropy(tape, read.apply(tape, x), symbols("next"));
                tape.backward(loss);
                losses.add(loss.item());
                if (i == 0) {
                    set.all().forEach(p -> gradients.put(p.name(), values(p.gradient())));
                }
                adam.step();
            }
            Map<String, double[]> weights = new LinkedHashMap<>();
            set.all().forEach(p -> weights.put(p.name(), values(p.value())));
            return new Result(weights, gradients, losses);
        }
    }

    /** The weights before the first step. */
    Map<String, double[]> start(Precision precision, Backend backend) {
        return train(precision, backend, 0, Checkpoint.NONE).weights();
    }

    private static double[] values(MatrixView m) {
        double[] v = new double[Math.toIntExact(m.rows() * m.columns())];
        for (int k = 0; k < v.length; k++) {
            v[k] = m.get(k / m.columns(), k % m.columns());
        }
        return v;
    }
}
