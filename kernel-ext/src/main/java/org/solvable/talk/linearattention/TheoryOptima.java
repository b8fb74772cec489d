package org.solvable.talk.linearattention;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.optim.univariate.UnivariatePointValuePair;
import org.solvable.num.Roots;

/**
 * The best ridge, the best context length, and the diversity at which memorisation gives way.
 *
 * <p>Each minimum is global: a scan on a logarithmic grid, Brent's method at every dip of it, and the closed limits at both
 * ends. Deterministic; some hundred theory points, about 0.1 ms.
 */
public final class TheoryOptima {

    /** Grid points in a factor of ten. */
    private static final int PER_DECADE = 10;

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
        Scan scan = new Scan(
                log -> risk.of(Theory.errors(matched.withAlpha(Math.exp(log)))), Math.log(1e-6), Math.log(1e10));
        Dip best = scan.best();
        if (best.interior() && best.value() < right * (1 - ROUNDOFF)) {
            return new BestContext(Math.exp(best.place()), best.value(), false);
        }
        if (scan.increasing() && right > scan.first()) {
            return new BestContext(0, scan.first(), false);
        }
        return scan.first() < Math.min(right, scan.last())
                ? new BestContext(0, scan.first(), false)
                : new BestContext(Double.POSITIVE_INFINITY, right, scan.decreasing());
    }

    /** The best ridge at otherwise fixed parameters; λ of the model is not read. */
    public static BestRidge bestRidge(Model model, Risk risk) {
        Scan scan = new Scan(
                log -> risk.of(Theory.errors(model.withLambda(Math.exp(log)))), Math.log(1e-14), Math.log(1e14));
        Dip best = scan.best();
        double none = risk.of(Theory.errors(model.withLambda(0)));
        // λ = ∞ leaves the predictor 0.
        double all = 1 + model.rhoTest();
        if (best.interior() && best.value() < Math.min(none, all) * (1 - ROUNDOFF)) {
            return new BestRidge(Math.exp(best.place()), best.value());
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
     * @return κ, positive; NaN at the interpolation peak (τ = 1, λ = 0), where the gap is infinite
     */
    public static double diversityThreshold(Model model) {
        double half = TheoryLimits.gapOfFewTasks(model) / 2;
        if (!(half < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        DoubleUnaryOperator excess =
                log -> half - Theory.errors(model.withKappa(Math.exp(log))).gTask();
        double step = Math.log(10) / PER_DECADE;
        double below = Math.log(1e-12);
        while (excess.applyAsDouble(below + step) < 0 && below < Math.log(1e300)) {
            below += step;
        }
        return Math.exp(Roots.brent().find(excess, below, below + step).orElseThrow());
    }

    private record Dip(double place, double value, boolean interior) {}

    /** A function on a grid of logarithms. */
    private static final class Scan {

        private final DoubleUnaryOperator f;
        private final double[] x;
        private final double[] y;

        Scan(DoubleUnaryOperator f, double from, double to) {
            int n = (int) Math.ceil((to - from) / Math.log(10) * PER_DECADE);
            this.f = f;
            x = new double[n + 1];
            y = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                x[i] = from + i * ((to - from) / n);
                y[i] = f.applyAsDouble(x[i]);
            }
        }

        double first() {
            return y[0];
        }

        double last() {
            return y[y.length - 1];
        }

        boolean decreasing() {
            for (int i = 1; i < y.length; i++) {
                if (y[i] > y[i - 1] * (1 + ROUNDOFF)) {
                    return false;
                }
            }
            return true;
        }

        boolean increasing() {
            for (int i = 1; i < y.length; i++) {
                if (y[i] < y[i - 1] * (1 - ROUNDOFF)) {
                    return false;
                }
            }
            return true;
        }

        /** The lowest dip after refinement; not interior if an end of the grid is lower. */
        Dip best() {
            int end = y[0] < last() ? 0 : y.length - 1;
            Dip best = new Dip(x[end], y[end], false);
            for (int i = 1; i < y.length - 1; i++) {
                if (y[i] <= y[i - 1] && y[i] <= y[i + 1] && (y[i] < y[i - 1] || y[i] < y[i + 1])) {
                    UnivariatePointValuePair dip = new BrentOptimizer(1e-10, 1e-12)
                            .optimize(
                                    new MaxEval(1000),
                                    new UnivariateObjectiveFunction(f::applyAsDouble),
                                    GoalType.MINIMIZE,
                                    new SearchInterval(x[i - 1], x[i + 1], x[i]));
                    if (dip.getValue() < best.value()) {
                        best = new Dip(dip.getPoint(), dip.getValue(), true);
                    }
                }
            }
            return best;
        }
    }
}
