package org.solvable.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.solvable.linalg.Activation;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/** Every operation and layer against central differences, in double precision. */
class GradientCheckTest {

    private static double[] normals(int count, String name) {
        double[] v = new double[count];
        RandomStream.of(3).split(name).fillGaussian(v, 0, count);
        return v;
    }

    private static void check(ParameterSet set, GradientCheck.Model model) {
        GradientCheck c = GradientCheck.of(set, model, 1e-5);
        assertThat(c.scale()).isGreaterThan(1e-4);
        assertThat(c.relative()).as(c.worst()).isLessThan(1e-6);
    }

    private static ParameterSet set() {
        return new ParameterSet(Precision.DOUBLE, RandomStream.of(1));
    }

    @Test
    void productsPointwiseAndRows() {
        try (ParameterSet set = set()) {
            Parameter a = set.add("a", 3, 4, Initializer.gaussian(1));
            Parameter b = set.add("b", 4, 2, Initializer.gaussian(1));
            Parameter c = set.add("c", 5, 2, Initializer.gaussian(1));
            Parameter bias = set.add("bias", 1, 2, Initializer.gaussian(1));
            Parameter gain = set.add("gain", 1, 5, Initializer.gaussian(1));
            Parameter shift = set.add("shift", 1, 5, Initializer.gaussian(1));
            check(set, tape -> {
                Tensor x = Products.linear(tape, tape.parameter(a), tape.parameter(b), tape.parameter(bias));
                Tensor y = Products.multiplyTransposed(tape, x, tape.parameter(c));
                Tensor n = Rows.layerNorm(tape, y, tape.parameter(gain), tape.parameter(shift), 1e-5);
                Tensor s = Rows.softmax(tape, n);
                Tensor e = Pointwise.exp(tape, Pointwise.scale(tape, 0.1, y));
                Tensor m = Pointwise.subtract(tape, Pointwise.multiply(tape, s, e), n);
                Tensor picked = Rows.select(tape, m, new int[] {2, 0, 2});
                Tensor wide = Rows.concatenate(tape, Rows.columns(tape, picked, 1, 3), picked);
                Tensor square = Products.multiply(tape, Rows.columns(tape, wide, 0, 3), picked);
                return Pointwise.sum(tape, Pointwise.multiply(tape, square, square));
            });
        }
    }

    @Test
    void activationsAndLosses() {
        for (Activation f : Activation.values()) {
            try (ParameterSet set = set()) {
                Parameter w = set.add("w", 4, 3, Initializer.gaussian(1));
                double[] x = normals(20, "x");
                check(set, tape -> {
                    Tensor h = Pointwise.activate(
                            tape, f, Products.multiply(tape, tape.constant(x, 5, 4), tape.parameter(w)));
                    Tensor squared = Losses.squared(tape, h, tape.constant(normals(15, "t"), 5, 3));
                    Tensor logistic = Losses.logistic(tape, Rows.columns(tape, h, 0, 1), new int[] {1, -1, 1, 1, -1});
                    Tensor entropy = Losses.crossEntropy(tape, h, new int[] {0, 2, 1, 1, 0});
                    return Pointwise.add(tape, squared, Pointwise.add(tape, logistic, entropy));
                });
            }
        }
    }

    @Test
    void attentionOfEveryKind() {
        AttentionShape plain = AttentionShape.of(2, 3, 0.5).withHeads(2);
        for (AttentionShape shape : new AttentionShape[] {
            plain, plain.asCausal(), plain.asLinear(), plain.asCausal().asLinear()
        }) {
            for (boolean relative : new boolean[] {false, true}) {
                try (ParameterSet set = set()) {
                    Parameter q = set.add("q", 6, 4, Initializer.gaussian(1));
                    Parameter k = set.add("k", 6, 4, Initializer.gaussian(1));
                    Parameter v = set.add("v", 6, 2, Initializer.gaussian(1));
                    Parameter r = set.add("r", 2, 2, Initializer.gaussian(1));
                    check(set, tape -> {
                        Tensor query = tape.parameter(q);
                        Tensor key = tape.parameter(k);
                        Tensor value = tape.parameter(v);
                        Tensor o = relative
                                ? Attention.attend(tape, query, key, value, tape.parameter(r), shape)
                                : Attention.attend(tape, query, key, value, shape);
                        Tensor tied = Attention.attend(tape, query, query, value, shape);
                        return Losses.squared(
                                tape, Pointwise.add(tape, o, tied), tape.constant(normals(12, "t"), 6, 2));
                    });
                }
            }
        }
    }

