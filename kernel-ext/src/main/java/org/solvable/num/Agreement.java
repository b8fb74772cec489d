package org.solvable.num;

import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * How well a set of estimates agrees with a theory, point by point and as a whole.
 *
 * @param zScores (estimate - theory) / standard error for each point
 * @param chiSquare sum of their squares
 * @param pValue probability of a larger sum if the theory is right and the errors are normal and independent
 */
public record Agreement(List<Double> zScores, double chiSquare, double pValue) {

    /** Copies the list. */
    public Agreement {
        zScores = List.copyOf(zScores);
    }

    /**
     * Compares estimates with exact values.
     *
     * @param estimates measured, at least one, each with a known positive error
     * @param theory as many exact values
     */
    public static Agreement of(List<Estimate> estimates, double[] theory) {
        if (estimates.isEmpty() || estimates.size() != theory.length) {
            throw new IllegalArgumentException("estimates, theory = " + estimates.size() + ", " + theory.length
                    + " values: must match, at least 1");
        }
        Double[] z = new Double[theory.length];
        double chiSquare = 0;
        for (int i = 0; i < z.length; i++) {
            double error = estimates.get(i).standardError();
            if (!(error > 0)) {
                throw new IllegalArgumentException("estimates[" + i + "].standardError = " + error + ": must be > 0");
            }
            z[i] = estimates.get(i).zScore(theory[i]);
            chiSquare += z[i] * z[i];
        }
        double p = Double.isFinite(chiSquare)
                ? 1 - new ChiSquaredDistribution(z.length).cumulativeProbability(chiSquare)
                : Double.isNaN(chiSquare) ? Double.NaN : 0;
        return new Agreement(List.of(z), chiSquare, p);
    }

    /** Largest absolute z-score. */
    public double worst() {
        return zScores.stream().mapToDouble(Math::abs).max().orElse(0);
    }
}
