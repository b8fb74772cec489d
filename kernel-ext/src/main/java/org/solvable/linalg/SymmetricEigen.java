package org.solvable.linalg;

import java.util.concurrent.atomic.AtomicInteger;

/** Symmetric eigenproblems: one long call beside the caller, who stays free to show progress and to leave. */
final class SymmetricEigen {

    /** Below this order a call takes some milliseconds and runs on the caller's thread. */
    private static final long QUICK = 150;

    private SymmetricEigen() {}

    /** As {@link Backend#syevd}; n >= 1. */
    static long syevd(Kernels kernels, MatrixView a, MatrixView w, boolean vectors, Checkpoint checkpoint) {
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
        if (!finite(a)) {
            return n + 1;
        }
        Problem problem = new Problem(kernels, a, vectors);
        if (n < QUICK) {
            problem.run();
        } else {
            try {
                Workers.runAside(checkpoint, problem);
            } catch (RuntimeException | Error e) {
                problem.release();
                throw e;
            }
        }
        try {
            if (problem.info == 0) {
                Elements.copyStored(problem.values, w);
                if (vectors) {
                    Staged.copy(problem.matrix, a, 1);
                }
            }
            return problem.info;
        } finally {
            problem.release();
        }
    }

    private static boolean finite(MatrixView a) {
        double[] row = new double[(int) a.rows()];
        float[] floats = new float[a.precision() == Precision.FLOAT ? row.length : 0];
        double zero = 0;
        for (int i = 0; i < row.length; i++) {
            if (floats.length > 0) {
                Elements.read(a, a.index(i, 0), floats, 0, i + 1);
                for (int j = 0; j <= i; j++) {
                    zero += 0 * floats[j];
                }
            } else {
                Elements.read(a, a.index(i, 0), row, 0, i + 1);
                for (int j = 0; j <= i; j++) {
                    zero += 0 * row[j];
                }
            }
        }
        return zero == 0;
    }

    /** Owns copies of all it touches, freed when both the caller and the worker have let go. */
    private static final class Problem implements Runnable {
        private final Kernels kernels;
        private final boolean vectors;
        private final Scratch.Lease lease;
        private final MatrixView matrix;
        private final MatrixView values;
        private final AtomicInteger holders = new AtomicInteger(2);
        private long info;

        Problem(Kernels kernels, MatrixView a, boolean vectors) {
            this.kernels = kernels;
            this.vectors = vectors;
            long n = a.rows();
            lease = Scratch.take(a.precision(), n + 1, n);
            MatrixView all = lease.matrix(a.precision(), n + 1, n);
            matrix = all.rows(0, n);
            values = MatrixView.of(all.segment(), a.precision(), n * n, n, 1, 1);
            Staged.copy(a, matrix, 1);
        }

        @Override
        public void run() {
            try {
                info = kernels.syevd(matrix, values, vectors);
            } finally {
                release();
            }
        }

        void release() {
            if (holders.decrementAndGet() == 0) {
                lease.close();
            }
        }
    }
}
