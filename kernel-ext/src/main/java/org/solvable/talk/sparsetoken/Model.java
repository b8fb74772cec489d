package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * Sparse-token classification from data to errors: two gradient steps for the query on n₀ = α₀ d sequences, then the optimal
 * readout on n₁ = α₁ d others, as d → ∞ with everything else fixed [Barnfield, Cui, Lu, arXiv 2509.25153].
 *
 * <p>A sequence is L tokens in R^d, standard normal; in a positive one R of them carry the signal θ ξ, ‖ξ‖ = 1. The score is ⟨w,
 * Σ a_l x_l⟩ + b with a = softmax(β X q).
 *
 * @param length L, tokens in a sequence, at least 2
 * @param informative R, informative tokens in a positive sequence, in [1, L]
 * @param theta θ, signal strength
 * @param pi π, share of positive sequences
 * @param beta β, inverse temperature of the softmax; 0 makes attention the average
 * @param etaW η_w, gradient step of the readout
 * @param etaB η_b, gradient step of the bias
 * @param etaQ η_q, gradient step of the query
 * @param b0 bias before the first step
 * @param loss0 loss of the two gradient steps
 * @param alpha0 α₀ = n₀/d
 * @param loss loss of the readout
 * @param alpha1 α₁ = n₁/d
 * @param lambda λ, ridge of the readout
 */
public record Model(
        @Parameter(
                name = "L",
                symbol = "L",
                doc = "tokens in a sequence",
                min = 2,
                max = 1_000_000_000,
                byDefault = "10")
        int length,

        @Parameter(
                name = "R",
                symbol = "R",
                doc = "informative tokens in a positive sequence, at most L",
                min = 1,
                max = 1_000_000_000,
                byDefault = "1")
        int informative,

        @Parameter(symbol = "θ", doc = "signal strength", min = 0, max = 1e100, byDefault = "5")
        double theta,

        @Parameter(
                symbol = "π",
                doc = "share of positive sequences",
                min = 0,
                minOpen = true,
                max = 1,
                maxOpen = true,
                byDefault = "0.5")
        double pi,

        @Parameter(symbol = "β", doc = "inverse temperature of the softmax", min = 0, byDefault = "1")
        double beta,

        @Parameter(
                name = "eta_w",
                symbol = "η_w",
                doc = "gradient step of the readout",
                min = 0,
                minOpen = true,
                byDefault = "0.5")
        double etaW,

        @Parameter(name = "eta_b", symbol = "η_b", doc = "gradient step of the bias", min = 0, byDefault = "0.5")
        double etaB,

        @Parameter(
                name = "eta_q",
                symbol = "η_q",
                doc = "gradient step of the query",
                min = 0,
                minOpen = true,
                byDefault = "30")
        double etaQ,

        @Parameter(name = "b_0", symbol = "b₀", doc = "bias before the first step", byDefault = "0")
        double b0,

        @Parameter(name = "loss_0", doc = "loss of the two gradient steps", byDefault = "logistic")
        Loss loss0,

        @Parameter(
                name = "alpha_0",
                symbol = "α₀",
                doc = "sequences of the two steps over token dimension, n₀/d",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "2")
        double alpha0,

        @Parameter(doc = "loss of the readout", byDefault = "square")
        Loss loss,

        @Parameter(
                name = "alpha_1",
                symbol = "α₁",
                doc = "sequences of the readout over token dimension, n₁/d; inf for the square loss only",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "2")
        double alpha1,

        @Parameter(symbol = "λ", doc = "ridge of the readout; 0 is the ridgeless limit", min = 0, byDefault = "1e-5")
        double lambda) {

    private static final Domain DOMAIN = Domain.of(Model.class);

    public Model {
        DOMAIN.check(length, informative, theta, pi, beta, etaW, etaB, etaQ, b0, alpha0, alpha1, lambda);
        AlignmentModel.requireInformative(informative, length);
        if (alpha1 == Double.POSITIVE_INFINITY && loss != Loss.SQUARE) {
            throw new IllegalArgumentException("alpha_1 = inf: must be finite unless loss = square");
        }
    }

    /** The setting of the paper's error figure: L = 10, R = 1, θ = 5, π = ½, λ = 1e-5, logistic steps, square readout. */
    public static Model standard() {
        return new Model(10, 1, 5, 0.5, 1, 0.5, 0.5, 30, 0, Loss.LOGISTIC, 2, Loss.SQUARE, 2, 1e-5);
    }

    /** Its first two steps. */
    public AlignmentModel alignment() {
        return new AlignmentModel(length, informative, theta, pi, beta, etaW, etaB, etaQ, b0, loss0, alpha0);
    }

    /** Its readout at a query of this alignment and sharpness. */
    public ReadoutModel readout(double s, double sharpness) {
        return new ReadoutModel(
                length, informative, theta, pi, s, sharpness, alpha1, lambda, loss, Classifier.ATTENTION);
    }

    /** Other signal strength. */
    public Model withTheta(double value) {
        return new Model(
                length, informative, value, pi, beta, etaW, etaB, etaQ, b0, loss0, alpha0, loss, alpha1, lambda);
    }

    /** Other share of positive sequences. */
    public Model withPi(double value) {
        return new Model(
                length, informative, theta, value, beta, etaW, etaB, etaQ, b0, loss0, alpha0, loss, alpha1, lambda);
    }

    /** Another step of the query. */
    public Model withEtaQ(double value) {
        return new Model(
                length, informative, theta, pi, beta, etaW, etaB, value, b0, loss0, alpha0, loss, alpha1, lambda);
    }

    /** Another inverse temperature. */
    public Model withBeta(double value) {
        return new Model(
                length, informative, theta, pi, value, etaW, etaB, etaQ, b0, loss0, alpha0, loss, alpha1, lambda);
    }

    /** Other numbers of sequences for the query and for the readout. */
    public Model withAlpha(double query, double reading) {
        return new Model(
                length, informative, theta, pi, beta, etaW, etaB, etaQ, b0, loss0, query, loss, reading, lambda);
    }

    /** Other loss and ridge of the readout. */
    public Model withReadout(Loss value, double ridge) {
        return new Model(
                length, informative, theta, pi, beta, etaW, etaB, etaQ, b0, loss0, alpha0, value, alpha1, ridge);
    }
}
