package org.solvable.talk.sparsetoken;

import java.util.List;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.Root;
import org.solvable.num.Roots;

/**
 * Exact test error, training loss and training error of the optimal readout at a fixed query: closed form for the square loss
 * ({@link SquareReadout}), fixed-point equations with proximal operators for the others ({@link GeneralReadout}).
 *
 * <p>Where the law of the features must be sampled, results carry a Monte Carlo standard error (in the diagnostics, of the test
 * error): about 1e-4 with {@value FeatureLaw#NODES} nodes a class.
 */
public final class TheoryReadout {

    private TheoryReadout() {}

    /** The readout with status, with {@value FeatureLaw#NODES} nodes a class where the law is sampled. */
    public static Solution<Readout> solve(ReadoutModel model, Run run) {
        return solve(model, model.law(FeatureLaw.NODES), run);
    }

    /**
     * The readout with a law made before: for curves in α₁, λ and the loss.
     *
     * @param law of {@link FeatureLaw#attention} at the model's L, R, θ, π, s and B, or of {@link FeatureLaw#linear}
     */
    public static Solution<Readout> solve(ReadoutModel model, FeatureLaw law, Run run) {
        Found found = find(model, law, run.checkpoint());
        return new Solution<>(
                SparseTokenReadout.ID,
                model,
                found.readout(),
                found.status(),
                found.message(),
                found.diagnostics(),
                List.of(),
                Provenance.of(SparseTokenReadout.ID));
    }

    /** A readout with what there is to say about it. */
    record Found(Readout readout, Status status, String message, Diagnostics diagnostics) {}

    static Found find(ReadoutModel model, FeatureLaw law, Checkpoint checkpoint) {
        double alpha = model.ratio();
        double lambda = model.ridge();
        if (model.loss() == Loss.SQUARE) {
            return square(law, alpha, lambda);
        }
        double capacity = lambda <= 1e-3 ? TheoryCapacity.of(law.coarse()) : 0;
        // Near the capacity the tenth of the nodes may be on the wrong side.
        if (Math.abs(alpha / capacity - 1) < 0.1) {
            capacity = TheoryCapacity.of(law);
        }
        if (lambda == 0 && alpha <= capacity) {
            return new Found(
                    Readout.divergent(law, 0, 0),
                    Status.DIVERGENT,
                    String.format(
                            "alpha_1 is %.4g of the separability capacity and there is no ridge: the training data are"
                                    + " separable, the loss goes to 0 and the weights grow without limit; any lambda > 0"
                                    + " has an answer",
                            alpha / capacity),
                    Diagnostics.CLOSED_FORM);
        }
        GeneralReadout.Solved s = GeneralReadout.of(law, model.loss(), alpha, lambda, checkpoint);
        Status status = Status.of(s.status());
        String message = status != Status.CONVERGED
                ? s.status().sentence()
                : alpha < capacity
                        ? String.format(
                                "alpha_1 is %.4g of the separability capacity: as lambda goes to 0 the loss goes to 0 and"
                                        + " the readout grows towards the one of largest margin",
                                alpha / capacity)
                        : "";
        return new Found(s.readout(), status, message, new Diagnostics(s.residual(), s.error(), s.sweeps()));
    }

    private static Found square(FeatureLaw law, double alpha, double lambda) {
        if (lambda == 0 && alpha == 1) {
            return new Found(
                    Readout.divergent(law, 0, 0),
                    Status.DIVERGENT,
                    "as many sequences as parameters and lambda = 0 is the interpolation peak: the readout is infinite and"
                            + " its errors near one half; any lambda > 0 makes it finite",
                    Diagnostics.CLOSED_FORM);
        }
        SquareReadout.Solved s = SquareReadout.of(law, alpha, lambda);
        double error = 0;
        if (law.sampled() && s.status().converged()) {
            double[] parts = new double[16];
            for (int k = 0; k < parts.length; k++) {
                FeatureLaw part = law.batch(k, parts.length);
                parts[k] = SquareReadout.of(part, alpha, lambda, Math.log(s.variance()), 0.01)
                        .test(part);
            }
            error = GeneralReadout.spread(parts);
        }
        Status status = Status.of(s.status());
        return new Found(
                s.readout(law),
                status,
                status == Status.CONVERGED ? "" : s.status().sentence(),
                new Diagnostics(s.residual(), error, s.evaluations()));
    }

    /** The readout alone, with a law made before: the fast way for curves. */
    public static Readout readout(ReadoutModel model, FeatureLaw law) {
        return find(model, law, Checkpoint.NONE).readout();
    }

    /** E^∞: the test error of the square loss without ridge on endless data. */
    public static double endless(FeatureLaw law) {
        return SquareReadout.of(law, Double.POSITIVE_INFINITY, 0).test(law);
    }

    /**
     * s*: the alignment from which on attention beats the linear classifiers on endless data (square loss); below, its random
     * weights only add noise.
     *
     * @param model L, R, θ, π and B; its alignment does not matter
     * @param nodes nodes a class
     * @return the root in [0, 1]; status {@code NO_SIGN_CHANGE} where attention always or never wins
     */
    public static Root criticalAlignment(CapacityModel model, int nodes) {
        double linear = endless(FeatureLaw.linear(model.length(), model.informative(), model.theta(), model.pi()));
        return Roots.brent()
                .withAbsoluteTolerance(1e-6)
                .find(
                        s -> endless(FeatureLaw.attention(
                                        model.length(),
                                        model.informative(),
                                        model.theta(),
                                        model.pi(),
                                        s,
                                        model.sharpness(),
                                        nodes))
                                - linear,
                        0,
                        1);
    }
}
