package org.solvable.talk.sparsetoken;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.solvable.num.Root;
import org.solvable.num.Roots;
import org.solvable.num.SolveStatus;

/** The readout of the square loss: one scalar root, then closed form. */
final class SquareReadout {

    private SquareReadout() {}

    /** Order parameters and training loss, and how the root ended. */
    record Solved(
            double[] w,
            double rho,
            double variance,
            double loss,
            SolveStatus status,
            double residual,
            int evaluations) {

        Readout readout(FeatureLaw law) {
            if (!status.converged()) {
                return Readout.divergent(law, Double.NaN, Double.NaN);
            }
            return Readout.of(law, Loss.SQUARE, w, rho, variance, loss);
        }

        double test(FeatureLaw law) {
            return Readout.wrong(law, w, rho, 0);
        }
    }

    static Solved of(FeatureLaw law, double alpha, double lambda) {
        return of(law, alpha, lambda, -Math.log(alpha * (lambda + 0.1)), 1);
    }

    /**
     * The readout.
     *
     * @param alpha ratio in the units of the law; infinite: endless data. Not 1 where lambda is 0
     * @param lambda ridge in the units of the law
     * @param guess of log V
     * @param off by how much it may be wrong
     */
    static Solved of(FeatureLaw law, double alpha, double lambda, double guess, double off) {
        if (alpha == Double.POSITIVE_INFINITY) {
            double hat = law.mean((i, y) -> law.sigma[i] * law.sigma[i]);
            return closed(law, alpha, lambda, 0, hat, SolveStatus.CONVERGED, 0, 0);
        }
        if (lambda == 0 && alpha < 1) {
            return interpolator(law, alpha);
        }
        // In log V the function is smooth over all decades; it increases from -1.
        Root root = Roots.brent()
                .findNear(u -> alpha * Math.exp(u) * (lambda + susceptibility(law, Math.exp(u))) - 1, guess, off);
        double v = Math.exp(root.value());
        return closed(
                law,
                alpha,
                lambda,
                v,
                susceptibility(law, v),
                root.status(),
                Math.abs(root.residual()),
                root.evaluations());
    }

    /** E[σ² / (1 + σ² V)]. */
    private static double susceptibility(FeatureLaw law, double v) {
        double[] sum = new double[1];
        law.forEachChunk((from, to, y) -> {
            double part = 0;
            for (int i = from; i < to; i++) {
                double squared = law.sigma[i] * law.sigma[i];
                part += law.weight[i] * squared / (1 + squared * v);
            }
            sum[0] += part;
        });
        return sum[0];
    }

    private static Solved closed(
            FeatureLaw law,
            double alpha,
            double lambda,
            double v,
            double hat,
            SolveStatus status,
            double residual,
            int evaluations) {
        double[] w = weights(law, i -> 1 / (1 + law.sigma[i] * law.sigma[i] * v), lambda, lambda + hat);
        double[] sums = new double[4];
        law.forEachChunk((from, to, y) -> {
            double noise = 0;
            double gain = 0;
            double loss = 0;
            double spread = 0;
            for (int i = from; i < to; i++) {
                double squared = law.sigma[i] * law.sigma[i];
                double r = 1 / (1 + squared * v);
                double rest = w[0] * law.f1[i] + w[1] * law.f2[i] + w[2] - y;
                double weight = law.weight[i] * r * r;
                noise += weight * squared * rest * rest;
                gain += weight * squared * squared;
                loss += weight * rest * rest;
                spread += weight * squared;
            }
            sums[0] += noise;
            sums[1] += gain;
            sums[2] += loss;
            sums[3] += spread;
        });
        double factor = 1 / (alpha * (lambda + hat) * (lambda + hat));
        double square = factor == 0 ? w[1] * w[1] : (w[1] * w[1] + factor * sums[0]) / (1 - factor * sums[1]);
        double loss = 0.5 * (sums[2] + square * sums[3]);
        return new Solved(w, Math.sqrt(square), v, loss, status, residual, evaluations);
    }

    /** The least-norm readout that fits all training labels: λ = 0, α < 1. */
    private static Solved interpolator(FeatureLaw law, double alpha) {
        double[] w = weights(law, i -> 1 / (law.sigma[i] * law.sigma[i]), (1 - alpha) / alpha, 1 / alpha);
        double noise = law.mean((i, y) -> {
            double rest = w[0] * law.f1[i] + w[1] * law.f2[i] + w[2] - y;
            return rest * rest / (law.sigma[i] * law.sigma[i]);
        });
        double rho = Math.sqrt((w[1] * w[1] + alpha * noise) / (1 - alpha));
        return new Solved(w, rho, Double.POSITIVE_INFINITY, 0, SolveStatus.CONVERGED, 0, 0);
    }

    private interface Weight {
        double at(int i);
    }

    /** Solves (E[r F Fᵀ] + diag(d1, d2, 0)) w = E[r F y], F = (F₁, F₂, 1). */
    private static double[] weights(FeatureLaw law, Weight r, double d1, double d2) {
        double[] sums = new double[9];
        law.forEachChunk((from, to, y) -> {
            double[] part = new double[9];
            for (int i = from; i < to; i++) {
                double weight = law.weight[i] * r.at(i);
                double a = law.f1[i];
                double b = law.f2[i];
                part[0] += weight * a * a;
                part[1] += weight * a * b;
                part[2] += weight * a;
                part[3] += weight * b * b;
                part[4] += weight * b;
                part[5] += weight;
            }
            for (int k = 0; k < 6; k++) {
                sums[k] += part[k];
            }
            sums[6] += y * part[2];
            sums[7] += y * part[4];
            sums[8] += y * part[5];
        });
        return solve3(sums, d1, d2, law.query, new double[] {sums[6], sums[7], sums[8]});
    }

    /** Solves the symmetric system with moments (11, 12, 10, 22, 20, 00); without a query w₁ = 0. */
    static double[] solve3(double[] m, double d1, double d2, boolean query, double[] right) {
        double[][] a = {
            {query ? m[0] + d1 : 1, query ? m[1] : 0, query ? m[2] : 0},
            {query ? m[1] : 0, m[3] + d2, m[4]},
            {query ? m[2] : 0, m[4], m[5]}
        };
        double[] b = {query ? right[0] : 0, right[1], right[2]};
        return new LUDecomposition(new Array2DRowRealMatrix(a, false), 0)
                .getSolver()
                .solve(new ArrayRealVector(b, false))
                .toArray();
    }
}
