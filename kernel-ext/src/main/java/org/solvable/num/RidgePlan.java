package org.solvable.num;

import java.util.Locale;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MemoryBudget;
import org.solvable.linalg.Precision;

/**
 * Which method, and why: by operations, memory and conditioning. Depends on the data and the settings alone, never on measured
 * speed, so that the same problem is always solved in the same way.
 *
 * @param method never AUTO
 * @param reason one sentence
 * @param operations estimate of the whole solve, in operations of a large matrix product
 * @param nativeBytes Gram matrix and work space
 * @param heapBytes vectors
 * @param preconditioned whether conjugate gradients use the Kronecker preconditioner
 */
record RidgePlan(
        RidgeMethod method,
        String reason,
        double operations,
        long nativeBytes,
        long heapBytes,
        boolean preconditioned) {

    /** Direct solves below this many operations (some hundredths of a second) are taken without further thought. */
    private static final double SMALL = 2e9;

    /** Blocks of thin products run at this part of the speed of large ones (measured: two thirds at p = q = 100). */
    private static final double THIN = 1.5;

    /** A product with a single vector is bound by memory. */
    private static final double VECTOR = 25;

    static RidgePlan of(RidgeProblem problem, double penalty, Ridge ridge, Backend backend, Checkpoint checkpoint) {
        MemoryBudget budget = ridge.memoryBudget();
        RidgePlan plan = ridge.method() == RidgeMethod.AUTO
                ? choose(problem, penalty, ridge, budget, backend, checkpoint)
                : plan(ridge.method(), problem, penalty, "asked for", Double.NaN);
        String advice = plan.method == RidgeMethod.CONJUGATE_GRADIENT
                ? "Take fewer rows or columns"
                : "Use method = CONJUGATE_GRADIENT, or take fewer rows or columns";
        String what = plan.method.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " solution of a ridge regression (" + problem + ")";
        budget.requireNative(what, plan.nativeBytes, advice);
        budget.requireHeap(what, plan.heapBytes, advice);
        return plan;
    }

    private static RidgePlan choose(
            RidgeProblem problem,
            double penalty,
            Ridge ridge,
            MemoryBudget budget,
            Backend backend,
            Checkpoint checkpoint) {
        RidgePlan primal = plan(RidgeMethod.PRIMAL, problem, penalty, "", 0);
        RidgePlan dual = plan(RidgeMethod.DUAL, problem, penalty, "", 0);
        RidgePlan direct = primal.operations <= dual.operations ? primal : dual;
        if (!direct.fits(budget)) {
            direct = direct == primal ? dual : primal;
        }
        boolean fits = direct.fits(budget);
        if (fits && direct.operations <= SMALL) {
            return direct.because(String.format(
                    Locale.ROOT,
                    "a system of order %d is small enough to be solved to rounding",
                    direct.order(problem)));
        }
        double steps = steps(problem, penalty, ridge.tolerance(), backend, checkpoint);
        RidgePlan iterative = plan(RidgeMethod.CONJUGATE_GRADIENT, problem, penalty, "", steps);
        String costs = String.format(
                Locale.ROOT,
                "%s needs %.1e operations, conjugate gradients %.1e (about %.0f steps at n/(pq) = %.3g)",
                direct.method.name().toLowerCase(Locale.ROOT),
                direct.operations,
                iterative.operations,
                steps,
                (double) problem.samples() / problem.unknowns());
        if (!fits) {
            return iterative.because("the Gram matrix does not fit into memory; " + costs);
        }
        if (steps > ridge.maxIterations()) {
            return direct.because("conjugate gradients would not end within their step limit: " + costs);
        }
        return (direct.operations <= iterative.operations ? direct : iterative).because("cheapest: " + costs);
    }

    /** The costs of one method; {@code steps} of conjugate gradients, NaN where not known. */
    static RidgePlan plan(RidgeMethod method, RidgeProblem problem, double penalty, String reason, double steps) {
        return plan(
                method,
                problem.samples(),
                problem.coefficientRows(),
                problem.coefficientColumns(),
                problem.isDense(),
                penalty,
                reason,
                steps);
    }

    /** The same for n rows and p x q coefficients, before there are data. */
    static RidgePlan plan(
            RidgeMethod method, long n, long p, long q, boolean dense, double penalty, String reason, double steps) {
        long unknowns = p * q;
        // The last term is for Hᵀy and the final residual.
        long vectors = ConjugateGradient.bytes(n, unknowns)
                + KroneckerOperator.bytes((int) n, (int) p, (int) q)
                + 8 * (n + 2 * unknowns);
        double f = unknowns;
        boolean preconditioned = !dense && penalty > 0 && n >= unknowns;
        return switch (method) {
            case PRIMAL ->
                new RidgePlan(
                        method,
                        reason,
                        GramMatrices.featuresFlops(n, p, q) + f * f * f / 3,
                        gram(unknowns, dense ? 0 : GramMatrices.featuresBytes(n, p, q)),
                        vectors,
                        false);
            case DUAL ->
                new RidgePlan(
                        method,
                        reason,
                        GramMatrices.samplesFlops(n, p, q) + (double) n * n * n / 3,
                        gram(n, GramMatrices.samplesBytes(n, p, q)),
                        vectors,
                        false);
            case EIGEN -> {
                RidgePlan small =
                        plan(n < unknowns ? RidgeMethod.DUAL : RidgeMethod.PRIMAL, n, p, q, dense, penalty, "", 0);
                long order = Math.min(n, unknowns);
                yield new RidgePlan(
                        method,
                        reason,
                        small.operations + RidgePath.EIGEN_AS_CHOLESKY * ((double) order * order * order / 3),
                        gram(order, 8 * Math.max(2 * order * order, small.nativeBytes / 8 - order * order)),
                        vectors,
                        false);
            }
            case CONJUGATE_GRADIENT, AUTO ->
                new RidgePlan(
                        RidgeMethod.CONJUGATE_GRADIENT,
                        reason,
                        (steps + 3) * 4 * n * f * (dense ? VECTOR : THIN),
                        0,
                        vectors + (preconditioned ? Preconditioner.Kronecker.bytes(p, q) : 0),
                        preconditioned);
        };
    }

    private static long gram(long order, long work) {
        long bytes = MemoryBudget.bytes(order, order, Precision.DOUBLE);
        return bytes > Long.MAX_VALUE - work ? Long.MAX_VALUE : bytes + work;
    }

    /**
     * Steps of conjugate gradients. The Gram matrix of independent rows, whitened, has the Marchenko-Pastur edges (1 ± √γ)² with
     * γ = unknowns/n; the penalty lifts both. Without preconditioner the spread of the rows' second moments comes on top, by a
     * factor fitted to runs on attention prompts. Right within a factor of two in those runs, except too high by up to 6 where
     * γ = 1 and the penalty is tiny.
     */
    private static double steps(
            RidgeProblem problem, double penalty, double tolerance, Backend backend, Checkpoint checkpoint) {
        double n = problem.samples();
        double root = Math.sqrt(problem.unknowns() / n);
        double mean;
        double spread;
        if (problem.isDense()) {
            double squares = 0;
            for (double v : problem.left().data) {
                squares += v * v;
            }
            mean = squares / problem.unknowns();
            spread = 2;
        } else {
            SecondMoments moments = SecondMoments.of(problem, backend, checkpoint);
            mean = moments.mean();
            boolean preconditioned = penalty > 0 && problem.samples() >= problem.unknowns();
            spread = preconditioned ? 1 : Math.sqrt(moments.largest() / mean) * (root <= 1 ? 1.4 : 1);
        }
        if (!(mean > 0)) {
            return 1;
        }
        double lift = penalty / mean;
        double top = (1 + root) * (1 + root) + lift;
        double bottom = (1 - root) * (1 - root) + lift;
        return 0.45 * spread * Math.sqrt(top / bottom) * Math.log(2 / tolerance) + 3;
    }

    boolean fits(MemoryBudget budget) {
        return nativeBytes <= budget.nativeBytes() && heapBytes <= budget.heapBytes();
    }

    long bytes() {
        return nativeBytes > Long.MAX_VALUE - heapBytes ? Long.MAX_VALUE : nativeBytes + heapBytes;
    }

    /** The same with room for a second copy of the Gram matrix. */
    RidgePlan withSecondGram(RidgeProblem problem) {
        long bytes = gram(order(problem), nativeBytes);
        return new RidgePlan(
                method,
                reason + "; the Gram matrix is formed once for all penalties",
                operations,
                bytes,
                heapBytes,
                preconditioned);
    }

    private int order(RidgeProblem problem) {
        return method == RidgeMethod.DUAL ? problem.samples() : problem.unknowns();
    }

    private RidgePlan because(String why) {
        return new RidgePlan(method, why, operations, nativeBytes, heapBytes, preconditioned);
    }
}
