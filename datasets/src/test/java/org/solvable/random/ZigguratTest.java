package org.solvable.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.junit.jupiter.api.Test;

/** The generator that is kept in registers against the one of Commons RNG. */
class ZigguratTest {

    @Test
    void numbersAreThoseOfTheLibrarysGenerator() {
        // Long enough for some hundred draws of the tail and many thousand of the wedges.
        int n = 400_000;
        double[] filled = new double[n + 2];
        Ziggurat.fill(filled, 1, n + 1, 0x9E3779B97F4A7C15L, 42);
        UniformRandomProvider source = new XoRoShiRo128PlusPlus(0x9E3779B97F4A7C15L, 42);
        int beyond = 0;
        for (int i = 1; i <= n; i++) {
            assertThat(filled[i]).isEqualTo(Ziggurat.next(source));
            beyond += Math.abs(filled[i]) > 3.5 ? 1 : 0;
        }
        assertThat(filled[0]).isZero();
        assertThat(filled[n + 1]).isZero();
        // P(|z| > 3.5) = 4.653e-4: 186 expected, standard deviation 14.
        assertThat(beyond).isBetween(186 - 70, 186 + 70);
    }
}
