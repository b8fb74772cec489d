package org.solvable.linalg;

import java.util.Arrays;

/**
 * Reduces a symmetric matrix to tridiagonal form by Householder reflections, on several threads: A = Q T Qᵀ.
 *
 * <p>The scheme is that of LAPACK's sytrd (Dongarra, Sorensen and Hammarling, J. Comput. Appl. Math. 27, 1989): panels of
 * {@value #PANEL} columns are reduced one column at a time, each with one product of the trailing matrix and a vector, then
 * the trailing matrix is updated at once. The product is cut into strips of rows whose parts are added in a fixed order, so
 * that the result does not depend on the number of threads; LAPACK in a threaded BLAS gives other digits for each number.
 */
final class Tridiagonal {

    private static final int PANEL = 32;

    /** Rows of a strip of the trailing matrix. */
    private static final int STRIP = 256;

    /** Rows and columns of a block of the update. */
    private static final int BLOCK = 256;

    private static final int WIDTH = 1024;

    private final Kernels kernels;
    private final Elementwork elements;
    private final MatrixView m;
    private final int n;
    private final MatrixView d;
    private final MatrixView e;
    private final MatrixView tau;

    /** Rows v0, w0, v1, w1, … of the panel, and the same with each pair exchanged. */
    private final MatrixView p;

    private final MatrixView q;

    /** One vector for each strip: its part of the product. */
    private final MatrixView[] parts;

    /** The present v, zero before it begins; and A v. */
    private final MatrixView reflection;

    private final MatrixView product;
    private final MatrixView coefficients;

    /**
     * Prepares a reduction in place.
     *
     * @param m order n rounded up to whole squares, in native memory, laid out as {@link Spans#symmetricRows} wants it, zero
     *     beyond n; on return row j holds reflector j
     * @param d n x 1, gets the diagonal
     * @param e n x 1, gets the off-diagonal in its first n - 1 elements
     * @param tau n x 1, gets the factors of the reflectors
     * @param panels native work space of {@link #workRows()} rows of n
     */
    Tridiagonal(Kernels kernels, MatrixView m, MatrixView d, MatrixView e, MatrixView tau, MatrixView panels) {
        this.kernels = kernels;
        this.elements = new Elementwork(kernels.spans(), 1);
        this.m = m;
        this.n = (int) d.rows();
        int padded = (int) m.rows();
        this.d = d;
        this.e = e;
        this.tau = tau;
        this.p = panels.rows(0, 2 * PANEL);
        this.q = panels.rows(2 * PANEL, 4 * PANEL);
        this.parts = new MatrixView[(n + STRIP - 1) / STRIP];
        Arrays.setAll(parts, i -> heap(padded));
        this.reflection = heap(padded);
        this.product = heap(n);
        this.coefficients = heap(2 * PANEL);
    }

    /** Rows of work space. */
    static long workRows() {
        return 4 * PANEL;
    }

    /** Vectors live on the heap, where array loops and short BLAS calls reach them. */
    private MatrixView heap(int length) {
        return m.precision() == Precision.DOUBLE
                ? MatrixView.vector(new double[length])
                : MatrixView.vector(new float[length]);
    }

    /** Columns [from, to) of row i as a column vector. */
    private static MatrixView row(MatrixView x, long i, long from, long to) {
        return MatrixView.of(x.segment(), x.precision(), x.index(i, from), to - from, 1, 1);
    }

    void reduce(int threads, Checkpoint checkpoint) {
        try (Team team = new Team(threads)) {
            for (int start = 0; start < n; start += PANEL) {
                int end = Math.min(n, start + PANEL);
                for (int j = start; j < end; j++) {
                    column(team, start, j);
                    if (j % 8 == 7) {
                        checkpoint.reached(done(j));
                    }
                }
                if (end < n) {
                    update(team, 2 * (end - start), end);
                }
                checkpoint.reached(done(end));
            }
        }
    }

    private double done(double columns) {
        double left = (n - columns) / n;
        return 1 - left * left * left;
    }

