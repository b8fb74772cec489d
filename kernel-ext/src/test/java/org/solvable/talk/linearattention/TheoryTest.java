package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.solvable.model.Domain;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

class TheoryTest {

    private static double number(String text) {
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private static void assertRelative(double actual, double expected, double tolerance, String what) {
        assertThat(actual).as(what).isCloseTo(expected, within(tolerance * Math.max(1e-300, Math.abs(expected))));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "reference.csv", numLinesToSkip = 3)
    void referenceValues(
            double alpha,
            String kappa,
            double tau,
            double rho,
            double lambda,
            double icl,
            double idg,
            double train,
            double xi) {
        Errors e =
                Theory.solve(new Model(alpha, number(kappa), tau, rho, lambda)).orThrow();
        assertRelative(e.icl(), icl, 1e-9, "icl");
        assertRelative(e.idg(), idg, 1e-9, "idg");
        assertRelative(e.train(), train, 1e-9, "train");
        assertRelative(e.xi(), xi, 1e-9, "xi");
        assertThat(e.gTask()).isCloseTo(e.icl() - e.idg(), within(1e-12 * e.icl()));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 5.37202708423, 49.6259180165",
        "1, 2.68606184796, 15.3841340217",
        "2, 1.47987314677, 3.43104329385"
    })
    void resolventTraces(double kappa, double m, double m2) {
        Resolvent f = Resolvent.isotropic(0.101, kappa);
        assertRelative(f.m(), m, 1e-11, "m");
        assertRelative(f.m2(), m2, 1e-11, "m2");
    }

