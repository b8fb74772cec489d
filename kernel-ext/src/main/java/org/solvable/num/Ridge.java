package org.solvable.num;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MemoryBudget;

/**
 * Solves ridge regressions min_Γ Σ_μ (y_μ - ⟨Γ, h_μ⟩)² + penalty ‖Γ‖², above all those on products h_μ = x_μ c_μᵀ, which are
 * never formed.
 *
 * <pre>{@code
 * RidgeProblem prompts = RidgeProblem.kronecker(x, c, y);
 * RidgeSolution fit = Ridge.standard().withTolerance(1e-8).solve(prompts, penalty);
 * DMatrixRMaj gamma = fit.coefficients();
 * }</pre>
 *
 * <table>
 * <caption>Costs with n rows, f = p q unknowns (double precision throughout)</caption>
 * <tr><th>method</th><th>operations</th><th>bytes</th></tr>
 * <tr><td>PRIMAL</td><td>n f²/2 + f³/3</td><td>8 f²</td></tr>
 * <tr><td>DUAL</td><td>n² (p + q) + n³/3</td><td>8 n²</td></tr>
 * <tr><td>CONJUGATE_GRADIENT</td><td>4 n f a step</td><td>48 f + 24 n + 8 f for each of up to 16 partial sums</td></tr>
 * </table>
 *
 * <p>With a penalty of 0 and dependent columns the solution of smallest norm is returned, with status {@link
 * SolveStatus#NOT_UNIQUE}. The two direct methods are followed by iterative refinement. Where a Cholesky factor does not exist
 * to working precision they hand over: to eigenvalues for orders up to 1500, else to conjugate gradients, and say so.
 *
 * <p>Immutable. Same problem and settings on the same backend: same bits, whatever the number of threads.
 */
public final class Ridge {

    /** Order up to which a singular system goes to eigenvalues. */
    private static final int EIGEN_ORDER = 1500;

    /** Relative error of the coefficients above which a direct solution does not count as one. */
    private static final double ACCEPTED_ERROR = 1e-6;

    private final RidgeMethod method;
    private final double tolerance;
    private final long maxIterations;
    private final Optional<Backend> backend;
    private final Optional<MemoryBudget> budget;
    private final @Nullable DMatrixRMaj start;

    private Ridge(
            RidgeMethod method,
            double tolerance,
            long maxIterations,
            Optional<Backend> backend,
            Optional<MemoryBudget> budget,
            @Nullable DMatrixRMaj start) {
        this.method = method;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        this.backend = backend;
        this.budget = budget;
        this.start = start;
    }

    /** Method by cost, relative residual 1e-6, at most 20,000 steps, best backend, standard memory budget. */
    public static Ridge standard() {
        return new Ridge(RidgeMethod.AUTO, 1e-6, 20_000, Optional.empty(), Optional.empty(), null);
    }

    /** The same with this method. */
    public Ridge withMethod(RidgeMethod newMethod) {
        return new Ridge(newMethod, tolerance, maxIterations, backend, budget, start);
    }

    /**
     * The same with this tolerance on {@link RidgeSolution#relativeResidual()}. 1e-4 gives test errors of attention to about 2e-4
     * away from n = p q, where errors hide in directions that the residual hardly sees.
     *
     * @throws IllegalArgumentException if it is not in [1e-15, 1)
     */
    public Ridge withTolerance(double newTolerance) {
        if (!(newTolerance >= 1e-15 && newTolerance < 1)) {
            throw new IllegalArgumentException("tolerance = " + newTolerance + ": must be in [1e-15, 1)");
        }
        return new Ridge(method, newTolerance, maxIterations, backend, budget, start);
    }

    /**
     * The same with this limit on the steps of conjugate gradients.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Ridge withMaxIterations(long newLimit) {
        if (newLimit < 1) {
            throw new IllegalArgumentException("maxIterations = " + newLimit + ": must be >= 1");
        }
        return new Ridge(method, tolerance, newLimit, backend, budget, start);
    }

    /** The same on this backend, with its number of threads. */
    public Ridge withBackend(Backend newBackend) {
        return new Ridge(method, tolerance, maxIterations, Optional.of(newBackend), budget, start);
    }

    /** The same within this memory. */
    public Ridge withMemoryBudget(MemoryBudget newBudget) {
        return new Ridge(method, tolerance, maxIterations, backend, Optional.of(newBudget), start);
    }

    /**
     * The same with conjugate gradients started from these coefficients (copied) instead of 0; the direct methods do not use
     * them. Without a penalty the smallest norm is then reached only from a start in the span of the rows.
     */
    public Ridge withStart(DMatrixRMaj newStart) {
        return new Ridge(method, tolerance, maxIterations, backend, budget, newStart.copy());
    }

    RidgeMethod method() {
        return method;
    }

    double tolerance() {
        return tolerance;
    }

    long maxIterations() {
        return maxIterations;
    }

    Backend backend() {
        return backend.orElseGet(Backends::best);
    }

    MemoryBudget memoryBudget() {
        return budget.orElseGet(MemoryBudget::standard);
    }

