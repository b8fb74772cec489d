package org.solvable.talk.linearattention;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.SolveStatus;

/**
 * Exact errors of linear attention in the proportional limit: deterministic equivalents of ridge regression on the
 * Kronecker features of prompts [Lu et al., arXiv 2405.11751; finite ridge, training error and test mismatch derived
 * independently].
 *
 * <p>With q = (1+ρ)/α the effective ridge ξ solves τ - 1 + ξ m(q+ξ) = τλ/ξ; everything else follows in closed form. Each
 * error is computed as a sum of nonnegative terms ({@link Resolvent}, {@link Pretrained}): all but the last two digits hold from α =
 * 1e-12 to 1e12, and the gap e_ICL - e_IDG keeps its digits where the two errors agree in most of theirs.
 *
 * <p>Deterministic. A point takes about half a microsecond.
 */
public final class Theory {

    private Theory() {}

    /** The errors at one point, with status; {@link Status#DIVERGENT} at the interpolation threshold τ = 1, λ = 0. */
    public static Solution<Errors> solve(Model model) {
        EffectiveRidge ridge = effectiveRidge(model);
        Errors errors = errors(model, ridge);
        Status status = status(model.tau(), model.lambda(), ridge, errors.icl() + errors.idg() + errors.idgTest());
        return new Solution<>(
                LinearAttention.ID,
                model,
                errors,
                status,
                message(status, ridge),
                diagnostics(ridge, errors.icl()),
                List.of(),
                Provenance.of(LinearAttention.ID));
    }

    /** The errors alone: the fast way for curves and phase diagrams. */
    public static Errors errors(Model model) {
        return errors(model, effectiveRidge(model));
    }

    /**
     * One quantity along a curve of models.
     *
     * @param name text of the legend
     * @param x abscissas, such as values of τ
     * @param model the model at an abscissa, such as {@code model::withTau}
     * @param quantity such as {@code Errors::icl}
     */
    public static Series curve(
            String name, double[] x, DoubleFunction<Model> model, ToDoubleFunction<Errors> quantity) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = quantity.applyAsDouble(errors(model.apply(x[i])));
        }
        return Series.curve(name, x, y);
    }

    /**
     * One quantity over a grid of diversities and context lengths, for a heat map.
     *
     * @param quantity such as {@code Errors::gTask}
     * @param model the other parameters
     * @param kappa diversities (columns)
     * @param alpha context lengths (rows), in pretraining and test
     * @param run looked at once per row
     * @return {@code alpha.length} rows of {@code kappa.length} values
     */
    public static double[][] map(
            ToDoubleFunction<Errors> quantity, Model model, double[] kappa, double[] alpha, Run run) {
        double[][] grid = new double[alpha.length][kappa.length];
        for (int i = 0; i < alpha.length; i++) {
            run.checkpoint().reached((double) i / alpha.length);
            Model row = model.withAlpha(alpha[i]);
            for (int j = 0; j < kappa.length; j++) {
                grid[i][j] = quantity.applyAsDouble(errors(row.withKappa(kappa[j])));
            }
        }
        return grid;
    }

    /** g_task over a grid: {@link #map} of {@link Errors#gTask}. */
    public static double[][] taskGapGrid(Model model, double[] kappa, double[] alpha) {
        return map(Errors::gTask, model, kappa, alpha, Run.quiet());
    }

    /** Label variance per context example, q = (1+ρ)/α. */
    static double noise(double alpha, double rho) {
        return (1 + rho) / alpha;
    }

    static EffectiveRidge effectiveRidge(Model model) {
        return effectiveRidge(noise(model.alpha(), model.rho()), model.kappa(), model.tau(), model.lambda());
    }

    /** ξ for isotropic tasks; {@code q = 0} is allowed where ξ stays positive. */
    static EffectiveRidge effectiveRidge(double q, double kappa, double tau, double lambda) {
        if (lambda == 0 && tau < 1) {
            // μ = q m at diversity κ/τ: the ridgeless root is known.
            return EffectiveRidge.known((1 - tau) / tau / Resolvent.trace(q, kappa / tau), 0);
        }
        return EffectiveRidge.of(nu -> Resolvent.isotropic(nu, kappa), q, tau, lambda);
    }

    private static Errors errors(Model model, EffectiveRidge ridge) {
        double q = noise(model.alpha(), model.rho());
        double qTest = noise(model.alphaTest(), model.rhoTest());
        boolean matched = model.alphaTest() == model.alpha() && model.rhoTest() == model.rho();
        Resolvent f = Resolvent.isotropic(q + ridge.xi(), model.kappa());
        Pretrained p = Pretrained.of(ridge, f, q, model.rho(), model.tau());
        return new Errors(
                icl(p, model.rhoTest(), qTest),
                p.idg(),
                p.train(),
                p.xi(),
                gap(p),
                matched ? p.idg() : p.idgAt(model.rhoTest(), qTest),
                p.e0(),
                f.z(),
                f.m(),
                f.m2(),
                Baselines.bayesRidge(model.alphaTest(), model.rhoTest()));
    }

    /** Equation (5) as ρₜ + ν² m₂ + (e_IDG/τ) K + qₜ ‖Γ‖²/d. */
    static double icl(Pretrained p, double rhoTest, double qTest) {
        Resolvent f = p.traces();
        return rhoTest + f.y() * f.y() * f.ratio() + p.spread() + qTest * p.norm();
    }

    /**
     * e_ICL - e_IDG under equal test conditions, on which it does not depend: with W of {@link Resolvent},
     * ((1-s)/W) [ (1+s) y² + (e_IDG/τ) m (s first + q m - s ξ m) ]. Exactly 0 for infinite diversity.
     */
    static double gap(Pretrained p) {
        Resolvent f = p.traces();
        if (f.loss() == 0) {
            return 0;
        }
        double spread =
                p.inflation() == 0 ? 0 : p.inflation() * (f.s() * f.first() + p.q() * f.m() - f.s() * (p.xi() * f.m()));
        return f.loss() * f.ratio() * ((1 + f.s()) * f.y() * f.y() + spread);
    }

    /** {@code error} is an error of this point: not finite away from the peak, it says that the doubles did not suffice. */
    static Status status(double tau, double lambda, EffectiveRidge ridge, double error) {
        if (tau == 1 && lambda == 0) {
            return Status.DIVERGENT;
        }
        return ridge.status().converged() && Double.isFinite(error) ? Status.CONVERGED : Status.NOT_CONVERGED;
    }

    static String message(Status status, EffectiveRidge ridge) {
        return switch (status) {
            case CONVERGED -> "";
            case DIVERGENT ->
                "tau = 1 with lambda = 0 is the interpolation threshold: the test errors are infinite, the training "
                        + "error is 0; any lambda > 0 makes them finite";
            default ->
                ridge.status() == SolveStatus.STEP_LIMIT
                        ? ridge.status().sentence()
                        : "a number of this point lies outside the range of doubles: bring the parameters nearer to 1 "
                                + "(each between 1e-50 and 1e50 is safe)";
        };
    }

    /** The error estimate is roundoff: 64 ulp of the leading error, a bound checked against 60-digit arithmetic. */
    static Diagnostics diagnostics(EffectiveRidge ridge, double error) {
        return new Diagnostics(ridge.residual(), 64 * Math.ulp(error), ridge.iterations());
    }
}
