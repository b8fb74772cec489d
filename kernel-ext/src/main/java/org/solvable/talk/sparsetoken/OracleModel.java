package org.solvable.talk.sparsetoken;

import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * Detection with the signal's direction known: what each classifier can represent at best, and the signal that it needs.
 *
 * @param length L, tokens in a sequence; the hard maximum and the linear classifiers take any length
 * @param informative R, informative tokens in a positive sequence, in [1, L]
 * @param theta θ, signal strength
 * @param pi π, share of positive sequences
 * @param sharpness B, inverse temperature of attention along the signal; infinite: the largest token alone counts
 * @param epsilon error whose signal strength is asked for, in (0, ½), below min(π, 1-π)
 */
public record OracleModel(
        @Parameter(
                name = "L",
                symbol = "L",
                doc = "tokens in a sequence",
                min = 1,
                max = 1_000_000_000_000_000L,
                byDefault = "10")
        long length,

        @Parameter(
                name = "R",
                symbol = "R",
                doc = "informative tokens in a positive sequence, at most L",
                min = 1,
                max = 1_000_000_000_000_000L,
                byDefault = "1")
        long informative,

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

        @Parameter(
                name = "B",
                symbol = "B",
                doc = "inverse temperature along the signal",
                min = 0,
                infinite = true,
                byDefault = "1")
        double sharpness,

        @Parameter(
                symbol = "ε",
                doc = "error whose signal strength is asked for",
                min = 0,
                minOpen = true,
                max = 0.5,
                maxOpen = true,
                byDefault = "0.05")
        double epsilon) {

    private static final Domain DOMAIN = Domain.of(OracleModel.class);

    public OracleModel {
        DOMAIN.check(length, informative, theta, pi, sharpness, epsilon);
        AlignmentModel.requireInformative(informative, length);
    }

    /** One needle in ten tokens: L = 10, R = 1, θ = 5, π = ½, B = 1, ε = 0.05. */
    public static OracleModel standard() {
        return new OracleModel(10, 1, 5, 0.5, 1, 0.05);
    }

    /** Other length. */
    public OracleModel withLength(long value) {
        return new OracleModel(value, informative, theta, pi, sharpness, epsilon);
    }

    /** Other number of informative tokens. */
    public OracleModel withInformative(long value) {
        return new OracleModel(length, value, theta, pi, sharpness, epsilon);
    }

    /** Other signal strength. */
    public OracleModel withTheta(double value) {
        return new OracleModel(length, informative, value, pi, sharpness, epsilon);
    }

    /** Other share of positive sequences. */
    public OracleModel withPi(double value) {
        return new OracleModel(length, informative, theta, value, sharpness, epsilon);
    }

    /** Other inverse temperature. */
    public OracleModel withSharpness(double value) {
        return new OracleModel(length, informative, theta, pi, value, epsilon);
    }
}
