package org.solvable.talk.sparsetoken;

import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * The support vector machine with free bias by a primal-dual interior-point method (Mehrotra's predictor and corrector).
 *
 * <p>Primal: min (λ/2) ‖w‖² + (1/n) Σ ξ with y (F w + b) + ξ - 1 = s, s ≥ 0, ξ ≥ 0. Multipliers a of the margins stay in (0, 1/n)
 * with Σ a y = 0 from the start, so that Σ a - ‖Fᵀ(y a)‖²/(2λ) bounds the minimum from below and the gap is exact.
 */
final class HingeFit {

    private static final int MAX_STEPS = 100;

    private final int n;
    private final int p;
    private final DMatrixRMaj f;
    private final double[] y;
    private final double lambda;
    private final Backend backend;
    private final double[] w;
    private double b;
    private final double[] xi;
    private final double[] s;
    private final double[] a;
    /** Multipliers of ξ ≥ 0, 1/n - a; kept apart so that they keep their digits near 0. */
    private final double[] slack;

    private final double[] dw;
    private double db;
    private final double[] dxi;
    private final double[] ds;
    private final double[] da;

    private HingeFit(DMatrixRMaj f, double[] y, double lambda, Backend backend) {
        this.n = f.numRows;
        this.p = f.numCols;
        this.f = f;
        this.y = y;
        this.lambda = lambda;
        this.backend = backend;
        this.w = new double[p];
        this.xi = new double[n];
        this.s = new double[n];
        this.a = new double[n];
        this.slack = new double[n];
        this.dw = new double[p];
        this.dxi = new double[n];
        this.ds = new double[n];
        this.da = new double[n];
    }

    /** The minimiser over n x p features; both classes must be there. */
    static ReadoutFit.Iterate of(
            DMatrixRMaj f, double[] y, double lambda, double tolerance, Backend backend, Checkpoint checkpoint) {
        return new HingeFit(f, y, lambda, backend).run(tolerance, checkpoint);
    }

    private ReadoutFit.Iterate run(double tolerance, Checkpoint checkpoint) {
        int positive = 0;
        for (double label : y) {
            positive += label > 0 ? 1 : 0;
        }
        double smaller = Math.min(positive, n - positive);
        for (int i = 0; i < n; i++) {
            // Balanced between the classes, and inside (0, 1/n).
            a[i] = 0.5 * smaller / (y[i] > 0 ? positive : n - positive) / n;
            slack[i] = 1.0 / n - a[i];
            xi[i] = 2;
            s[i] = 1;
        }
        BorderedSystem system = new BorderedSystem(f, lambda, backend);
        double[] weights = new double[n];
        double gap = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] z = ReadoutFit.scores(f, w, b);
            gap = gap(z);
            if (lambda == 0 && separated(z)) {
                return new ReadoutFit.Iterate(w, b, Double.NaN, step, ReadoutFit.End.SEPARABLE);
            }
            if (gap <= tolerance) {
                return new ReadoutFit.Iterate(w, b, gap, step, ReadoutFit.End.SOLVED);
            }
            for (int i = 0; i < n; i++) {
                weights[i] = 1 / (s[i] / a[i] + xi[i] / slack[i]);
            }
            double done = (double) step / MAX_STEPS;
            if (!system.factor(weights, checkpoint.part(done, done + 1.0 / MAX_STEPS))) {
                return new ReadoutFit.Iterate(w, b, gap, step, ReadoutFit.End.UNSOLVED);
            }
            double mu = complementarity(0);
            direction(system, weights, z, 0, false);
            double affine = complementarity(Math.min(1, longest()));
            double centring = Math.pow(affine / mu, 3);
            direction(system, weights, z, centring * mu, true);
            move(Math.min(1, 0.995 * longest()));
        }
        return new ReadoutFit.Iterate(w, b, gap, MAX_STEPS, ReadoutFit.End.UNSOLVED);
    }

    private boolean separated(double[] z) {
        for (int i = 0; i < n; i++) {
            if (!(y[i] * z[i] > 0)) {
                return false;
            }
        }
        return true;
    }

    /** Primal objective at (w, b) minus the dual bound, relative; without ridge, the residual of Fᵀ(y a) = 0 is added. */
    private double gap(double[] z) {
        double primal = ReadoutFit.meanLoss(Loss.HINGE, z, y) + 0.5 * lambda * Features.dot(w, w);
        double[] u = image();
        double square = Features.dot(u, u);
        double sum = 0;
        for (double v : a) {
            sum += v;
        }
        double dual = lambda > 0 ? sum - square / (2 * lambda) : sum - Math.sqrt(square * Features.dot(w, w));
        return (primal - dual) / Math.max(primal, 1e-12);
    }

    /** Fᵀ (y a). */
    private double[] image() {
        double[] ya = new double[n];
        for (int i = 0; i < n; i++) {
            ya[i] = y[i] * a[i];
        }
        double[] u = new double[p];
        backend.gemv(1, MatrixView.of(f).transposed(), MatrixView.vector(ya), 0, MatrixView.vector(u));
        return u;
    }

    /** Mean of a s + (1/n - a) ξ after a step of this length. */
    private double complementarity(double length) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (a[i] + length * da[i]) * (s[i] + length * ds[i])
                    + (slack[i] - length * da[i]) * (xi[i] + length * dxi[i]);
        }
        return sum / (2 * n);
    }

    /** Newton's direction for a s = target and (1/n - a) ξ = target; the corrector adds the last direction's products. */
    private void direction(BorderedSystem system, double[] weights, double[] z, double target, boolean corrected) {
        double[] c = new double[n];
        double[] wanted = new double[n];
        double[] wantedXi = new double[n];
        double[] pull = new double[n];
        double top = 0;
        for (int i = 0; i < n; i++) {
            wanted[i] = target - (corrected ? da[i] * ds[i] : 0);
            wantedXi[i] = target + (corrected ? da[i] * dxi[i] : 0);
            double residual = y[i] * z[i] - 1 + xi[i] - s[i];
            c[i] = -residual - wantedXi[i] / slack[i] + xi[i] + wanted[i] / a[i] - s[i];
            pull[i] = y[i] * (weights[i] * c[i] + a[i]);
            top += pull[i];
        }
        double[] right = new double[p];
        backend.gemv(1, MatrixView.of(f).transposed(), MatrixView.vector(pull), 0, MatrixView.vector(right));
        for (int j = 0; j < p; j++) {
            right[j] -= lambda * w[j];
        }
        db = system.solve(right, top);
        System.arraycopy(right, 0, dw, 0, p);
        double[] dz = ReadoutFit.scores(f, dw, db);
        for (int i = 0; i < n; i++) {
            da[i] = weights[i] * (c[i] - y[i] * dz[i]);
            ds[i] = wanted[i] / a[i] - s[i] - s[i] / a[i] * da[i];
            dxi[i] = wantedXi[i] / slack[i] - xi[i] + xi[i] / slack[i] * da[i];
        }
    }

    /** Largest step that keeps everything at or above zero, at most a little over 1. */
    private double longest() {
        double t = 1 / 0.995;
        for (int i = 0; i < n; i++) {
            t = Math.min(t, limit(s[i], ds[i]));
            t = Math.min(t, limit(xi[i], dxi[i]));
            t = Math.min(t, limit(a[i], da[i]));
            t = Math.min(t, limit(slack[i], -da[i]));
        }
        return t;
    }

    private static double limit(double value, double change) {
        return change < 0 ? -value / change : Double.POSITIVE_INFINITY;
    }

    private void move(double t) {
        for (int j = 0; j < p; j++) {
            w[j] += t * dw[j];
        }
        b += t * db;
        for (int i = 0; i < n; i++) {
            a[i] += t * da[i];
            slack[i] -= t * da[i];
            s[i] += t * ds[i];
            xi[i] += t * dxi[i];
        }
    }
}
