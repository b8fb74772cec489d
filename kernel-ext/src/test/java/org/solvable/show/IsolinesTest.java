package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class IsolinesTest {

    private static double[] grid(double from, double to, int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = from + (to - from) * i / (n - 1);
        }
        return v;
    }

    @Test
    void theCircleIsOneClosedCurve() {
        double[] g = grid(-2, 2, 81);
        double[][] z = new double[81][81];
        for (int i = 0; i < 81; i++) {
            for (int j = 0; j < 81; j++) {
                z[i][j] = Math.hypot(g[j], g[i]);
            }
        }
        List<double[][]> curves = Isolines.of(g, g, z, 1, false, false);
        assertThat(curves).hasSize(1);
        double[][] c = curves.getFirst();
        int last = c[0].length - 1;
        assertThat(c[0][0]).isEqualTo(c[0][last]);
        assertThat(c[1][0]).isEqualTo(c[1][last]);
        double length = 0;
        for (int i = 0; i <= last; i++) {
            assertThat(Math.hypot(c[0][i], c[1][i])).isCloseTo(1, within(1e-3));
            length += i == 0 ? 0 : Math.hypot(c[0][i] - c[0][i - 1], c[1][i] - c[1][i - 1]);
        }
        assertThat(length).isCloseTo(2 * Math.PI, within(0.01));
    }

    @Test
    void aPowerLawIsExactOnLogarithmicAxes() {
        double[] g = {0.01, 0.1, 1, 10, 100};
        double[][] z = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                z[i][j] = Math.log(g[i] * g[j]);
            }
        }
        double[][] c = Isolines.of(g, g, z, Math.log(0.3), true, true).getFirst();
        for (int i = 0; i < c[0].length; i++) {
            assertThat(c[0][i] * c[1][i]).isCloseTo(0.3, within(1e-12));
        }
    }

    @Test
    void saddlesGapsAndFlatFieldsAreFine() {
        double[] g = {0, 1};
        List<double[][]> saddle = Isolines.of(g, g, new double[][] {{1, 0}, {0, 1}}, 0.5, false, false);
        assertThat(saddle).hasSize(2);
        assertThat(Isolines.of(g, g, new double[][] {{1, 0}, {Double.NaN, 1}}, 0.5, false, false))
                .isEmpty();
        assertThat(Isolines.of(g, g, new double[2][2], 0.5, false, false)).isEmpty();
        assertThat(Isolines.of(g, g, new double[2][2], 0, false, false)).isEmpty();
    }
}
