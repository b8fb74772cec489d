package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Roots against closed forms and against Hipparchus. */
class RootsTest {

    private static Roots of(Roots.Method method) {
        return method == Roots.Method.BRENT ? Roots.brent() : Roots.bisection();
    }

    @ParameterizedTest
    @EnumSource
    void closedFormsToFourteenDigits(Roots.Method method) {
        Roots roots = of(method);
        assertThat(roots.find(x -> x * x - 2, 0, 2).orElseThrow()).isCloseTo(Math.sqrt(2), within(2e-14));
        assertThat(roots.find(x -> Math.cos(x) - x, 0, 1).orElseThrow()).isCloseTo(0.7390851332151607, within(1e-14));
        assertThat(roots.find(x -> Math.pow(x - 1, 9), 0, 3).value()).isCloseTo(1, within(1e-14));
        assertThat(roots.find(x -> 2 - Math.exp(x), 0, 1).orElseThrow()).isCloseTo(Math.log(2), within(1e-14));
    }

    @ParameterizedTest
    @EnumSource
    void positiveRootsOverThirtyDecadesAgainstTheQuadraticFormula(Roots.Method method) {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2000; i++) {
            double c = Math.pow(10, random.nextDouble(-15, 15));
            double p = Math.pow(10, random.nextDouble(-3, 3));
            double sign = random.nextBoolean() ? 1 : -1;
            Root root =
                    of(method).findPositive(x -> sign * (x * x + p * x - c), Math.pow(10, random.nextDouble(-3, 3)));
            double exact = 2 * c / (p + Math.sqrt(p * p + 4 * c));
            assertThat(root.converged()).isTrue();
            assertThat(root.value()).isCloseTo(exact, within(3e-14 * exact));
            assertThat(root.lower()).isLessThanOrEqualTo(root.value());
            assertThat(root.upper()).isGreaterThanOrEqualTo(root.value());
            assertThat(root.errorBound()).isLessThanOrEqualTo(1.1e-14 * exact);
        }
    }

    @Test
    void anUpwardCrossingIsFoundAlthoughTheFunctionFirstFalls() {
        // sign change at the positive root of x^2 - 0.9 x - 1e-3, which dips below its value at 0 first
        DoubleUnaryOperator f = x -> x * x - 0.9 * x - 1e-3;
        double exact = 0.45 + Math.sqrt(0.45 * 0.45 + 1e-3);
        for (double start : new double[] {1e-12, 1e-3, 0.45, 3, 1e9}) {
            assertThat(Roots.brent().findUpward(f, start).orElseThrow()).isCloseTo(exact, within(1e-14));
            assertThat(Roots.brent().findPositive(f, start).orElseThrow()).isCloseTo(exact, within(1e-14));
        }
        assertThat(Roots.brent().findUpward(x -> 1 + x, 1).status()).isEqualTo(SolveStatus.NO_SIGN_CHANGE);
        assertThat(Roots.brent().findUpward(x -> -1 - x, 1).status()).isEqualTo(SolveStatus.NO_SIGN_CHANGE);
        assertThat(Roots.brent().findUpward(x -> Double.NaN, 1).status()).isEqualTo(SolveStatus.NOT_FINITE);
        assertThat(Roots.brent().findUpward(x -> x - 1, 1).evaluations()).isEqualTo(1);
    }

    @Test
    void agreesWithHipparchusOnRandomPolynomialsAndNeedsFewEvaluations() {
        SplittableRandom random = new SplittableRandom(5);
        var oracle = new BracketingNthOrderBrentSolver(1e-15, 1e-15, 5);
        long evaluations = 0;
        for (int i = 0; i < 1000; i++) {
            double r = random.nextDouble(-1, 1);
            double b = random.nextDouble(1, 3);
            DoubleUnaryOperator f = x -> (x - r) * (x * x + b * x + b * b) * Math.exp(x);
            Root root = Roots.brent().find(f, -1.5, 1.5);
            assertThat(root.orElseThrow()).isCloseTo(r, within(3e-14));
            assertThat(root.value()).isCloseTo(oracle.solve(200, f::applyAsDouble, -1.5, 1.5), within(3e-14));
            evaluations += root.evaluations();
        }
        assertThat(evaluations / 1000.0).isLessThan(15);
    }

    @ParameterizedTest
    @EnumSource
    void theWholeLineIsSearchedByGrowingSteps(Roots.Method method) {
        Roots roots = of(method);
        assertThat(roots.findNear(x -> Math.cbrt(x - 1e6), 0, 1).orElseThrow()).isCloseTo(1e6, within(1e-8));
        assertThat(roots.findNear(x -> 3 - x, -1000, 0.1).orElseThrow()).isCloseTo(3, within(1e-13));
    }

    @ParameterizedTest
    @EnumSource
    void failuresAreStatusesWithASentence(Roots.Method method) {
        Roots roots = of(method);
        assertThat(roots.find(x -> x * x + 1, -1, 1).status()).isEqualTo(SolveStatus.NO_SIGN_CHANGE);
        assertThat(roots.findPositive(x -> 1 + x, 1).status()).isEqualTo(SolveStatus.NO_SIGN_CHANGE);
        assertThat(roots.find(x -> 1 / (x - 0.3), 0, 1).status()).isEqualTo(SolveStatus.JUMP);
        assertThat(roots.find(x -> x < 0.3 ? -1 : 1, 0, 1).status()).isEqualTo(SolveStatus.JUMP);
        assertThat(roots.find(x -> x < 0.3 ? -1 : 1, 0, 1).value()).isCloseTo(0.3, within(1e-14));
        assertThat(roots.find(x -> x == 0 ? -1 : x == 1 ? 1 : Double.NaN, 0, 1).status())
                .isEqualTo(SolveStatus.NOT_FINITE);
        Root stopped = roots.withMaxEvaluations(5).find(Math::log, 0.1, 9);
        assertThat(stopped.status()).isEqualTo(SolveStatus.STEP_LIMIT);
        assertThat(stopped.lower()).isLessThan(1);
        assertThat(stopped.upper()).isGreaterThan(1);
        assertThatThrownBy(stopped::orElseThrow)
                .isInstanceOf(NotConvergedException.class)
                .hasMessageContaining("step limit");
    }

    @ParameterizedTest
    @EnumSource
    void infiniteEndValuesCountWithTheirSign(Roots.Method method) {
        assertThat(of(method).find(Math::log, 0, 10).orElseThrow()).isCloseTo(1, within(1e-14));
        assertThat(of(method).find(x -> Math.log(x / (1 - x)) - 2, 0, 1).orElseThrow())
                .isCloseTo(1 / (1 + Math.exp(-2)), within(1e-14));
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatThrownBy(() -> Roots.brent().find(x -> x, 1, 0)).hasMessageContaining("lower, upper = 1.0, 0.0");
        assertThatThrownBy(() -> Roots.brent().find(x -> x, Double.NaN, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Roots.brent().findPositive(x -> x, -1)).hasMessageContaining("start = -1.0");
        assertThatThrownBy(() -> Roots.brent().withRelativeTolerance(Double.NaN))
                .hasMessageContaining("NaN");
    }
}
