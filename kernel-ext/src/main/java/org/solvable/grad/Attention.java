package org.solvable.grad;

import org.jspecify.annotations.Nullable;
import org.solvable.linalg.Backend;
import org.solvable.linalg.MatrixView;

/**
 * Multi-head dot-product attention on a {@link Tape}.
 *
 * <p>Heads are column blocks of queries, keys and values and are read in place, without transposition. Passing one tensor
 * as query and key ties them; its gradient then gets both contributions.
 */
public final class Attention {

    private Attention() {}

    /**
     * Attention without positional term: per sequence and head, O = weights(scale Q Kᵀ) V.
     *
     * @param query (batch·length) x (heads·a)
     * @param key (batch·length) x (heads·a)
     * @param value (batch·length) x (heads·b)
     * @return (batch·length) x (heads·b)
     */
    public static Tensor attend(Tape tape, Tensor query, Tensor key, Tensor value, AttentionShape shape) {
        return new Attention.Pass(tape, query, key, value, null, shape).run();
    }

    /**
     * Attention with relative position: the score of query i and key j gets {@code relative[head][i - j]} added where
     * 0 &lt;= i - j &lt; span; pairs outside that window have weight 0.
     *
     * @param relative heads x span
     */
    public static Tensor attend(
            Tape tape, Tensor query, Tensor key, Tensor value, Tensor relative, AttentionShape shape) {
        if (relative.rows() != shape.heads()) {
            throw new IllegalArgumentException(
                    "relative is a " + relative + ": must have heads = " + shape.heads() + " rows");
        }
        return new Attention.Pass(tape, query, key, value, relative, shape).run();
    }

    /** One application: the operands, and the weights kept for the way back. */
    private static final class Pass {

        private final Tape tape;
        private final Backend backend;
        private final Tensor query;
        private final Tensor key;
        private final Tensor value;
        private final @Nullable Tensor relative;
        private final AttentionShape shape;
        private final int length;
        private final long square;
        private final int keyWidth;
        private final int valueWidth;
        private final MatrixView weights;

        Pass(Tape tape, Tensor query, Tensor key, Tensor value, @Nullable Tensor relative, AttentionShape shape) {
            long rows = (long) shape.batch() * shape.length();
            requireShape("query", query, rows, shape.heads());
            requireShape("key", key, rows, shape.heads());
            requireShape("value", value, rows, shape.heads());
            if (query.columns() != key.columns()) {
                throw new IllegalArgumentException(
                        "key is a " + key + ": must have as many columns as the query, " + query.columns());
            }
            this.tape = tape;
            this.backend = tape.backend();
            this.query = query;
            this.key = key;
            this.value = value;
            this.relative = relative;
            this.shape = shape;
            this.length = shape.length();
            this.square = (long) length * length;
            this.keyWidth = (int) (query.columns() / shape.heads());
            this.valueWidth = (int) (value.columns() / shape.heads());
            this.weights = tape.buffer((long) shape.heads() * rows, length);
        }

        private static void requireShape(String name, Tensor x, long rows, int heads) {
            if (x.rows() != rows || x.columns() % heads != 0 || x.columns() == 0) {
                throw new IllegalArgumentException(name + " is a " + x + ": must have batch * length = " + rows
                        + " rows and a positive multiple of heads = " + heads + " columns");
            }
        }

        Tensor run() {
            Tensor output = relative == null
                    ? tape.result(query.rows(), value.columns(), query, key, value)
                    : tape.result(query.rows(), value.columns(), query, key, value, relative);
            for (int h = 0; h < shape.heads(); h++) {
                batched(
                        shape.scale(),
                        part(query.value(), h, keyWidth),
                        query.value(),
                        part(key.value(), h, keyWidth).transposed(),
                        key.value(),
                        0,
                        head(weights, h),
                        null);
            }
            mask();
            if (shape.softmax()) {
                backend.softmaxRows(1, weights, weights);
            }
            for (int h = 0; h < shape.heads(); h++) {
                batched(
                        1,
                        head(weights, h),
                        null,
                        part(value.value(), h, valueWidth),
                        value.value(),
                        0,
                        part(output.value(), h, valueWidth),
                        output.value());
            }
            tape.record(output, () -> back(output));
            return output;
        }

