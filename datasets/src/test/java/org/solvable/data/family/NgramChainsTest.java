package org.solvable.data.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.solvable.random.RandomStream;

class NgramChainsTest {

    private static final RandomStream SEED = RandomStream.of(5);

    @Test
    void longChainsShowTheirKernelAtTheRightLags() {
        NgramChains family = new NgramChains(3, List.of(1, 3), .5, 60_000);
        MarkovKernel kernel = family.kernel(SEED, 0);
        int[] x = family.tokens(kernel, SEED.split("walk"));
        double[][] counts = new double[9][4];
        for (int t = 3; t < x.length; t++) {
            int u = x[t - 1] * 3 + x[t - 3];
            counts[u][x[t]]++;
            counts[u][3]++;
        }
        for (int u = 0; u < 9; u++) {
            double n = counts[u][3];
            for (int z = 0; z < 3 && n > 50; z++) {
                double p = kernel.at(u, z);
                assertThat(counts[u][z] / n).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / n) + 1e-12));
            }
        }
    }

    @Test
    void kernelsStayWhenTheLengthChangesAndTheRowsAreDirichlet() {
        NgramChains shorter = new NgramChains(3, List.of(1), .3, 20);
        NgramChains longer = new NgramChains(3, List.of(1), .3, 50);
        assertThat(longer.kernel(SEED, 7).rows())
                .isEqualTo(shorter.kernel(SEED, 7).rows());
        assertThat(longer.draw(9, SEED, f -> {}).tokens()[8])
                .startsWith(shorter.draw(9, SEED, f -> {}).tokens()[8]);
        // Variance of a component: (1/d)(1 - 1/d)/(dα + 1).
        double squares = 0;
        int n = 4000;
        for (int i = 0; i < n; i++) {
            squares += Math.pow(shorter.kernel(SEED, i).at(1, 2) - 1 / 3.0, 2) / n;
        }
        assertThat(squares).isCloseTo(2 / 9.0 / 1.9, within(.006));
    }

    @Test
    void statesAndRowsOfAKernel() {
        MarkovKernel kernel = MarkovKernel.dirichlet(3, List.of(1, 3), 1, SEED);
        assertThat(kernel.states()).isEqualTo(27);
        // State (u1, u2, u3) = (2, 0, 1); after token 1 it is (1, 2, 0).
        assertThat(kernel.row(2 * 9 + 1)).isEqualTo(2 * 3 + 1);
        assertThat(kernel.next(2 * 9 + 1, 1)).isEqualTo(9 + 2 * 3);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> new NgramChains(3, List.of(1, 2), .3, 2)).hasMessageContaining("L = 2");
        assertThatThrownBy(() -> new NgramChains(3, List.of(1), Double.NaN, 9)).hasMessageContaining("alpha = NaN");
        assertThatThrownBy(() -> new MarkovKernel(2, List.of(1), new double[] {.7, .4, .1, .9}))
                .hasMessageContaining("row 0 sums to 1.1");
        assertThatThrownBy(() -> new MarkovKernel(2, List.of(2, 1), new double[8]))
                .hasMessageContaining("lags");
    }
}