    @Test
    void aWholeTransformerBlock() {
        try (ParameterSet set = set()) {
            Layers.Embedding embedding = Layers.Embedding.of(set, "embedding", 5, 4);
            Layers.TransformerBlock block = Layers.TransformerBlock.of(set, "block", 4);
            Layers.Linear read = Layers.Linear.of(set, "read", 4, 1);
            AttentionShape shape = AttentionShape.of(2, 3, 0.7).withHeads(2).asCausal();
            check(set, tape -> {
                Tensor x = embedding.apply(tape, new int[] {0, 3, 1, 4, 4, 2});
                Tensor y = read.apply(tape, block.apply(tape, x, shape));
                return Losses.squared(tape, y, tape.constant(normals(6, "t"), 6, 1));
            });
        }
    }

    private static double train(ParameterSet set, Layers.Linear layer, Optimizer optimizer, int steps) {
        double loss = 0;
        try (Tape tape = new Tape(set.precision())) {
            for (int i = 0; i < steps; i++) {
                tape.clear();
                set.zeroGradients();
                Tensor x = tape.constant(normals(20, "x"), 5, 4);
                Tensor l = Losses.squared(tape, layer.apply(tape, x), tape.constant(normals(10, "t"), 5, 2));
                tape.backward(l);
                optimizer.step();
                loss = l.item();
            }
        }
        return loss;
    }

    @Test
    void resumedTrainingEndsWithEqualBytes(@TempDir Path folder) throws Exception {
        for (Precision precision : Precision.values()) {
            Path file = folder.resolve(precision + ".ckpt");
            try (ParameterSet whole = new ParameterSet(precision, RandomStream.of(1));
                    ParameterSet broken = new ParameterSet(precision, RandomStream.of(1));
                    ParameterSet resumed = new ParameterSet(precision, RandomStream.of(99))) {
                var settings = Adam.Settings.standard(0.05).withDecay(0.01);
                Layers.Linear a = Layers.Linear.of(whole, "l", 4, 2);
                double loss = train(whole, a, new Adam(whole, settings), 40);
                Layers.Linear b = Layers.Linear.of(broken, "l", 4, 2);
                Adam first = new Adam(broken, settings);
                assertThat(train(broken, b, first, 25)).isGreaterThan(loss);
                TrainingCheckpoint.save(file, broken, first);
                Layers.Linear c = Layers.Linear.of(resumed, "l", 4, 2);
                Adam second = new Adam(resumed, settings);
                TrainingCheckpoint.restore(file, resumed, second);
                train(resumed, c, second, 15);
                assertThat(second.steps()).isEqualTo(40);
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 2; j++) {
                        assertThat(c.weight().value().get(i, j))
                                .isEqualTo(a.weight().value().get(i, j));
                    }
                }
                try (ParameterSet other = new ParameterSet(precision, RandomStream.of(1))) {
                    Layers.Linear.of(other, "l", 5, 2);
                    assertThatThrownBy(() -> TrainingCheckpoint.restore(file, other, new Adam(other, settings)))
                            .hasMessageContaining("l.weight");
                }
            }
        }
    }

    @Test
    void gradientDescentIsOneStepDownTheGradient() {
        try (ParameterSet set = set()) {
            Layers.Linear layer = Layers.Linear.of(set, "l", 4, 2);
            double before = layer.weight().value().get(1, 1);
            train(set, layer, new Sgd(set, 0.1), 1);
            assertThat(layer.weight().value().get(1, 1))
                    .isEqualTo(
                            before - 0.1 * layer.weight().gradient().get(1, 1),
                            org.assertj.core.api.Assertions.within(1e-15));
            assertThatThrownBy(() -> new Sgd(set, Double.NaN)).hasMessageContaining("rate = NaN");
        }
    }
}
