package org.solvable.linalg;

/** The argument checks of the seam, one sentence each. */
final class Operands {

    private Operands() {}

    static void gemm(MatrixView a, MatrixView b, MatrixView c) {
        samePrecision("A", a, "B", b);
        samePrecision("A", a, "C", c);
        notTransposed("C", c);
        equal("rows of B", b.rows(), "columns of A", a.columns());
        equal("rows of C", c.rows(), "rows of A", a.rows());
        equal("columns of C", c.columns(), "columns of B", b.columns());
    }

    static void syrk(MatrixView a, MatrixView c) {
        samePrecision("A", a, "C", c);
        square("C", c);
        equal("rows of C", c.rows(), "rows of A", a.rows());
    }

    static void trsm(MatrixView l, MatrixView b) {
        samePrecision("L", l, "B", b);
        equal("columns of L", l.columns(), "rows of L", l.rows());
        equal("rows of B", b.rows(), "rows of L", l.rows());
        notTransposed("B", b);
    }

    static void gemv(MatrixView a, MatrixView x, MatrixView y) {
        samePrecision("A", a, "x", x);
        samePrecision("A", a, "y", y);
        equal("columns of x", x.columns(), "the constant", 1);
        equal("columns of y", y.columns(), "the constant", 1);
        equal("rows of x", x.rows(), "columns of A", a.columns());
        equal("rows of y", y.rows(), "rows of A", a.rows());
        notTransposed("x", x);
        notTransposed("y", y);
    }

    static void syevd(MatrixView a, MatrixView w) {
        samePrecision("A", a, "w", w);
        square("A", a);
        notTransposed("w", w);
        equal("columns of w", w.columns(), "the constant", 1);
        equal("rows of w", w.rows(), "rows of A", a.rows());
    }

    static void square(String name, MatrixView a) {
        notTransposed(name, a);
        equal("columns of " + name, a.columns(), "rows of " + name, a.rows());
    }

    /** Same shape and precision; both stored row-major. */
    static void elementwise(String nameX, MatrixView x, String nameY, MatrixView y) {
        notTransposed(nameX, x);
        copy(nameX, x, nameY, y);
    }

    static void copy(String nameX, MatrixView x, String nameY, MatrixView y) {
        samePrecision(nameX, x, nameY, y);
        notTransposed(nameY, y);
        equal("rows of " + nameY, y.rows(), "rows of " + nameX, x.rows());
        equal("columns of " + nameY, y.columns(), "columns of " + nameX, x.columns());
    }

    static void stored(String name, MatrixView x) {
        notTransposed(name, x);
    }

    /** The last matrix of a batch must lie in the storage; that of the first one was checked when it was made. */
    static void batch(MatrixView x, long stride, String name, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count = " + count + ": must be >= 0");
        }
        if (stride < 0) {
            throw new IllegalArgumentException(name + " = " + stride + ": must be >= 0");
        }
        if (count > 1) {
            x.shifted(Math.multiplyExact(count - 1, stride));
        }
    }

    static void threads(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads = " + threads + ": must be in [1, 1024]");
        }
    }

    private static void equal(String name, long value, String other, long required) {
        if (value != required) {
            throw new IllegalArgumentException(name + " = " + value + ": must equal " + other + " = " + required);
        }
    }

    private static void samePrecision(String nameX, MatrixView x, String nameY, MatrixView y) {
        if (x.precision() != y.precision()) {
            throw new IllegalArgumentException("precision of " + nameY + " = " + y.precision()
                    + ": must equal precision of " + nameX + " = " + x.precision());
        }
    }

    private static void notTransposed(String name, MatrixView x) {
        if (x.isTransposed()) {
            throw new IllegalArgumentException(name + " is a transposed view: it must be stored row by row here");
        }
    }
}
