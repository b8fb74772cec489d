package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * Which share n₁/d of random sequences can be separated by a hyperplane (with bias) in the features of a fixed query, as d → ∞.
 *
 * @param length L, tokens in a sequence
 * @param informative R, informative tokens in a positive sequence, in [1, L]
 * @param theta θ, signal strength
 * @param pi π, share of positive sequences
 * @param s alignment ⟨q, ξ⟩ / ‖q‖ of the query with the signal
 * @param sharpness B = β ‖q‖
 */
public record CapacityModel(
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
        double sharpness) {

    private static final Domain DOMAIN = Domain.of(CapacityModel.class);

    public CapacityModel {
        DOMAIN.check(length, informative, theta, pi, s, sharpness);
        AlignmentModel.requireInformative(informative, length);
    }

    /** L = 10, R = 1, θ = 5, π = ½, s = 0.8, B = 1. */
    public static CapacityModel standard() {
        return new CapacityModel(10, 1, 5, 0.5, 0.8, 1);
    }

    /** Other signal strength. */
    public CapacityModel withTheta(double value) {
        return new CapacityModel(length, informative, value, pi, s, sharpness);
    }

    /** Other share of positive sequences. */
    public CapacityModel withPi(double value) {
        return new CapacityModel(length, informative, theta, value, s, sharpness);
    }

    /** Another query: alignment and sharpness. */
    public CapacityModel withQuery(double alignment, double inverseTemperature) {
        return new CapacityModel(length, informative, theta, pi, alignment, inverseTemperature);
    }
}
