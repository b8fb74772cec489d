package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * The optimal linear readout of features at a fixed query, on n₁ = α₁ d sequences, as d → ∞ with everything else fixed; the
 * linear baselines are in the same family.
 *
 * <p>Minimised is (1/n₁) Σ ℓ(⟨w, f⟩ + b; y) + (λ/2) ‖w‖²; the bias is not penalised.
 *
 * @param length L, tokens in a sequence
 * @param informative R, informative tokens in a positive sequence, in [1, L]
 * @param theta θ, signal strength
 * @param pi π, share of positive sequences
 * @param s alignment ⟨q, ξ⟩ / ‖q‖ of the query with the signal; the baselines ignore it
 * @param sharpness B = β ‖q‖; the baselines ignore it
 * @param alpha1 α₁ = n₁/d; infinite (square loss only): endless data
 * @param lambda λ, ridge; 0: the ridgeless limit
 * @param loss loss of the readout
 * @param classifier what features are read out
 */
public record ReadoutModel(
        @Parameter(
                name = "L",
                symbol = "L",
                doc = "tokens in a sequence",
                min = 1,
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

        @Parameter(symbol = "s", doc = "alignment of the query with the signal", min = -1, max = 1, byDefault = "0.8")
        double s,

        @Parameter(name = "B", symbol = "B", doc = "effective inverse temperature β‖q‖", min = 0, byDefault = "1")
        double sharpness,

        @Parameter(
                name = "alpha_1",
                symbol = "α₁",
                doc = "sequences of the readout over token dimension, n₁/d",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "2")
        double alpha1,

        @Parameter(symbol = "λ", doc = "ridge; 0 is the ridgeless limit", min = 0, byDefault = "1e-5")
        double lambda,

        @Parameter(doc = "loss of the readout", byDefault = "square")
        Loss loss,

        @Parameter(doc = "what features are read out", byDefault = "attention")
        Classifier classifier) {

    private static final Domain DOMAIN = Domain.of(ReadoutModel.class);

    public ReadoutModel {
        DOMAIN.check(length, informative, theta, pi, s, sharpness, alpha1, lambda);
        AlignmentModel.requireInformative(informative, length);
        if (alpha1 == Double.POSITIVE_INFINITY && loss != Loss.SQUARE) {
            throw new IllegalArgumentException("alpha_1 = inf: must be finite unless loss = square");
        }
    }

    /** The sheet's setting L = 10, R = 1, θ = 5, π = ½, s = 0.8, B = 1 with α₁ = 2, λ = 1e-5, square loss. */
    public static ReadoutModel standard() {
        return new ReadoutModel(10, 1, 5, 0.5, 0.8, 1, 2, 1e-5, Loss.SQUARE, Classifier.ATTENTION);
    }

    /** Other signal strength. */
    public ReadoutModel withTheta(double value) {
        return new ReadoutModel(length, informative, value, pi, s, sharpness, alpha1, lambda, loss, classifier);
    }

    /** Another query: alignment and sharpness. */
    public ReadoutModel withQuery(double alignment, double inverseTemperature) {
        return new ReadoutModel(
                length, informative, theta, pi, alignment, inverseTemperature, alpha1, lambda, loss, classifier);
    }

    /** Other number of sequences. */
    public ReadoutModel withAlpha1(double value) {
        return new ReadoutModel(length, informative, theta, pi, s, sharpness, value, lambda, loss, classifier);
    }

    /** Other ridge. */
    public ReadoutModel withLambda(double value) {
        return new ReadoutModel(length, informative, theta, pi, s, sharpness, alpha1, value, loss, classifier);
    }

    /** Other loss. */
    public ReadoutModel withLoss(Loss value) {
        return new ReadoutModel(length, informative, theta, pi, s, sharpness, alpha1, lambda, value, classifier);
    }

    /** Other features. */
    public ReadoutModel withClassifier(Classifier value) {
        return new ReadoutModel(length, informative, theta, pi, s, sharpness, alpha1, lambda, loss, value);
    }

    /** The law of the features; {@code nodes} a class where it has to be sampled. */
    FeatureLaw law(int nodes) {
        return classifier == Classifier.ATTENTION
                ? FeatureLaw.attention(length, informative, theta, pi, s, sharpness, nodes)
                : FeatureLaw.linear(length, informative, theta, pi);
    }

    /** Ratio of sequences to parameters in units where a feature has noise of order 1. */
    double ratio() {
        return classifier == Classifier.VECTORIZED ? alpha1 / length : alpha1;
    }

    /** Ridge in those units: pooled noise has variance 1/L. */
    double ridge() {
        return classifier == Classifier.POOLED ? lambda * length : lambda;
    }
}
