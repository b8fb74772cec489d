package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.num.RunningMoments;
import org.solvable.random.RandomStream;

class MeasuredTest {

    @ParameterizedTest
    @CsvSource({
        // The two forms of the theory sheets, then one case for each way in which the digits can fall.
        "0.8615,     0.0026,   0.8615(26)",
        "0.02549,    0.00015,  0.02549(15)",
        "0.861499,   0.00264,  0.8615(26)",
        "-0.8615,    0.0026,   -0.8615(26)",
        "12.34,      1.5,      12.3(1.5)",
        "1234.4,     12,       1234(12)",
        "120000,     110000,   1.2(1.1)e+05",
        "123456,     250,      1.2346(25)e+05",
        "3,          250,      0.0(2.5)e+02",
        "0.5,        0.0996,   0.50(10)",
        "0.5,        0.00996,  0.500(10)",
        "0.5,        0.1,      0.50(10)",
        "1.234e-6,   1e-8,     1.234(10)e-06",
        "1e-4,       1e-5,     0.000100(10)",
        "0,          0.02,     0.000(20)",
        "1e300,      1e298,    1.000(10)e+300",
        "4.9e-324,   4.9e-324, 4.9(4.9)e-324",
        "0.25,       0,        0.25(0)",
        "0.25,       NaN,      0.25(?)",
        "0.25,       Infinity, 0.25(inf)",
        "NaN,        NaN,      NaN",
        "Infinity,   NaN,      inf",
        "-Infinity,  1,        -inf",
    })
    void printsTheErrorInTheLastDigits(double mean, double error, String text) {
        assertThat(new Measured(mean, error, 5)).hasToString(text);
    }

    @Test
    void poolingPartsGivesTheWhole() {
        RandomStream stream = RandomStream.of(3);
        double[] x = new double[50];
        stream.fillGaussian(x, 0, x.length);
        RunningMoments moments = new RunningMoments();
        Measured parts = new Measured(Double.NaN, Double.NaN, 0);
        int from = 0;
        for (int size : new int[] {1, 1, 7, 0, 20, 1, 20}) {
            moments.addAll(x, from, from + size);
            parts = parts.pooledWith(Measured.of(java.util.Arrays.copyOfRange(x, from, from + size)));
            from += size;
        }
        assertThat(parts.count()).isEqualTo(50);
        assertThat(parts.mean()).isCloseTo(moments.mean(), within(1e-15));
        assertThat(parts.standardError()).isCloseTo(moments.standardError(), within(1e-15));
        assertThat(Measured.of(moments.estimate()).estimate()).isEqualTo(moments.estimate());
    }

    @Test
    void agreementIsCountedInStandardErrors() {
        Measured m = new Measured(1.5, 0.25, 10);
        assertThat(m.zScore(1)).isEqualTo(2);
        assertThat(m.agreesWith(1, 2)).isTrue();
        assertThat(m.agreesWith(1, 1.9)).isFalse();
        assertThat(new Measured(1, Double.NaN, 1).agreesWith(1, 5)).isFalse();
        assertThat(new Measured(1, 0, 3).agreesWith(1, 1)).isTrue();
    }

    @Test
    void rejectsWhatIsNoError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measured(0, -1e-9, 2))
                .withMessageContaining("standardError = -1.0E-9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measured(0, 0, -1))
                .withMessageContaining("count");
    }
}
