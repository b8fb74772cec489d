package org.solvable.data.family;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.solvable.random.RandomStream;
import org.solvable.random.Sphere;

/** How a regression task w ∈ R^d is drawn. */
@FunctionalInterface
public interface TaskLaw {

    /** Fills {@code w} with a task. */
    void draw(RandomStream stream, double[] w);

    /** Uniform on the sphere of radius √d, so that labels have signal variance 1. */
    static TaskLaw sphere() {
        return (stream, w) -> Sphere.fill(stream, Math.sqrt(w.length), w);
    }

    /**
     * Normal with a diagonal covariance.
     *
     * @param spectrum variances of the d components, finite and at least 0
     */
    static TaskLaw gaussian(double[] spectrum) {
        double[] deviation = new double[spectrum.length];
        for (int j = 0; j < deviation.length; j++) {
            if (!(spectrum[j] >= 0 && spectrum[j] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "spectrum[" + j + "] = " + spectrum[j] + ": must be finite and >= 0");
            }
            deviation[j] = Math.sqrt(spectrum[j]);
        }
        return (stream, w) -> {
            if (w.length != deviation.length) {
                throw new IllegalArgumentException(
                        "w has " + w.length + " components: the spectrum has " + deviation.length);
            }
            stream.fillGaussian(w, 0, w.length);
            for (int j = 0; j < w.length; j++) {
                w[j] *= deviation[j];
            }
        };
    }

    /**
     * Normal with this covariance.
     *
     * @param covariance d x d, symmetric, positive semidefinite (eigenvalues down to -1e-10 of the largest count as 0)
     */
    static TaskLaw gaussian(DMatrixRMaj covariance) {
        int d = covariance.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (covariance.numCols != d || !eigen.decompose(covariance.copy())) {
            throw new IllegalArgumentException("covariance is " + d + " x " + covariance.numCols
                    + ": must be a square symmetric matrix of finite numbers");
        }
        double[] deviation = new double[d];
        double[][] direction = new double[d][];
        double largest = 0;
        for (int j = 0; j < d; j++) {
            largest = Math.max(largest, Math.abs(eigen.getEigenvalue(j).getReal()));
        }
        for (int j = 0; j < d; j++) {
            double value = eigen.getEigenvalue(j).getReal();
            if (!(value >= -1e-10 * largest)) {
                throw new IllegalArgumentException(
                        "covariance has the eigenvalue " + value + ": must be positive semidefinite");
            }
            deviation[j] = Math.sqrt(Math.max(0, value));
            direction[j] = eigen.getEigenVector(j).data.clone();
        }
        return (stream, w) -> {
            java.util.Arrays.fill(w, 0);
            for (int j = 0; j < d; j++) {
                double z = deviation[j] * stream.nextGaussian();
                for (int i = 0; i < d; i++) {
                    w[i] += z * direction[j][i];
                }
            }
        };
    }
}
