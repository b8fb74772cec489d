package org.solvable.grad;

/**
 * How rows are read as sequences, and how tokens may look at each other.
 *
 * @param batch number of sequences, at least 1
 * @param length tokens of a sequence, at least 1; the rows are batch·length
 * @param heads number of heads, at least 1; the columns are heads·(width of a head)
 * @param scale factor of the scores; 1/√(width of a head) in the usual Transformer
 * @param causal whether a token sees only itself and earlier ones
 * @param softmax whether scores become weights by a softmax; if not they are the weights (linear attention)
 */
public record AttentionShape(int batch, int length, int heads, double scale, boolean causal, boolean softmax) {

    public AttentionShape {
        require("batch", batch);
        require("length", length);
        require("heads", heads);
        if (!(Math.abs(scale) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("scale = " + scale + ": must be finite");
        }
    }

    /** Softmax attention of one head, every token sees every token. */
    public static AttentionShape of(int batch, int length, double scale) {
        return new AttentionShape(batch, length, 1, scale, false, true);
    }

    public AttentionShape withHeads(int newHeads) {
        return new AttentionShape(batch, length, newHeads, scale, causal, softmax);
    }

    /** Each token sees itself and earlier ones only. */
    public AttentionShape asCausal() {
        return new AttentionShape(batch, length, heads, scale, true, softmax);
    }

    /** Scores are the weights: linear attention. */
    public AttentionShape asLinear() {
        return new AttentionShape(batch, length, heads, scale, causal, false);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + ": must be at least 1");
        }
    }
}
