package org.solvable.talk.linearattention;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Covariances of the pretraining tasks (C) and of the test tasks (T), as far as the errors see them: the eigenvalues of C,
 * and the variances of T along the eigenvectors of C [Letey, Lu, Pehlevan, arXiv 2509.26551].
 *
 * <p>Immutable; compares by its numbers.
 */
public final class TaskSpectrum {

    private final double[] pretraining;
    private final double[] test;
    private final double testSquares;

    private TaskSpectrum(double[] pretraining, double[] test, double testSquares) {
        if (pretraining.length != test.length || pretraining.length == 0) {
            throw new IllegalArgumentException("pretraining, test = " + pretraining.length + ", " + test.length
                    + " variances: must be equally many, at least 1");
        }
        check("pretraining", pretraining);
        check("test", test);
        this.pretraining = pretraining;
        this.test = test;
        this.testSquares = testSquares;
    }

    private static void check(String name, double[] variances) {
        double sum = 0;
        for (int j = 0; j < variances.length; j++) {
            if (!(variances[j] >= 0 && variances[j] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        name + "[" + j + "] = " + variances[j] + ": must be finite and >= 0");
            }
            sum += variances[j];
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " has the sum " + sum + ": must be finite and > 0");
        }
    }

    /**
     * Covariances that share their eigenvectors.
     *
     * @param pretraining eigenvalues of C, finite, at least 0, not all 0
     * @param test eigenvalues of T in the same order, as many
     */
    public static TaskSpectrum of(double[] pretraining, double[] test) {
        return new TaskSpectrum(
                pretraining.clone(),
                test.clone(),
                Arrays.stream(test).map(t -> t * t).sum());
    }

    /**
     * Any two covariances.
     *
     * @param pretraining C, d x d, symmetric positive semidefinite (eigenvalues above -1e-10 of the largest count as 0); not
     *     modified
     * @param test T, as C
     */
    public static TaskSpectrum of(DMatrixRMaj pretraining, DMatrixRMaj test) {
        int d = pretraining.numRows;
        double[] c = eigenvalues("pretraining", pretraining);
        eigenvalues("test", test);
        if (test.numRows != d) {
            throw new IllegalArgumentException("pretraining, test = " + d + " x " + d + ", " + test.numRows + " x "
                    + test.numRows + ": must have one size");
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed("pretraining", pretraining);
        double[] t = new double[d];
        for (int j = 0; j < d; j++) {
            double[] u = eigen.getEigenVector(j).data;
            double sum = 0;
            for (int a = 0; a < d; a++) {
                double row = 0;
                for (int b = 0; b < d; b++) {
                    row += test.get(a, b) * u[b];
                }
                sum += u[a] * row;
            }
            t[j] = Math.max(0, sum);
        }
        double squares = 0;
        for (double x : test.data) {
            squares += x * x;
        }
        return new TaskSpectrum(c, t, squares);
    }

    private static EigenDecomposition_F64<DMatrixRMaj> decomposed(String name, DMatrixRMaj matrix) {
        int d = matrix.numRows;
        if (d < 1 || matrix.numCols != d) {
            throw new IllegalArgumentException(name + " is " + d + " x " + matrix.numCols + ": must be square");
        }
        double largest = 0;
        for (double x : matrix.data) {
            largest = Math.max(largest, Math.abs(x));
        }
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                // Written so that NaN and infinities fail too.
                if (!(Math.abs(matrix.get(a, b) - matrix.get(b, a)) <= 1e-10 * largest)) {
                    throw new IllegalArgumentException(name + "[" + a + "," + b + "] = " + matrix.get(a, b)
                            + ": must be finite and equal to its mirror element " + matrix.get(b, a));
                }
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (!eigen.decompose(matrix.copy())) {
            throw new IllegalArgumentException(name + ": its eigenvalues could not be computed");
        }
        return eigen;
    }

    private static double[] eigenvalues(String name, DMatrixRMaj matrix) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(name, matrix);
        double[] values = new double[matrix.numRows];
        double largest = 0;
        for (int j = 0; j < values.length; j++) {
            values[j] = eigen.getEigenvalue(j).getReal();
            largest = Math.max(largest, Math.abs(values[j]));
        }
        for (int j = 0; j < values.length; j++) {
            if (!(values[j] >= -1e-10 * largest)) {
                throw new IllegalArgumentException(
                        name + " has the eigenvalue " + values[j] + ": must be positive semidefinite");
            }
            values[j] = Math.max(0, values[j]);
        }
        return values;
    }

    /** C = T = I, in any dimension: the tasks of {@link Model}. */
    public static TaskSpectrum isotropic(int d) {
        double[] ones = powerLaw(d, 0);
        return of(ones, ones);
    }

    /**
     * Variances that fall like j^-power, j = 1 … d, with mean 1.
     *
     * @param d at least 1
     * @param power finite; 0 makes all equal
     */
    public static double[] powerLaw(int d, double power) {
        if (d < 1) {
            throw new IllegalArgumentException("d = " + d + ": must be >= 1");
        }
        if (!(Math.abs(power) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("power = " + power + ": must be finite");
        }
        double[] v = new double[d];
        double sum = 0;
        // Relative to the largest, so that no power overflows.
        int top = power >= 0 ? 1 : d;
        for (int j = 0; j < d; j++) {
            v[j] = StrictMath.pow((j + 1.0) / top, -power);
            sum += v[j];
        }
        for (int j = 0; j < d; j++) {
            v[j] *= d / sum;
        }
        return v;
    }

    /**
     * Moves weight to the first variance and keeps the mean: (θ v₁ + (1-θ) sum, θ v₂, θ v₃, …). On equal variances this is
     * one spike over a flat rest of height θ.
     *
     * @param variances at least one; not modified
     * @param theta in [0, 1]; 1 changes nothing
     */
    public static double[] spiked(double[] variances, double theta) {
        if (!(theta >= 0 && theta <= 1)) {
            throw new IllegalArgumentException("theta = " + theta + ": must be >= 0 and <= 1");
        }
        double[] v = new double[variances.length];
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            sum += variances[j];
            v[j] = theta * variances[j];
        }
        v[0] += (1 - theta) * sum;
        return v;
    }

    /** The same pretraining tasks, tested on others with the same eigenvectors. */
    public TaskSpectrum withTest(double[] variances) {
        return of(pretraining, variances);
    }

    /** d. */
    public int size() {
        return pretraining.length;
    }

    /** A copy of the eigenvalues of C. */
    public double[] pretraining() {
        return pretraining.clone();
    }

    /** A copy of the variances of T along the eigenvectors of C. */
    public double[] test() {
        return test.clone();
    }

    double pretraining(int j) {
        return pretraining[j];
    }

    double test(int j) {
        return test[j];
    }

    /** tr C / d. */
    public double pretrainingMean() {
        return Arrays.stream(pretraining).sum() / size();
    }

    /** tr T / d. */
    public double testMean() {
        return Arrays.stream(test).sum() / size();
    }

    /** tr T². */
    double testSquares() {
        return testSquares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskSpectrum o
                && Arrays.equals(pretraining, o.pretraining)
                && Arrays.equals(test, o.test)
                && testSquares == o.testSquares;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(pretraining) + Arrays.hashCode(test);
    }

    @Override
    public String toString() {
        return "TaskSpectrum[d=" + size() + ", tr C/d=" + pretrainingMean() + ", tr T/d=" + testMean() + "]";
    }
}
