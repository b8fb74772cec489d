package org.solvable.num;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a fixed-point computation found: the point, how far the equation is from being satisfied, and how far the point may
 * be from the truth. Immutable.
 */
public final class FixedPoint {

    private final double[] value;
    private final double residual;
    private final double errorEstimate;
    private final int iterations;
    private final int evaluations;
    private final SolveStatus status;

    FixedPoint(
            double[] value,
            double residual,
            double errorEstimate,
            int iterations,
            int evaluations,
            SolveStatus status) {
        this.value = value;
        this.residual = residual;
        this.errorEstimate = errorEstimate;
        this.iterations = iterations;
        this.evaluations = evaluations;
        this.status = Objects.requireNonNull(status, "status");
    }

    /** The point, a copy; if not converged, the iterate with the smallest residual. */
    public double[] value() {
        return value.clone();
    }

    /** Component i of the point. */
    public double get(int i) {
        return value[i];
    }

    /** Number of components. */
    public int dimension() {
        return value.length;
    }

    /** Largest |g_i(x) - x_i| / scale_i at the point, without damping. */
    public double residual() {
        return residual;
    }

    /**
     * Estimate of the largest |x_i - truth_i| / scale_i: the residual amplified by the inverse of 1 - g'. Close to a critical
     * point it is much larger than the residual. NaN if not asked for or not finite.
     */
    public double errorEstimate() {
        return errorEstimate;
    }

    /** Number of iterations. */
    public int iterations() {
        return iterations;
    }

    /** Number of evaluations of the map, those for the error estimate included. */
    public int evaluations() {
        return evaluations;
    }

    /** How the iteration ended. */
    public SolveStatus status() {
        return status;
    }

    /** Whether the residual reached the tolerance. */
    public boolean converged() {
        return status.converged();
    }

    /** What happened, in one or two sentences with the numbers. */
    public String message() {
        String numbers = String.format(
                java.util.Locale.ROOT,
                " Residual %.2g, estimated error %.2g after %d iterations.",
                residual,
                errorEstimate,
                iterations);
        return status.sentence() + numbers;
    }

    /**
     * The point, for callers that cannot go on without one.
     *
     * @throws NotConvergedException if the residual did not reach the tolerance
     */
    public double[] orElseThrow() {
        if (!converged()) {
            throw new NotConvergedException(status, toString());
        }
        return value();
    }

    @Override
    public String toString() {
        return "FixedPoint[value=" + Arrays.toString(value) + ", residual=" + residual + ", errorEstimate="
                + errorEstimate + ", iterations=" + iterations + ", status=" + status + "]";
    }
}
