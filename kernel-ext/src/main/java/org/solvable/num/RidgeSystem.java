package org.solvable.num;

import org.solvable.linalg.Checkpoint;

/**
 * A Gram matrix made ready for solves with (H Hᵀ + penalty) or (HᵀH + penalty); native memory, so to be closed.
 *
 * <p>{@link #refined} is what all direct methods share: a solve, then iterative refinement with residuals taken from the rows
 * themselves, not from the Gram matrix, which has lost half of their digits.
 */
sealed interface RidgeSystem extends AutoCloseable permits CholeskySystem, EigenSystem {

    /** Corrections that are smaller cannot be told from rounding. */
    double NEGLIGIBLE = 1e-13;

    int MOST_CORRECTIONS = 4;

    /** Whether the unknowns are the weights of the rows. */
    boolean dual();

    /** Solves in place with the penalty that the system is prepared for. */
    void solve(double[] right, Checkpoint checkpoint);

    @Override
    void close();

    /**
     * Coefficients with the size of the last correction.
     *
     * @param gamma the coefficients
     * @param correction relative size of the last correction
     * @param corrections how many were applied
     */
    record Refined(double[] gamma, double correction, int corrections) {}

    default Refined refined(RidgeCheck check, double penalty, Checkpoint checkpoint) {
        double[] weights = dual() ? check.targets().clone() : check.right().clone();
        solve(weights, checkpoint.part(0, 0.4));
        double[] gamma = dual() ? combine(check, weights, checkpoint.part(0.4, 0.4)) : weights;
        double last = Double.POSITIVE_INFINITY;
        int applied = 0;
        while (applied < MOST_CORRECTIONS) {
            Checkpoint part = checkpoint.part(0.4 + 0.1 * applied, 0.5 + 0.1 * applied);
            double[] rest = check.rest(gamma, part.part(0, 0.2));
            double[] change;
            double[] step;
            if (dual()) {
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= penalty * weights[i];
                }
                solve(rest, part.part(0.2, 0.8));
                change = rest;
                step = combine(check, change, part.part(0.8, 1));
            } else {
                change = check.gradient(rest, gamma, penalty, part.part(0.2, 0.4));
                solve(change, part.part(0.4, 1));
                step = change;
            }
            double size = RidgeCheck.norm(gamma, check.backend());
            double correction = size == 0 ? 0 : RidgeCheck.norm(step, check.backend()) / size;
            // A correction that does not shrink is noise: keep what there is.
            if (!(correction < 0.5 * last)) {
                return new Refined(gamma, Math.max(correction, last), applied);
            }
            add(change, weights);
            if (dual()) {
                add(step, gamma);
            }
            applied++;
            last = correction;
            if (correction < NEGLIGIBLE) {
                break;
            }
        }
        return new Refined(gamma, last, applied);
    }

    private static double[] combine(RidgeCheck check, double[] weights, Checkpoint checkpoint) {
        double[] gamma = new double[check.right().length];
        check.rows().combine(weights, gamma, checkpoint);
        return gamma;
    }

    private static void add(double[] change, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += change[i];
        }
    }
}
