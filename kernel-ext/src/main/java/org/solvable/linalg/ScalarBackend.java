package org.solvable.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Plain Java arithmetic, everywhere available. */
final class ScalarBackend implements Backend {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Backend withThreads(int threads) {
        Operands.threads(threads);
        return this;
    }

    @Override
    public double peakGflops(Precision precision) {
        int n = 200;
        MatrixView a = precision == Precision.DOUBLE
                ? MatrixView.of(new double[n * n], n, n)
                : MatrixView.of(new float[n * n], n, n);
        MatrixView c = precision == Precision.DOUBLE
                ? MatrixView.of(new double[n * n], n, n)
                : MatrixView.of(new float[n * n], n, n);
        gemm(1, a, a, 0, c);
        long start = System.nanoTime();
        gemm(1, a, a, 0, c);
        return 2.0 * n * n * n / (System.nanoTime() - start);
    }

    @Override
    public String provenance() {
        return "scalar Java, 1 thread";
    }

    @Override
    public void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c, Checkpoint checkpoint) {
        Operands.gemm(a, b, c);
        double[] row = new double[(int) c.columns()];
        for (long i = 0; i < c.rows(); i++) {
            java.util.Arrays.fill(row, 0);
            for (long k = 0; k < a.columns(); k++) {
                double s = alpha * a.get(i, k);
                for (int j = 0; j < row.length; j++) {
                    row[j] += s * b.get(k, j);
                }
            }
            for (int j = 0; j < row.length; j++) {
                c.set(i, j, beta == 0 ? row[j] : row[j] + beta * c.get(i, j));
            }
            checkpoint.reached((i + 1.0) / c.rows());
        }
    }

    @Override
    public void gemmBatched(
            double alpha,
            MatrixView a,
            long strideA,
            MatrixView b,
            long strideB,
            double beta,
            MatrixView c,
            long strideC,
            long count,
            Checkpoint checkpoint) {
        for (long i = 0; i < count; i++) {
            gemm(alpha, a.shifted(i * strideA), b.shifted(i * strideB), beta, c.shifted(i * strideC));
            checkpoint.reached((i + 1.0) / count);
        }
    }

    @Override
    public void syrk(double alpha, MatrixView a, double beta, MatrixView c, Checkpoint checkpoint) {
        Operands.syrk(a, c);
        for (long i = 0; i < c.rows(); i++) {
            gemm(alpha, a.rows(i, i + 1), a.rows(0, i + 1).transposed(), beta, c.block(i, i + 1, 0, i + 1));
            checkpoint.reached((i + 1.0) / c.rows());
        }
    }

    @Override
    public void mirrorLower(MatrixView c) {
        Operands.square("C", c);
        for (long i = 0; i < c.rows(); i++) {
            for (long j = 0; j < i; j++) {
                c.set(j, i, c.get(i, j));
            }
        }
    }

    @Override
    public long potrf(MatrixView a, Checkpoint checkpoint) {
        Operands.square("A", a);
        long n = a.rows();
        for (long i = 0; i < n; i++) {
            for (long j = 0; j <= i; j++) {
                double s = a.get(i, j);
                for (long k = 0; k < j; k++) {
                    s -= a.get(i, k) * a.get(j, k);
                }
                if (j < i) {
                    a.set(i, j, s / a.get(j, j));
                } else if (s > 0 && s < Double.POSITIVE_INFINITY) {
                    a.set(i, i, Math.sqrt(s));
                } else {
                    return i + 1;
                }
            }
            checkpoint.reached((i + 1.0) / n);
        }
        return 0;
    }

    @Override
    public void potrs(MatrixView l, MatrixView b, Checkpoint checkpoint) {
        Operands.square("L", l);
        trsm(l, b, checkpoint.part(0, 0.5));
        trsm(l.transposed(), b, checkpoint.part(0.5, 1));
    }

    @Override
    public void trsm(MatrixView l, MatrixView b, Checkpoint checkpoint) {
        Operands.trsm(l, b);
        long n = l.rows();
        for (long step = 0; step < n; step++) {
            long i = l.isTransposed() ? n - 1 - step : step;
            MatrixView target = b.rows(i, i + 1);
            if (l.isTransposed()) {
                gemm(-1, l.block(i, i + 1, i + 1, n), b.rows(i + 1, n), 1, target);
            } else {
                gemm(-1, l.block(i, i + 1, 0, i), b.rows(0, i), 1, target);
            }
            axpby(1 / l.get(i, i), target, 0, target);
            checkpoint.reached((step + 1.0) / n);
        }
    }

    @Override
    public long syevd(MatrixView a, MatrixView w, boolean vectors, Checkpoint checkpoint) {
        Operands.syevd(a, w);
        int n = (int) a.rows();
        if (n == 0) {
            return 0;
        }
        mirrorLower(a);
        DMatrixRMaj matrix = a.toMatrix();
        if (!Double.isFinite(org.ejml.dense.row.CommonOps_DDRM.elementSumAbs(matrix))) {
            return 1;
        }
        EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eig.decompose(matrix)) {
            return 1;
        }
        Integer[] order = new Integer[n];
        java.util.Arrays.setAll(order, i -> i);
        java.util.Arrays.sort(
                order,
                java.util.Comparator.comparingDouble(i -> eig.getEigenvalue(i).getReal()));
        for (int j = 0; j < n; j++) {
            w.set(j, 0, eig.getEigenvalue(order[j]).getReal());
            DMatrixRMaj v = eig.getEigenVector(order[j]);
            for (int i = 0; vectors && i < n; i++) {
                a.set(j, i, v.get(i));
            }
        }
        checkpoint.reached(1);
        return 0;
    }

    @Override
    public void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y, Checkpoint checkpoint) {
        Operands.gemv(a, x, y);
        gemm(alpha, a, x, beta, y, checkpoint);
    }

    @Override
    public double dot(MatrixView x, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        double sum = 0;
        for (long i = 0; i < x.rows(); i++) {
            for (long j = 0; j < x.columns(); j++) {
                sum += x.get(i, j) * y.get(i, j);
            }
        }
        return sum;
    }

    @Override
    public void axpby(double alpha, MatrixView x, double beta, MatrixView y) {
        map(Elementwise.IDENTITY, alpha, x, beta, y);
    }

    @Override
    public void hadamard(double alpha, MatrixView x, MatrixView y, double beta, MatrixView z) {
        Operands.elementwise("X", x, "Y", y);
        Operands.elementwise("X", x, "Z", z);
        for (long i = 0; i < x.rows(); i++) {
            for (long j = 0; j < x.columns(); j++) {
                double v = alpha * x.get(i, j) * y.get(i, j);
                z.set(i, j, beta == 0 ? v : v + beta * z.get(i, j));
            }
        }
    }

    @Override
    public void map(Elementwise f, double alpha, MatrixView x, double beta, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        for (long i = 0; i < x.rows(); i++) {
            for (long j = 0; j < x.columns(); j++) {
                double v = alpha * f.apply(x.get(i, j));
                y.set(i, j, beta == 0 ? v : v + beta * y.get(i, j));
            }
        }
    }

    @Override
    public void softmaxRows(double scale, MatrixView x, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        for (long i = 0; i < x.rows(); i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (long j = 0; j < x.columns(); j++) {
                max = Math.max(max, scale * x.get(i, j));
            }
            double sum = 0;
            for (long j = 0; j < x.columns(); j++) {
                double e = Math.exp(scale * x.get(i, j) - max);
                sum += e;
                y.set(i, j, e);
            }
            for (long j = 0; j < x.columns(); j++) {
                y.set(i, j, y.get(i, j) / sum);
            }
        }
    }

    @Override
    public void copy(MatrixView x, MatrixView y) {
        Operands.copy("X", x, "Y", y);
        for (long i = 0; i < x.rows(); i++) {
            for (long j = 0; j < x.columns(); j++) {
                y.set(i, j, x.get(i, j));
            }
        }
    }
}