    private void column(Team team, int start, int j) {
        int before = 2 * (j - start);
        MatrixView column = row(m, j, j, n);
        if (before > 0) {
            MatrixView factors = coefficients.rows(0, before);
            for (int i = 0; i < before; i++) {
                factors.set(i, 0, q.get(i, j));
            }
            kernels.gemv(-1, p.block(0, before, j, n).transposed(), factors, 1, column);
        }
        d.set(j, 0, column.get(0, 0));
        if (j == n - 1) {
            tau.set(j, 0, 0);
            return;
        }
        MatrixView home = row(m, j, j + 1, n);
        reflection.set(j, 0, 0);
        MatrixView v = reflection.rows(j + 1, n);
        Elements.copyStored(home, v);
        double t = reflector(v, j);
        tau.set(j, 0, t);
        Elements.copyStored(v, home);
        Elements.copyStored(v, row(p, before, j + 1, n));
        Elements.copyStored(v, row(q, before + 1, j + 1, n));
        MatrixView w = product.rows(j + 1, n);
        w.fill(0);
        if (t != 0) {
            multiply(team, j + 1);
            if (before > 0) {
                MatrixView factors = coefficients.rows(0, before);
                kernels.gemv(1, q.block(0, before, j + 1, n), v, 0, factors);
                kernels.gemv(-1, p.block(0, before, j + 1, n).transposed(), factors, 1, w);
            }
            double alpha = -0.5 * t * t * elements.dot(w, v);
            elements.axpby(alpha, v, t, w);
        }
        Elements.copyStored(w, row(p, before + 1, j + 1, n));
        Elements.copyStored(w, row(q, before, j + 1, n));
    }

    /** Turns the vector into (1, v₂, …) with (I - τ v vᵀ) x = e₁ β, and notes β on the off-diagonal; returns τ. */
    private double reflector(MatrixView x, int j) {
        double alpha = x.get(0, 0);
        MatrixView rest = x.rows(1, x.rows());
        double norm = Math.sqrt(elements.dot(rest, rest));
        x.set(0, 0, 1);
        if (norm == 0) {
            e.set(j, 0, alpha);
            return 0;
        }
        double beta = -Math.copySign(Math.sqrt(alpha * alpha + norm * norm), alpha);
        elements.axpby(1 / (alpha - beta), rest, 0, rest);
        e.set(j, 0, beta);
        return (beta - alpha) / beta;
    }

    /** product += A v for the trailing symmetric matrix that begins at {@code from}. */
    private void multiply(Team team, int from) {
        int first = from / STRIP;
        team.run(parts.length - first, index -> {
            int s = first + index;
            MatrixView part = parts[s];
            int begin = Math.max(from / 4 * 4, s * STRIP);
            int end = (int) Math.min(m.rows(), (s + 1) * STRIP);
            part.rows(begin, m.rows()).fill(0);
            if (m.precision() == Precision.DOUBLE) {
                kernels.spans().symmetricRows(m, begin, end, Elements.doubles(reflection), Elements.doubles(part));
            } else {
                kernels.spans().symmetricRows(m, begin, end, Elements.floats(reflection), Elements.floats(part));
            }
        });
        for (int s = first; s < parts.length; s++) {
            int begin = Math.max(from, s * STRIP);
            elements.axpby(1, parts[s].rows(begin, n), 1, product.rows(begin, n));
        }
    }

    /** Trailing matrix -= V Wᵀ + W Vᵀ, upper triangle; what is written below it inside a block is never read. */
    private void update(Team team, int rows, int from) {
        int strips = (n - from + BLOCK - 1) / BLOCK;
        int across = (n - from + WIDTH - 1) / WIDTH;
        team.run(strips * across, index -> {
            int r = from + index / across * BLOCK;
            int rEnd = Math.min(n, r + BLOCK);
            int c = Math.max(r, from + index % across * WIDTH);
            int cEnd = Math.min(n, from + (index % across + 1) * WIDTH);
            if (c < cEnd) {
                MatrixView left = p.block(0, rows, r, rEnd).transposed();
                kernels.gemm(-1, left, q.block(0, rows, c, cEnd), 1, m.block(r, rEnd, c, cEnd));
            }
        });
    }
}
