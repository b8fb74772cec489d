package org.solvable.talk.positionalsemantic;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * A line of the phase diagram: where along α the mechanisms exchange their roles; see {@link Model} for the parameters.
 *
 * @param omega ω
 * @param sigma σ
 * @param lambda λ
 * @param a11 A₁₁
 * @param a22 A₂₂
 * @param alphaMax largest α that is looked at
 * @param rule quadrature
 * @param k binary logarithm of the number of Sobol points
 */
public record ThresholdModel(
        @Parameter(symbol = "ω", doc = "share of the positional target", min = 0, max = 1, byDefault = "0.3")
        double omega,

        @Parameter(symbol = "σ", doc = "size of a token", min = 0, minOpen = true, max = 100, byDefault = "0.5")
        double sigma,

        @Parameter(symbol = "λ", doc = "ridge, at least 1e-4", min = 0, minOpen = true, max = 1e6, byDefault = "0.01")
        double lambda,

        @Parameter(
                name = "A11",
                symbol = "A₁₁",
                doc = "positional attention of token 1 to itself",
                min = 0,
                minOpen = true,
                max = 1,
                maxOpen = true,
                byDefault = "0.6")
        double a11,

        @Parameter(
                name = "A22",
                symbol = "A₂₂",
                doc = "positional attention of token 2 to itself",
                min = 0,
                minOpen = true,
                max = 1,
                maxOpen = true,
                byDefault = "0.6")
        double a22,

        @Parameter(name = "alpha_max", doc = "largest alpha that is looked at", min = 0.1, max = 100, byDefault = "4")
        double alphaMax,

        @Parameter(doc = "quadrature: sobol or published", byDefault = "sobol")
        NodeRule rule,

        @Parameter(doc = "log2 of the number of Sobol points", min = 8, max = 20, byDefault = "15")
        int k) {

    private static final Domain DOMAIN = Domain.of(ThresholdModel.class);

    /** Checks the ranges. */
    public ThresholdModel {
        DOMAIN.check(omega, sigma, lambda, a11, a22, alphaMax, k);
        Model.requireRidge(lambda);
    }

    /** By name, the others at their defaults. */
    public static ThresholdModel of(java.util.Map<String, ?> values) {
        return (ThresholdModel) DOMAIN.build(values);
    }

    /** The model at one α of this line. */
    public Model at(double alpha) {
        return new Model(alpha, omega, sigma, lambda, a11, a22, "auto", "auto", Mechanism.GLOBAL, rule, k, 4, 1);
    }
}