    /**
     * Native memory that a regression on products x cᵀ may take with this method, for those who plan several at a time. For {@link
     * RidgeMethod#AUTO} that of the smaller direct method, or 0 where it does not fit the memory budget.
     *
     * @param samples number of rows n, at least 1
     * @param coefficientRows p, at least 1
     * @param coefficientColumns q, at least 1
     * @return bytes
     */
    public long nativeBytes(long samples, long coefficientRows, long coefficientColumns) {
        if (samples < 1 || coefficientRows < 1 || coefficientColumns < 1) {
            throw new IllegalArgumentException("samples = " + samples + ", coefficientRows = " + coefficientRows
                    + ", coefficientColumns = " + coefficientColumns + ": each must be >= 1");
        }
        if (method != RidgeMethod.AUTO) {
            return RidgePlan.plan(method, samples, coefficientRows, coefficientColumns, false, 1, "", 0)
                    .nativeBytes();
        }
        long primal = withMethod(RidgeMethod.PRIMAL).nativeBytes(samples, coefficientRows, coefficientColumns);
        long dual = withMethod(RidgeMethod.DUAL).nativeBytes(samples, coefficientRows, coefficientColumns);
        long smaller = Math.min(primal, dual);
        return smaller <= memoryBudget().nativeBytes() ? smaller : 0;
    }

    /** {@link #solve(RidgeProblem, double, Checkpoint)} without checkpoint. */
    public RidgeSolution solve(RidgeProblem problem, double penalty) {
        return solve(problem, penalty, Checkpoint.NONE);
    }

    /**
     * Solves.
     *
     * @param penalty finite, at least 0; it is not divided by the number of rows
     * @param checkpoint called at least every 50 ms or so; what it throws ends the work and is passed on
     * @throws IllegalArgumentException if the penalty is out of range, or the start has another shape
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything large is allocated
     */
    public RidgeSolution solve(RidgeProblem problem, double penalty, Checkpoint checkpoint) {
        checkPenalty(penalty);
        double[] first = first(problem);
        long begin = System.nanoTime();
        Backend arithmetic = backend();
        RidgePlan plan = RidgePlan.of(problem, penalty, this, arithmetic, checkpoint.part(0, 0.02));
        RidgeCheck check = RidgeCheck.of(problem, arithmetic, checkpoint.part(0.02, 0.03));
        Checkpoint rest = checkpoint.part(0.03, 1);
        return switch (plan.method()) {
            case PRIMAL, DUAL -> cholesky(problem, penalty, plan, check, begin, rest);
            case EIGEN -> eigen(problem, penalty, plan, plan.reason(), check, begin, rest);
            case CONJUGATE_GRADIENT, AUTO -> gradients(problem, penalty, plan, check, first, begin, rest);
        };
    }

