package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.solvable.random.RandomStream;

/** A kernel gives the same bits on its first call, interpreted, as on later ones, compiled. */
class LayerKernelsRepeatTest {

    /** Enough calls for both compilers to have replaced the interpreted loops over 64 rows. */
    private static final int CALLS = 2000;

    private static final int ROWS = 64;
    private static final int COLUMNS = 250;

    private final LayerKernels kernels = LayerKernels.best();

    private static MatrixView normals(Precision precision, int rows, String name) {
        double[] v = new double[rows * COLUMNS];
        RandomStream.of(5).split(name).fillGaussian(v, 0, v.length);
        MatrixView m = MatrixView.of(
                Arena.ofAuto().allocate((long) v.length * precision.bytes(), 64), precision, 0, rows, COLUMNS, COLUMNS);
        for (int k = 0; k < v.length; k++) {
            m.set(k / COLUMNS, k % COLUMNS, v[k]);
        }
        return m;
    }

    private static void repeat(Runnable call, MatrixView... results) {
        call.run();
        List<double[]> first = bits(results);
        for (int i = 1; i < CALLS; i++) {
            call.run();
        }
        List<double[]> last = bits(results);
        for (int k = 0; k < first.size(); k++) {
            assertThat(Arrays.equals(first.get(k), last.get(k)))
                    .as("result %d", k)
                    .isTrue();
        }
    }

    private static List<double[]> bits(MatrixView... results) {
        List<double[]> all = new ArrayList<>();
        for (MatrixView m : results) {
            double[] v = new double[(int) (m.rows() * m.columns())];
            for (int k = 0; k < v.length; k++) {
                v[k] = m.get(k / m.columns(), k % m.columns());
            }
            all.add(v);
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void layerNormBothWays(Precision precision) {
        MatrixView x = normals(precision, ROWS, "x");
        MatrixView gain = normals(precision, 1, "gain");
        MatrixView shift = normals(precision, 1, "shift");
        MatrixView y = normals(precision, ROWS, "y");
        MatrixView statistics = normals(precision, ROWS, "statistics").columns(0, 2);
        MatrixView dy = normals(precision, ROWS, "dy");
        MatrixView dx = normals(precision, ROWS, "dx");
        MatrixView dGain = normals(precision, 1, "dGain");
        MatrixView dShift = normals(precision, 1, "dShift");
        repeat(() -> kernels.layerNorm(x, gain, shift, 1e-5, y, statistics), y);
        repeat(
                () -> {
                    dGain.fill(0);
                    dShift.fill(0);
                    kernels.layerNormBackward(x, gain, statistics, dy, 0, dx, dGain, dShift);
                },
                dx,
                dGain,
                dShift);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void softmaxBackward(Precision precision) {
        MatrixView p = normals(precision, ROWS, "p");
        MatrixView dp = normals(precision, ROWS, "dp");
        MatrixView ds = normals(precision, ROWS, "ds");
        repeat(() -> kernels.softmaxBackward(p, dp, ds), ds);
    }

    @Test
    void activationsInSinglePrecision() {
        for (Activation f : Activation.values()) {
            MatrixView x = normals(Precision.FLOAT, ROWS, "x");
            MatrixView y = normals(Precision.FLOAT, ROWS, "y");
            MatrixView dx = normals(Precision.FLOAT, ROWS, "dx");
            repeat(() -> kernels.activate(f, x, y), y);
            repeat(() -> kernels.activateBackward(f, x, y, 0, dx), dx);
        }
    }
}
