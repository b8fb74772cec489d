package org.solvable.num;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/** The last differences of iterates and residuals, and the step that cancels the residual on their span. */
final class AndersonMemory {

    /** Columns whose triangular factor falls below this, relative to their length, add nothing but roundoff. */
    private static final double INDEPENDENT = 1e-10;

    private final int capacity;
    private final double[][] dx;
    private final double[][] df;
    private final double[] previousX;
    private final double[] previousF;
    private int size;
    private boolean primed;

    AndersonMemory(int dimension, int memory) {
        this.capacity = Math.min(memory, dimension);
        this.dx = new double[capacity][dimension];
        this.df = new double[capacity][dimension];
        this.previousX = new double[dimension];
        this.previousF = new double[dimension];
    }

    void clear() {
        size = 0;
        primed = false;
    }

    /** Takes note of an iterate and its residual g(x) - x; the oldest difference leaves when the memory is full. */
    void remember(double[] x, double[] f) {
        if (primed) {
            if (size == capacity) {
                double[] oldX = dx[0];
                double[] oldF = df[0];
                System.arraycopy(dx, 1, dx, 0, capacity - 1);
                System.arraycopy(df, 1, df, 0, capacity - 1);
                dx[capacity - 1] = oldX;
                df[capacity - 1] = oldF;
                size--;
            }
            for (int i = 0; i < x.length; i++) {
                dx[size][i] = x[i] - previousX[i];
                df[size][i] = f[i] - previousF[i];
            }
            size++;
        }
        System.arraycopy(x, 0, previousX, 0, x.length);
        System.arraycopy(f, 0, previousF, 0, f.length);
        primed = true;
    }

    /**
     * The step from x: (1 - damping) (f - dF c) - dX c with the c that makes |f - dF c| least, components in units of
     * {@code scale}. False if there is nothing to accelerate with.
     */
    boolean step(double[] f, double[] scale, double damping, double[] step) {
        for (int oldest = 0; oldest < size; oldest++) {
            double[] c = coefficients(f, scale, oldest);
            if (c.length == 0) {
                continue;
            }
            for (int i = 0; i < f.length; i++) {
                double rest = f[i];
                double back = 0;
                for (int k = 0; k < c.length; k++) {
                    rest -= c[k] * df[oldest + k][i];
                    back += c[k] * dx[oldest + k][i];
                }
                step[i] = (1 - damping) * rest - back;
            }
            return true;
        }
        return false;
    }

    /** Least-squares coefficients of the differences from {@code oldest} on; empty if they are dependent. */
    private double[] coefficients(double[] f, double[] scale, int oldest) {
        int m = size - oldest;
        int n = f.length;
        RealMatrix a = new Array2DRowRealMatrix(n, m);
        double[] length = new double[m];
        for (int k = 0; k < m; k++) {
            for (int i = 0; i < n; i++) {
                length[k] = Math.hypot(length[k], df[oldest + k][i] / scale[i]);
            }
            if (!(length[k] > 0)) {
                return new double[0];
            }
            for (int i = 0; i < n; i++) {
                a.setEntry(i, k, df[oldest + k][i] / scale[i] / length[k]);
            }
        }
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            right[i] = f[i] / scale[i];
        }
        DecompositionSolver solver = new QRDecomposition(a, INDEPENDENT).getSolver();
        if (!solver.isNonSingular()) {
            return new double[0];
        }
        double[] c = solver.solve(new ArrayRealVector(right, false)).toArray();
        for (int k = 0; k < m; k++) {
            c[k] /= length[k];
        }
        return c;
    }
}
