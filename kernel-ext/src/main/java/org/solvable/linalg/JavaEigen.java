package org.solvable.linalg;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Symmetric eigenproblem without native code: EJML's, in double. */
final class JavaEigen {

    private JavaEigen() {}

    /** As {@link Backend#syevd}; A is finite and not empty. */
    static long syevd(MatrixView a, MatrixView w, boolean vectors) {
        int n = Math.toIntExact(a.rows());
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double v = a.get(i, j);
                matrix.set(i, j, v);
                matrix.set(j, i, v);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(n, vectors, true);
        if (!eig.decompose(matrix)) {
            return 1;
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> eig.getEigenvalue(i).getReal()));
        for (int j = 0; j < n; j++) {
            w.set(j, 0, eig.getEigenvalue(order[j]).getReal());
            if (vectors) {
                DMatrixRMaj v = eig.getEigenVector(order[j]);
                for (int i = 0; i < n; i++) {
                    a.set(j, i, v.get(i));
                }
            }
        }
        return 0;
    }
}
