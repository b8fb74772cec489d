package org.solvable.talk.sparsetoken;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Measured;
import org.solvable.num.FixedPoint;
import org.solvable.num.FixedPointMap;
import org.solvable.num.FixedPointMethod;
import org.solvable.num.FixedPointProblem;
import org.solvable.num.FixedPointSolver;
import org.solvable.num.SolveStatus;

/**
 * The readout of any loss: fixed-point equations with proximal operators.
 *
 * <p>A law of many random nodes is first solved on a tenth of them; the derivative found there turns the sweep on all nodes into one
 * that needs four or five repetitions.
 */
final class GeneralReadout {

    private static final double TOLERANCE = 1e-9;
    private static final double ROUGH = 1e-3;
    private static final int FEW = 1000;
    /** From here on small ridges are approached, each a tenth of the one before. */
    private static final double EASY_RIDGE = 0.1;

    private static final double SMALL_RIDGE = 1e-2;
    /** log ρ at which, without ridge, the readout of the hinge is on its way to zero. */
    private static final double VANISHING = -12;

    private static final double LARGEST = 40;
    private static final FixedPointMethod ACCELERATED = new FixedPointMethod.Anderson(2, 0, 2, 2, 3);
    private static final FixedPointMethod CORRECTED = new FixedPointMethod.Anderson(5, 0, 0, 10, 3);

    private GeneralReadout() {}

    /**
     * What was found.
     *
     * @param readout the readout
     * @param status how the iteration ended
     * @param residual largest change that another sweep would make, components in units of max(1, |x|)
     * @param sweeps of the last iteration
     * @param error standard error of the test error for a sampled law, else 0
     */
    record Solved(Readout readout, SolveStatus status, double residual, int sweeps, double error) {}

    /**
     * Solves the equations.
     *
     * @param alpha ratio in the units of the law, finite and positive
     * @param lambda ridge in the units of the law
     */
    static Solved of(FeatureLaw law, Loss loss, double alpha, double lambda, Checkpoint checkpoint) {
        FeatureLaw coarse = law.coarse();
        int order = order(law, lambda);
        boolean direct = coarse == law;
        ReadoutSweep rough = new ReadoutSweep(coarse, loss, alpha, lambda, direct ? order : Math.min(order, 31));
        Start start = approach(rough, loss, direct ? (law.nodes <= FEW ? 1e-12 : TOLERANCE) : 1e-6, checkpoint);
        if (start.found().converged() && start.state()[3] <= floor(rough)) {
            return new Solved(
                    collapsed(law), start.found().status(), 0, start.found().iterations(), 0);
        }
        if (direct || !start.found().converged()) {
            return finish(
                    law,
                    loss,
                    direct ? rough : new ReadoutSweep(law, loss, alpha, lambda, order),
                    start.state(),
                    start.found(),
                    0);
        }
        ReadoutSweep fine = new ReadoutSweep(law, loss, alpha, lambda, order);
        RealMatrix correction = inverseDerivative(rough, start.state());
        FixedPointMap corrected = (x, image) -> {
            double[] moved = correction.operate(fine.residual(x));
            for (int i = 0; i < x.length; i++) {
                double longest = ReadoutSweep.LONGEST;
                image[i] = x[i] + (i < 3 ? moved[i] : Math.clamp(moved[i], -longest, longest));
            }
        };
        FixedPoint solved = new FixedPointSolver(CORRECTED, TOLERANCE, 40, false)
                .solve(FixedPointProblem.of(corrected, start.state()), checkpoint);
        if (!solved.converged()) {
            Start slow = balanced(fine, loss, start.state(), TOLERANCE, 60, checkpoint);
            return finish(law, loss, fine, slow.state(), slow.found(), 0);
        }
        double error = law.sampled() ? standardError(law, loss, fine, correction, solved.value()) : 0;
        return finish(law, loss, fine, solved.value(), solved, error);
    }

    /** Gauss-Hermite nodes for scores as wide as a ridge allows. */
    static int order(FeatureLaw law, double lambda) {
        // Where there are few scores, their quadrature costs nothing.
        return law.nodes <= FEW ? 201 : lambda <= 1e-4 ? 101 : lambda < 1e-2 ? 61 : 31;
    }

    /** A state and how it was found. */
    private record Start(double[] state, FixedPoint found) {}