    /** 400-digit arithmetic over 24 orders of magnitude; the gap too, where both errors agree in most digits. */
    @ParameterizedTest
    @CsvFileSource(resources = "precision.csv", numLinesToSkip = 3)
    void digitsHoldEverywhere(ArgumentsAccessor row) {
        double[] v = new double[row.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = number(row.getString(i));
        }
        Model model = new Model(v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
        var solution = Theory.solve(model);
        Errors e = solution.orThrow();
        double[] computed = {e.icl(), e.idg(), e.train(), e.xi(), e.gTask(), e.idgTest(), e.e0(), e.nu(), e.m(), e.m2()
        };
        for (int i = 0; i < computed.length; i++) {
            assertRelative(computed[i], v[7 + i], 2e-13, "column " + (7 + i) + " at " + model);
        }
        assertThat(Math.abs(e.icl() - v[7]))
                .isLessThanOrEqualTo(solution.diagnostics().errorEstimate());
        assertThat(solution.diagnostics().residual()).isLessThan(1e-13);
    }

    /** The other quantities that drop out of the same optimum: (d/dλ)(training objective) = ‖Γ‖²/d. */
    @Test
    void trainingErrorIsTheDerivativeOfTheOptimum() {
        RandomStream stream = RandomStream.of(3);
        for (int i = 0; i < 300; i++) {
            Model model = random(stream);
            double lambda = model.lambda();
            double h = 1e-4 * lambda;
            double slope =
                    (objective(model.withLambda(lambda + h)) - objective(model.withLambda(lambda - h))) / (2 * h);
            assertRelative(slope, norm(model), 2e-6, "slope of the objective at " + model);
            // The objective itself has a second form, by the deterministic predictor: (λ/ξ)(ρ + ν(1-νm)).
            Errors e = Theory.errors(model);
            double t = Resolvent.isotropic(e.nu(), model.kappa()).first();
            assertRelative(objective(model), lambda / e.xi() * (model.rho() + e.nu() * t), 1e-11, "objective");
        }
    }

    private static double norm(Model model) {
        double q = (1 + model.rho()) / model.alpha();
        EffectiveRidge ridge = Theory.effectiveRidge(model);
        Resolvent f = Resolvent.isotropic(q + ridge.xi(), model.kappa());
        return Pretrained.of(ridge, f, q, model.rho(), model.tau()).norm();
    }

    private static double objective(Model model) {
        return Theory.errors(model).train() + model.lambda() * norm(model);
    }

    /** A longer or noisier test prompt moves both errors along the same line, so their gap stays. */
    @Test
    void testConditionsShiftBothErrorsAlike() {
        RandomStream stream = RandomStream.of(4);
        for (int i = 0; i < 300; i++) {
            Model model = random(stream);
            Errors e = Theory.errors(model);
            assertThat(e.gTask()).isCloseTo(e.icl() - e.idgTest(), within(1e-12 * (e.icl() + e.idgTest())));
            Model matched = model.withAlphaTest(model.alpha()).withRhoTest(model.rho());
            assertRelative(e.gTask(), Theory.errors(matched).gTask(), 1e-12, "gap at " + model);
            double dq = (1 + model.rhoTest()) / model.alphaTest() - (1 + model.rho()) / model.alpha();
            assertThat(e.idgTest())
                    .isCloseTo(
                            e.idg() + model.rhoTest() - model.rho() + dq * norm(model),
                            within(1e-11 * (1 + e.idg() + e.idgTest())));
        }
    }

    @Test
    void leftSideOfTheRidgeEquationIncreasesAndIsConcave() {
        RandomStream stream = RandomStream.of(5);
        for (int i = 0; i < 200; i++) {
            Model model = random(stream);
            double q = (1 + model.rho()) / model.alpha();
            double last = Double.NEGATIVE_INFINITY;
            double lastSlope = Double.POSITIVE_INFINITY;
            for (int j = 1; j <= 60; j++) {
                double xi = 0.1 * j;
                double value = model.tau()
                        - 1
                        + xi * Resolvent.trace(q + xi, model.kappa())
                        - model.tau() * model.lambda() / xi;
                assertThat(value).isGreaterThan(last);
                assertThat(value - last).isLessThanOrEqualTo(lastSlope + 1e-12);
                lastSlope = value - last;
                last = value;
            }
        }
    }

    @Test
    void startOfTheSearchLiesLeftOfTheRoot() {
        RandomStream stream = RandomStream.of(6);
        for (int i = 0; i < 500; i++) {
            Model model = random(stream);
            double q = (1 + model.rho()) / model.alpha();
            Resolvent f = Resolvent.isotropic(q, model.kappa());
            double start = EffectiveRidge.start(f.first() / f.m() + q, model.tau(), model.lambda());
            EffectiveRidge found = Theory.effectiveRidge(model);
            assertThat(start).isBetween(model.lambda() * (1 - 1e-14), found.xi() * (1 + 1e-14));
            assertThat(found.iterations()).isLessThan(30);
        }
    }

    /** The textbook forms, which lose digits but are right, at random points. */
    @Test
    void sumsOfPositiveTermsEqualTheTextbookDifferences() {
        RandomStream stream = RandomStream.of(1);
        for (int i = 0; i < 2000; i++) {
            double z = Math.exp(6 * stream.nextDouble() - 3);
            double kappa = Math.exp(6 * stream.nextDouble() - 3);
            Resolvent f = Resolvent.isotropic(z, kappa);
            double h = 1e-4 * z;
            double slope = (Resolvent.trace(z - h, kappa) - Resolvent.trace(z + h, kappa)) / (2 * h);
            assertRelative(f.m2(), slope, 1e-6, "m2 = -m'");
            assertThat(z / kappa * f.m() * f.m() + (z + 1 - 1 / kappa) * f.m() - 1)
                    .isCloseTo(0, within(1e-12 * (1 + f.m() / kappa)));
            assertThat(f.first()).isCloseTo(1 - z * f.m(), within(1e-13));
            assertThat(f.second()).isCloseTo(1 - 2 * z * f.m() + z * z * f.m2(), within(1e-12));
        }
    }

    /** Equations (3) to (5) of the deterministic equivalents, written as they are printed. */
    @Test
    void errorsEqualTheTextbookFormulas() {
        RandomStream stream = RandomStream.of(2);
        for (int i = 0; i < 2000; i++) {
            Model model = random(stream);
            double xi = Theory.effectiveRidge(model).xi();
            double q = (1 + model.rho()) / model.alpha();
            double qt = (1 + model.rhoTest()) / model.alphaTest();
            Resolvent f = Resolvent.isotropic(q + xi, model.kappa());
            double nu = f.z();
            double m = f.m();
            double m2 = f.m2();
            double tau = model.tau();
            double e0 = model.rho() + nu * (1 - nu * m) - xi * (1 - 2 * nu * m + nu * nu * m2);
            double d = 1 - 2 * xi * m + xi * xi * m2;
            double idg = e0 / (1 - d / tau);
            double icl = 1
                    + model.rhoTest()
                    - 2 * (1 - nu * m)
                    + (1 + qt) * (1 - 2 * nu * m + nu * nu * m2)
                    + idg / tau * (1 + qt) * (m - xi * m2);
            Errors e = Theory.errors(model);
            double scale = 1e-9 * (1 + nu * nu) / Math.abs(1 - d / tau);
            assertThat(e.idg()).as("%s", model).isCloseTo(idg, within(scale * (1 + idg)));
            assertThat(e.icl()).as("%s", model).isCloseTo(icl, within(scale * (1 + icl)));
            assertThat(tau - 1 + xi * m - tau * model.lambda() / xi).isCloseTo(0, within(1e-11 * (1 + tau)));
        }
    }

    private static Model random(RandomStream stream) {
        double[] v = new double[7];
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.exp(6 * stream.nextDouble() - 3);
        }
        return new Model(v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
    }

    @ParameterizedTest
    @CsvSource({"10,0.5,1.5,0.01", "3,2,1.1,0.3", "0.4,0.7,30,1", "50,1,1.7,0"})
    void ridgelessClosedFormsAboveTheThreshold(double alpha, double kappa, double tau, double rho) {
        double q = (1 + rho) / alpha;
        Resolvent f = Resolvent.isotropic(q, kappa);
        double e0 = rho + q * (1 - q * f.m());
        Errors e = Theory.errors(new Model(alpha, kappa, tau, rho, 0));
        assertRelative(e.idg(), tau * e0 / (tau - 1), 1e-10, "idg");
        assertRelative(
                e.icl(),
                1 + rho - 2 * (1 - q * f.m()) + (1 + q) * (1 - 2 * q * f.m() + q * q * f.m2() + f.m() * e0 / (tau - 1)),
                1e-10,
                "icl");
        double g = q * q * ((1 + q) * f.m2() - f.m()) + (rho + q * (1 - q * f.m())) / (tau - 1) * ((1 + q) * f.m() - 1);
        assertRelative(e.gTask(), g, 1e-9, "g_task");
    }

    @ParameterizedTest
    @CsvSource({"10,0.5,0.5,0.01", "3,2,0.9,0.3", "0.4,0.7,0.2,1", "50,0.3,0.7,0.02"})
    void ridgelessClosedFormsBelowTheThreshold(double alpha, double kappa, double tau, double rho) {
        double q = (1 + rho) / alpha;
        double mu = q * Resolvent.trace(q, kappa / tau);
        double xi = (1 - tau) * q / (tau * mu);
        Errors e = Theory.errors(new Model(alpha, kappa, tau, rho, 0));
        assertRelative(
                e.icl(),
                tau * (1 + q) / (1 - tau) * (1 - tau * (1 - mu) * (1 - mu) + mu * (rho / q - 1))
                        - 2 * tau * (1 - mu)
                        + 1
                        + rho,
                1e-10,
                "icl");
        double p = 1 / (1 - kappa * Math.pow(1 + kappa * xi / (1 - tau), -2));
        double idg = tau
                * ((q + xi) * (q + xi) / xi
                        + (rho + q - 2 * q * (1 - tau) * (1 + q / xi)) / ((1 - tau) * (1 - p * (1 - tau))));
        assertRelative(e.idg(), idg, 1e-9, "idg");
        assertThat(e.train()).isZero();
    }

    @Test
    void ridgeGoesToRidgelessContinuously() {
        for (double tau : new double[] {0.3, 0.999, 1.001, 5}) {
            Model limit = new Model(10, 0.5, tau, 0.01, 0);
            Errors a = Theory.errors(limit);
            Errors b = Theory.errors(limit.withLambda(1e-300));
            assertRelative(b.icl(), a.icl(), 1e-9, "icl at tau " + tau);
            assertRelative(b.idg(), a.idg(), 1e-9, "idg at tau " + tau);
        }
    }

    @Test
    void interpolationPeakIsAStatusNotAnException() {
        var solution = Theory.solve(new Model(10, 0.5, 1, 0.01, 0));
        assertThat(solution.status()).isEqualTo(Status.DIVERGENT);
        assertThat(solution.outputs().icl()).isInfinite();
        assertThat(solution.outputs().idg()).isInfinite();
        assertThat(solution.outputs().train()).isZero();
        assertThat(solution.toJson()).contains("\"icl\":\"inf\"").contains("\"status\":\"divergent\"");
    }

    /** Far corners: finite, ordered, and continuous with their limits. */
    @Test
    void extremePointsStayFinite() {
        for (double alpha : new double[] {1e-300, 1e-3, 1, 1e3, 1e12, 1e100}) {
            for (double kappa : new double[] {1e-6, 1e-3, 1, 1e6, 1e300, Double.POSITIVE_INFINITY}) {
                for (double tau : new double[] {1e-6, 0.999999, 1 + 1e-9, 10, 1e12, Double.POSITIVE_INFINITY}) {
                    for (double lambda : new double[] {0, 1e-300, 1e-5, 1, 1e8, 1e200}) {
                        var s = Theory.solve(new Model(alpha, kappa, tau, 0.1, lambda));
                        Errors e = s.outputs();
                        assertThat(s.status()).as("%s", s.inputs()).isEqualTo(Status.CONVERGED);
                        assertThat(e.idg()).as("%s", s.inputs()).isFinite().isGreaterThanOrEqualTo(0.1 * (1 - 1e-12));
                        assertThat(e.icl()).as("%s", s.inputs()).isFinite().isGreaterThan(0.1 * (1 - 1e-12));
                        assertThat(e.train()).as("%s", s.inputs()).isFinite().isBetween(0.0, e.idg() * (1 + 1e-12));
                        if (kappa == Double.POSITIVE_INFINITY) {
                            assertRelative(e.icl(), e.idg(), 1e-9, "errors coincide at " + s.inputs());
                        }
                    }
                }
            }
        }
    }

    /** Where a double can no longer hold the numbers, the status says so; NaN never passes for an answer. */
    @Test
    void leavingTheRangeOfDoublesIsAStatus() {
        RandomStream stream = RandomStream.of(7);
        for (int i = 0; i < 20_000; i++) {
            double span = i % 2 == 0 ? 90 : 300;
            double[] v = new double[7];
            for (int j = 0; j < v.length; j++) {
                v[j] = StrictMath.pow(10, span * (2 * stream.nextDouble() - 1));
            }
            Model model =
                    new Model(v[0], v[1], i % 5 == 0 ? 1 : v[2], v[3], i % 3 == 0 && i % 5 != 0 ? 0 : v[4], v[5], v[6]);
            var solution = Theory.solve(model);
            Errors e = solution.outputs();
            if (span < 100) {
                assertThat(solution.status()).as("%s", model).isEqualTo(Status.CONVERGED);
            }
            if (solution.status() == Status.CONVERGED) {
                assertThat(e.icl() + e.idg() + e.train() + e.idgTest() + e.bayesRidge() + e.xi())
                        .as("%s %s", model, e)
                        .isFinite()
                        .isNotNegative();
                assertThat(e.gTask()).as("%s", model).isNotNaN();
            } else {
                assertThat(solution.status()).isEqualTo(Status.NOT_CONVERGED);
                assertThat(solution.message()).contains("range of doubles");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, -1})
    void everyComponentRefusesNonsense(double bad) {
        for (String name : new String[] {"alpha", "kappa", "tau", "rho", "lambda", "alpha_t", "rho_t"}) {
            assertThatThrownBy(() -> Domain.of(Model.class).build(Map.of(name, bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(name + " = (NaN|-inf|-1(\\.0)?): must be .*");
        }
    }

    @Test
    void infinityAndZeroOnlyWhereTheyMakeSense() {
        for (String name : new String[] {"alpha", "rho", "lambda", "alpha_t", "rho_t"}) {
            assertThatThrownBy(() -> Domain.of(Model.class).build(Map.of(name, "inf")))
                    .hasMessageContaining(name + " = inf: must be finite");
        }
        for (String name : new String[] {"alpha", "kappa", "tau", "alpha_t"}) {
            for (Object zero : new Object[] {0, "-0.0"}) {
                assertThatThrownBy(() -> Domain.of(Model.class).build(Map.of(name, zero)))
                        .hasMessageContaining("must be")
                        .hasMessageContaining("> 0");
            }
        }
        assertThat(Domain.of(Model.class)
                        .build(Map.of("kappa", "inf", "tau", "inf"))
                        .toString())
                .contains("Infinity");
        assertThatThrownBy(() -> Domain.of(Model.class).build(Map.of("kapa", 1)))
                .hasMessageContaining("did you mean \"kappa\"");
    }
}
