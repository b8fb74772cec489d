package org.solvable.talk.softmaxicl;

import org.ejml.simple.SimpleMatrix;

/**
 * Covariates with covariance Σᵢⱼ = ρ^|i-j|: attention becomes debiased gradient descent with a preconditioner, whose risk is
 * exact for every Γ and L ≥ 2.
 */
public final class TheoryPreconditioner {

    private TheoryPreconditioner() {}

    /** Σᵢⱼ = ρ^|i-j|, d x d. */
    public static SimpleMatrix covariance(int d, double rho) {
        if (d < 1 || !(rho > -1 && rho < 1)) {
            throw new IllegalArgumentException("d, rho = " + d + ", " + rho
                    + ": must be >= 1 and in (-1, 1), else the covariance is not definite");
        }
        SimpleMatrix sigma = new SimpleMatrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                sigma.set(i, j, Math.pow(rho, Math.abs(i - j)));
            }
        }
        return sigma;
    }

    /** The exact optimum Γ* = (Σ + (tr Σ + dσ²)/L I)⁻¹. */
    public static SimpleMatrix best(SimpleMatrix sigma, double length, double sigma2) {
        int d = sigma.getNumRows();
        return sigma.plus(SimpleMatrix.identity(d).scale((sigma.trace() + d * sigma2) / length))
                .invert();
    }

    /** Risk of ŷ = (1/L) Σ y x̄ᵀΓx_q. */
    public static double risk(SimpleMatrix gamma, SimpleMatrix sigma, double length, double sigma2) {
        int d = sigma.getNumRows();
        double n = length - 1;
        double trace = sigma.trace();
        double linear = sigma.mult(gamma).mult(sigma).trace();
        SimpleMatrix a = gamma.mult(sigma).mult(gamma.transpose());
        SimpleMatrix as = a.mult(sigma);
        double quartic = sigma.mult(as).trace();
        return sigma2
                + trace / d
                - 2 * n / (length * d) * linear
                + (n * (n + 1) * quartic + n * as.trace() * trace) / (length * length * d)
                + sigma2 * n / (length * length) * as.trace();
    }

    /** Lowest risk of a multiple of the identity. */
    public static double bestMultiple(SimpleMatrix sigma, double length, double sigma2) {
        SimpleMatrix one = SimpleMatrix.identity(sigma.getNumRows());
        // A parabola in the multiple, through three of its values.
        double at0 = risk(one.scale(0), sigma, length, sigma2);
        double at1 = risk(one, sigma, length, sigma2);
        double at2 = risk(one.scale(2), sigma, length, sigma2);
        double curvature = (at2 - 2 * at1 + at0) / 2;
        double slope = at1 - at0 - curvature;
        return at0 - slope * slope / (4 * curvature);
    }
}
