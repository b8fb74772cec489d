package org.solvable.grad;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.LayerKernels;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.MemoryBudget;

/**
 * Adam [Kingma, Ba, arXiv 1412.6980]; with decoupled weight decay it is AdamW [Loshchilov, Hutter, arXiv 1711.05101].
 *
 * <p>Moments lie in native memory that the garbage collector frees.
 */
public final class Adam implements Optimizer {

    /**
     * The numbers of the method.
     *
     * @param rate learning rate, finite and positive
     * @param beta1 memory of the mean gradient, in [0, 1)
     * @param beta2 memory of the squared gradient, in [0, 1)
     * @param epsilon added to the root, finite and positive
     * @param decay decoupled weight decay, finite and at least 0
     */
    public record Settings(double rate, double beta1, double beta2, double epsilon, double decay) {

        public Settings {
            require("rate", rate, rate > 0 && rate < Double.POSITIVE_INFINITY, "finite and > 0");
            require("beta1", beta1, beta1 >= 0 && beta1 < 1, "in [0, 1)");
            require("beta2", beta2, beta2 >= 0 && beta2 < 1, "in [0, 1)");
            require("epsilon", epsilon, epsilon > 0 && epsilon < Double.POSITIVE_INFINITY, "finite and > 0");
            require("decay", decay, decay >= 0 && decay < Double.POSITIVE_INFINITY, "finite and >= 0");
        }

        /** The constants of the paper: 0.9, 0.999, 1e-8, no decay. */
        public static Settings standard(double rate) {
            return new Settings(rate, 0.9, 0.999, 1e-8, 0);
        }

        /** AdamW: decoupled weight decay. */
        public Settings withDecay(double newDecay) {
            return new Settings(rate, beta1, beta2, epsilon, newDecay);
        }

        private static void require(String name, double value, boolean holds, String range) {
            if (!holds) {
                throw new IllegalArgumentException(name + " = " + value + ": must be " + range);
            }
        }
    }

    private final LayerKernels kernels;
    private final ParameterSet parameters;
    private final Settings settings;
    private final List<MatrixView> first = new ArrayList<>();
    private final List<MatrixView> second = new ArrayList<>();
    private long steps;

    /** Adam for the parameters that the set holds now. */
    public Adam(ParameterSet parameters, Settings settings) {
        this(parameters, settings, Backends.best());
    }

    /** The same with as many threads as the backend has. */
    public Adam(ParameterSet parameters, Settings settings, Backend backend) {
        kernels = LayerKernels.best(backend.threads());
        this.parameters = parameters;
        this.settings = settings;
        MemoryBudget budget = MemoryBudget.standard();
        for (Parameter p : parameters.all()) {
            for (List<MatrixView> moments : List.of(first, second)) {
                moments.add(budget.allocate(
                        Arena.ofAuto(),
                        parameters.precision(),
                        p.value().rows(),
                        p.value().columns(),
                        "moment of " + p.name(),
                        "Lower the width"));
            }
        }
    }

    @Override
    public void step() {
        steps++;
        for (int i = 0; i < first.size(); i++) {
            Parameter p = parameters.all().get(i);
            kernels.adam(
                    p.value(),
                    p.gradient(),
                    first.get(i),
                    second.get(i),
                    settings.rate(),
                    settings.beta1(),
                    settings.beta2(),
                    settings.epsilon(),
                    settings.decay(),
                    steps);
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public List<MatrixView> state() {
        List<MatrixView> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    @Override
    public void resumeAt(long count) {
        steps = count;
    }
}
