package org.solvable.grad;

import java.util.List;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.MatrixView;

/** Gradient descent: w -= rate g, with the gradient of whatever batch the loss was built from. */
public final class Sgd implements Optimizer {

    private final Backend backend;
    private final ParameterSet parameters;
    private final double rate;
    private long steps;

    /**
     * Plain gradient descent.
     *
     * @param rate learning rate, finite and positive
     */
    public Sgd(ParameterSet parameters, double rate) {
        this(parameters, rate, Backends.best());
    }

    /** The same on this backend. */
    public Sgd(ParameterSet parameters, double rate, Backend backend) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate = " + rate + ": must be finite and > 0");
        }
        this.backend = backend;
        this.parameters = parameters;
        this.rate = rate;
    }

    @Override
    public void step() {
        for (Parameter p : parameters.all()) {
            backend.axpby(-rate, p.gradient(), 1, p.value());
        }
        steps++;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public List<MatrixView> state() {
        return List.of();
    }

    @Override
    public void resumeAt(long count) {
        steps = count;
    }
}
