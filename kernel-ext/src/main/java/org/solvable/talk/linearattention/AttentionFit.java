package org.solvable.talk.linearattention;

import org.ejml.data.DMatrixRMaj;
import org.solvable.data.family.Prompts;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.num.Ridge;
import org.solvable.num.RidgeMethod;
import org.solvable.num.RidgeProblem;
import org.solvable.num.RidgeSolution;

/**
 * Attention parameters pretrained on n prompts: the minimiser of Σ (y - ⟨Γ, x cᵀ⟩)² + (n/d) λ ‖Γ‖², and how it was found.
 *
 * @param gamma Γ, d x (d+1)
 * @param trainError mean squared residual on the prompts, without the penalty
 * @param method how it was solved, never {@link RidgeMethod#AUTO}
 * @param reason why this method, in words
 * @param residual ‖gradient‖ relative to its size at Γ = 0
 * @param iterations of conjugate gradients, or of iterative refinement
 * @param converged whether the residual met the tolerance
 */
record AttentionFit(
        DMatrixRMaj gamma,
        double trainError,
        RidgeMethod method,
        String reason,
        double residual,
        long iterations,
        boolean converged) {

    /**
     * Around n = d(d+1) with next to no ridge the residual hardly sees the directions in which Γ is large, so that it has to be
     * smaller for the same error of Γ.
     */
    private static final double NEAR = 0.1;

    private static final double SMALL_RIDGE = 1e-3;

    /**
     * Fits.
     *
     * @param lambda ridge, at least 0; 0 takes the interpolating solution of smallest norm where there are several
     * @param wanted method, or {@link RidgeMethod#AUTO}
     * @param tolerance on {@link #residual}; a hundredth of it is asked for near the interpolation threshold
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything is allocated
     */
    static AttentionFit of(
            Prompts prompts,
            double lambda,
            RidgeMethod wanted,
            double tolerance,
            Backend backend,
            Checkpoint checkpoint) {
        int n = prompts.size();
        int d = prompts.dimension();
        RidgeSolution fit = Ridge.standard()
                .withMethod(wanted)
                .withTolerance(asked(n, d, lambda, tolerance))
                .withBackend(backend)
                .solve(
                        RidgeProblem.kronecker(prompts.queries(), prompts.contexts(), prompts.labels()),
                        lambda * n / d,
                        checkpoint);
        return new AttentionFit(
                fit.coefficients(),
                fit.meanSquaredResidual(),
                fit.method(),
                fit.reason(),
                fit.relativeResidual(),
                fit.iterations(),
                fit.status().converged() || fit.relativeResidual() <= tolerance);
    }

    /** The tolerance that n prompts in dimension d need. */
    static double asked(int n, int d, double lambda, double tolerance) {
        double ratio = n / ((double) d * (d + 1));
        boolean ill = Math.abs(ratio - 1) < NEAR && lambda < SMALL_RIDGE;
        return Math.max(1e-15, ill ? tolerance / 100 : tolerance);
    }
}
