package org.solvable.talk.positionalsemantic;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * Tied low-rank dot-product attention on two tokens, trained on n = α d sentences, as d → ∞ with α fixed [Cui, Behrens, Krzakala,
 * Zdeborová, arXiv 2402.03902].
 *
 * <p>A sentence is two tokens N(0, σ² I_d); the student sees them with the encodings ±p, ‖p‖ = 1, added. The target mixes the
 * teacher's attention softmax(h* h*ᵀ) with the positional matrix A: T = (1 − ω) softmax(h* h*ᵀ) + ω A. The loss is a sum over
 * samples, ‖y − f(x)‖²/(2d), plus λ ‖Q‖²/2.
 *
 * @param alpha α = n/d
 * @param omega ω, share of the positional target, in [0, 1]
 * @param sigma σ, size of a token
 * @param lambda λ, ridge; below 1e-4 the response V diverges and the equations cannot be solved reliably
 * @param a11 A₁₁, in (0, 1)
 * @param a22 A₂₂, in (0, 1)
 * @param a12 A₁₂ as text, {@code auto}: 1 − A₁₁; another value is refused, for rows of A sum to 1
 * @param a21 A₂₁ as text, {@code auto}: 1 − A₂₂
 * @param branch which solution the outputs are
 * @param rule quadrature
 * @param k binary logarithm of the number of Sobol points
 * @param shifts digital shifts that are averaged, for {@link NodeRule#SHIFTED}
 * @param seed of the shifts
 */
public record Model(
        @Parameter(
                symbol = "α",
                doc = "samples over dimension, n/d",
                min = 0,
                minOpen = true,
                max = 1e4,
                byDefault = "2")
        double alpha,

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

        @Parameter(name = "A12", symbol = "A₁₂", doc = "auto, or 1 - A11 itself: rows sum to 1", byDefault = "auto")
        String a12,

        @Parameter(name = "A21", symbol = "A₂₁", doc = "auto, or 1 - A22 itself: rows sum to 1", byDefault = "auto")
        String a21,

        @Parameter(doc = "which solution the outputs are", byDefault = "global")
        Mechanism branch,

        @Parameter(doc = "quadrature", byDefault = "sobol") NodeRule rule,

        @Parameter(doc = "log2 of the number of Sobol points", min = 8, max = 20, byDefault = "13")
        int k,

        @Parameter(doc = "digital shifts that are averaged (rule=shifted)", min = 2, max = 64, byDefault = "4")
        int shifts,

        @Parameter(doc = "seed of the shifts", byDefault = "1")
        long seed) {

    /** Smallest ridge that is accepted. */
    public static final double SMALLEST_LAMBDA = 1e-4;

    private static final Domain DOMAIN = Domain.of(Model.class);

    /** Checks the ranges. */
    public Model {
        DOMAIN.check(alpha, omega, sigma, lambda, a11, a22, k, shifts, seed);
        requireRidge(lambda);
        requireRow("A12", a12, "A11", a11);
        requireRow("A21", a21, "A22", a22);
    }

    /** By the names of the theory, the others at their defaults; see {@link Domain#build}. */
    public static Model of(java.util.Map<String, ?> values) {
        return (Model) DOMAIN.build(values);
    }

    /** The setting of the paper's figures: σ = 0.5, λ = 0.01, A = [[0.6, 0.4], [0.4, 0.6]]. */
    public static Model standard(double alpha, double omega) {
        return of(java.util.Map.of("alpha", alpha, "omega", omega));
    }

    static void requireRidge(double lambda) {
        if (!(lambda >= SMALLEST_LAMBDA)) {
            throw new IllegalArgumentException("lambda = " + lambda + ": must be >= " + SMALLEST_LAMBDA
                    + ": without a ridge the response V diverges (76 at 1e-3) and the equations lose their solution");
        }
    }

    static void requireRow(String name, String text, String diagonalName, double diagonal) {
        if (text.equals("auto")) {
            return;
        }
        double off;
        try {
            off = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " = " + text + ": must be auto or a number in (0, 1)", e);
        }
        if (!(Math.abs(diagonal + off - 1) <= 1e-12)) {
            throw new IllegalArgumentException(name + " = " + text + ": must be 1 - " + diagonalName + " = "
                    + (1 - diagonal) + ", for A is row-stochastic");
        }
    }

    /** The same model with other positional attention. @throws IllegalArgumentException if rows do not sum to 1 */
    public Model withA(double[][] a) {
        if (a.length != 2 || a[0].length != 2 || a[1].length != 2) {
            throw new IllegalArgumentException("A has another shape: must be 2 x 2 and row-stochastic");
        }
        return new Model(
                alpha,
                omega,
                sigma,
                lambda,
                a[0][0],
                a[1][1],
                Double.toString(a[0][1]),
                Double.toString(a[1][0]),
                branch,
                rule,
                k,
                shifts,
                seed);
    }

    /** Another number of samples. */
    public Model withAlpha(double value) {
        return new Model(value, omega, sigma, lambda, a11, a22, a12, a21, branch, rule, k, shifts, seed);
    }

    /** Another target. */
    public Model withOmega(double value) {
        return new Model(alpha, value, sigma, lambda, a11, a22, a12, a21, branch, rule, k, shifts, seed);
    }

    /** Another branch. */
    public Model withBranch(Mechanism value) {
        return new Model(alpha, omega, sigma, lambda, a11, a22, a12, a21, value, rule, k, shifts, seed);
    }

    /** Another quadrature. */
    public Model withRule(NodeRule value, int log2) {
        return new Model(alpha, omega, sigma, lambda, a11, a22, a12, a21, branch, value, log2, shifts, seed);
    }

    double variance() {
        return sigma * sigma;
    }
}