        private void back(Tensor output) {
            MatrixView dOutput = output.gradient();
            MatrixView dWeights = tape.buffer(weights.rows(), weights.columns());
            for (int h = 0; h < shape.heads(); h++) {
                batched(
                        1,
                        part(dOutput, h, valueWidth),
                        dOutput,
                        part(value.value(), h, valueWidth).transposed(),
                        value.value(),
                        0,
                        head(dWeights, h),
                        null);
            }
            if (value.needsGradient()) {
                double beta = value.beta();
                MatrixView sink = value.sink();
                for (int h = 0; h < shape.heads(); h++) {
                    batched(
                            1,
                            head(weights, h).transposed(),
                            null,
                            part(dOutput, h, valueWidth),
                            dOutput,
                            beta,
                            part(sink, h, valueWidth),
                            sink);
                }
            }
            if (shape.softmax()) {
                tape.kernels().softmaxBackward(weights, dWeights, dWeights);
            } else {
                maskWith(dWeights, 0);
            }
            if (relative != null && relative.needsGradient()) {
                relativeBack(dWeights, relative);
            }
            if (query.needsGradient()) {
                double beta = query.beta();
                MatrixView sink = query.sink();
                for (int h = 0; h < shape.heads(); h++) {
                    batched(
                            shape.scale(),
                            head(dWeights, h),
                            null,
                            part(key.value(), h, keyWidth),
                            key.value(),
                            beta,
                            part(sink, h, keyWidth),
                            sink);
                }
            }
            if (key.needsGradient()) {
                double beta = key.beta();
                MatrixView sink = key.sink();
                for (int h = 0; h < shape.heads(); h++) {
                    batched(
                            shape.scale(),
                            head(dWeights, h).transposed(),
                            null,
                            part(query.value(), h, keyWidth),
                            query.value(),
                            beta,
                            part(sink, h, keyWidth),
                            sink);
                }
            }
        }

        /** The first sequence's block of head h; {@code null} homes below mean the weights, whose sequences are squares. */
        private MatrixView part(MatrixView x, int h, int width) {
            return x.block(0, length, (long) h * width, (long) (h + 1) * width);
        }

        private MatrixView head(MatrixView squares, int h) {
            long from = (long) h * shape.batch() * length;
            return squares.rows(from, from + length);
        }

        private void batched(
                double alpha,
                MatrixView a,
                @Nullable MatrixView homeA,
                MatrixView b,
                @Nullable MatrixView homeB,
                double beta,
                MatrixView c,
                @Nullable MatrixView homeC) {
            backend.gemmBatched(alpha, a, distance(homeA), b, distance(homeB), beta, c, distance(homeC), shape.batch());
        }

        private long distance(@Nullable MatrixView home) {
            return home == null ? square : length * home.stride();
        }

        private void mask() {
            if (relative != null) {
                MatrixView r = relative.value();
                for (int h = 0; h < shape.heads(); h++) {
                    addRelative(r, h);
                }
            } else if (shape.causal()) {
                maskWith(weights, shape.softmax() ? Double.NEGATIVE_INFINITY : 0);
            }
        }

        private void addRelative(MatrixView r, int h) {
            double outside = shape.softmax() ? Double.NEGATIVE_INFINITY : 0;
            for (int s = 0; s < shape.batch(); s++) {
                long row = ((long) h * shape.batch() + s) * length;
                for (int i = 0; i < length; i++) {
                    for (int j = 0; j < length; j++) {
                        int distance = i - j;
                        boolean inside = distance >= 0 && distance < r.columns();
                        weights.set(row + i, j, inside ? weights.get(row + i, j) + r.get(h, distance) : outside);
                    }
                }
            }
        }

        private void relativeBack(MatrixView dWeights, Tensor r) {
            MatrixView sink = Rows.adding(tape, r);
            for (int h = 0; h < shape.heads(); h++) {
                double[] sum = new double[(int) r.columns()];
                for (int s = 0; s < shape.batch(); s++) {
                    long row = ((long) h * shape.batch() + s) * length;
                    for (int i = 0; i < length; i++) {
                        for (int j = Math.max(0, i - sum.length + 1); j <= i; j++) {
                            sum[i - j] += dWeights.get(row + i, j);
                        }
                    }
                }
                for (int k = 0; k < sum.length; k++) {
                    sink.set(h, k, sink.get(h, k) + sum[k]);
                }
            }
        }

        /** Overwrites the pairs that may not see each other. */
        private void maskWith(MatrixView squares, double blank) {
            if (relative == null && !shape.causal()) {
                return;
            }
            long span = relative == null ? Long.MAX_VALUE : relative.columns();
            for (long row = 0; row < squares.rows(); row++) {
                long i = row % length;
                for (long j = 0; j < length; j++) {
                    if (j > i || i - j >= span) {
                        squares.set(row, j, blank);
                    }
                }
            }
        }
    }
}