    static void checkPenalty(double penalty) {
        if (!(penalty >= 0 && penalty <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("penalty = " + penalty + ": must be finite and >= 0");
        }
    }

    private double[] first(RidgeProblem problem) {
        if (start == null) {
            return new double[problem.unknowns()];
        }
        if (start.numRows != problem.coefficientRows() || start.numCols != problem.coefficientColumns()) {
            throw new IllegalArgumentException("start is " + start.numRows + " x " + start.numCols + ": must be "
                    + problem.coefficientRows() + " x " + problem.coefficientColumns() + " as the coefficients");
        }
        return Arrays.copyOf(start.data, problem.unknowns());
    }

    private RidgeSolution cholesky(
            RidgeProblem problem, double penalty, RidgePlan plan, RidgeCheck check, long begin, Checkpoint checkpoint) {
        boolean dual = plan.method() == RidgeMethod.DUAL;
        try (CholeskySystem system =
                new CholeskySystem(problem, dual, false, check.backend(), check.ledger(), checkpoint.part(0, 0.5))) {
            if (system.factor(penalty, checkpoint.part(0.5, 0.9))) {
                return cholesky(system, problem, penalty, plan, check, begin, checkpoint.part(0.9, 1));
            }
        }
        int order = Math.min(problem.samples(), problem.unknowns());
        String reason = plan.reason() + "; but the Gram matrix is singular to working precision, so ";
        if (order <= EIGEN_ORDER) {
            RidgePlan small = RidgePlan.plan(RidgeMethod.EIGEN, problem, penalty, "", 0);
            return eigen(problem, penalty, small, reason + "by its eigenvalues", check, begin, checkpoint.part(0.9, 1));
        }
        RidgePlan matrixFree = RidgePlan.plan(
                RidgeMethod.CONJUGATE_GRADIENT, problem, penalty, reason + "by conjugate gradients", Double.NaN);
        return gradients(problem, penalty, matrixFree, check, first(problem), begin, checkpoint.part(0.9, 1));
    }

    /** With a factored system. */
    RidgeSolution cholesky(
            CholeskySystem system,
            RidgeProblem problem,
            double penalty,
            RidgePlan plan,
            RidgeCheck check,
            long begin,
            Checkpoint checkpoint) {
        RidgeSystem.Refined refined = system.refined(check, penalty, checkpoint.part(0, 0.8));
        RidgeSolution.Quality quality =
                check.quality(refined.gamma(), penalty, refined.correction(), checkpoint.part(0.8, 1));
        int rank = system.dual() ? Math.min(problem.samples(), problem.unknowns()) : problem.unknowns();
        return direct(
                problem,
                penalty,
                plan,
                plan.reason(),
                rank,
                refined,
                quality,
                check.ledger().peak(),
                begin);
    }

    private RidgeSolution eigen(
            RidgeProblem problem,
            double penalty,
            RidgePlan plan,
            String reason,
            RidgeCheck check,
            long begin,
            Checkpoint checkpoint) {
        boolean dual = problem.samples() < problem.unknowns();
        try (EigenSystem system =
                new EigenSystem(problem, dual, check.backend(), check.ledger(), checkpoint.part(0, 0.9))) {
            return eigen(system, problem, penalty, plan, reason, check, begin, checkpoint.part(0.9, 1));
        }
    }

    /** With a decomposed system. */
    RidgeSolution eigen(
            EigenSystem system,
            RidgeProblem problem,
            double penalty,
            RidgePlan plan,
            String reason,
            RidgeCheck check,
            long begin,
            Checkpoint checkpoint) {
        system.penalty(penalty);
        RidgeSystem.Refined refined = system.refined(check, penalty, checkpoint.part(0, 0.8));
        RidgeSolution.Quality quality =
                check.quality(refined.gamma(), penalty, refined.correction(), checkpoint.part(0.8, 1));
        return direct(
                problem,
                penalty,
                plan,
                reason,
                system.rank(),
                refined,
                quality,
                check.ledger().peak(),
                begin);
    }

    private RidgeSolution direct(
            RidgeProblem problem,
            double penalty,
            RidgePlan plan,
            String reason,
            int rank,
            RidgeSystem.Refined refined,
            RidgeSolution.Quality quality,
            long allocated,
            long begin) {
        boolean accurate = quality.relativeResidual() <= tolerance && refined.correction() <= ACCEPTED_ERROR;
        boolean unique = penalty > 0 || rank == problem.unknowns();
        SolveStatus status =
                !accurate ? SolveStatus.INACCURATE : unique ? SolveStatus.CONVERGED : SolveStatus.NOT_UNIQUE;
        String numbers = String.format(
                Locale.ROOT,
                " Relative residual %.1e, relative error about %.1e after %d refinement steps%s.",
                quality.relativeResidual(),
                refined.correction(),
                refined.corrections(),
                unique ? "" : String.format(Locale.ROOT, "; rank %d of %d", rank, problem.unknowns()));
        return solution(
                problem,
                penalty,
                plan,
                reason,
                status,
                numbers,
                refined.gamma(),
                quality,
                refined.corrections(),
                allocated,
                begin);
    }

    private RidgeSolution gradients(
            RidgeProblem problem,
            double penalty,
            RidgePlan plan,
            RidgeCheck check,
            double[] first,
            long begin,
            Checkpoint checkpoint) {
        Backend arithmetic = check.backend();
        Preconditioner preconditioner = plan.preconditioned()
                ? new Preconditioner.Kronecker(
                        SecondMoments.of(problem, arithmetic, checkpoint.part(0, 0.02)), penalty, arithmetic)
                : new Preconditioner.None();
        ConjugateGradient.Result result = new ConjugateGradient(tolerance, maxIterations)
                .solve(
                        check.rows(),
                        problem.targets(),
                        penalty,
                        preconditioner,
                        first,
                        arithmetic,
                        check.ledger(),
                        checkpoint.part(0.02, 0.98));
        RidgeSolution.Quality quality = check.quality(result.gamma(), penalty, Double.NaN, checkpoint.part(0.98, 1));
        SolveStatus status = result.status();
        if (status == SolveStatus.CONVERGED && penalty == 0 && problem.samples() < problem.unknowns()) {
            status = SolveStatus.NOT_UNIQUE;
        }
        String numbers = String.format(
                Locale.ROOT,
                " Relative residual %.1e after %d steps %s preconditioner.",
                quality.relativeResidual(),
                result.iterations(),
                plan.preconditioned() ? "with the Kronecker" : "without");
        return solution(
                problem,
                penalty,
                plan,
                plan.reason(),
                status,
                numbers,
                result.gamma(),
                quality,
                result.iterations(),
                check.ledger().peak(),
                begin);
    }

    private static RidgeSolution solution(
            RidgeProblem problem,
            double penalty,
            RidgePlan plan,
            String reason,
            SolveStatus status,
            String numbers,
            double[] gamma,
            RidgeSolution.Quality quality,
            long iterations,
            long allocated,
            long begin) {
        return new RidgeSolution(
                DMatrixRMaj.wrap(problem.coefficientRows(), problem.coefficientColumns(), gamma),
                penalty,
                plan.method(),
                reason,
                status,
                status.sentence() + numbers,
                quality,
                iterations,
                plan.bytes(),
                allocated,
                Duration.ofNanos(System.nanoTime() - begin));
    }
}
