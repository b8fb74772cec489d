package org.solvable.talk.linearattention;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.solvable.data.family.Prompts;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;

/**
 * Attention parameters pretrained on n prompts: the minimiser of Σ (y - ⟨Γ, x cᵀ⟩)² + (n/d) λ ‖Γ‖², and how it was found.
 *
 * @param gamma Γ, d x (d+1)
 * @param trainError mean squared residual on the prompts, without the penalty
 * @param method how it was solved, never {@link FitMethod#AUTO}
 * @param reason why this method, in words
 * @param residual ‖gradient‖ relative to its size at Γ = 0
 * @param iterations of conjugate gradients, 0 for the direct methods
 * @param converged whether the residual met the tolerance
 */
record AttentionFit(
        DMatrixRMaj gamma,
        double trainError,
        FitMethod method,
        String reason,
        double residual,
        int iterations,
        boolean converged) {

    /**
     * Fits.
     *
     * @param lambda ridge, at least 0; 0 takes the interpolating solution of smallest norm where there are several
     * @param wanted method, or {@link FitMethod#AUTO}
     * @param tolerance of conjugate gradients, on {@link #residual}
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything is allocated
     */
    static AttentionFit of(
            Prompts prompts,
            double lambda,
            FitMethod wanted,
            double tolerance,
            Backend backend,
            Checkpoint checkpoint) {
        FitPlan plan = FitPlan.of(prompts.size(), prompts.dimension(), lambda, wanted, tolerance);
        int n = prompts.size();
        int d = prompts.dimension();
        double penalty = lambda * n / d;
        PromptFeatures features = new PromptFeatures(prompts, backend);
        double[] y = prompts.labels();
        Checkpoint solving = checkpoint.part(0, 0.95);
        Optional<FitSolvers.Solved> direct = switch (plan.method()) {
            case PRIMAL -> FitSolvers.primal(prompts, features, penalty, backend, solving);
            case DUAL -> FitSolvers.dual(features, y, penalty, backend, solving);
            case CG, AUTO -> Optional.empty();
        };
        if (direct.isEmpty() && plan.method() != FitMethod.CG) {
            if (wanted != FitMethod.AUTO) {
                throw new IllegalStateException("method = " + plan.word()
                        + ": its system is singular in double precision here; raise lambda, move tau away from 1, or "
                        + "use method = cg");
            }
            plan = plan.afterBreakdown();
        }
        FitPlan used = plan;
        FitSolvers.Solved solved =
                direct.orElseGet(() -> FitSolvers.cg(features, y, penalty, used.tolerance(), backend, solving));
        // The same quality number for all three methods.
        double[] rest = new double[n];
        features.predict(solved.gamma(), rest, checkpoint.part(0.95, 0.97));
        double sum = 0;
        for (int i = 0; i < n; i++) {
            rest[i] = y[i] - rest[i];
            sum += rest[i] * rest[i];
        }
        double residual = gradient(features, rest, solved.gamma(), penalty, y, checkpoint.part(0.97, 1));
        return new AttentionFit(
                DMatrixRMaj.wrap(d, d + 1, solved.gamma()),
                sum / n,
                plan.method(),
                plan.reason(),
                residual,
                solved.iterations(),
                residual <= 10 * plan.tolerance());
    }

    private static double gradient(
            PromptFeatures features, double[] rest, double[] gamma, double penalty, double[] y, Checkpoint checkpoint) {
        double[] g = new double[gamma.length];
        features.combine(rest, g, checkpoint);
        double square = 0;
        for (int i = 0; i < g.length; i++) {
            double v = g[i] - penalty * gamma[i];
            square += v * v;
        }
        features.combine(y, g, Checkpoint.NONE);
        double scale = 0;
        for (double v : g) {
            scale += v * v;
        }
        return scale == 0 ? 0 : Math.sqrt(square / scale);
    }
}