    /** The solution of a law with few nodes, from nowhere. */
    private static Start approach(ReadoutSweep target, Loss loss, double tolerance, Checkpoint checkpoint) {
        FeatureLaw law = target.law;
        double alpha = target.alpha;
        double lambda = target.lambda;
        double first = lambda < SMALL_RIDGE ? EASY_RIDGE : lambda;
        double squares = law.mean((i, y) -> law.sigma[i] * law.sigma[i]);
        double[] state = {0, 0, 0, 0, -Math.log(alpha * (first + 0.1 * squares))};
        if (lambda < SMALL_RIDGE) {
            double last = Math.max(lambda, 1e-7);
            for (double ridge = first; ridge > last; ridge /= 10) {
                ReadoutSweep easier = new ReadoutSweep(law, loss, alpha, ridge, Math.min(target.order, 15));
                state = balanced(easier, loss, state, ROUGH, 100, checkpoint).state();
            }
        }
        return balanced(target, loss, state, tolerance, 300, checkpoint);
    }

    private static Start balanced(
            ReadoutSweep sweep, Loss loss, double[] start, double tolerance, int limit, Checkpoint checkpoint) {
        BalancedReadout map = new BalancedReadout(sweep, loss, new double[] {start[0], start[1], start[2]});
        double floor = floor(sweep);
        FixedPointProblem problem = FixedPointProblem.of(map::apply, start[3], start[4])
                .withProjection(x -> {
                    x[0] = Math.clamp(x[0], floor, LARGEST);
                    x[1] = Math.clamp(x[1], 3 * floor, LARGEST);
                });
        FixedPoint found = new FixedPointSolver(ACCELERATED, tolerance, limit, false).solve(problem, checkpoint);
        return new Start(map.state(found.get(0), found.get(1)), found);
    }

    /** log ρ below which nothing but zero is left: a ridge alone makes ρ no smaller than its inverse. */
    private static double floor(ReadoutSweep sweep) {
        return VANISHING - Math.log1p(sweep.lambda) - 0.5 * Math.log1p(sweep.alpha);
    }

    /**
     * The hinge with a weak signal and one class rarer than the other: close to zero the equations are homogeneous, and where ρ
     * shrinks at every scale the best readout is zero, with the bias on the margin of the larger class.
     */
    private static Readout collapsed(FeatureLaw law) {
        double positive = law.mean((i, y) -> y > 0 ? 1 : 0);
        double rarer = Math.min(positive, 1 - positive);
        double bias = positive < 0.5 ? -1 : 1;
        return new Readout(rarer, 2 * rarer, rarer, Double.NaN, 0, 0, bias, 0, 0, law.meanAttention());
    }

    private static Solved finish(
            FeatureLaw law, Loss loss, ReadoutSweep sweep, double[] x, FixedPoint found, double error) {
        double[] w = {x[0], x[1], x[2]};
        Readout readout = Readout.of(law, loss, w, Math.exp(x[3]), Math.exp(x[4]), sweep.meanLoss(x));
        return new Solved(readout, found.status(), found.residual(), found.iterations(), error);
    }

    /** (1 - g')⁻¹ of the sweep at a point, by central differences. */
    private static RealMatrix inverseDerivative(ReadoutSweep sweep, double[] x) {
        int n = x.length;
        double[][] derivative = new double[n][n];
        for (int j = 0; j < n; j++) {
            double h = 1e-5 * Math.max(1, Math.abs(x[j]));
            double[] up = x.clone();
            double[] down = x.clone();
            up[j] += h;
            down[j] -= h;
            double[] above = sweep.residual(up);
            double[] below = sweep.residual(down);
            for (int i = 0; i < n; i++) {
                derivative[i][j] = -(above[i] - below[i]) / (2 * h);
            }
        }
        return new LUDecomposition(new Array2DRowRealMatrix(derivative, false), 0)
                .getSolver()
                .getInverse();
    }

    /** From the spread over sixteen parts of the nodes, each with the fixed point it would have had to first order. */
    private static double standardError(
            FeatureLaw law, Loss loss, ReadoutSweep sweep, RealMatrix correction, double[] x) {
        int parts = 16;
        double[] tests = new double[parts];
        for (int k = 0; k < parts; k++) {
            FeatureLaw part = law.batch(k, parts);
            ReadoutSweep own = new ReadoutSweep(part, loss, sweep.alpha, sweep.lambda, Math.min(sweep.order, 31));
            double[] step = correction.operate(own.residual(x));
            double[] w = {x[0] + step[0], x[1] + step[1], x[2] + step[2]};
            tests[k] = Readout.wrong(part, w, Math.exp(x[3] + step[3]), 0);
        }
        return spread(tests);
    }

    /** Standard error of the mean of independent values. */
    static double spread(double[] values) {
        return Measured.of(values).standardError();
    }
}
