package org.solvable.linalg;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Symmetric eigenproblems.
 *
 * <p>Where the library offers the steps one by one: reduction to tridiagonal form and back-transformation on several
 * threads, and between them divide and conquer on one. Else one call. What cannot be interrupted runs beside the caller, who
 * stays free to show progress and to leave.
 *
 * @param kernels arithmetic
 * @param threads most threads to use
 */
record SymmetricEigen(Kernels kernels, int threads) {

    /** Below this order a call takes some milliseconds and runs on the caller's thread. */
    private static final long QUICK = 150;

    /** From this order on the steps are done one by one. */
    private static final long STEPS = 400;

    /** Eigenvectors that are transformed back at a time. */
    private static final long VECTORS = 256;

    /** Parts of the work, for progress. */
    private static final double REDUCED = 0.5;

    private static final double SOLVED = 0.7;

    /** As {@link Backend#syevd}; n >= 1. */
    long syevd(MatrixView a, MatrixView w, boolean vectors, Checkpoint checkpoint) {
        long n = a.rows();
        if (n > kernels.largestEigenproblem()) {
            throw new IllegalArgumentException("rows of A = " + n + ": must be <= " + kernels.largestEigenproblem()
                    + " for an eigenproblem on backend " + kernels.name());
        }
        long bytes = kernels.eigenWorkspace(n, a.precision(), vectors);
        String advice = "Solve a smaller problem, or use Cholesky factors instead of eigenvalues";
        String what = "eigenproblem of order " + n;
        if (kernels.wantsNativeOperands()) {
            MemoryBudget.standard().requireNative(what, bytes, advice);
        } else {
            MemoryBudget.standard().requireHeap(what, bytes, advice);
        }
        double largest = largest(a);
        if (!(largest < Double.POSITIVE_INFINITY)) {
            return n + 1;
        }
        Optional<TridiagonalKernels> steps = n < STEPS ? Optional.empty() : kernels.tridiagonal(a.precision());
        return steps.isPresent()
                ? bySteps(steps.get(), a, w, vectors, scale(largest, a.precision()), checkpoint)
                : inOneCall(a, w, vectors, checkpoint);
    }

