package org.solvable.grad;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.MemoryBudget;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/**
 * The trainable numbers of one model, in native memory that is freed by {@link #close()}.
 *
 * <p>Each parameter draws its start values from a stream split by its name, so that adding a layer does not change how the
 * others start. Not safe for use by several threads at once.
 */
public final class ParameterSet implements AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Precision precision;
    private final RandomStream stream;

    /**
     * An empty set.
     *
     * @param precision of values and gradients
     * @param stream start values come from {@code stream.split(name)}
     */
    public ParameterSet(Precision precision, RandomStream stream) {
        this.precision = precision;
        this.stream = stream;
    }

    public Precision precision() {
        return precision;
    }

    /**
     * Adds a trainable {@code rows x columns} matrix.
     *
     * @throws IllegalArgumentException if the name is taken or a side is not positive
     */
    public Parameter add(String name, int rows, int columns, Initializer initializer) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "shape of " + name + " = " + rows + " x " + columns + ": both sides must be at least 1");
        }
        if (parameters.stream().anyMatch(p -> p.name().equals(name))) {
            throw new IllegalArgumentException("name = \"" + name + "\": must be unique in the set");
        }
        MemoryBudget budget = MemoryBudget.standard();
        MatrixView value = budget.allocate(arena, precision, rows, columns, "parameter " + name, "Lower the width");
        MatrixView gradient =
                budget.allocate(arena, precision, rows, columns, "gradient of " + name, "Lower the width");
        double[] start = initializer.draw(rows, columns, stream.split(name));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                value.set(i, j, start[i * columns + j]);
            }
        }
        Parameter parameter = new Parameter(name, value, gradient);
        parameters.add(parameter);
        return parameter;
    }

    /** All parameters in the order in which they were added. */
    public List<Parameter> all() {
        return Collections.unmodifiableList(parameters);
    }

    /** Number of trainable numbers. */
    public long count() {
        return parameters.stream().mapToLong(Parameter::count).sum();
    }

    /** Sets all gradients to zero; call it before each backward pass whose gradients should not add up. */
    public void zeroGradients() {
        for (Parameter p : parameters) {
            p.gradient().fill(0);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
