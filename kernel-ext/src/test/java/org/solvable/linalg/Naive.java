package org.solvable.linalg;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/** Textbook loops over single elements, and random operands in every home and layout: the truth of the contract suite. */
final class Naive {

    /** Where and how an operand is stored. */
    enum Home {
        HEAP,
        HEAP_STRIDED,
        NATIVE,
        NATIVE_STRIDED
    }

    private Naive() {}

    /** A matrix of entries uniform on (-1, 1), surrounded by NaN where there is room around it. */
    static MatrixView random(SplittableRandom random, Precision precision, Home home, long rows, long columns) {
        MatrixView x = blank(precision, home, rows, columns);
        for (long i = 0; i < rows; i++) {
            for (long j = 0; j < columns; j++) {
                x.set(i, j, 2 * random.nextDouble() - 1);
            }
        }
        return x;
    }

    static MatrixView blank(Precision precision, Home home, long rows, long columns) {
        boolean strided = home == Home.HEAP_STRIDED || home == Home.NATIVE_STRIDED;
        long before = strided ? 3 : 0;
        long stride = Math.max(1, columns) + (strided ? 5 : 0);
        long length = before + rows * stride + (strided ? 4 : 0);
        MatrixView all;
        if (home == Home.NATIVE || home == Home.NATIVE_STRIDED) {
            all = MatrixView.allocate(Arena.ofAuto(), precision, 1, length);
        } else if (precision == Precision.DOUBLE) {
            all = MatrixView.of(new double[(int) length], 1, length);
        } else {
            all = MatrixView.of(new float[(int) length], 1, length);
        }
        all.fill(Double.NaN);
        return view(all, before, rows, columns, stride);
    }

    private static MatrixView view(MatrixView all, long offset, long rows, long columns, long stride) {
        return MatrixView.of(all.segment(), all.precision(), offset, rows, columns, stride);
    }

    static double[][] copy(MatrixView x) {
        double[][] out = new double[(int) x.rows()][(int) x.columns()];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] = x.get(i, j);
            }
        }
        return out;
    }

    /** alpha A B + beta C by the definition. */
    static double[][] gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        double[][] x = copy(a);
        double[][] y = copy(b);
        double[][] out = new double[(int) c.rows()][(int) c.columns()];
        for (int i = 0; i < c.rows(); i++) {
            for (int k = 0; k < a.columns(); k++) {
                for (int j = 0; j < c.columns(); j++) {
                    out[i][j] += x[i][k] * y[k][j];
                }
            }
            for (int j = 0; j < c.columns(); j++) {
                out[i][j] = beta == 0 ? alpha * out[i][j] : alpha * out[i][j] + beta * c.get(i, j);
            }
        }
        return out;
    }

    /** A symmetric positive definite matrix, eigenvalues between 1 and about 2 + n/3. */
    static MatrixView definite(SplittableRandom random, Precision precision, Home home, long n) {
        MatrixView g = random(random, precision, Home.HEAP, n, n);
        double[][] gram = gemm(1, g, g.transposed(), 0, g);
        MatrixView a = blank(precision, home, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a.set(i, j, gram[i][j] + (i == j ? 1 : 0));
            }
        }
        return a;
    }
}
