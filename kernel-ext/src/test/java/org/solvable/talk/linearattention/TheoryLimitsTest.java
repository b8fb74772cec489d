package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits are taken as limits: theory at a sequence of points against the closed form. */
class TheoryLimitsTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] KAPPAS = {0.2, 0.5, 1, 1.1, 3, INF};

    private static void close(double actual, double expected, double tolerance, Object where) {
        assertThat(actual).as("%s", where).isCloseTo(expected, within(tolerance * Math.abs(expected) + 1e-300));
    }

    /** d log f / d log x, by a symmetric difference. */
    private static double slope(DoubleUnaryOperator f, double x) {
        double h = 1e-3;
        return (Math.log(f.applyAsDouble(x * (1 + h))) - Math.log(f.applyAsDouble(x * (1 - h)))) / (2 * h);
    }

    @Test
    void peakInTheNumberOfPrompts() {
        for (double kappa : KAPPAS) {
            for (double alpha : new double[] {0.3, 10, 100}) {
                for (double rho : new double[] {0, 0.3}) {
                    Model model = new Model(alpha, kappa, 1, rho, 0);
                    TheoryLimits.Peak peak = TheoryLimits.peakInTau(model);
                    for (double side : new double[] {-1, 1}) {
                        double distance = 1e-9;
                        Errors e = Theory.errors(model.withTau(1 + side * distance));
                        double actual = Math.abs(1 + side * distance - 1);
                        close(e.idg() * actual, peak.idg(), 1e-5, model);
                        close(e.icl() * actual, peak.icl(), 1e-5, model);
                    }
                    close(slope(x -> Theory.errors(model.withTau(1 + x)).icl(), 1e-7), peak.exponent(), 1e-4, model);
                    close(slope(x -> Theory.errors(model.withTau(1 - x)).idg(), 1e-7), peak.exponent(), 1e-4, model);
                }
            }
        }
        assertThat(TheoryLimits.PEAK_EXPONENT_TAU).isEqualTo(-1);
    }

    @Test
    void peakInTheRidge() {
        for (double kappa : KAPPAS) {
            Model model = new Model(10, kappa, 1, 0.1, 0);
            TheoryLimits.Peak peak = TheoryLimits.peakInLambda(model);
            double lambda = 1e-16;
            Errors e = Theory.errors(model.withLambda(lambda));
            close(e.idg() * Math.sqrt(lambda), peak.idg(), 1e-6, model);
            close(e.icl() * Math.sqrt(lambda), peak.icl(), 1e-6, model);
            close(e.xi(), Math.sqrt(lambda / Resolvent.trace(0.11, kappa)), 1e-6, model);
            close(slope(x -> Theory.errors(model.withLambda(x)).icl(), 1e-14), peak.exponent(), 1e-4, model);
            close(slope(x -> Theory.errors(model.withLambda(x)).idg(), 1e-14), -0.5, 1e-4, model);
        }
    }

    @Test
    void endlessPretraining() {
        for (double kappa : KAPPAS) {
            for (double alpha : new double[] {0.1, 10, 1000}) {
                Model model = new Model(alpha, kappa, INF, 0.2, 0);
                Errors far = Theory.errors(model.withTau(1e14));
                Errors at = Theory.errors(model);
                close(at.idg(), TheoryLimits.idgOfEndlessPretraining(model), 1e-14, model);
                close(far.idg(), at.idg(), 1e-12, model);
                close(at.gTask(), TheoryLimits.gapAboveThreshold(model), 1e-13, model);
                close(far.gTask(), at.gTask(), 1e-7, model);
            }
        }
    }

    /** The printed formula of the gap above the threshold, against the form without differences. */
    @ParameterizedTest
    @CsvSource({"10,0.5,1.5,0.01", "0.5,3,20,1", "3,1,1.01,0.3"})
    void gapAboveTheThreshold(double alpha, double kappa, double tau, double rho) {
        Model model = new Model(alpha, kappa, tau, rho, 0);
        double q = (1 + rho) / alpha;
        Resolvent f = Resolvent.isotropic(q, kappa);
        double printed =
                q * q * ((1 + q) * f.m2() - f.m()) + (rho + q * (1 - q * f.m())) / (tau - 1) * ((1 + q) * f.m() - 1);
        close(TheoryLimits.gapAboveThreshold(model), printed, 1e-12, model);
        close(Theory.errors(model).gTask(), printed, 1e-12, model);
        assertThatThrownBy(() -> TheoryLimits.gapAboveThreshold(model.withTau(1)))
                .hasMessage("tau = 1.0: must be > 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.8, 1, 1.2, 3})
    void transitionInDiversity(double kappa) {
        for (double rho : new double[] {0, 0.5}) {
            Model model = new Model(1e10, kappa, INF, rho, 0);
            Errors e = Theory.errors(model);
            double q = (1 + rho) / 1e10;
            assertThat(e.gTask()).isCloseTo(TheoryLimits.gapOfTransition(kappa), within(1e-5));
            assertThat(e.icl()).isCloseTo(rho + TheoryLimits.gapOfTransition(kappa), within(2e-5));
            close(e.gTask(), TheoryLimits.gapNearTransition(kappa, q), 3e-5, model);
            assertThat(slope(a -> Theory.errors(model.withAlpha(a)).gTask(), 1e9))
                    .isCloseTo(TheoryLimits.gapExponent(kappa), within(1e-4));
        }
    }

    @Test
    void jointScaling() {
        double c = 0.2;
        double rho = 0.3;
        double alpha = 1e9;
        for (double kappa : new double[] {0.1, 0.5, 0.9}) {
            close(
                    Theory.errors(new Model(alpha, kappa, c * alpha, rho, 0)).gTask(),
                    TheoryLimits.gapOfJointScaling(kappa, rho, c),
                    1e-6,
                    kappa);
        }
        for (double kappa : new double[] {1.5, 4}) {
            close(
                    Theory.errors(new Model(alpha, kappa, c * alpha, rho, 0)).gTask(),
                    TheoryLimits.gapOfJointScaling(kappa, rho, c, alpha),
                    1e-6,
                    kappa);
            assertThat(TheoryLimits.gapOfJointScaling(kappa, rho, c)).isZero();
        }
    }

    @Test
    void manyTasks() {
        for (double tau : new double[] {1.2, 7, INF}) {
            Model model = new Model(10, 1e9, tau, 0.2, 0);
            close(1e9 * Theory.errors(model).gTask(), TheoryLimits.gapTimesDiversity(model), 1e-7, model);
        }
        Errors e = Theory.errors(new Model(4, INF, INF, 0.2, 0));
        close(e.icl(), TheoryLimits.errorOfEndlessTasks(4, 0.2), 1e-14, "tau = kappa = inf");
        assertThat(e.gTask()).isZero();
    }

    @Test
    void fewTasks() {
        for (double tau : new double[] {0.3, 1.5, INF}) {
            for (double lambda : new double[] {0, 0.1}) {
                Model model = new Model(3, 1e-10, tau, 0.2, lambda);
                close(Theory.errors(model).gTask(), TheoryLimits.gapOfFewTasks(model), 1e-7, model);
            }
        }
    }

    /** Section "long contexts at fixed τ": both tables, the growth rates, and what happens on the lines between. */
    @Test
    void longContexts() {
        double alpha = 1e12;
        for (double tau : new double[] {0.5, 0.9, 2, 20, INF}) {
            for (double kappa : new double[] {0.2, 0.5, 0.7, 0.9, 1, 1.1, 2, INF}) {
                for (double lambda : new double[] {0, 0.1}) {
                    for (double rho : new double[] {0, 0.3}) {
                        Model model = new Model(alpha, kappa, tau, rho, lambda);
                        Errors e = Theory.errors(model);
                        TheoryLimits.LongContext limit = TheoryLimits.longContext(model);
                        if (limit.iclGrowth() > 0) {
                            assertThat(limit.icl()).isInfinite();
                            close(e.icl() / alpha, limit.iclGrowth(), 1e-4, model);
                        } else if (limit.icl() == INF) {
                            // On the line κ = κ_c itself the growth is like √α.
                            assertThat(kappa).isEqualTo(TheoryLimits.secondThreshold(tau));
                            assertThat(slope(
                                            a -> Theory.errors(model.withAlpha(a))
                                                    .icl(),
                                            1e12))
                                    .isCloseTo(0.5, within(1e-3));
                        } else {
                            assertThat(e.icl()).as("%s", model).isCloseTo(limit.icl(), within(1e-5));
                        }
                        if (limit.idg() < INF) {
                            assertThat(e.idg()).as("%s", model).isCloseTo(limit.idg(), within(3e-6));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"20,0.5,1.1,6.394736842105263", "2,0.3,2,0.9"})
    void longContextAboveBothThresholds(double tau, double rho, double kappa, double ignored) {
        double printed = rho + rho * kappa / ((kappa - 1) * (tau - 1));
        close(TheoryLimits.longContext(new Model(1, kappa, tau, rho, 0)).icl(), printed, 1e-14, ignored);
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.1,0.6", "0.9,0.3,2"})
    void longContextBelowTheFirstThreshold(double tau, double rho, double kappa) {
        double printed = 1 - tau + rho + tau * rho * kappa / ((1 - tau) * (kappa - tau));
        close(TheoryLimits.longContext(new Model(1, kappa, tau, rho, 0)).icl(), printed, 1e-13, kappa);
    }

    @Test
    void shortContexts() {
        for (double tau : new double[] {0.3, 0.9, 1.5, INF}) {
            for (double kappa : KAPPAS) {
                for (double lambda : new double[] {0, 10}) {
                    Errors e = Theory.errors(new Model(1e-10, kappa, tau, 0.4, lambda));
                    close(e.icl(), TheoryLimits.shortContext(tau, 0.4), 1e-6, tau);
                    close(e.idg(), TheoryLimits.shortContext(tau, 0.4), 1e-6, tau);
                }
            }
        }
    }

    /** z m at diversity α as the context of the Bayes learner, and what it must beat. */
    @Test
    void bayesRidgeIsTheOptimumInContext() {
        close(Baselines.bayesRidge(0.5, 0.01), 0.519622372448, 1e-11, 0.5);
        close(Baselines.bayesRidge(1, 0.01), 0.105124921973, 1e-11, 1);
        close(Baselines.bayesRidge(10, 0.01), 0.0111097412291, 1e-11, 10);
        for (double alpha : new double[] {0.1, 0.9, 1, 3, 50}) {
            for (double rho : new double[] {1e-6, 0.1, 2}) {
                double bayes = Baselines.bayesRidge(alpha, rho);
                assertThat(Theory.errors(new Model(alpha, INF, INF, rho, 0)).icl())
                        .isGreaterThan(bayes);
                assertThat(bayes).isBetween(rho, 1 + rho);
                assertThat(Baselines.bayesRidge(alpha, 1e-13)).isCloseTo(Math.max(0, 1 - alpha), within(1e-6));
            }
            assertThat(Baselines.bayesRidge(alpha, 0)).isEqualTo(Math.max(0, 1 - alpha));
        }
        assertThatThrownBy(() -> Baselines.bayesRidge(Double.NaN, 1)).hasMessageContaining("alpha = NaN");
        assertThatThrownBy(() -> Baselines.bayesRidge(1, -1)).hasMessageContaining("rho = -1.0");
    }
}
