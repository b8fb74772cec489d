package org.solvable.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MemoryBudget;

/**
 * Solves one {@link RidgeProblem} for many penalties, sharing what they have in common.
 *
 * <p>By one eigen-decomposition of the smaller Gram matrix where that is cheaper than a Cholesky factor for each penalty; else the
 * Gram matrix is formed once and factored again for each penalty, if two copies of it fit into memory; and where {@link Ridge}
 * would choose conjugate gradients, each penalty starts from the solution of the next larger one.
 */
public final class RidgePath {

    /** One eigen-decomposition by LAPACK takes as long as this many Cholesky factors (measured: 13 at order 1000, 18 at 3000). */
    static final double EIGEN_AS_CHOLESKY = 15;

    /** The same for the Java backends. */
    private static final double JAVA_EIGEN_AS_CHOLESKY = 40;

    private final Ridge ridge;

    private RidgePath(Ridge ridge) {
        this.ridge = ridge;
    }

    /** With the settings of {@link Ridge#standard()}. */
    public static RidgePath standard() {
        return of(Ridge.standard());
    }

    /** With these settings; a method other than AUTO is used for each penalty. */
    public static RidgePath of(Ridge ridge) {
        return new RidgePath(ridge);
    }

    /** {@link #solve(RidgeProblem, double[], Checkpoint)} without checkpoint. */
    public List<RidgeSolution> solve(RidgeProblem problem, double... penalties) {
        return solve(problem, penalties, Checkpoint.NONE);
    }

    /**
     * Solves for all penalties.
     *
     * @param penalties each finite and at least 0, in any order
     * @return one solution for each penalty, in the order given; their wall times leave out the shared work, except in the first
     * @throws IllegalArgumentException if a penalty is out of range
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything large is allocated
     */
    public List<RidgeSolution> solve(RidgeProblem problem, double[] penalties, Checkpoint checkpoint) {
        for (double penalty : penalties) {
            Ridge.checkPenalty(penalty);
        }
        if (penalties.length == 0) {
            return List.of();
        }
        double smallest = Arrays.stream(penalties).min().orElseThrow();
        Backend backend = ridge.backend();
        RidgePlan single = RidgePlan.of(problem, smallest, ridge, backend, checkpoint.part(0, 0.02));
        Checkpoint rest = checkpoint.part(0.02, 1);
        if (single.method() == RidgeMethod.CONJUGATE_GRADIENT) {
            return oneByOne(problem, penalties, rest);
        }
        MemoryBudget budget = ridge.memoryBudget();
        RidgePlan eigen = RidgePlan.plan(RidgeMethod.EIGEN, problem, smallest, "", 0);
        boolean wanted = ridge.method() == RidgeMethod.EIGEN;
        double order = Math.min(problem.samples(), problem.unknowns());
        double factor = order * order * order / 3;
        double ratio = isJava(backend) ? JAVA_EIGEN_AS_CHOLESKY : EIGEN_AS_CHOLESKY;
        if (wanted || (ridge.method() == RidgeMethod.AUTO && penalties.length > ratio && eigen.fits(budget))) {
            String reason = wanted
                    ? "asked for"
                    : String.format(
                            Locale.ROOT,
                            "one eigen-decomposition of order %.0f (%.1e operations) is cheaper than %d Cholesky factors (%.1e)",
                            order,
                            ratio * factor,
                            penalties.length,
                            penalties.length * factor);
            return byEigenvalues(problem, penalties, eigen, reason, backend, rest);
        }
        RidgePlan twice = single.withSecondGram(problem);
        return penalties.length > 1 && single.method() != RidgeMethod.EIGEN && twice.fits(budget)
                ? byFactors(problem, penalties, twice, backend, rest)
                : oneByOne(problem, penalties, rest);
    }

    private static boolean isJava(Backend backend) {
        return backend.name().equals("vector") || backend.name().equals("scalar");
    }

    private List<RidgeSolution> byEigenvalues(
            RidgeProblem problem,
            double[] penalties,
            RidgePlan plan,
            String reason,
            Backend backend,
            Checkpoint checkpoint) {
        long begin = System.nanoTime();
        RidgeCheck check = RidgeCheck.of(problem, backend, checkpoint.part(0, 0.01));
        boolean dual = problem.samples() < problem.unknowns();
        List<RidgeSolution> solutions = new ArrayList<>();
        try (EigenSystem system = new EigenSystem(problem, dual, backend, check.ledger(), checkpoint.part(0.01, 0.8))) {
            for (int i = 0; i < penalties.length; i++) {
                Checkpoint part = part(checkpoint.part(0.8, 1), i, penalties.length);
                solutions.add(ridge.eigen(system, problem, penalties[i], plan, reason, check, begin, part));
                begin = System.nanoTime();
            }
        }
        return List.copyOf(solutions);
    }

    private List<RidgeSolution> byFactors(
            RidgeProblem problem, double[] penalties, RidgePlan plan, Backend backend, Checkpoint checkpoint) {
        long begin = System.nanoTime();
        RidgeCheck check = RidgeCheck.of(problem, backend, checkpoint.part(0, 0.01));
        boolean dual = plan.method() == RidgeMethod.DUAL;
        List<RidgeSolution> solutions = new ArrayList<>();
        try (CholeskySystem system =
                new CholeskySystem(problem, dual, true, backend, check.ledger(), checkpoint.part(0.01, 0.4))) {
            for (int i = 0; i < penalties.length; i++) {
                Checkpoint part = part(checkpoint.part(0.4, 1), i, penalties.length);
                // A singular matrix goes the way of a single problem.
                solutions.add(
                        system.factor(penalties[i], part.part(0, 0.8))
                                ? ridge.cholesky(system, problem, penalties[i], plan, check, begin, part.part(0.8, 1))
                                : ridge.solve(problem, penalties[i], part.part(0.8, 1)));
                begin = System.nanoTime();
            }
        }
        return List.copyOf(solutions);
    }

    private List<RidgeSolution> oneByOne(RidgeProblem problem, double[] penalties, Checkpoint checkpoint) {
        RidgeSolution[] solutions = new RidgeSolution[penalties.length];
        List<Integer> descending = IntStream.range(0, penalties.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -penalties[i]))
                .toList();
        Ridge next = ridge;
        int done = 0;
        for (int i : descending) {
            solutions[i] = next.solve(problem, penalties[i], part(checkpoint, done++, penalties.length));
            next = ridge.withStart(solutions[i].coefficients());
        }
        return List.of(solutions);
    }

    private static Checkpoint part(Checkpoint checkpoint, int index, int count) {
        return checkpoint.part((double) index / count, (index + 1.0) / count);
    }
}
