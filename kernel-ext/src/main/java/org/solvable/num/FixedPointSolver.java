package org.solvable.num;

import java.util.Objects;
import org.solvable.linalg.Checkpoint;

/**
 * Solves fixed-point problems: one driver owns the loop, the limits and the verdict, the method only chooses steps.
 *
 * <p>Convergence is judged on the undamped residual max |g_i(x) - x_i| / scale_i, so damping cannot feign it. The solution
 * carries an estimate of the true error, which near critical points is far larger than the residual.
 *
 * @param method how steps are chosen
 * @param tolerance residual at which the iteration stops, positive
 * @param maxIterations limit of iterations, at least 1
 * @param errorEstimated whether the error is estimated at the end (twice as many more evaluations of the
 *     map as there are components, at most 64)
 */
public record FixedPointSolver(FixedPointMethod method, double tolerance, int maxIterations, boolean errorEstimated) {

    /** Iterates beyond this, in units of the scale, have run away. */
    private static final double FAR = 1e100;

    /** Checks the ranges. */
    public FixedPointSolver {
        Objects.requireNonNull(method, "method");
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("tolerance = " + tolerance + ": must be > 0");
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("maxIterations = " + maxIterations + ": must be >= 1");
        }
    }

    /** Any method, to a residual of 1e-10 in at most 1000 iterations, with error estimate. */
    public static FixedPointSolver by(FixedPointMethod method) {
        return new FixedPointSolver(method, 1e-10, 1000, true);
    }

    /** Anderson acceleration with damping 0.3: a good first choice. */
    public static FixedPointSolver anderson() {
        return by(FixedPointMethod.anderson(0.3));
    }

    /** Damped iteration. */
    public static FixedPointSolver damped(double damping) {
        return by(FixedPointMethod.damped(damping));
    }

    /** A copy with another tolerance. */
    public FixedPointSolver withTolerance(double value) {
        return new FixedPointSolver(method, value, maxIterations, errorEstimated);
    }

    /** A copy with another iteration limit. */
    public FixedPointSolver withMaxIterations(int limit) {
        return new FixedPointSolver(method, tolerance, limit, errorEstimated);
    }

    /** A copy that estimates the error or leaves it. */
    public FixedPointSolver withErrorEstimated(boolean wanted) {
        return new FixedPointSolver(method, tolerance, maxIterations, wanted);
    }

    /**
     * Solves the problem.
     *
     * @param problem equation, start, scale, region
     * @param checkpoint called once an iteration; what it throws stops the work and is passed on
     * @return the point; status {@link SolveStatus#CONVERGED}, {@link SolveStatus#STEP_LIMIT}, {@link
     *     SolveStatus#NOT_FINITE} or {@link SolveStatus#DIVERGED}
     */
    public FixedPoint solve(FixedPointProblem problem, Checkpoint checkpoint) {
        return new Loop(problem).run(checkpoint);
    }

    /** The state of one iteration. */
    private final class Loop {
        private final FixedPointProblem problem;
        private final int n;
        private final double[] x;
        private final double[] image;
        private final double[] f;
        private final double[] scale;
        private final double[] step;
        private final double[] best;
        private final double[] bestImage;
        private double bestResidual = Double.POSITIVE_INFINITY;
        private double residual = Double.POSITIVE_INFINITY;
        private int sinceBest;
        private int evaluations;
        private int iteration;
        private double damping;
        private double lastStep;
        private final AndersonMemory memory;

        Loop(FixedPointProblem problem) {
            this.problem = problem;
            this.n = problem.dimension();
            this.x = problem.start();
            this.image = new double[n];
            this.f = new double[n];
            this.scale = new double[n];
            this.step = new double[n];
            this.best = problem.start();
            this.bestImage = new double[n];
            problem.project(x);
            boolean anderson = method instanceof FixedPointMethod.Anderson;
            this.memory = new AndersonMemory(n, anderson ? ((FixedPointMethod.Anderson) method).memory() : 1);
            this.damping = switch (method) {
                case FixedPointMethod.Damped d -> d.damping();
                case FixedPointMethod.Anderson a -> a.damping();
                case FixedPointMethod.Newton newton -> 0;
            };
        }

        FixedPoint run(Checkpoint checkpoint) {
            evaluate();
            double first = residual;
            double shown = 0;
            while (true) {
                if (!Double.isFinite(residual)) {
                    return finish(SolveStatus.NOT_FINITE);
                }
                if (residual < bestResidual) {
                    bestResidual = residual;
                    System.arraycopy(x, 0, best, 0, n);
                    System.arraycopy(image, 0, bestImage, 0, n);
                    sinceBest = 0;
                } else {
                    sinceBest++;
                }
                if (residual <= tolerance) {
                    return finish(SolveStatus.CONVERGED);
                }
                if (iteration >= maxIterations) {
                    return finish(SolveStatus.STEP_LIMIT);
                }
                double gained = Math.log(first / bestResidual) / Math.log(first / tolerance);
                shown = Math.max(shown, Math.min(1, Math.max(gained, (double) iteration / maxIterations)));
                checkpoint.reached(shown);
                chooseStep();
                iteration++;
                double size = 0;
                for (int i = 0; i < n; i++) {
                    x[i] += step[i];
                    size = Math.max(size, Math.abs(x[i]) / scale[i]);
                }
                if (size > FAR) {
                    return finish(SolveStatus.DIVERGED);
                }
                problem.project(x);
                double before = residual;
                evaluate();
                if (!Double.isFinite(residual)) {
                    retreat();
                }
                if (method instanceof FixedPointMethod.Anderson a && residual > a.restart() * before) {
                    memory.clear();
                    lastStep = 0;
                }
            }
        }

        /** Evaluates map, residual and scale at x. */
        private void evaluate() {
            problem.evaluate(x, image);
            evaluations++;
            residual = 0;
            for (int i = 0; i < n; i++) {
                scale[i] = problem.scale(i, x);
                f[i] = image[i] - x[i];
                residual = Math.max(residual, Math.abs(f[i]) / scale[i]);
            }
        }

        /** The map broke down after a bold step: go back to the best point and take a small plain one. */
        private void retreat() {
            memory.clear();
            for (int attempt = 0; attempt < 4 && bestResidual < Double.POSITIVE_INFINITY; attempt++) {
                double part = (1 - damping) * Math.pow(0.25, attempt);
                for (int i = 0; i < n; i++) {
                    x[i] = best[i] + part * (bestImage[i] - best[i]);
                }
                problem.project(x);
                evaluate();
                if (Double.isFinite(residual)) {
                    return;
                }
            }
        }

        private void chooseStep() {
            switch (method) {
                case FixedPointMethod.Damped d -> {
                    if (sinceBest >= d.patience()) {
                        damping = 0.5 * (1 + damping);
                        sinceBest = 0;
                    }
                    plainStep();
                }
                case FixedPointMethod.Anderson a -> {
                    memory.remember(x, f);
                    plainStep();
                    double longest = a.longestStep() * Math.max(stepSize(), lastStep);
                    if (iteration >= a.warmup() && memory.step(f, scale, damping, step)) {
                        shortenStep(longest);
                    }
                    lastStep = stepSize();
                }
                case FixedPointMethod.Newton newton -> newtonStep(newton.halvings());
            }
        }

        private void plainStep() {
            for (int i = 0; i < n; i++) {
                step[i] = (1 - damping) * f[i];
            }
        }

        /** Near a critical point the right step is many plain ones long: it may grow, but not at once. */
        private void shortenStep(double longest) {
            double size = stepSize();
            if (!Double.isFinite(size)) {
                plainStep();
            } else if (size > longest) {
                for (int i = 0; i < n; i++) {
                    step[i] *= longest / size;
                }
            }
        }

        private double stepSize() {
            double size = 0;
            for (int i = 0; i < n; i++) {
                size = Math.max(size, Math.abs(step[i]) / scale[i]);
            }
            return size;
        }

        private void newtonStep(int halvings) {
            FixedPointDerivative derivative = new FixedPointDerivative(problem, x);
            double[] d = derivative.newtonStep(f);
            evaluations += derivative.evaluations();
            if (d.length == 0) {
                plainStep();
                return;
            }
            double[] trial = new double[n];
            double[] trialImage = new double[n];
            double part = 1;
            for (int h = 0; h <= halvings; h++) {
                for (int i = 0; i < n; i++) {
                    step[i] = part * d[i];
                    trial[i] = x[i] + step[i];
                }
                if (h == halvings) {
                    return;
                }
                problem.project(trial);
                problem.evaluate(trial, trialImage);
                evaluations++;
                if (problem.distance(trial, trialImage) < residual) {
                    return;
                }
                part /= 2;
            }
        }

        private FixedPoint finish(SolveStatus status) {
            boolean known = bestResidual < Double.POSITIVE_INFINITY;
            double error = Double.NaN;
            if (known && errorEstimated) {
                FixedPointDerivative derivative = new FixedPointDerivative(problem, best);
                error = derivative.error(bestImage);
                evaluations += derivative.evaluations();
            }
            return new FixedPoint(best, known ? bestResidual : Double.NaN, error, iteration, evaluations, status);
        }
    }
}
