package org.solvable.talk.sparsetoken;

import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/** Logistic regression with ridge and free bias by Newton's method with line search. */
final class LogisticFit {

    private static final int MAX_STEPS = 100;

    private LogisticFit() {}

    /** The minimiser over n x p features. */
    static ReadoutFit.Iterate of(
            DMatrixRMaj f, double[] y, double lambda, double tolerance, Backend backend, Checkpoint checkpoint) {
        int n = f.numRows;
        int p = f.numCols;
        double[] w = new double[p];
        double b = 0;
        double[] z = new double[n];
        double[] slope = new double[n];
        double[] bend = new double[n];
        BorderedSystem system = new BorderedSystem(f, lambda, backend);
        double objective = objective(z, y, w, lambda);
        double decrement = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MAX_STEPS; step++) {
            double done = (double) step / MAX_STEPS;
            boolean separated = lambda == 0;
            double[] right = new double[p + 1];
            for (int i = 0; i < n; i++) {
                double q = 1 / (1 + Math.exp(y[i] * z[i]));
                slope[i] = y[i] * q / n;
                bend[i] = q * (1 - q) / n;
                right[p] += slope[i];
                separated &= y[i] * z[i] > 0;
            }
            if (separated) {
                return new ReadoutFit.Iterate(w, b, Double.NaN, step, ReadoutFit.End.SEPARABLE);
            }
            double[] d = new double[p];
            backend.gemv(1, MatrixView.of(f).transposed(), MatrixView.vector(slope), 0, MatrixView.vector(d));
            for (int j = 0; j < p; j++) {
                d[j] -= lambda * w[j];
            }
            double[] gradient = d.clone();
            if (!system.factor(bend, checkpoint.part(done, done + 1.0 / MAX_STEPS))) {
                return new ReadoutFit.Iterate(w, b, decrement, step, ReadoutFit.End.UNSOLVED);
            }
            double db = system.solve(d, right[p]);
            double descent = Features.dot(gradient, d) + right[p] * db;
            decrement = 0.5 * descent / objective;
            if (decrement <= tolerance) {
                return new ReadoutFit.Iterate(w, b, decrement, step, ReadoutFit.End.SOLVED);
            }
            double[] dz = ReadoutFit.scores(f, d, db);
            double length = 1;
            double next = along(z, dz, y, w, d, lambda, length);
            while (!(next <= objective - 1e-4 * length * descent) && length > 1e-12) {
                length /= 2;
                next = along(z, dz, y, w, d, lambda, length);
            }
            objective = next;
            b += length * db;
            for (int j = 0; j < p; j++) {
                w[j] += length * d[j];
            }
            for (int i = 0; i < n; i++) {
                z[i] += length * dz[i];
            }
        }
        return new ReadoutFit.Iterate(w, b, decrement, MAX_STEPS, ReadoutFit.End.UNSOLVED);
    }

    private static double objective(double[] z, double[] y, double[] w, double lambda) {
        return ReadoutFit.meanLoss(Loss.LOGISTIC, z, y) + 0.5 * lambda * Features.dot(w, w);
    }

    private static double along(
            double[] z, double[] dz, double[] y, double[] w, double[] d, double lambda, double length) {
        double loss = 0;
        for (int i = 0; i < z.length; i++) {
            loss += Loss.LOGISTIC.value(z[i] + length * dz[i], y[i]);
        }
        double square = 0;
        for (int j = 0; j < w.length; j++) {
            double v = w[j] + length * d[j];
            square += v * v;
        }
        return loss / z.length + 0.5 * lambda * square;
    }
}
