package org.solvable.num;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/** Derivatives of a fixed-point map by symmetric differences, in units of the scale, and what follows from them. */
final class FixedPointDerivative {

    /** Cube root of the unit roundoff: balances truncation and roundoff of symmetric differences. */
    private static final double STEP = 6e-6;

    /** Directions of the error estimate; up to so many unknowns it is exact to first order. */
    private static final int KRYLOV = 32;

    private static final double ROUNDOFF = 4 * 0x1p-53;

    private final FixedPointProblem problem;
    private final double[] x;
    private final double[] shifted;
    private final double[] forward;
    private final double[] backward;
    private int evaluations;

    FixedPointDerivative(FixedPointProblem problem, double[] x) {
        this.problem = problem;
        this.x = x;
        this.shifted = new double[x.length];
        this.forward = new double[x.length];
        this.backward = new double[x.length];
    }

    int evaluations() {
        return evaluations;
    }

    /** Directional derivative g'(x) v, all in scaled units; false if the map is not finite nearby. */
    private boolean apply(double[] v, double[] out) {
        int n = x.length;
        double largest = 0;
        for (double c : v) {
            largest = Math.max(largest, Math.abs(c));
        }
        double h = STEP / largest;
        for (int i = 0; i < n; i++) {
            shifted[i] = x[i] + h * v[i] * problem.scale(i, x);
        }
        problem.project(shifted);
        problem.evaluate(shifted, forward);
        for (int i = 0; i < n; i++) {
            shifted[i] = x[i] - h * v[i] * problem.scale(i, x);
        }
        problem.project(shifted);
        problem.evaluate(shifted, backward);
        evaluations += 2;
        boolean finite = true;
        for (int i = 0; i < n; i++) {
            out[i] = (forward[i] - backward[i]) / (2 * h * problem.scale(i, x));
            finite &= Double.isFinite(out[i]);
        }
        return finite;
    }

    /** The matrix of g' in scaled units, one pair of evaluations a column; not finite entries are possible. */
    RealMatrix matrix() {
        int n = x.length;
        RealMatrix jacobian = new Array2DRowRealMatrix(n, n);
        double[] unit = new double[n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++) {
            unit[j] = 1;
            apply(unit, column);
            unit[j] = 0;
            jacobian.setColumn(j, column);
        }
        return jacobian;
    }

    /** Largest real part of the eigenvalues of g'; below 1 the point attracts a sufficiently damped iteration. */
    double leadingEigenvalue() {
        RealMatrix jacobian = matrix();
        double leading = Double.NEGATIVE_INFINITY;
        try {
            for (var value : new EigenDecompositionNonSymmetric(jacobian).getEigenvalues()) {
                leading = Math.max(leading, value.getReal());
            }
        } catch (MathRuntimeException e) {
            // The QR iteration fails on NaN and, very rarely, on defective matrices: stability is then unknown.
            return Double.NaN;
        }
        return leading;
    }

    /** Newton's correction: the d with (1 - g') d = residual, both unscaled; an empty array if that is singular. */
    double[] newtonStep(double[] residual) {
        int n = x.length;
        RealMatrix system = matrix().scalarMultiply(-1);
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            system.addToEntry(i, i, 1);
            right[i] = residual[i] / problem.scale(i, x);
        }
        double[] d;
        try {
            DecompositionSolver solver = new LUDecomposition(system).getSolver();
            if (!solver.isNonSingular()) {
                return new double[0];
            }
            d = solver.solve(new ArrayRealVector(right, false)).toArray();
        } catch (MathRuntimeException e) {
            return new double[0];
        }
        for (int i = 0; i < n; i++) {
            d[i] *= problem.scale(i, x);
        }
        return d;
    }

    /**
     * Largest component of (1 - g')^-1 residual in scaled units, by GMRES in the Krylov space of the residual (exact for up
     * to {@value #KRYLOV} unknowns), with roundoff of the map added to the residual.
     *
     * <p>Iteration leaves a residual made of the slowest modes, which are also those that amplify it: few directions do.
     */
    double error(double[] image) {
        int n = x.length;
        double[] r = new double[n];
        double norm = 0;
        for (int i = 0; i < n; i++) {
            double scale = problem.scale(i, x);
            double plain = (image[i] - x[i]) / scale;
            r[i] = plain + Math.copySign(ROUNDOFF * (Math.abs(image[i]) + Math.abs(x[i])) / scale, plain);
            norm += r[i] * r[i];
        }
        norm = Math.sqrt(norm);
        if (!(norm > 0)) {
            return norm;
        }
        int m = Math.min(n, KRYLOV);
        double[][] basis = new double[m + 1][n];
        double[][] hessenberg = new double[m + 1][m];
        for (int i = 0; i < n; i++) {
            basis[0][i] = r[i] / norm;
        }
        int k = 0;
        double[] w = new double[n];
        while (k < m) {
            if (!apply(basis[k], w)) {
                return Double.NaN;
            }
            for (int i = 0; i < n; i++) {
                w[i] = basis[k][i] - w[i];
            }
            double left = orthogonalise(w, basis, hessenberg, k);
            k++;
            if (left < 1e-9) {
                break;
            }
            hessenberg[k][k - 1] = left;
            for (int i = 0; i < n; i++) {
                basis[k][i] = w[i] / left;
            }
        }
        return amplified(basis, hessenberg, k, norm);
    }

    /** Twice through Gram and Schmidt; returns the length of what is left. */
    private static double orthogonalise(double[] w, double[][] basis, double[][] hessenberg, int k) {
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j <= k; j++) {
                double dot = 0;
                for (int i = 0; i < w.length; i++) {
                    dot += basis[j][i] * w[i];
                }
                hessenberg[j][k] += dot;
                for (int i = 0; i < w.length; i++) {
                    w[i] -= dot * basis[j][i];
                }
            }
        }
        double square = 0;
        for (double c : w) {
            square += c * c;
        }
        return Math.sqrt(square);
    }

    /** Solves the small least-squares problem; what it leaves unexplained is amplified like the rest. */
    private static double amplified(double[][] basis, double[][] hessenberg, int k, double norm) {
        RealMatrix h = new Array2DRowRealMatrix(k + 1, k);
        for (int i = 0; i <= k; i++) {
            for (int j = 0; j < k; j++) {
                h.setEntry(i, j, hessenberg[i][j]);
            }
        }
        double[] right = new double[k + 1];
        right[0] = norm;
        double[] y;
        try {
            y = new QRDecomposition(h)
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
        } catch (MathRuntimeException e) {
            return Double.POSITIVE_INFINITY;
        }
        double[] fitted = h.operate(y);
        double rest = 0;
        for (int i = 0; i <= k; i++) {
            rest += (right[i] - fitted[i]) * (right[i] - fitted[i]);
        }
        double largest = 0;
        for (int i = 0; i < basis[0].length; i++) {
            double e = 0;
            for (int j = 0; j < k; j++) {
                e += y[j] * basis[j][i];
            }
            largest = Math.max(largest, Math.abs(e));
        }
        return largest * (1 + Math.sqrt(rest) / norm);
    }
}
