package org.solvable.talk.softmaxicl;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;
import org.solvable.data.family.MultiTaskPrompts.Batch;

/** Predictors of the first task that are not trained; each gives one answer for each prompt. */
public final class Estimators {

    private Estimators() {}

    /** One step of gradient descent from 0 with step η. */
    public static double[] descent(double eta, Batch batch) {
        return preconditioned(SimpleMatrix.identity(batch.d()).scale(eta), batch, false);
    }

    /** The same on covariates from which their mean in the context is taken. */
    public static double[] debiased(double eta, Batch batch) {
        return preconditioned(SimpleMatrix.identity(batch.d()).scale(eta), batch, true);
    }

    /** (1/L) Σ y x̄ᵀ Γ x_q, with or without the mean taken from x. */
    public static double[] preconditioned(SimpleMatrix gamma, Batch batch, boolean debias) {
        int d = batch.d();
        double[] out = new double[batch.count()];
        for (int i = 0; i < out.length; i++) {
            double[] moment = moment(batch, i, debias);
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    out[i] += moment[j] * gamma.get(j, k) * batch.queries()[i * d + k];
                }
            }
        }
        return out;
    }

    private static double[] moment(Batch batch, int i, boolean debias) {
        int d = batch.d();
        int length = batch.length();
        double[] moment = new double[d];
        for (int j = 0; j < d; j++) {
            double sum = 0;
            double mean = 0;
            double response = 0;
            for (int l = 0; l < length; l++) {
                double x = batch.token(i, j, l);
                double y = batch.token(i, d, l);
                sum += x * y;
                mean += x;
                response += y;
            }
            moment[j] = (sum - (debias ? mean * response / length : 0)) / length;
        }
        return moment;
    }

    /** The preconditioner that fits these prompts best, by least squares over all d x d matrices. */
    public static SimpleMatrix fitPreconditioner(Batch batch) {
        int d = batch.d();
        DMatrixRMaj normal = new DMatrixRMaj(d * d, d * d);
        DMatrixRMaj right = new DMatrixRMaj(d * d, 1);
        double[] feature = new double[d * d];
        int tasks = batch.width() - d;
        for (int i = 0; i < batch.count(); i++) {
            double[] moment = moment(batch, i, true);
            for (int f = 0; f < feature.length; f++) {
                feature[f] = moment[f / d] * batch.queries()[i * d + f % d];
            }
            for (int f = 0; f < feature.length; f++) {
                right.data[f] += feature[f] * batch.targets()[i * tasks];
                for (int g = 0; g < feature.length; g++) {
                    normal.data[f * d * d + g] += feature[f] * feature[g];
                }
            }
        }
        DMatrixRMaj solved = new DMatrixRMaj(d * d, 1);
        if (batch.count() < d * d || !CommonOps_DDRM.solve(normal, right, solved)) {
            throw new IllegalArgumentException(
                    "count = " + batch.count() + ": a preconditioner needs at least d^2 = " + d * d + " prompts");
        }
        return new SimpleMatrix(d, d, true, solved.data);
    }

    /**
     * Ridge regression on the context: the Bayes predictor where the penalty is d σ² and β has variance 1/d.
     *
     * @param penalty at least 0; positive where L &lt; d
     */
    public static double[] ridge(double penalty, Batch batch) {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("penalty = " + penalty + ": must be finite and >= 0");
        }
        int d = batch.d();
        double[] out = new double[batch.count()];
        DMatrixRMaj gram = new DMatrixRMaj(d, d);
        DMatrixRMaj right = new DMatrixRMaj(d, 1);
        DMatrixRMaj beta = new DMatrixRMaj(d, 1);
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k <= j; k++) {
                    double sum = j == k ? penalty : 0;
                    for (int l = 0; l < batch.length(); l++) {
                        sum += batch.token(i, j, l) * batch.token(i, k, l);
                    }
                    gram.set(j, k, sum);
                    gram.set(k, j, sum);
                }
                double sum = 0;
                for (int l = 0; l < batch.length(); l++) {
                    sum += batch.token(i, j, l) * batch.token(i, d, l);
                }
                right.set(j, 0, sum);
            }
            if (!CommonOps_DDRM.solve(gram, right, beta)) {
                throw new IllegalArgumentException(
                        "penalty = " + penalty + ": the context does not fix the solution, must be > 0");
            }
            for (int j = 0; j < d; j++) {
                out[i] += beta.get(j, 0) * batch.queries()[i * d + j];
            }
        }
        return out;
    }
}