    /** Largest absolute value in the lower triangle; NaN if there is one, or infinite. */
    private static double largest(MatrixView a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (double x : Elements.toDoubles(a.block(i, i + 1, 0, i + 1))) {
                double size = Math.abs(x);
                largest = size <= largest ? largest : size;
                if (Double.isNaN(size)) {
                    return size;
                }
            }
        }
        return largest;
    }

    /** A power of two that keeps squares of the elements far from overflow and underflow; mostly 1. */
    private static double scale(double largest, Precision precision) {
        int limit = precision == Precision.DOUBLE ? 400 : 40;
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        return Math.abs(exponent) < limit ? 1 : Math.scalb(1.0, Math.clamp(-exponent, -1000, 1000));
    }

    private long inOneCall(MatrixView a, MatrixView w, boolean vectors, Checkpoint checkpoint) {
        long n = a.rows();
        Shared memory = new Shared(Scratch.take(a.precision(), n + 1, n));
        MatrixView all = memory.lease.matrix(a.precision(), n + 1, n);
        MatrixView matrix = all.rows(0, n);
        MatrixView values = vector(all, n);
        try {
            Staged.copy(a, matrix, 1);
            long info = aside(memory, n < QUICK, checkpoint, () -> kernels.syevd(matrix, values, vectors));
            if (info == 0) {
                Elements.copyStored(values, w);
                if (vectors) {
                    Staged.copy(matrix, a, 1);
                }
            }
            return info;
        } finally {
            memory.release();
        }
    }

    private long bySteps(
            TridiagonalKernels lapack,
            MatrixView a,
            MatrixView w,
            boolean vectors,
            double scale,
            Checkpoint checkpoint) {
        long n = a.rows();
        Precision precision = a.precision();
        long padded = (n + Spans.SQUARE - 1) / Spans.SQUARE * Spans.SQUARE;
        // Rows that are a power of two apart would all fall on the same few lines of the cache.
        long stride = padded + (padded % 128 == 0 ? Spans.SQUARE : 0);
        long extra = Tridiagonal.workRows();
        long rows = padded + 3 + extra + (vectors ? n : 0);
        Shared memory = new Shared(Scratch.take(precision, rows, stride));
        try {
            MatrixView all = memory.lease.matrix(precision, rows, stride);
            MatrixView m = all.block(0, padded, 0, padded);
            all = all.columns(0, n);
            MatrixView d = vector(all, padded);
            MatrixView e = vector(all, padded + 1);
            MatrixView tau = vector(all, padded + 2);
            MatrixView panels = all.rows(padded + 3, padded + 3 + extra);
            m.rows(n, padded).fill(0);
            m.columns(n, padded).fill(0);
            stage(a, m, scale);
            new Tridiagonal(kernels, m, d, e, tau, panels).reduce(threads, checkpoint.part(0, REDUCED));
            if (!vectors) {
                long info = aside(memory, false, checkpoint.part(REDUCED, 1), () -> lapack.values(d, e));
                write(d, scale, w);
                return info;
            }
            MatrixView z = all.rows(padded + 3 + extra, rows);
            long info = aside(memory, false, checkpoint.part(REDUCED, SOLVED), () -> lapack.solve(d, e, z));
            if (info == 0) {
                MatrixView reflectors = m.block(0, n, 0, n);
                Workers.run(threads, Blocking.count(n, VECTORS), checkpoint.part(SOLVED, 1), (index, pause) -> {
                    long from = index * VECTORS;
                    long to = Math.min(n, from + VECTORS);
                    lapack.backTransform(reflectors, tau, z.rows(from, to));
                });
                // Not before all is well: until here the caller's matrix is untouched.
                Staged.copy(z, a, threads);
                write(d, scale, w);
            }
            return info;
        } finally {
            memory.release();
        }
    }

    /** Row i of the memory as a vector. */
    private static MatrixView vector(MatrixView all, long i) {
        return MatrixView.of(all.segment(), all.precision(), all.index(i, 0), all.columns(), 1, 1);
    }

    /** The lower triangle becomes the upper one of the work space, with whole squares on the diagonal. */
    private void stage(MatrixView a, MatrixView m, double scale) {
        long n = a.rows();
        final long side = 64;
        Workers.run(threads, Blocking.count(n, side), Checkpoint.NONE, (index, pause) -> {
            long i = index * side;
            long end = Math.min(n, i + side);
            Elements.copyFlipped(a.block(i, end, 0, end), m.block(0, end, i, end));
            for (long r = i; r < end; r++) {
                for (long c = i; c < r; c++) {
                    m.set(r, c, m.get(c, r));
                }
            }
            if (scale != 1) {
                new Elementwork(kernels.spans(), 1).axpby(scale, m.block(0, end, i, end), 0, m.block(0, end, i, end));
            }
        });
    }

    private void write(MatrixView d, double scale, MatrixView w) {
        new Elementwork(kernels.spans(), 1).axpby(1 / scale, d, 0, w);
    }

    private interface Call {
        long run();
    }

    /** Runs an uninterruptible call that uses the memory, on this thread if it is quick. */
    private static long aside(Shared memory, boolean quick, Checkpoint checkpoint, Call call) {
        if (quick) {
            return call.run();
        }
        long[] info = new long[1];
        memory.hold();
        Workers.runAside(checkpoint, () -> {
            try {
                info[0] = call.run();
            } finally {
                memory.release();
            }
        });
        return info[0];
    }

    /** Work space that is given back when the caller and a call left behind have both let go of it. */
    private static final class Shared {
        private final Scratch.Lease lease;
        private final AtomicInteger holders = new AtomicInteger(1);

        Shared(Scratch.Lease lease) {
            this.lease = lease;
        }

        void hold() {
            holders.incrementAndGet();
        }

        void release() {
            if (holders.decrementAndGet() == 0) {
                lease.close();
            }
        }
    }
}
