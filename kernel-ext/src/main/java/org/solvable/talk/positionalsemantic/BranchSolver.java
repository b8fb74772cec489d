package org.solvable.talk.positionalsemantic;

import org.solvable.model.Run;
import org.solvable.num.FixedPoint;
import org.solvable.num.FixedPointMethod;
import org.solvable.num.FixedPointProblem;
import org.solvable.num.FixedPointSolver;
import org.solvable.num.GaussianRule;
import org.solvable.num.SolveStatus;

/**
 * Solves the equations on one branch, again and again at nearby parameters: each start is the last solution.
 *
 * <p>Anderson acceleration first; where it does not settle (nodes that change wells make the map rough, more so for σ ≥ 1) the damped
 * iteration of the paper. One instance for one branch and one thread.
 */
public final class BranchSolver {

    private static final double TOLERANCE = 1e-6;

    /** Overlaps below this share of their largest value have died out: damping leaves them at 1e-5 and less. */
    private static final double DEAD = 2e-3;

    private final Mechanism branch;
    private final SelfConsistency averages;
    private double[] next = new double[0];

    private BranchSolver(Mechanism branch, SelfConsistency averages) {
        this.branch = branch;
        this.averages = averages;
    }

    /** For one branch, any but {@link Mechanism#GLOBAL}, with the quadrature of a model. */
    public static BranchSolver of(Model model, Mechanism branch, Run run) {
        return of(SelfConsistency.rule(model), branch, run);
    }

    static BranchSolver of(GaussianRule rule, Mechanism branch, Run run) {
        if (branch == Mechanism.GLOBAL) {
            throw new IllegalArgumentException("branch = global: must be positional, semantic or uninformed");
        }
        return new BranchSolver(
                branch,
                new SelfConsistency(
                        rule, run.threads(), fraction -> run.cancel().check()));
    }

    private double[] start(Model model) {
        double scale = model.variance() / 0.25;
        return switch (branch) {
            case SEMANTIC -> new double[] {0.9 * scale, 0, 14.6, 0.35 * scale};
            case UNINFORMED -> new double[] {0.02 * scale, 0, 14.6, 0};
            default -> new double[] {0.02 * scale, 0.2, 14.6, 0};
        };
    }

    /** Back to the start that the paper gives. */
    public BranchSolver restart() {
        next = new double[0];
        averages.forget();
        return this;
    }

    /** The next solve starts here. */
    public BranchSolver from(OrderParameters at) {
        next = at.toArray();
        averages.forget();
        return this;
    }

    /** Solves at this model; only its physical parameters count, nodes and branch are those of this solver. */
    public FixedBranch solve(Model model) {
        double[] start = next.length == 0 ? start(model) : next;
        double damping = damping(model);
        FixedPointProblem problem = FixedPointProblem.of(
                        (x, image) -> {
                            double[] y = averages.hats(model, OrderParameters.of(x))
                                    .on(branch)
                                    .image(model);
                            System.arraycopy(y, 0, image, 0, 4);
                        },
                        start)
                .withScale(1, 1, 10, 1)
                .withProjection(x -> project(x, model));
        FixedPointSolver fast = FixedPointSolver.by(new FixedPointMethod.Anderson(4, damping, 6, 4, 2))
                .withTolerance(TOLERANCE)
                .withMaxIterations(90)
                .withErrorEstimated(false);
        FixedPoint found = fast.solve(problem, fraction -> {});
        int iterations = found.iterations();
        if (!found.converged()) {
            averages.forget();
            found = FixedPointSolver.by(FixedPointMethod.damped(Math.max(damping, 0.8)))
                    .withTolerance(TOLERANCE)
                    .withMaxIterations(500)
                    .withErrorEstimated(false)
                    .solve(problem.withStart(found.residual() < 1e-2 ? found.value() : start), fraction -> {});
            iterations += found.iterations();
        }
        OrderParameters at = OrderParameters.of(found.value());
        // A fresh search at every node: a minimum that warm starts had lost shows as a residual here.
        averages.forget();
        Hats hats = averages.hats(model, at).on(branch);
        double residual = residual(at.toArray(), hats.image(model), model);
        if (residual > 10 * TOLERANCE && found.converged()) {
            FixedPoint again = FixedPointSolver.by(FixedPointMethod.damped(Math.max(damping, 0.8)))
                    .withTolerance(TOLERANCE)
                    .withMaxIterations(200)
                    .withErrorEstimated(false)
                    .solve(problem.withStart(found.value()), fraction -> {});
            iterations += again.iterations();
            found = again;
            at = OrderParameters.of(found.value());
            averages.forget();
            hats = averages.hats(model, at).on(branch);
            residual = residual(at.toArray(), hats.image(model), model);
        }
        next = at.toArray();
        var result = new FixedBranch(
                branch, found(model, at), at, hats, residual, iterations, status(found, residual, model));
        if (result.found() != branch) {
            next = new double[0];
        }
        return result;
    }

    /** One node that changes wells moves the image by this much: no residual below it can be asked for. */
    double resolution(Model model) {
        return Math.max(10 * TOLERANCE, 4 * Math.max(1, model.alpha()) / averages.nodes());
    }

    private SolveStatus status(FixedPoint found, double residual, Model model) {
        if (residual <= resolution(model)) {
            return SolveStatus.CONVERGED;
        }
        return found.converged() ? SolveStatus.STEP_LIMIT : found.status();
    }

    /** Response of an overlap that this branch does not have to itself; above 1 the branch is unstable. */
    public double response(Model model, OrderParameters at) {
        boolean position = branch == Mechanism.SEMANTIC;
        double h = position ? 0.01 : Math.min(0.01, 0.5 * model.sigma() * Math.sqrt(at.q()));
        int i = position ? 1 : 3;
        double[] x = at.toArray();
        double[] image = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] y = x.clone();
            y[i] = side == 0 ? h : -h;
            averages.forget();
            image[side] = averages.hats(model, OrderParameters.of(y)).image(model)[i];
        }
        averages.forget();
        return (image[0] - image[1]) / (2 * h);
    }

    private double damping(Model model) {
        if (model.sigma() >= 1) {
            return 0.9;
        }
        if (branch == Mechanism.POSITIONAL) {
            return model.omega() > 0.4 || model.alpha() > 3 ? 0.88 : 0.8;
        }
        return 0.7;
    }

    private static double residual(double[] x, double[] y, Model model) {
        project(y, model);
        double r = 0;
        for (int i = 0; i < 4; i++) {
            r = Math.max(r, Math.abs(y[i] - x[i]) / (i == 2 ? 10 : 1));
        }
        return r;
    }

    private static void project(double[] x, Model model) {
        x[0] = Math.max(x[0], 1e-8);
        x[2] = Math.max(x[2], 1e-6);
        double limit = 0.999999 * model.sigma() * Math.sqrt(x[0]);
        x[3] = Math.max(-limit, Math.min(limit, x[3]));
    }

    private Mechanism found(Model model, OrderParameters at) {
        double theta = Math.abs(at.theta()) / (model.sigma() * Math.sqrt(at.q()));
        boolean lost = branch == Mechanism.SEMANTIC && theta < DEAD
                || branch == Mechanism.POSITIONAL && Math.abs(at.m()) < DEAD;
        return lost ? Mechanism.UNINFORMED : branch;
    }
}
