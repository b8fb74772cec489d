package org.solvable.num;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.solvable.random.RandomStream;

/** Random regression problems and their solution the plain way: all features formed, by EJML. */
record RidgeData(DMatrixRMaj x, DMatrixRMaj c, double[] y) {

    /** Normal entries; columns of c of unequal size, targets with a signal and noise. */
    static RidgeData of(int n, int p, int q, long seed) {
        RandomStream stream = RandomStream.of(seed).split(n + " " + p + " " + q);
        DMatrixRMaj x = normal(n, p, stream);
        DMatrixRMaj c = normal(n, q, stream);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < q; j++) {
                c.set(i, j, (c.get(i, j) + 0.3) * (1 + j) / q);
            }
        }
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = x.get(i, 0) * c.get(i, q - 1) + 0.1 * stream.nextGaussian();
        }
        return new RidgeData(x, c, y);
    }

    static DMatrixRMaj normal(int rows, int columns, RandomStream stream) {
        DMatrixRMaj m = new DMatrixRMaj(rows, columns);
        stream.fillGaussian(m.data, 0, rows * columns);
        stream.nextLong();
        return m;
    }

    RidgeProblem problem() {
        return RidgeProblem.kronecker(x, c, y);
    }

    /** n x (p q): row = x_mu times c_mu, row by row. */
    DMatrixRMaj features() {
        int p = x.numCols;
        int q = c.numCols;
        DMatrixRMaj h = new DMatrixRMaj(y.length, p * q);
        for (int i = 0; i < y.length; i++) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < q; b++) {
                    h.set(i, a * q + b, x.get(i, a) * c.get(i, b));
                }
            }
        }
        return h;
    }

    DMatrixRMaj reference(double penalty) {
        DMatrixRMaj gamma = reference(features(), y, penalty);
        gamma.reshape(x.numCols, c.numCols, true);
        return gamma;
    }

    /** (HᵀH + penalty)⁻¹Hᵀy from the singular values of H, so that the condition of H, not of HᵀH, counts. */
    static DMatrixRMaj reference(DMatrixRMaj h, double[] y, double penalty) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(h.numRows, h.numCols, true, true, true);
        if (!svd.decompose(h.copy())) {
            throw new IllegalStateException("no singular values");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj vt = svd.getV(null, true);
        double[] s = svd.getSingularValues();
        double zero = 1e-12 * s[SingularOps_DDRM.rank(svd) == 0 ? 0 : largest(s)];
        DMatrixRMaj components = new DMatrixRMaj(svd.numberOfSingularValues(), 1);
        for (int k = 0; k < components.numRows; k++) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += u.get(i, k) * y[i];
            }
            components.set(k, 0, s[k] > zero ? sum * s[k] / (s[k] * s[k] + penalty) : 0);
        }
        DMatrixRMaj gamma = new DMatrixRMaj(h.numCols, 1);
        CommonOps_DDRM.multTransA(vt, components, gamma);
        return gamma;
    }

    private static int largest(double[] s) {
        int at = 0;
        for (int k = 1; k < s.length; k++) {
            at = s[k] > s[at] ? k : at;
        }
        return at;
    }

    /** ‖a - b‖ / ‖b‖. */
    static double distance(DMatrixRMaj a, DMatrixRMaj b) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < b.getNumElements(); i++) {
            difference += (a.get(i) - b.get(i)) * (a.get(i) - b.get(i));
            size += b.get(i) * b.get(i);
        }
        return Math.sqrt(difference / size);
    }
}
