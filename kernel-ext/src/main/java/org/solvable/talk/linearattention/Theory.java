package org.solvable.talk.linearattention;

import java.util.List;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.Root;
import org.solvable.num.Roots;

/**
 * Exact errors of linear attention in the proportional limit: deterministic equivalents of ridge regression on the
 * Kronecker features of prompts [Lu et al., arXiv 2405.11751; finite ridge and training error derived independently].
 *
 * <p>With q = (1+ρ)/α the effective ridge ξ solves τ - 1 + ξ m(q+ξ) = τλ/ξ; everything else follows in closed form. The
 * textbook expressions are differences of nearly equal numbers at small α and large λ; here each error is a sum of
 * nonnegative terms (see {@link Resolvent}), which keeps ten digits everywhere.
 *
 * <p>Deterministic. A ridge point takes about a microsecond, a ridgeless one less.
 */
public final class Theory {

    private static final Roots ROOTS = Roots.brent();

    private Theory() {}

    /** The errors at one point, with status; {@link Status#DIVERGENT} at the interpolation threshold τ = 1, λ = 0. */
    public static Solution<Errors> solve(Model model) {
        Root root = effectiveRidge(model);
        Errors errors = errors(model, root.value());
        boolean peak = model.tau() == 1 && model.lambda() == 0;
        Status status = peak ? Status.DIVERGENT : root.converged() ? Status.CONVERGED : Status.NOT_CONVERGED;
        String message = peak
                ? "tau = 1 with lambda = 0 is the interpolation threshold: both test errors are infinite, the training "
                        + "error is 0; any lambda > 0 makes them finite"
                : root.converged() ? "" : root.status().sentence();
        return new Solution<>(
                LinearAttention.ID,
                model,
                errors,
                status,
                message,
                new Diagnostics(Math.abs(root.residual()), root.errorBound(), root.evaluations()),
                List.of(),
                Provenance.of(LinearAttention.ID));
    }

    /** The errors alone: the fast way for curves and phase diagrams. */
    public static Errors errors(Model model) {
        return errors(model, effectiveRidge(model).value());
    }

    /**
     * g_task on a grid.
     *
     * @param model the other parameters
     * @param kappa diversities
     * @param alpha context lengths, used in pretraining and test
     * @return {@code alpha.length} rows of {@code kappa.length} values
     */
    public static double[][] taskGapGrid(Model model, double[] kappa, double[] alpha) {
        double[][] grid = new double[alpha.length][kappa.length];
        for (int i = 0; i < alpha.length; i++) {
            Model row = model.withAlpha(alpha[i]);
            for (int j = 0; j < kappa.length; j++) {
                grid[i][j] = errors(row.withKappa(kappa[j])).gTask();
            }
        }
        return grid;
    }

    /** Label variance per context example, q = (1+ρ)/α. */
    static double noise(double alpha, double rho) {
        return (1 + rho) / alpha;
    }

    /** The effective ridge ξ >= λ. */
    static Root effectiveRidge(Model model) {
        double tau = model.tau();
        double lambda = model.lambda();
        double kappa = model.kappa();
        double q = noise(model.alpha(), model.rho());
        if (tau == Double.POSITIVE_INFINITY) {
            return known(lambda);
        }
        double ridgeless = tau < 1 ? (1 - tau) / (tau * Resolvent.trace(q, kappa / tau)) : 0;
        if (lambda == 0) {
            return known(ridgeless);
        }
        // Increasing in ξ, so the root is unique; the start is its leading behaviour on each side of the threshold.
        double start = tau < 1
                ? ridgeless + lambda
                : Math.max(
                        lambda,
                        tau > 1
                                ? Math.min(tau * lambda / (tau - 1), lambda + Math.sqrt(lambda * (1 + q)))
                                : Math.sqrt(lambda));
        return ROOTS.findUpward(xi -> balance(xi, q, kappa, tau) - tau * lambda / xi, Math.clamp(start, 1e-300, 1e300));
    }

    /**
     * τ - 1 + ξ m(q+ξ). Where ξ m is near 1 (strong ridge) the difference 1 - ξ m = t + q m is taken as that sum, or small τ
     * would lose its digits against the 1.
     */
    private static double balance(double xi, double q, double kappa, double tau) {
        double m = Resolvent.trace(q + xi, kappa);
        double xm = xi * m;
        return xm < 0.5 ? tau - 1 + xm : tau - (m / (1 + m / kappa) + q * m);
    }

    private static Root known(double value) {
        return new Root(value, 0, value, value, 0, org.solvable.num.SolveStatus.CONVERGED);
    }

    private static Errors errors(Model model, double xi) {
        double tau = model.tau();
        double rho = model.rho();
        double q = noise(model.alpha(), rho);
        double qTest = noise(model.alphaTest(), model.rhoTest());
        Resolvent f = Resolvent.at(q + xi, model.kappa());
        double k = f.inverseKappa();
        double u = f.u();
        double spread = k * f.t() * f.p();
        double xm = xi * f.m();
        double w = f.p() / f.m();
        double s = f.t() + q * f.m();

        double e0 = rho + q * f.t() + xi * f.t() * u * w;
        // s - ξ m (m₂-m²)/m², again as a sum.
        double sigma = f.t() * (1 + k * (q * f.m()) * f.m()) / (1 + k * u * f.m()) + q * f.m();
        double idg;
        double inflation;
        if (tau == Double.POSITIVE_INFINITY) {
            idg = e0;
            inflation = 0;
        } else {
            idg = tau * e0 / margin(model, xi, xm * sigma);
            inflation = idg / tau;
        }
        double variance = f.m() * sigma;
        double icl = model.rhoTest() + u * u * (1 + spread) + qTest * f.q2() + inflation * ((1 + qTest) * variance);
        double gTask =
                model.alphaTest() == model.alpha() && model.rhoTest() == rho ? gap(f, xi, s, inflation) : icl - idg;
        double shrink = model.lambda() == 0
                ? Math.max(0, 1 - 1 / tau)
                : tau == Double.POSITIVE_INFINITY ? 1 : model.lambda() / xi;
        double train = shrink == 0 ? 0 : shrink * shrink * idg;
        return new Errors(
                icl,
                idg,
                train,
                xi,
                gTask,
                e0,
                f.z(),
                f.m(),
                f.m2(),
                Baselines.bayesRidge(model.alphaTest(), model.rhoTest()));
    }

    /** τ - D = ξ m σ + τλ/ξ, by equation (1); τ - 1 in the ridgeless limit above the threshold. */
    private static double margin(Model model, double xi, double overfit) {
        double tau = model.tau();
        if (model.lambda() == 0) {
            return tau >= 1 ? tau - 1 : overfit;
        }
        return overfit + tau * model.lambda() / xi;
    }

    /**
     * e_ICL - e_IDG without subtracting them: A + (e_IDG/τ) B with A = u²(m/w)(2+m/κ)/(κ+m), B = m²/(κ+m) · (s -
     * ξ(1+ν)m²/w), w = 1 + ν m²/κ. Exactly 0 for infinite diversity, where the two errors are one.
     */
    private static double gap(Resolvent f, double xi, double s, double inflation) {
        double k = f.inverseKappa();
        if (k == 0) {
            return 0;
        }
        double share = 1 / (1 + f.m() * k);
        double a = f.u() * f.u() * k * f.p() * (2 + f.m() * k) * share;
        double b = f.m() * (f.m() * k * share) * (s - xi * f.m() * (1 + f.z()) * f.p());
        return inflation == 0 ? a : a + inflation * b;
    }
}
