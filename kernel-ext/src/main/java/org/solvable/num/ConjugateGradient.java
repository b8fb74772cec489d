package org.solvable.num;

import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * Preconditioned conjugate gradients for least squares (CGLS; Björck, Numerical Methods for Least Squares Problems, 7.4): the
 * residual of the rows is carried instead of that of the normal equations, which keeps digits that HᵀH would lose.
 *
 * @param tolerance on ‖Hᵀ(y - Hγ) - penalty γ‖ / ‖Hᵀy‖
 * @param maxIterations step limit
 */
record ConjugateGradient(double tolerance, long maxIterations) {

    /** Recomputed residuals may disagree with the carried ones: then start again from the present point, this often. */
    private static final int RESTARTS = 4;

    /**
     * @param gamma the coefficients
     * @param iterations all steps
     * @param status CONVERGED, STEP_LIMIT or INACCURATE
     */
    record Result(double[] gamma, long iterations, SolveStatus status) {}

    /** Bytes of the vectors. */
    static long bytes(long n, long unknowns) {
        return 8 * (4 * unknowns + 2 * n);
    }

    /**
     * Solves.
     *
     * @param start first coefficients, overwritten with the result
     */
    Result solve(
            KroneckerOperator rows,
            double[] y,
            double penalty,
            Preconditioner preconditioner,
            double[] start,
            Backend backend,
            Ledger ledger,
            Checkpoint checkpoint) {
        ledger.take(bytes(y.length, start.length));
        State state = new State(rows, y, penalty, preconditioner, start, backend, checkpoint);
        double before = Double.POSITIVE_INFINITY;
        for (int restart = 0; ; restart++) {
            double size = state.begin();
            if (size <= tolerance * state.scale) {
                return new Result(start, state.iterations, SolveStatus.CONVERGED);
            }
            // No progress since the last start: what is left is rounding. NaN ends here too.
            if (restart > RESTARTS || !(size < 0.5 * before)) {
                return new Result(start, state.iterations, SolveStatus.INACCURATE);
            }
            before = size;
            while (size > tolerance * state.scale) {
                if (state.iterations >= maxIterations) {
                    return new Result(start, state.iterations, SolveStatus.STEP_LIMIT);
                }
                double next = state.step(size, tolerance);
                if (!(next >= 0)) {
                    break;
                }
                size = next;
            }
        }
    }

    /** Where the iteration is. */
    private static final class State {
        private final KroneckerOperator rows;
        private final double[] y;
        private final double penalty;
        private final Preconditioner preconditioner;
        private final double[] gamma;
        private final Backend backend;
        private final Checkpoint checkpoint;
        private final double[] rest;
        private final double[] image;
        private final double[] gradient;
        private final double[] z;
        private final double[] direction;
        private final double scale;
        private double decline;
        private double done;
        private long iterations;

        State(
                KroneckerOperator rows,
                double[] y,
                double penalty,
                Preconditioner preconditioner,
                double[] gamma,
                Backend backend,
                Checkpoint checkpoint) {
            this.rows = rows;
            this.y = y;
            this.penalty = penalty;
            this.preconditioner = preconditioner;
            this.gamma = gamma;
            this.backend = backend;
            this.checkpoint = checkpoint;
            rest = new double[y.length];
            image = new double[y.length];
            gradient = new double[gamma.length];
            z = new double[gamma.length];
            direction = new double[gamma.length];
            rows.combine(y, gradient, still());
            scale = Math.sqrt(dot(gradient, gradient));
        }

        private double dot(double[] a, double[] b) {
            return backend.dot(MatrixView.vector(a), MatrixView.vector(b));
        }

        private void add(double factor, double[] a, double keep, double[] b) {
            backend.axpby(factor, MatrixView.vector(a), keep, MatrixView.vector(b));
        }

        /** Looks for a stop inside a step without moving the fraction. */
        private Checkpoint still() {
            double at = done;
            return fraction -> checkpoint.reached(at);
        }

        /** Everything afresh from the present coefficients; returns the size of the gradient. */
        double begin() {
            rows.predict(gamma, rest, still());
            add(1, y, -1, rest);
            double size = gradient();
            preconditioner.apply(gradient, z);
            System.arraycopy(z, 0, direction, 0, z.length);
            decline = dot(gradient, z);
            return size;
        }

        private double gradient() {
            rows.combine(rest, gradient, still());
            if (penalty != 0) {
                add(-penalty, gamma, 1, gradient);
            }
            return Math.sqrt(dot(gradient, gradient));
        }

        /** One step; the new size of the gradient, or -1 where no step is possible. */
        double step(double size, double tolerance) {
            done = Math.max(done, Math.clamp(Math.log(size / scale) / Math.log(tolerance), 0, 0.999));
            checkpoint.reached(done);
            rows.predict(direction, image, still());
            double curvature = dot(image, image) + penalty * dot(direction, direction);
            if (!(decline > 0 && curvature > 0)) {
                return -1;
            }
            double step = decline / curvature;
            add(step, direction, 1, gamma);
            add(-step, image, 1, rest);
            double next = gradient();
            preconditioner.apply(gradient, z);
            double declineNext = dot(gradient, z);
            add(1, z, declineNext / decline, direction);
            decline = declineNext;
            iterations++;
            return next;
        }
    }
}
