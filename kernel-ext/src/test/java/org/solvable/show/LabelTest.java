package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '@',
            value = {
                "$\\alpha$ | α | α",
                "$\\tau = n/d^2$ | τ = n/d^2 | τ = <i>n</i>/<i>d</i><sup>2</sup>",
                "$e_{\\mathrm{ICL}}$ | e_ICL | <i>e</i><sub>ICL</sub>",
                "$e_{ICL}$ | e_ICL | <i>e</i><sub>ICL</sub>",
                "$\\log_{10} \\alpha^*$ | log_10 α^∗ | log<sub>10</sub> α<sup>∗</sup>",
                "$\\langle T, K \\rangle$ | ⟨ T, K ⟩ | ⟨ <i>T</i>, <i>K</i> ⟩",
                "$\\frac{1}{2}$ | 1/2 | 1/2",
                "$\\frac{a+b}{2}$ | (a+b)/2 | (<i>a</i>+<i>b</i>)/2",
                "$\\sqrt{d}$ | √d | √<i>d</i>",
                "$10^{-3}$ | 10^−3 | 10<sup>−3</sup>",
                "$x^{y^2}$ | x^y2 | <i>x</i><sup><i>y</i>2</sup>",
                "$\\min(\\tau, 1)$ | min(τ, 1) | min(τ, 1)",
                "$\\unknown x$ | \\unknown x | \\unknown <i>x</i>",
                "costs 5$ | costs 5$ | costs 5&#36;",
                "a < b & c | a < b & c | a &lt; b &amp; c",
            })
    void oneParseGivesAllForms(String source, String plain, String html) {
        assertThat(Label.of(source).plain()).isEqualTo(plain);
        assertThat(Label.of(source).html()).isEqualTo(html);
    }

    @Test
    void nothingThatIsWrittenBreaksTheReader() {
        for (String s : List.of(
                "$",
                "$$",
                "$$$",
                "$_$",
                "$^$",
                "$_^$",
                "$\\$",
                "$}$",
                "$a}b$",
                "${$",
                "${{a}$",
                "$\\frac$",
                "$\\frac{1}$",
                "$\\sqrt$",
                "$\\hat$",
                "$\\hat{}$",
                "$a_{$",
                "$\uD835\uDD38$",
                "$_{}$",
                "$\\left($",
                "\u202Eabc")) {
            Label label = Label.of(s);
            assertThat(label.plain()).doesNotContain("\u202E");
            assertThat(label.html()).doesNotContain("\u202E").doesNotContain("$");
        }
        assertThat(Label.of("$a}b$").plain()).isEqualTo("ab");
        assertThat(Label.of("$\\hat{w}$").plain()).isEqualTo("w\u0302");
    }

    @Test
    void namesOfOperatorsStandApartFromTheirArguments() {
        assertThat(Label.of("$\\tanh h$").plain()).isEqualTo("tanh\u2009h");
        assertThat(Label.of("$\\log\\alpha$").plain()).isEqualTo("log\u2009α");
        assertThat(Label.of("$\\log_{10} x$").plain()).startsWith("log_10");
        assertThat(Label.of("$\\exp(x)$").plain()).isEqualTo("exp(x)");
    }
}
