package org.solvable.grad;

import org.solvable.linalg.MatrixView;

/**
 * A trainable matrix: its name, its numbers and the gradient that the last backward pass left.
 *
 * @param name path of the weight in the model, such as {@code block0.attention.query}; unique in its set
 * @param value the numbers, changed by optimisers
 * @param gradient of the same shape; cleared by {@link ParameterSet#zeroGradients}
 */
public record Parameter(String name, MatrixView value, MatrixView gradient) {

    public Parameter {
        if (value.rows() != gradient.rows() || value.columns() != gradient.columns()) {
            throw new IllegalArgumentException(
                    "gradient of " + name + " is a " + gradient + ": must have the shape of " + value);
        }
    }

    /** Number of trainable numbers. */
    public long count() {
        return value.rows() * value.columns();
    }
}
