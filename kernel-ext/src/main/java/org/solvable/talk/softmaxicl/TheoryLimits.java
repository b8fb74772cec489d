package org.solvable.talk.softmaxicl;

import java.util.Arrays;

/**
 * Where training ends for one isotropic task, and the estimators it is compared with [He et al., arXiv 2503.12734]; risks of
 * gradient descent are exact at finite L. Every risk contains σ², the noise of the target.
 */
public final class TheoryLimits {

    private TheoryLimits() {}

    /** κ = 1 + (1+σ²) d/L. */
    public static double kappa(int d, double length, double sigma2) {
        return 1 + (1 + sigma2) * d / length;
    }

    /** Best step η* = 1/κ of debiased gradient descent; what softmax heads of both signs take together. */
    public static double stepSize(int d, double length, double sigma2) {
        return 1 / kappa(d, length, sigma2);
    }

    /** Exact risk of one step of gradient descent from 0 with step η. */
    public static double vanilla(double eta, int d, double length, double sigma2) {
        return sigma2 + (1 - eta) * (1 - eta) + eta * eta * (d + 1 + sigma2 * d) / length;
    }

    /** The step at which {@link #vanilla} is lowest. */
    public static double vanillaStep(int d, double length, double sigma2) {
        return 1 / (1 + (d + 1 + sigma2 * d) / length);
    }

    /** Exact risk of one step on covariates from which their mean in the context is taken. */
    public static double debiased(double eta, int d, double length, double sigma2) {
        double n = length - 1;
        return sigma2
                + 1
                - 2 * eta * (1 - 1 / length)
                + eta * eta * (n * (length + d) + sigma2 * d * n) / (length * length);
    }

    /** ω* = 1/√d of a single head, or of heads of one sign. */
    public static double singleOmega(int d) {
        return 1 / Math.sqrt(d);
    }

    /** μ of a single head; the sum over heads of one sign. */
    public static double singleMu(int d, double length, double sigma2) {
        return Math.sqrt(d) / (1 + Math.E * (kappa(d, length, sigma2) - 1));
    }

    /** Limit loss of a single head, or of heads of one sign. */
    public static double single(int d, double length, double sigma2) {
        double big = Math.E * (kappa(d, length, sigma2) - 1);
        return sigma2 + big / (1 + big);
    }

    /** Limit loss of heads of both signs: the manifold at γ → 0. */
    public static double pair(int d, double length, double sigma2) {
        double big = kappa(d, length, sigma2) - 1;
        return sigma2 + big / (1 + big);
    }

    /**
     * μ of each sign on the solution manifold.
     *
     * @param gamma γ, positive: μ diverges at 0
     */
    public static double manifoldMu(double gamma, int d, double length, double sigma2) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gamma = " + gamma + ": must be finite and > 0, mu diverges at 0");
        }
        return gamma / 2 / (gamma * gamma + (1 + sigma2) / length * Math.sinh(d * gamma * gamma));
    }

    /** Loss on the solution manifold; the limit at γ = 0. */
    public static double manifold(double gamma, int d, double length, double sigma2) {
        double z = d * gamma * gamma;
        double ratio = z < 1e-6 ? 1 + z * z / 6 : Math.sinh(z) / z;
        double big = (kappa(d, length, sigma2) - 1) * ratio;
        // B/(1+B) in the form that survives an infinite B.
        return sigma2 + 1 / (1 + 1 / big);
    }

    /** Loss of two heads (γ, m), (-γ, -m) at any γ and m. */
    public static double pairAt(double gamma, double m, int d, double length, double sigma2) {
        return 1
                + sigma2
                - 4 * m * gamma
                + 4 * m * m * gamma * gamma
                + 4 * (1 + sigma2) / length * m * m * Math.sinh(d * gamma * gamma);
    }

    /**
     * Loss exact in d and to first order in 1/L, for heads of one weight on all coordinates.
     *
     * @throws IllegalArgumentException if 2ωω' ≥ 1 for two heads: the loss is infinite there
     */
    public static double refined(double[] omega, double[] mu, int d, double length, double sigma2) {
        double a = 0;
        for (int h = 0; h < omega.length; h++) {
            a += mu[h] * omega[h];
        }
        double cross = 0;
        double quadratic = 0;
        for (int h = 0; h < omega.length; h++) {
            for (int k = 0; k < omega.length; k++) {
                double t = omega[h] * omega[k];
                if (!(2 * t < 1)) {
                    throw new IllegalArgumentException("2 omega[" + h + "] omega[" + k + "] = " + 2 * t
                            + ": must be < 1, the refined loss is infinite there");
                }
                quadratic += mu[h] * mu[k] * Math.pow(1 - 2 * t, -d / 2.0) * (1 + sigma2 + t / (1 - 2 * t));
            }
            cross += mu[h] * omega[h] * Math.pow(1 - 2 * omega[h] * omega[h], -d / 2.0 - 1);
        }
        return sigma2 + (1 - a) * (1 - a) + 2 / length * (1 - a) * cross + quadratic / length;
    }

    /** Risk of the Bayes predictor in the limit d/L → ξ. */
    public static double bayes(double xi, double sigma2) {
        double d0 = sigma2 + (1 - xi) / xi;
        double root = Math.sqrt(d0 * d0 + 4 * sigma2);
        // The first form cancels at small ξ.
        return d0 > 0 ? sigma2 + 2 * sigma2 / (d0 + root) : 0.5 * (sigma2 - (1 - xi) / xi + root);
    }

    /** Risk of gradient descent with its best step in the limit d/L → ξ. */
    public static double descent(double xi, double sigma2) {
        double big = (1 + sigma2) * xi;
        return sigma2 + big / (1 + big);
    }

    /** Bound on {@link #descent} / {@link #bayes}; NaN where it does not hold (σ² = 0, or σ² + 1/ξ ≤ 1). */
    public static double ratioBound(double xi, double sigma2) {
        return sigma2 > 0 && sigma2 + 1 / xi > 1
                ? 1 + 1 / (sigma2 * (1 + xi * sigma2) * (1 + sigma2 + 1 / xi))
                : Double.NaN;
    }

    /** Risk of linear attention with step η fixed at length L, tested at L'. */
    public static double linearAttention(double eta, int d, double length, double testLength, double sigma2) {
        return vanilla(eta * testLength / length, d, testLength, sigma2);
    }

    /** Best output weights for any attention weights; the shortest where heads coincide. */
    public static double[] bestMu(double[] omega, int d, double length, double sigma2) {
        int heads = omega.length;
        org.ejml.simple.SimpleMatrix normal = new org.ejml.simple.SimpleMatrix(heads, heads);
        for (int h = 0; h < heads; h++) {
            for (int k = 0; k < heads; k++) {
                double t = omega[h] * omega[k];
                normal.set(h, k, t + (1 + sigma2) / length * Math.exp(d * t));
            }
        }
        org.ejml.simple.SimpleMatrix right =
                new org.ejml.simple.SimpleMatrix(heads, 1, true, Arrays.copyOf(omega, heads));
        return normal.pseudoInverse().mult(right).getDDRM().getData().clone();
    }
}
