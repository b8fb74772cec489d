package org.solvable.linalg;

/**
 * Kernels that run on the JVM alone: factorisations and solves by recursion down to small blocks, with all the work in the
 * product that the subclass supplies. Small blocks are computed in double whatever the precision.
 */
abstract class JavaKernels implements Kernels {

    private static final int SMALL = 48;

    @Override
    public final boolean wantsNativeOperands() {
        return false;
    }

    @Override
    public final void syrk(double alpha, MatrixView a, double beta, MatrixView c) {
        long n = c.rows();
        if (n <= SMALL) {
            Precision precision = c.precision();
            MatrixView full = precision == Precision.DOUBLE
                    ? MatrixView.of(new double[(int) (n * n)], n, n)
                    : MatrixView.of(new float[(int) (n * n)], n, n);
            gemm(alpha, a, a.transposed(), 0, full);
            for (long i = 0; i < n; i++) {
                addTo(full.block(i, i + 1, 0, i + 1), beta, c.block(i, i + 1, 0, i + 1));
            }
            return;
        }
        long half = n / 2;
        syrk(alpha, a.rows(0, half), beta, c.block(0, half, 0, half));
        gemm(alpha, a.rows(half, n), a.rows(0, half).transposed(), beta, c.block(half, n, 0, half));
        syrk(alpha, a.rows(half, n), beta, c.block(half, n, half, n));
    }

    @Override
    public final long potrf(MatrixView a) {
        long n = a.rows();
        if (n <= SMALL) {
            return smallPotrf(a);
        }
        long half = n / 2;
        MatrixView first = a.block(0, half, 0, half);
        long bad = potrf(first);
        if (bad != 0) {
            return bad;
        }
        MatrixView below = a.block(half, n, 0, half);
        trsm(first, below.transposed());
        MatrixView second = a.block(half, n, half, n);
        syrk(-1, below, 1, second);
        bad = potrf(second);
        return bad == 0 ? 0 : bad + half;
    }

    /** One row: c = row + beta c. */
    private void addTo(MatrixView row, double beta, MatrixView c) {
        new Elementwork(spans(), 1).axpby(1, row, beta, c);
    }

    /** Works on rows of U = Lᵀ, which lie together. */
    private long smallPotrf(MatrixView a) {
        int n = (int) a.rows();
        double[] lower = Elements.toDoubles(a);
        double[] u = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                u[j * n + i] = lower[i * n + j];
            }
        }
        for (int k = 0; k < n; k++) {
            double pivot = u[k * n + k];
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                return k + 1;
            }
            double root = Math.sqrt(pivot);
            u[k * n + k] = root;
            for (int j = k + 1; j < n; j++) {
                u[k * n + j] /= root;
            }
            for (int i = k + 1; i < n; i++) {
                spans().axpby(-u[k * n + i], u, k * n + i, 1, u, i * n + i, n - i);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i * n + j] = u[j * n + i];
            }
        }
        Elements.fromDoubles(lower, a);
        return 0;
    }

    /** Also takes a transposed view as right sides. */
    @Override
    public final void trsm(MatrixView l, MatrixView b) {
        long n = l.rows();
        if (n <= SMALL) {
            smallTrsm(l, b);
            return;
        }
        long half = n / 2;
        MatrixView top = b.rows(0, half);
        MatrixView bottom = b.rows(half, n);
        if (l.isTransposed()) {
            trsm(l.block(half, n, half, n), bottom);
            product(l.block(0, half, half, n), bottom, top);
            trsm(l.block(0, half, 0, half), top);
        } else {
            trsm(l.block(0, half, 0, half), top);
            product(l.block(half, n, 0, half), top, bottom);
            trsm(l.block(half, n, half, n), bottom);
        }
    }

    /** C -= A B where C may be a transposed view. */
    private void product(MatrixView a, MatrixView b, MatrixView c) {
        if (c.isTransposed()) {
            gemm(-1, b.transposed(), a.transposed(), 1, c.transposed());
        } else {
            gemm(-1, a, b, 1, c);
        }
    }

    private void smallTrsm(MatrixView l, MatrixView b) {
        int n = (int) l.rows();
        double[] factor = Elements.toDoubles(l);
        int width = 256;
        for (long from = 0; from < b.columns(); from += width) {
            MatrixView part = b.columns(from, Math.min(b.columns(), from + width));
            int w = (int) part.columns();
            double[] x = Elements.toDoubles(part);
            for (int step = 0; step < n; step++) {
                int i = l.isTransposed() ? n - 1 - step : step;
                int first = l.isTransposed() ? i + 1 : 0;
                int last = l.isTransposed() ? n : i;
                for (int k = first; k < last; k++) {
                    spans().axpby(-factor[i * n + k], x, k * w, 1, x, i * w, w);
                }
                double pivot = factor[i * n + i];
                for (int c = 0; c < w; c++) {
                    x[i * w + c] /= pivot;
                }
            }
            Elements.fromDoubles(x, part);
        }
    }

    @Override
    public final void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y) {
        if (y.precision() == Precision.DOUBLE) {
            MatrixVector.gemv(spans(), alpha, a, x, beta, y);
        } else {
            MatrixVector.gemvFloat(spans(), alpha, a, x, beta, y);
        }
    }

    @Override
    public final long syevd(MatrixView a, MatrixView w, boolean vectors) {
        return JavaEigen.syevd(a, w, vectors);
    }

    @Override
    public final long largestEigenproblem() {
        return 46_000;
    }

    @Override
    public final long eigenWorkspace(long n, Precision precision, boolean vectors) {
        return MemoryBudget.bytes(n, 3 * n, Precision.DOUBLE);
    }
}
