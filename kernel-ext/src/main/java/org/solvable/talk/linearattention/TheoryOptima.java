package org.solvable.talk.linearattention;

import java.util.function.DoubleUnaryOperator;
import org.solvable.num.Minima;
import org.solvable.num.Minimum;
import org.solvable.num.Roots;

/**
 * The best ridge, the best context length, and the diversity at which memorisation gives way.
 *
 * <p>Each minimum is global: a scan on a logarithmic grid, Brent's method at every dip of it, and the closed limits at both
 * ends. Deterministic; some hundred theory points, about 0.1 ms.
 */
public final class TheoryOptima {

    /** The grid of context lengths: ten in a factor of ten. */
    private static final double SHORTEST = 1e-6;

    private static final double LONGEST = 1e10;
    private static final int POINTS = 161;

    /** Changes below this are roundoff, not shape. */
    private static final double ROUNDOFF = 1e-12;

    private TheoryOptima() {}

    /**
     * The context length with the smallest error.
     *
     * @param alpha α; infinite if longer contexts always help in the end, 0 if contexts only harm
     * @param error the error there (its limit for 0 and ∞)
     * @param monotone whether the error falls all the way from α = 0 to ∞
     */
    public record BestContext(double alpha, double error, boolean monotone) {}

    /**
     * The ridge with the smallest error.
     *
     * @param lambda λ; 0 if no ridge is best, infinite if the zero predictor is
     * @param error the error there
     */
    public record BestRidge(double lambda, double error) {}

    /** The best context length for prompts of one length in pretraining and test; α and αₜ of the model are not read. */
    public static BestContext bestContext(Model model, Risk risk) {
        Model matched = new Model(1, model.kappa(), model.tau(), model.rho(), model.lambda(), 1, model.rhoTest());
        // Differences of ρₜ to ρ shift both errors by a constant at the ends too.
        double shift = model.rhoTest() - model.rho();
        TheoryLimits.LongContext end = TheoryLimits.longContext(matched);
        double right = (risk == Risk.ICL ? end.icl() : end.idg()) + shift;
        DoubleUnaryOperator f = alpha -> risk.of(Theory.errors(matched.withAlpha(alpha)));
        Minimum best = Minima.brent().findLowestInLog(f, SHORTEST, LONGEST, POINTS);
        if (best.converged() && best.value() < right * (1 - ROUNDOFF)) {
            return new BestContext(best.argument(), best.value(), false);
        }
        double left = TheoryLimits.shortContext(model.tau(), model.rho()) + shift;
        if (left < right) {
            return new BestContext(0, left, false);
        }
        Minima.Shape shape = Minima.shape(
                log -> f.applyAsDouble(Math.exp(log)),
                Math.log(SHORTEST),
                Math.log(LONGEST),
                POINTS,
                ROUNDOFF * Math.min(left, Double.MAX_VALUE));
        boolean falls = shape.unimodal() && shape.valleys().getFirst() > Math.log(LONGEST) - 1;
        return new BestContext(Double.POSITIVE_INFINITY, right, falls);
    }

    /** The best ridge at otherwise fixed parameters; λ of the model is not read. */
    public static BestRidge bestRidge(Model model, Risk risk) {
        Minimum best = Minima.brent()
                .findLowestInLog(lambda -> risk.of(Theory.errors(model.withLambda(lambda))), 1e-14, 1e14, 281);
        double none = risk.of(Theory.errors(model.withLambda(0)));
        // λ = ∞ leaves the predictor 0.
        double all = 1 + model.rhoTest();
        if (best.converged() && best.value() < Math.min(none, all) * (1 - ROUNDOFF)) {
            return new BestRidge(best.argument(), best.value());
        }
        return none <= all ? new BestRidge(0, none) : new BestRidge(Double.POSITIVE_INFINITY, all);
    }

    /** The ridge that minimises both errors for κ = ∞: (1+q) [ρ(1+q) + q]/τ. */
    public static double bestRidgeOfEndlessTasks(double alpha, double tau, double rho) {
        Model checked = new Model(alpha, Double.POSITIVE_INFINITY, tau, rho, 0);
        double q = Theory.noise(checked.alpha(), rho);
        return (1 + q) * (rho * (1 + q) + q) / tau;
    }

    /**
     * The diversity threshold: the smallest κ at which g_task has fallen to half its value at κ → 0; κ of the model is not
     * read.
     *
     * @return κ, positive; NaN at the interpolation peak (τ = 1, λ = 0), where the gap is infinite, and where κ would lie
     *     outside [1e-300, 1e300]
     */
    public static double diversityThreshold(Model model) {
        double half = TheoryLimits.gapOfFewTasks(model) / 2;
        if (!(half < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        DoubleUnaryOperator excess =
                log -> half - Theory.errors(model.withKappa(Math.exp(log))).gTask();
        double step = Math.log(10) / 10;
        double below = Math.log(1e-12);
        while (excess.applyAsDouble(below) >= 0 && below > Math.log(1e-300)) {
            below -= step;
        }
        while (excess.applyAsDouble(below + step) < 0 && below < Math.log(1e300)) {
            below += step;
        }
        // Without a change of sign the root is NaN, as promised.
        return Math.exp(Roots.brent().find(excess, below, below + step).value());
    }
}
