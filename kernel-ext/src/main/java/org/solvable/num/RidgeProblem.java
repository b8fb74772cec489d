package org.solvable.num;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The data of a ridge regression: rows h_μ and targets y_μ of min Σ_μ (y_μ - ⟨Γ, h_μ⟩)² + penalty ‖Γ‖².
 *
 * <p>Rows are either products h_μ = x_μ c_μᵀ, of which only the two factors are kept (n (p + q) numbers instead of n p q), or
 * given as they are. Matrices are not copied: they must not change while a problem that holds them is in use.
 */
public final class RidgeProblem {

    private final DMatrixRMaj left;
    private final DMatrixRMaj right;
    private final double[] targets;
    private final boolean dense;

    private RidgeProblem(DMatrixRMaj left, DMatrixRMaj right, double[] targets, boolean dense) {
        this.left = left;
        this.right = right;
        this.targets = targets;
        this.dense = dense;
    }

    /**
     * Rows x_μ c_μᵀ, never formed; the coefficients Γ are p x q.
     *
     * @param x n x p, row = sample
     * @param c n x q, row = sample
     * @param y n targets
     * @throws IllegalArgumentException if the numbers of rows differ, a shape is empty, or an entry is not finite
     */
    public static RidgeProblem kronecker(DMatrixRMaj x, DMatrixRMaj c, double[] y) {
        check("x", x, y.length);
        check("c", c, y.length);
        finite("y", y, y.length, 1);
        if ((long) x.numCols * c.numCols > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "columns of x and c = " + x.numCols + ", " + c.numCols + ": their product must be below 2^31 - 16");
        }
        return new RidgeProblem(x, c, y, false);
    }

    /**
     * Rows as they are; the coefficients are p x 1.
     *
     * @param phi n x p, row = sample
     * @param y n targets
     * @throws IllegalArgumentException if the numbers of rows differ, a shape is empty, or an entry is not finite
     */
    public static RidgeProblem dense(DMatrixRMaj phi, double[] y) {
        check("phi", phi, y.length);
        finite("y", y, y.length, 1);
        DMatrixRMaj ones = new DMatrixRMaj(y.length, 1);
        Arrays.fill(ones.data, 1);
        return new RidgeProblem(phi, ones, y, true);
    }

    private static void check(String name, DMatrixRMaj matrix, int rows) {
        if (matrix.numRows != rows || rows < 1 || matrix.numCols < 1) {
            throw new IllegalArgumentException(name + " is " + matrix.numRows + " x " + matrix.numCols
                    + ": must have as many rows as y = " + rows + ", at least one, and at least one column");
        }
        finite(name, matrix.data, rows, matrix.numCols);
    }

    private static void finite(String name, double[] data, int rows, int columns) {
        for (int i = 0; i < rows * columns; i++) {
            if (!(Math.abs(data[i]) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        name + "[" + i / columns + "][" + i % columns + "] = " + data[i] + ": must be finite");
            }
        }
    }

    /** n, the number of rows. */
    public int samples() {
        return targets.length;
    }

    /** The number of coefficients: p q, or p where the rows are dense. */
    public int unknowns() {
        return left.numCols * right.numCols;
    }

    /** p, the rows of Γ. */
    public int coefficientRows() {
        return left.numCols;
    }

    /** q, the columns of Γ; 1 where the rows are dense. */
    public int coefficientColumns() {
        return right.numCols;
    }

    /** Whether the rows are given as they are. */
    public boolean isDense() {
        return dense;
    }

    /** X, shared. */
    DMatrixRMaj left() {
        return left;
    }

    /** C, shared; a column of ones where the rows are dense. */
    DMatrixRMaj right() {
        return right;
    }

    /** y, shared. */
    double[] targets() {
        return targets;
    }

    @Override
    public String toString() {
        return samples() + " rows, " + coefficientRows()
                + (dense ? " unknowns" : " x " + coefficientColumns() + " unknowns");
    }
}
