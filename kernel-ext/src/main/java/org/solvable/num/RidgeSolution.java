package org.solvable.num;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/**
 * The coefficients of a ridge regression and how well they are known.
 *
 * <p>Two solutions are equal when everything but {@link #wallTime()} is, the coefficients bit for bit.
 */
public final class RidgeSolution {

    private final DMatrixRMaj coefficients;
    private final double penalty;
    private final RidgeMethod method;
    private final String reason;
    private final SolveStatus status;
    private final String message;
    private final Quality quality;
    private final long iterations;
    private final long estimatedBytes;
    private final long allocatedBytes;
    private final Duration wallTime;

    /**
     * What was measured on the finished coefficients.
     *
     * @param relativeResidual ‖Hᵀ(y - Hγ) - penalty γ‖ / ‖Hᵀy‖
     * @param meanSquare mean of (y - Hγ)²
     * @param correction relative size of the last correction by iterative refinement, NaN where there is none
     */
    record Quality(double relativeResidual, double meanSquare, double correction) {}

    RidgeSolution(
            DMatrixRMaj coefficients,
            double penalty,
            RidgeMethod method,
            String reason,
            SolveStatus status,
            String message,
            Quality quality,
            long iterations,
            long estimatedBytes,
            long allocatedBytes,
            Duration wallTime) {
        this.coefficients = coefficients;
        this.penalty = penalty;
        this.method = method;
        this.reason = reason;
        this.status = status;
        this.message = message;
        this.quality = quality;
        this.iterations = iterations;
        this.estimatedBytes = estimatedBytes;
        this.allocatedBytes = allocatedBytes;
        this.wallTime = wallTime;
    }

    /** Γ, p x q (p x 1 where the rows are dense); a copy. */
    public DMatrixRMaj coefficients() {
        return coefficients.copy();
    }

    double[] values() {
        return coefficients.data;
    }

    /** The penalty that this solution belongs to. */
    public double penalty() {
        return penalty;
    }

    /** How it was solved; never {@link RidgeMethod#AUTO}. */
    public RidgeMethod method() {
        return method;
    }

    /** Why by this method; one sentence. */
    public String reason() {
        return reason;
    }

    /**
     * {@link SolveStatus#CONVERGED}, {@link SolveStatus#NOT_UNIQUE} (no penalty and dependent columns: this is the solution of
     * smallest norm), {@link SolveStatus#INACCURATE} or {@link SolveStatus#STEP_LIMIT}.
     */
    public SolveStatus status() {
        return status;
    }

    /** What happened, with numbers; one or two sentences. */
    public String message() {
        return message;
    }

    /** ‖Hᵀ(y - HΓ) - penalty Γ‖ / ‖Hᵀy‖ of these coefficients, computed afresh; 0 where Hᵀy = 0. */
    public double relativeResidual() {
        return quality.relativeResidual();
    }

    /** Mean of (y_μ - ⟨Γ, h_μ⟩)² over the rows, without the penalty: the training error. */
    public double meanSquaredResidual() {
        return quality.meanSquare();
    }

    /**
     * Size of the last refinement step relative to ‖Γ‖, which the relative error of Γ hardly exceeds; absent for conjugate
     * gradients.
     */
    public OptionalDouble errorEstimate() {
        return Double.isNaN(quality.correction()) ? OptionalDouble.empty() : OptionalDouble.of(quality.correction());
    }

    /** Steps of conjugate gradients, or of iterative refinement for the other methods. */
    public long iterations() {
        return iterations;
    }

    /** Bytes, beside the data, that were asked of the memory budget before anything was allocated. */
    public long estimatedBytes() {
        return estimatedBytes;
    }

    /** Bytes, beside the data, that were allocated at the same time (the backend's own work space not counted). */
    public long allocatedBytes() {
        return allocatedBytes;
    }

    /** Time from call to return; not part of equality. */
    public Duration wallTime() {
        return wallTime;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RidgeSolution that
                && coefficients.numRows == that.coefficients.numRows
                && coefficients.numCols == that.coefficients.numCols
                && Arrays.equals(coefficients.data, that.coefficients.data)
                && Double.compare(penalty, that.penalty) == 0
                && method == that.method
                && reason.equals(that.reason)
                && status == that.status
                && message.equals(that.message)
                && quality.equals(that.quality)
                && iterations == that.iterations
                && estimatedBytes == that.estimatedBytes
                && allocatedBytes == that.allocatedBytes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(coefficients.data), penalty, method, status, quality, iterations);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d x %d coefficients by %s, penalty %.3g, relative residual %.1e, %d iterations, %.2f s: %s",
                coefficients.numRows,
                coefficients.numCols,
                method,
                penalty,
                relativeResidual(),
                iterations,
                wallTime.toNanos() * 1e-9,
                status);
    }
}
