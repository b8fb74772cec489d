package org.solvable.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.solvable.grad.Adam;
import org.solvable.grad.AttentionShape;
import org.solvable.grad.Initializer;
import org.solvable.grad.Layers;
import org.solvable.grad.Layers.LayerNorm;
import org.solvable.grad.Layers.Linear;
import org.solvable.grad.Layers.Mlp;
import org.solvable.grad.Layers.Projection;
import org.solvable.grad.Layers.SelfAttention;
import org.solvable.grad.Layers.TransformerBlock;
import org.solvable.grad.Losses;
import org.solvable.grad.Optimizer;
import org.solvable.grad.ParameterSet;
import org.solvable.grad.Sgd;
import org.solvable.grad.Tape;
import org.solvable.grad.Tensor;
import org.solvable.linalg.Activation;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/**
 * Training steps on the reverse-mode tape, single precision. The check value is the sum of the losses before the first three
 * steps, from the weights that the Python side starts with as well.
 */
final class TrainingCases {

    private static final int CHECKED = 3;

    private TrainingCases() {}

    /** One step of training; the loss before it. */
    private interface Step {
        double loss();
    }

    /** One softmax self-attention layer of one head, squared loss on every token, gradient descent. */
    static Prepared attention(int batch, int length, int width) {
        ParameterSet set = new ParameterSet(Precision.FLOAT, RandomStream.of(1));
        SelfAttention layer = new SelfAttention(
                projection(set, "query", width, width, 10),
                projection(set, "key", width, width, 11),
                projection(set, "value", width, width, 12),
                projection(set, "read", width, 1, 13));
        AttentionShape shape = AttentionShape.of(batch, length, 1 / Math.sqrt(width));
        return step(set, new Sgd(set, 0.05), batch * length, width, (tape, x) -> layer.apply(tape, x, shape));
    }

    /** Pre-norm Transformer blocks with a linear readout, squared loss on every token, Adam. */
    static Prepared transformer(int batch, int length, int width, int heads, int layers) {
        ParameterSet set = new ParameterSet(Precision.FLOAT, RandomStream.of(1));
        List<TransformerBlock> blocks = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            int seed = 100 * (i + 1);
            String name = "block" + i;
            blocks.add(new TransformerBlock(
                    LayerNorm.of(set, name + ".norm1", width, 1e-5),
                    new SelfAttention(
                            linear(set, name + ".query", width, width, seed),
                            linear(set, name + ".key", width, width, seed + 1),
                            linear(set, name + ".value", width, width, seed + 2),
                            linear(set, name + ".output", width, width, seed + 3)),
                    LayerNorm.of(set, name + ".norm2", width, 1e-5),
                    new Mlp(
                            linear(set, name + ".up", width, 4 * width, seed + 4),
                            Activation.RELU,
                            linear(set, name + ".down", 4 * width, width, seed + 5))));
        }
        Linear read = linear(set, "read", width, 1, 99);
        AttentionShape shape = AttentionShape.of(batch, length, 1 / Math.sqrt((double) width / heads))
                .withHeads(heads);
        Layers.Layer model = (tape, x) -> {
            Tensor h = x;
            for (TransformerBlock block : blocks) {
                h = block.apply(tape, h, shape);
            }
            return read.apply(tape, h);
        };
        return step(set, new Adam(set, Adam.Settings.standard(1e-4)), batch * length, width, model);
    }

    private static Prepared step(ParameterSet set, Optimizer optimizer, int rows, int width, Layers.Layer model) {
        Tape tape = new Tape(Precision.FLOAT);
        double[] x = JavaCases.uniform(rows * width, 1);
        double[] y = JavaCases.uniform(rows, 2);
        Tape data = new Tape(Precision.FLOAT);
        var inputs = data.constant(x, rows, width).value();
        var targets = data.constant(y, rows, 1).value();
        Step step = () -> {
            tape.clear();
            Tensor loss = Losses.squared(tape, model.apply(tape, tape.constant(inputs)), tape.constant(targets));
            set.zeroGradients();
            tape.backward(loss);
            optimizer.step();
            return loss.item();
        };
        double total = 0;
        for (int i = 0; i < CHECKED; i++) {
            total += step.loss();
        }
        double check = total;
        return () -> {
            step.loss();
            return () -> check;
        };
    }

    private static Projection projection(ParameterSet set, String name, int in, int out, long seed) {
        return new Projection(set.add(name, in, out, shared(seed)));
    }

    private static Linear linear(ParameterSet set, String name, int in, int out, long seed) {
        return new Linear(
                set.add(name + ".weight", in, out, shared(seed)),
                set.add(name + ".bias", 1, out, Initializer.constant(0)));
    }

    /** Numbers of variance 1/in that the Python side makes as well. */
    private static Initializer shared(long seed) {
        return (rows, columns, stream) -> {
            double[] w = JavaCases.uniform(rows * columns, seed);
            double scale = Math.sqrt(3.0 / rows);
            for (int i = 0; i < w.length; i++) {
                w[i] *= scale;
            }
            return w;
        };
    }
}
