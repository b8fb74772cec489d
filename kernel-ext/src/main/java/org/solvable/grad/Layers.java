package org.solvable.grad;

import org.solvable.linalg.Activation;

/** Layers as values: each owns its parameters and turns a tensor into a tensor. */
public final class Layers {

    private Layers() {}

    /** Something with a tensor in and a tensor out. */
    @FunctionalInterface
    public interface Layer {

        /** Applies the layer. */
        Tensor apply(Tape tape, Tensor x);

        /** This layer, then {@code next}. */
        default Layer then(Layer next) {
            return (tape, x) -> next.apply(tape, apply(tape, x));
        }
    }

    /** x W + b. */
    public record Linear(Parameter weight, Parameter bias) implements Layer {

        /**
         * A dense layer with {@link Initializer#lecunNormal} weights and zero bias.
         *
         * @param in width of the input
         * @param out width of the output
         */
        public static Linear of(ParameterSet set, String name, int in, int out) {
            return new Linear(
                    set.add(name + ".weight", in, out, Initializer.lecunNormal()),
                    set.add(name + ".bias", 1, out, Initializer.constant(0)));
        }

        @Override
        public Tensor apply(Tape tape, Tensor x) {
            return Products.linear(tape, x, tape.parameter(weight), tape.parameter(bias));
        }
    }

    /** x W, without bias. */
    public record Projection(Parameter weight) implements Layer {

        /** A dense layer without bias, {@link Initializer#lecunNormal} weights. */
        public static Projection of(ParameterSet set, String name, int in, int out) {
            return new Projection(set.add(name + ".weight", in, out, Initializer.lecunNormal()));
        }

        @Override
        public Tensor apply(Tape tape, Tensor x) {
            return Products.multiply(tape, x, tape.parameter(weight));
        }
    }

    /** A row of a table for each symbol. */
    public record Embedding(Parameter table) {

        /**
         * A table of normals of variance 1/width.
         *
         * @param vocabulary number of symbols
         * @param width length of each row
         */
        public static Embedding of(ParameterSet set, String name, int vocabulary, int width) {
            return new Embedding(
                    set.add(name + ".table", vocabulary, width, Initializer.gaussian(1 / Math.sqrt(width))));
        }

        /** The rows of {@code symbols}, in order. */
        public Tensor apply(Tape tape, int[] symbols) {
            return Rows.select(tape, tape.parameter(table), symbols);
        }
    }

    /** Layer normalisation with gain and shift. */
    public record LayerNorm(Parameter gain, Parameter shift, double epsilon) implements Layer {

        /** Gain 1, shift 0. */
        public static LayerNorm of(ParameterSet set, String name, int width, double epsilon) {
            return new LayerNorm(
                    set.add(name + ".gain", 1, width, Initializer.constant(1)),
                    set.add(name + ".shift", 1, width, Initializer.constant(0)),
                    epsilon);
        }

        @Override
        public Tensor apply(Tape tape, Tensor x) {
            return Rows.layerNorm(tape, x, tape.parameter(gain), tape.parameter(shift), epsilon);
        }
    }

    /** Two dense layers with a non-linearity between them. */
    public record Mlp(Linear first, Activation activation, Linear second) implements Layer {

        public static Mlp of(ParameterSet set, String name, int in, int hidden, Activation activation, int out) {
            return new Mlp(
                    Linear.of(set, name + ".first", in, hidden),
                    activation,
                    Linear.of(set, name + ".second", hidden, out));
        }

        @Override
        public Tensor apply(Tape tape, Tensor x) {
            return second.apply(tape, Pointwise.activate(tape, activation, first.apply(tape, x)));
        }
    }

    /**
     * Self-attention: query, key, value, and an output layer that mixes the heads.
     *
     * <p>Tied query and key are one layer passed twice.
     */
    public record SelfAttention(Layer query, Layer key, Layer value, Layer output) {

        /** Query, key, value and output as dense layers with bias, width to width. */
        public static SelfAttention of(ParameterSet set, String name, int width) {
            return new SelfAttention(
                    Linear.of(set, name + ".query", width, width),
                    Linear.of(set, name + ".key", width, width),
                    Linear.of(set, name + ".value", width, width),
                    Linear.of(set, name + ".output", width, width));
        }

        /** Query and key share one projection, as in solvable models of tied attention. */
        public static SelfAttention tied(ParameterSet set, String name, int in, int width) {
            Layer shared = Projection.of(set, name + ".queryKey", in, width);
            return new SelfAttention(shared, shared, (tape, x) -> x, (tape, x) -> x);
        }

        /** Applies attention to rows that {@code shape} reads as sequences. */
        public Tensor apply(Tape tape, Tensor x, AttentionShape shape) {
            Tensor q = query.apply(tape, x);
            Tensor k = query.equals(key) ? q : key.apply(tape, x);
            return output.apply(tape, Attention.attend(tape, q, k, value.apply(tape, x), shape));
        }
    }

    /** A pre-norm Transformer block: x + attention(norm x), then x + mlp(norm x). */
    public record TransformerBlock(LayerNorm first, SelfAttention attention, LayerNorm second, Mlp mlp) {

        /** The usual block: ReLU and a hidden width of four times the model's. */
        public static TransformerBlock of(ParameterSet set, String name, int width) {
            return new TransformerBlock(
                    LayerNorm.of(set, name + ".norm1", width, 1e-5),
                    SelfAttention.of(set, name + ".attention", width),
                    LayerNorm.of(set, name + ".norm2", width, 1e-5),
                    Mlp.of(set, name + ".mlp", width, 4 * width, Activation.RELU, width));
        }

        /** Applies the block to rows that {@code shape} reads as sequences. */
        public Tensor apply(Tape tape, Tensor x, AttentionShape shape) {
            Tensor mixed = Pointwise.add(tape, x, attention.apply(tape, first.apply(tape, x), shape));
            return Pointwise.add(tape, mixed, mlp.apply(tape, second.apply(tape, mixed)));
        }
    }
}
