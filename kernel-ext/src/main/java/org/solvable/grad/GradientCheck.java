package org.solvable.grad;

import java.util.function.ToDoubleFunction;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;

/**
 * Compares gradients with central differences: the independent truth for every operation and every model.
 *
 * @param largest largest difference between the two, over all parameters
 * @param scale largest gradient element, by central differences
 * @param worst the element with the largest difference, as {@code name[i, j]}
 */
public record GradientCheck(double largest, double scale, String worst) {

    /** Builds the loss on a fresh tape. */
    @FunctionalInterface
    public interface Model {
        Tensor loss(Tape tape);
    }

    /** Largest difference relative to the largest gradient element. */
    public double relative() {
        return scale == 0 ? largest : largest / scale;
    }

    /**
     * Differentiates a loss both ways.
     *
     * @param parameters double precision; values are moved and put back
     * @param model builds the loss; must be deterministic
     * @param step half distance of the central difference, finite and positive; 1e-5 suits double precision
     */
    public static GradientCheck of(ParameterSet parameters, Model model, double step) {
        if (parameters.precision() != Precision.DOUBLE) {
            throw new IllegalArgumentException("precision = " + parameters.precision()
                    + ": must be DOUBLE, differences of single-precision losses are noise");
        }
        if (!(step > 0 && step < 1)) {
            throw new IllegalArgumentException("step = " + step + ": must be in (0, 1)");
        }
        try (Tape tape = new Tape(Precision.DOUBLE)) {
            parameters.zeroGradients();
            tape.backward(model.loss(tape));
            ToDoubleFunction<Model> value = m -> {
                tape.clear();
                return m.loss(tape).item();
            };
            double largest = 0;
            double scale = 0;
            String worst = "";
            for (Parameter p : parameters.all()) {
                MatrixView w = p.value();
                for (long i = 0; i < w.rows(); i++) {
                    for (long j = 0; j < w.columns(); j++) {
                        double start = w.get(i, j);
                        w.set(i, j, start + step);
                        double up = value.applyAsDouble(model);
                        w.set(i, j, start - step);
                        double down = value.applyAsDouble(model);
                        w.set(i, j, start);
                        double difference = (up - down) / (2 * step);
                        double error = Math.abs(difference - p.gradient().get(i, j));
                        scale = Math.max(scale, Math.abs(difference));
                        // Written so that NaN counts as the worst.
                        if (!(error <= largest)) {
                            largest = error;
                            worst = p.name() + "[" + i + ", " + j + "]";
                        }
                    }
                }
            }
            return new GradientCheck(largest, scale, worst);
        }
    }
}
