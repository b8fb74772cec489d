package org.solvable.talk.linearattention;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.solvable.data.family.Prompts;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;

/**
 * The three ways to solve the ridge regression; all return Γ row by row. The direct ones return nothing where their system is
 * singular in double precision.
 */
final class FitSolvers {

    private static final int MAX_ITERATIONS = 20_000;

    private FitSolvers() {}

    /** Γ and the iterations it took. */
    record Solved(double[] gamma, int iterations) {}

    /** (Σ h hᵀ + penalty) γ = Σ y h with h = vec(x cᵀ), accumulated over blocks of prompts. */
    static Optional<Solved> primal(
            Prompts prompts, PromptFeatures features, double penalty, Backend backend, Checkpoint checkpoint) {
        int n = prompts.size();
        int d = prompts.dimension();
        int f = d * (d + 1);
        double[] x = prompts.queries().data;
        double[] c = prompts.contexts().data;
        double[] h = new double[Math.min(n, FitPlan.BLOCK) * f];
        double forming = n / (n + f / 3.0);
        try (Arena arena = Arena.ofShared()) {
            MatrixView system = MatrixView.allocate(arena, Precision.DOUBLE, f, f);
            for (int from = 0; from < n; from += FitPlan.BLOCK) {
                int rows = Math.min(FitPlan.BLOCK, n - from);
                for (int i = 0; i < rows; i++) {
                    int mu = from + i;
                    for (int a = 0; a < d; a++) {
                        double factor = x[mu * d + a];
                        int to = i * f + a * (d + 1);
                        for (int b = 0; b <= d; b++) {
                            h[to + b] = factor * c[mu * (d + 1) + b];
                        }
                    }
                }
                MatrixView block = MatrixView.of(h, rows, f);
                Checkpoint part = checkpoint.part(forming * from / n, forming * (from + rows) / n);
                backend.syrk(1, block.transposed(), from == 0 ? 0 : 1, system, part);
            }
            addToDiagonal(system, penalty);
            double[] gamma = new double[f];
            features.combine(prompts.labels(), gamma, Checkpoint.NONE);
            return solve(system, gamma, backend, checkpoint.part(forming, 1))
                    ? Optional.of(new Solved(gamma, 0))
                    : Optional.empty();
        }
    }

    /** ((X Xᵀ) ∘ (C Cᵀ) + penalty) a = y, Γ = Σ a x cᵀ. */
    static Optional<Solved> dual(
            PromptFeatures features, double[] y, double penalty, Backend backend, Checkpoint checkpoint) {
        int n = features.prompts();
        MatrixView x = features.queries();
        MatrixView c = features.contexts();
        try (Arena arena = Arena.ofShared()) {
            MatrixView gram = MatrixView.allocate(arena, Precision.DOUBLE, n, n);
            MatrixView other = MatrixView.allocate(arena, Precision.DOUBLE, Math.min(n, FitPlan.BLOCK), n);
            for (int from = 0; from < n; from += FitPlan.BLOCK) {
                int to = Math.min(n, from + FitPlan.BLOCK);
                // The lower triangle is all that Cholesky reads.
                MatrixView rows = gram.block(from, to, 0, to);
                MatrixView product = other.block(0, to - from, 0, to);
                backend.gemm(1, x.rows(from, to), x.rows(0, to).transposed(), 0, rows);
                backend.gemm(1, c.rows(from, to), c.rows(0, to).transposed(), 0, product);
                backend.hadamard(1, rows, product, 0, rows);
                checkpoint.reached(0.3 * to / n);
            }
            addToDiagonal(gram, penalty);
            double[] a = y.clone();
            if (!solve(gram, a, backend, checkpoint.part(0.3, 1))) {
                return Optional.empty();
            }
            double[] gamma = new double[features.dimension() * (features.dimension() + 1)];
            features.combine(a, gamma, Checkpoint.NONE);
            return Optional.of(new Solved(gamma, 0));
        }
    }

    private static void addToDiagonal(MatrixView a, double value) {
        for (long i = 0; i < a.rows(); i++) {
            a.set(i, i, a.get(i, i) + value);
        }
    }

    /** In place; false if the system is not positive definite in double precision. */
    private static boolean solve(MatrixView system, double[] right, Backend backend, Checkpoint checkpoint) {
        if (backend.potrf(system, checkpoint.part(0, 0.98)) != 0) {
            return false;
        }
        backend.potrs(system, MatrixView.vector(right), checkpoint.part(0.98, 1));
        return true;
    }

    /**
     * Conjugate gradients for least squares, started at 0. With at least as many prompts as parameters it is preconditioned by
     * the Kronecker product of the second moments of queries and contexts, which takes a quarter of the steps. With fewer it is
     * not: there the many solutions with equal residual differ, and plain steps keep to the span that contains the smallest.
     */
    static Solved cg(
            PromptFeatures features,
            double[] y,
            double penalty,
            double tolerance,
            Backend backend,
            Checkpoint checkpoint) {
        int n = features.prompts();
        int f = features.dimension() * (features.dimension() + 1);
        KroneckerPreconditioner preconditioner =
                n >= f ? KroneckerPreconditioner.of(features, penalty, backend) : KroneckerPreconditioner.none();
        double[] gamma = new double[f];
        double[] rest = y.clone();
        double[] gradient = new double[f];
        double[] image = new double[n];
        features.combine(rest, gradient, Checkpoint.NONE);
        double first = Math.sqrt(dot(gradient, gradient));
        double[] z = preconditioner.apply(gradient);
        double[] direction = z.clone();
        double decline = dot(gradient, z);
        int iterations = 0;
        double size = first;
        while (size > tolerance * first && iterations < MAX_ITERATIONS && decline > 0) {
            double done = Math.log(size / first) / Math.log(tolerance);
            checkpoint.reached(Math.clamp(done, 0, 0.999));
            features.predict(direction, image, stopping(checkpoint, done));
            double step = decline / (dot(image, image) + penalty * dot(direction, direction));
            for (int i = 0; i < f; i++) {
                gamma[i] += step * direction[i];
            }
            for (int i = 0; i < n; i++) {
                rest[i] -= step * image[i];
            }
            features.combine(rest, gradient, stopping(checkpoint, done));
            for (int i = 0; i < f; i++) {
                gradient[i] -= penalty * gamma[i];
            }
            size = Math.sqrt(dot(gradient, gradient));
            z = preconditioner.apply(gradient);
            double next = dot(gradient, z);
            double keep = next / decline;
            for (int i = 0; i < f; i++) {
                direction[i] = z[i] + keep * direction[i];
            }
            decline = next;
            iterations++;
        }
        return new Solved(gamma, iterations);
    }

    /** Looks for a stop inside an iteration without moving the fraction. */
    private static Checkpoint stopping(Checkpoint checkpoint, double done) {
        double at = Math.clamp(done, 0, 0.999);
        return fraction -> checkpoint.reached(at);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
