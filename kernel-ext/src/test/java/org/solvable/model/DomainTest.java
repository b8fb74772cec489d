package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

    enum Fit {
        PRIMAL,
        MATRIX_FREE
    }

    record Sheet(
            @Parameter(doc = "finite and positive", min = 0, minOpen = true)
            double alpha,

            @Parameter(doc = "may be infinite", min = 0, minOpen = true, infinite = true, byDefault = "inf")
            double kappa,

            @Parameter(doc = "a fraction", min = 0, max = 1, maxOpen = true, byDefault = "0.25")
            double omega,

            @Parameter(doc = "any number", byDefault = "-1e-3")
            double field,

            @Parameter(name = "alpha_t", doc = "follows alpha", min = 0, minOpen = true, byDefault = "=alpha")
            double alphaTest,

            @Parameter(doc = "size", min = 2, byDefault = "20")
            int d,

            @Parameter(doc = "seed", byDefault = "1") long seed,
            @Parameter(doc = "flag", byDefault = "false") boolean bias,

            @Parameter(doc = "method", byDefault = "matrix-free")
            Fit fit) {

        private static final Domain DOMAIN = Domain.of(Sheet.class);

        Sheet {
            DOMAIN.check(alpha, kappa, omega, field, alphaTest, d, seed);
        }
    }

    private static final Domain DOMAIN = Domain.of(Sheet.class);

    private static Sheet sheet(Map<String, ?> values) {
        return (Sheet) DOMAIN.build(values);
    }

    @Test
    void missingNamesTakeTheirDefaults() {
        assertThat(sheet(Map.of("alpha", 3)))
                .isEqualTo(new Sheet(3, Double.POSITIVE_INFINITY, 0.25, -1e-3, 3, 20, 1, false, Fit.MATRIX_FREE));
        assertThat(sheet(Map.of("alpha", "3", "alpha_t", 5)).alphaTest()).isEqualTo(5);
    }

    @Test
    void everyFormOfAValueIsRead() {
        Sheet s = sheet(Map.of(
                "alpha",
                "1.5e0",
                "kappa",
                " Inf ",
                "d",
                4.0e1,
                "seed",
                "9007199254740993",
                "bias",
                "TRUE",
                "fit",
                "PRIMAL",
                "field",
                ".5"));
        assertThat(s)
                .isEqualTo(new Sheet(
                        1.5, Double.POSITIVE_INFINITY, 0.25, 0.5, 1.5, 40, 9007199254740993L, true, Fit.PRIMAL));
        assertThat(sheet(Map.of("alpha", 1, "fit", Fit.PRIMAL, "seed", BigInteger.TWO))
                        .seed())
                .isEqualTo(2);
        assertThat(sheet(Map.of("alpha", 1, "seed", Long.toString(Long.MIN_VALUE)))
                        .seed())
                .isEqualTo(Long.MIN_VALUE);
        assertThat(sheet(Map.of("alpha", 1, "fit", "matrix_free")).fit()).isEqualTo(Fit.MATRIX_FREE);
    }

    @Test
    void textIsReadBackToAnEqualRecord() {
        Sheet s = new Sheet(0.1 + 0.2, Double.POSITIVE_INFINITY, 0, -0.0, 1e-300, 3, Long.MAX_VALUE, true, Fit.PRIMAL);
        String text = DOMAIN.text(s);
        assertThat(text)
                .isEqualTo("alpha=0.30000000000000004 kappa=inf omega=0.0 field=-0.0 alpha_t=1.0E-300 d=3"
                        + " seed=9223372036854775807 bias=true fit=primal");
        Map<String, String> values = new java.util.HashMap<>();
        for (String pair : text.split(" ", -1)) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThat(sheet(values)).isEqualTo(s);
        assertThat(DOMAIN.values(s)).containsEntry("fit", "primal").containsEntry("d", 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpha | 0          | alpha = 0.0: must be finite and > 0",
                "alpha | -0.0       | alpha = -0.0: must be finite and > 0",
                "alpha | -1         | alpha = -1.0: must be finite and > 0",
                "alpha | NaN        | alpha = NaN: must be finite and > 0",
                "alpha | inf        | alpha = inf: must be finite and > 0",
                "alpha | 0,5        | alpha = 0,5: must be finite and > 0",
                "alpha | 1d         | alpha = 1d: must be finite and > 0",
                "alpha | ten        | alpha = ten: must be finite and > 0",
                "kappa | -inf       | kappa = -inf: must be > 0 and inf allowed",
                "kappa | NaN        | kappa = NaN: must be > 0 and inf allowed",
                "omega | 1          | omega = 1.0: must be >= 0 and < 1",
                "omega | 1e999      | omega = inf: must be >= 0 and < 1",
                "field | -inf       | field = -inf: must be finite",
                "field | NaN        | field = NaN: must be finite",
                "d     | 1          | d = 1: must be a whole number and >= 2",
                "d     | 2.5        | d = 2.5: must be a whole number and >= 2",
                "d     | inf        | d = inf: must be a whole number and >= 2",
                "d     | NaN        | d = NaN: must be a whole number and >= 2",
                "d     | 2147483648 | d = 2147483648: must be a whole number and >= 2",
                "seed  | 1e99       | seed = 1e99: must be a whole number",
                "bias  | yes        | bias = yes: must be one of true, false",
                "fit   | primel     | fit = primel: must be one of primal, matrix-free (did you mean primal?)",
            })
    void outOfRangeSaysNameValueAndRange(String name, String value, String message) {
        Map<String, String> values = new java.util.HashMap<>(Map.of("alpha", "1"));
        values.put(name, value);
        assertThatIllegalArgumentException().isThrownBy(() -> sheet(values)).withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void constructorsCheckByTheSameRule(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sheet(alpha, 1, 0, 0, 1, 2, 0, false, Fit.PRIMAL))
                .withMessage("alpha = " + Domain.number(alpha) + ": must be finite and > 0");
    }

    @Test
    void rangesAtTheirEnds() {
        new Sheet(Double.MIN_VALUE, Double.MAX_VALUE, 0, Double.MAX_VALUE, Double.MAX_VALUE, 2, 0, false, Fit.PRIMAL);
        new Sheet(1, Double.POSITIVE_INFINITY, Math.nextDown(1.0), -Double.MAX_VALUE, 1, 2, 0, false, Fit.PRIMAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sheet(1, 1, 1, 0, 1, 2, 0, false, Fit.PRIMAL))
                .withMessage("omega = 1.0: must be >= 0 and < 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sheet(1, 1, 0, 0, 1, 1, 0, false, Fit.PRIMAL))
                .withMessage("d = 1: must be a whole number and >= 2");
    }

    @Test
    void aMissingValueIsNamedWithItsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet(Map.of()))
                .withMessage("alpha is missing: must be finite and > 0 (finite and positive)");
    }

    @ParameterizedTest
    @CsvSource({"kapa, kappa", "Alpha, alpha", "alpha_test, alpha_t", "noise, ", "x, ", "alhpa, alpha"})
    void unknownNamesGetTheNearest(String typed, String nearest) {
        assertThatThrownBy(() -> sheet(Map.of("alpha", 1, typed, 1)))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageStartingWith("unknown parameter \"" + typed + "\""
                        + (nearest == null ? "; known: " : ": did you mean \"" + nearest + "\"?; known: alpha, kappa"));
    }

    @Test
    void theDefaultLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertThat(sheet(Map.of("alpha", "0.5", "kappa", "INF", "fit", "PRIMAL"))
                            .fit())
                    .isEqualTo(Fit.PRIMAL);
            assertThat(new Measured(0.5, 0.25, 3)).hasToString("0.50(25)");
        } finally {
            Locale.setDefault(before);
        }
    }

    record Circle(
            @Parameter(doc = "", byDefault = "=b") double a,
            @Parameter(doc = "", byDefault = "=a") double b) {}

    record Dangling(@Parameter(doc = "", byDefault = "=c") double a) {}

    record Outside(
            @Parameter(doc = "", min = 1, byDefault = "0") double a) {}

    record Vector(@Parameter(doc = "") double[] a) {}

    record Bare(double a) {}

    @Test
    void mistakesInAnnotationsAreFoundAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.of(Circle.class))
                .withMessageContaining("back");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.of(Dangling.class))
                .withMessageContaining("=c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.of(Outside.class))
                .withMessageContaining(">= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.of(Vector.class))
                .withMessageContaining("double[]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.of(Bare.class))
                .withMessageContaining("@Parameter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DOMAIN.check(1, 2))
                .withMessageContaining("2 values");
    }
}
