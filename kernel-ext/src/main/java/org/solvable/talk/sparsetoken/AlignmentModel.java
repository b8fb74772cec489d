package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * The first two gradient steps: (w, b) from 0, then the query q, on n₀ = α₀ d sequences, as d → ∞ with everything else fixed
 * [Barnfield, Cui, Lu, arXiv 2509.25153; section "learnability"].
 *
 * @param length L, tokens in a sequence; at least 2, since one token leaves attention nothing to choose
 * @param informative R, tokens of a positive sequence that carry the signal, in [1, L]
 * @param theta θ, signal strength in units of the noise per direction
 * @param pi π, share of positive sequences
 * @param beta β, inverse temperature of the softmax
 * @param etaW η_w, step of the readout
 * @param etaB η_b, step of the bias
 * @param etaQ η_q, step of the query
 * @param b0 bias before the first step
 * @param loss loss whose gradient is taken
 * @param alpha0 α₀ = n₀/d; infinite: population gradients
 */
public record AlignmentModel(
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
                doc = "step of the readout",
                min = 0,
                minOpen = true,
                byDefault = "0.5")
        double etaW,

        @Parameter(name = "eta_b", symbol = "η_b", doc = "step of the bias", min = 0, byDefault = "0.5")
        double etaB,

        @Parameter(name = "eta_q", symbol = "η_q", doc = "step of the query", min = 0, minOpen = true, byDefault = "30")
        double etaQ,

        @Parameter(name = "b_0", symbol = "b₀", doc = "bias before the first step", byDefault = "0")
        double b0,

        @Parameter(doc = "loss of the two steps", byDefault = "logistic")
        Loss loss,

        @Parameter(
                name = "alpha_0",
                symbol = "α₀",
                doc = "sequences of the two steps over token dimension, n₀/d",
                min = 0,
                minOpen = true,
                infinite = true,
                byDefault = "2")
        double alpha0) {

    private static final Domain DOMAIN = Domain.of(AlignmentModel.class);

    public AlignmentModel {
        DOMAIN.check(length, informative, theta, pi, beta, etaW, etaB, etaQ, b0, alpha0);
        requireInformative(informative, length);
    }

    static void requireInformative(long informative, long length) {
        if (informative > length) {
            throw new IllegalArgumentException("R = " + informative + ": must be in [1, L = " + length + "]");
        }
    }

    /** The setting of the paper's alignment figure: L = 10, R = 3, θ = 6, π = 0.2, logistic, all steps 0.5. */
    public static AlignmentModel standard() {
        return new AlignmentModel(10, 3, 6, 0.2, 1, 0.5, 0.5, 1, 0, Loss.LOGISTIC, 1);
    }

    /** Other signal strength. */
    public AlignmentModel withTheta(double value) {
        return new AlignmentModel(length, informative, value, pi, beta, etaW, etaB, etaQ, b0, loss, alpha0);
    }

    /** Other share of positive sequences. */
    public AlignmentModel withPi(double value) {
        return new AlignmentModel(length, informative, theta, value, beta, etaW, etaB, etaQ, b0, loss, alpha0);
    }

    /** Other steps of the readout and of its bias. */
    public AlignmentModel withSteps(double w, double b) {
        return new AlignmentModel(length, informative, theta, pi, beta, w, b, etaQ, b0, loss, alpha0);
    }

    /** Other bias before the first step. */
    public AlignmentModel withB0(double value) {
        return new AlignmentModel(length, informative, theta, pi, beta, etaW, etaB, etaQ, value, loss, alpha0);
    }

    /** Other number of sequences. */
    public AlignmentModel withAlpha0(double value) {
        return new AlignmentModel(length, informative, theta, pi, beta, etaW, etaB, etaQ, b0, loss, value);
    }
}
