package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.solvable.data.family.InContextRegression.Sampler;
import org.solvable.linalg.MemoryBudgetExceededException;
import org.solvable.model.Cancel;
import org.solvable.model.Domain;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Models;
import org.solvable.model.Progress;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.num.RidgeMethod;

class ExperimentTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static Measurement measure(Model model, ExperimentSettings settings) {
        return Experiment.measure(model, settings, Run.quiet());
    }

    /** Means of an independent implementation: acceptance 4 combined standard errors. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, 10, 60, 0.9082, 0.0029, 0.116, 0.3186, 0.0020, 0.08",
        "0.5, 0.5, 20, 60, 0.8615, 0.0026, 0.052, 0.2828, 0.0017, 0.035",
        "5, 1.5, 10, 200, 0.5701, 0.0034, 0.136, 0.4792, 0.0026, 0.104",
        "5, 1.5, 20, 60, 0.4344, 0.0023, 0.046, 0.3733, 0.0018, 0.036",
    })
    void knownMeans(
            double kappa,
            double tau,
            int d,
            int replicas,
            double icl,
            double iclError,
            double iclSpread,
            double idg,
            double idgError,
            double idgSpread) {
        Measurement m = measure(new Model(10, kappa, tau, 0.01, 1e-5), ExperimentSettings.of(d, replicas, 2));
        assertThat(m.output("icl").mean())
                .isCloseTo(icl, within(4 * Math.hypot(iclError, iclSpread / Math.sqrt(replicas))));
        assertThat(m.output("idg").mean())
                .isCloseTo(idg, within(4 * Math.hypot(idgError, idgSpread / Math.sqrt(replicas))));
        assertThat(m.output("icl").count()).isEqualTo(replicas);
        assertThat(m.status()).isEqualTo(Status.CONVERGED);
    }

    /** Both witnesses: 2 e(2d) - e(d) is free of the 1/d bias, and the bias shrinks. */
    @ParameterizedTest
    @CsvSource({
        "10, 5, 0.5, 0.01, 0.01, 10, 0.01",
        "10, 0.5, 3, 0.01, 0.1, 10, 0.01",
        "2, inf, 1.5, 0.1, 0.1, 2, 0.1",
        "5, 2, 0.7, 0.2, 0.3, 20, 0.5"
    })
    void extrapolationMeetsTheTheory(
            double alpha, String kappa, double tau, double rho, double lambda, double alphaTest, double rhoTest) {
        double k = kappa.equals("inf") ? INF : Double.parseDouble(kappa);
        Model model = new Model(alpha, k, tau, rho, lambda, alphaTest, rhoTest);
        Measurement small = measure(model, ExperimentSettings.of(20, 120, 3));
        Measurement large = measure(model, ExperimentSettings.of(40, 40, 3));
        Errors theory = Theory.errors(model);
        Map<String, Double> exact =
                Map.of("icl", theory.icl(), "idg", theory.idg(), "train", theory.train(), "idg_t", theory.idgTest());
        exact.forEach((name, value) -> {
            Measured a = small.output(name);
            Measured b = large.output(name);
            double limit = 2 * b.mean() - a.mean();
            double error = Math.hypot(2 * b.standardError(), a.standardError());
            // What is left of order 1/d² is allowed for by a tenth of the bias.
            double rest = 0.1 * Math.abs(a.mean() - value);
            assertThat(limit).as("%s: %s, %s", name, a, b).isCloseTo(value, within(3 * error + rest));
        });
    }

    @Test
    void samplersAgree() {
        Model model = new Model(3, 0.7, 0.6, 0.1, 0.01);
        Measurement law = measure(model, ExperimentSettings.of(12, 150, 4));
        Measurement tokens = measure(model, ExperimentSettings.of(12, 150, 5).withSampler(Sampler.TOKENS));
        for (String name : new String[] {"icl", "idg", "train"}) {
            Measured a = law.output(name);
            Measured b = tokens.output(name);
            assertThat(Math.abs(a.mean() - b.mean()))
                    .as("%s %s %s", name, a, b)
                    .isLessThan(3.5 * Math.hypot(a.standardError(), b.standardError()));
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        Model model = new Model(3, 0.7, 1.4, 0.1, 0.01);
        ExperimentSettings settings = ExperimentSettings.of(9, 7, 6).withBaselinePrompts(40);
        Measurement one = measure(model, settings.withThreads(1));
        for (int threads : new int[] {2, 5}) {
            assertThat(measure(model, settings.withThreads(threads)).outputs()).isEqualTo(one.outputs());
        }
        assertThat(measure(model, settings.withThreads(1)).outputs()).isEqualTo(one.outputs());
        assertThat(measure(model, ExperimentSettings.of(9, 7, 7)).output("icl")).isNotEqualTo(one.output("icl"));
        // More replicas do not change the first ones.
        Experiment.Outcome third = Experiment.replica(model, ExperimentSettings.of(9, 100, 6), 2, Run.quiet());
        assertThat(third.icl())
                .isEqualTo(Experiment.replica(model, settings, 2, Run.quiet()).icl());
    }

    @Test
    void replicaShowsItsParameters() {
        Model model = new Model(5, 2, 2, 0.1, 0.05);
        Experiment.Outcome o = Experiment.replica(model, ExperimentSettings.of(8, 1, 1), 0, Run.quiet());
        assertThat(o.gamma().numRows).isEqualTo(8);
        assertThat(o.gamma().numCols).isEqualTo(9);
        assertThat(TestError.onSphere(o.gamma(), 40, 0.1)).isEqualTo(o.icl());
        assertThat(o.gTask()).isEqualTo(o.icl() - o.idg());
        assertThat(o.converged()).isTrue();
    }

    @Test
    void notesSayWhatWasRealisedAndHow() {
        Model model = new Model(1.23, 0.77, 1.5, 0.1, 0.01, 2.51, 0.2);
        Measurement m = measure(model, ExperimentSettings.of(10, 2, 1).withMethod(RidgeMethod.CONJUGATE_GRADIENT));
        assertThat(m.notes()).containsEntry("l", 12).containsEntry("k", 8).containsEntry("n", 150);
        assertThat(m.notes()).containsEntry("realised_alpha", 1.2).containsEntry("realised_alpha_t", 2.5);
        assertThat(m.notes())
                .containsEntry("fit_method", RidgeMethod.CONJUGATE_GRADIENT)
                .containsKey("fit_reason");
        assertThat((double) m.notes().get("fit_residual")).isLessThan(1e-5);
        assertThat(Experiment.realised(model, 10)).isEqualTo(new Model(1.2, 0.8, 1.5, 0.1, 0.01, 2.5, 0.2));
        assertThat(Experiment.realised(model.withKappa(INF), 10).kappa()).isInfinite();
    }

    @Test
    void aStopKeepsWhatIsFinished() {
        Cancel cancel = new Cancel();
        Progress stopper = new Progress() {
            @Override
            public void at(double fraction) {
                if (fraction > 0.3) {
                    cancel.cancel();
                }
            }

            @Override
            public Progress child(String name) {
                return this;
            }

            @Override
            public void done() {}
        };
        Model model = new Model(10, 0.5, 0.9, 0.01, 1e-5);
        ExperimentSettings settings = ExperimentSettings.of(24, 400, 1).withThreads(2);
        Measurement m = Experiment.measure(model, settings, new Run(cancel, stopper));
        assertThat(m.status()).isEqualTo(Status.CANCELLED);
        assertThat(m.output("icl").count()).isBetween(1L, 399L);
        assertThat(m.message()).contains("of 400 replicas, which are kept");
        double[] first = new double[3];
        for (int i = 0; i < first.length; i++) {
            first[i] = Experiment.replica(model, settings, i, Run.quiet()).icl();
            assertThat(first[i]).isPositive();
        }
    }

    @Test
    void anInterruptStopsALargeFit() throws InterruptedException {
        Measurement[] result = new Measurement[1];
        Thread thread = new Thread(() -> result[0] = Experiment.measure(
                new Model(10, 0.5, 1.1, 0.01, 1e-5),
                ExperimentSettings.of(120, 4, 1)
                        .withMethod(RidgeMethod.CONJUGATE_GRADIENT)
                        .withTolerance(1e-13),
                Run.quiet()));
        thread.start();
        Thread.sleep(300);
        thread.interrupt();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(result[0].status()).isEqualTo(Status.CANCELLED);
    }

    /** Rows of an independent simulation at d = 32, α = 10, ρ = 0.01; the asymptotic Bayes ridge. */
    @ParameterizedTest
    @CsvSource({"0.2, 1.586, 0.008, 0.24", "2, 1.234, 0.005, 0.17"})
    void baselines(double kappa, double icl, double error, double spread) {
        int prompts = 400;
        Measurement m = measure(
                new Model(10, kappa, 0.5, 0.01, 0.01),
                ExperimentSettings.of(32, 1, 1).withBaselinePrompts(prompts));
        assertThat(m.output("dmmse_icl").mean())
                .isCloseTo(icl, within(4 * Math.hypot(error, spread / Math.sqrt(prompts))));
        assertThat(m.output("dmmse_idg").mean()).isCloseTo(Baselines.dmmseIdg(0.01), within(1e-9));
        assertThat(m.output("bayes_ridge").mean()).isCloseTo(Baselines.bayesRidge(10, 0.01), within(2e-4));
        assertThat(m.output("bayes_ridge").count()).isEqualTo(prompts);
    }

    @Test
    void shortAndNoiselessContexts() {
        for (double alpha : new double[] {0.5, 3}) {
            for (double rho : new double[] {0, 0.3}) {
                Measurement m = measure(
                        new Model(alpha, INF, 0.5, rho, 0.1),
                        ExperimentSettings.of(40, 1, 1).withBaselinePrompts(200));
                Measured ridge = m.output("bayes_ridge");
                assertThat(ridge.mean())
                        .isCloseTo(
                                Baselines.bayesRidge(alpha, rho),
                                within(4 * ridge.standardError() + 0.03 * Baselines.bayesRidge(alpha, rho) + 1e-12));
                assertThat(m.outputs()).doesNotContainKey("dmmse_icl");
            }
        }
    }

    @Test
    void byName() {
        Measurement m = Models.measure(
                "linear-attention-icl",
                Map.of("alpha", "5", "kappa", "inf", "tau", 2, "d", 8, "replicas", 3, "method", "dual", "lambda", 0.1),
                Run.quiet());
        assertThat(m.notes()).containsEntry("fit_method", RidgeMethod.DUAL);
        assertThat(m.toJson()).contains("\"model\":\"linear-attention-icl\"").contains("\"fit_method\":\"dual\"");
        assertThat(m.output("g_task").mean()).isZero();
        assertThatThrownBy(() -> Models.measure("linear-attention-icl", Map.of("replica", 3), Run.quiet()))
                .hasMessageContaining("did you mean \"replicas\"");
        assertThat(Models.solve("linear-attention-icl", Map.of("tau", 1.5), Run.quiet())
                        .output("icl"))
                .isCloseTo(1.223564199, within(2e-9));
        assertThat(Models.solve("linear-attention-icl-structured", Map.of("power_t", 0.5), Run.quiet())
                        .output("test"))
                .isPositive();
    }

    @Test
    void sizesThatAreNoneAreRefused() {
        ExperimentSettings settings = ExperimentSettings.of(20, 1, 1);
        assertThatThrownBy(() -> measure(new Model(0.01, 1, 1, 0, 0), settings))
                .hasMessage("alpha = 0.01 at d = 20 gives l = 0: must be at least 1; raise alpha or d");
        assertThatThrownBy(() -> measure(new Model(1, 0.01, 1, 0, 0), settings))
                .hasMessageContaining("kappa = 0.01 at d = 20 gives k = 0");
        assertThatThrownBy(() -> measure(new Model(1, 1, 0.001, 0, 0), settings))
                .hasMessageContaining("tau = 0.001 at d = 20 gives n = 0");
        assertThatThrownBy(() -> measure(new Model(1, 1, INF, 0, 0), settings))
                .hasMessageContaining("tau = inf: an experiment needs finitely many prompts");
        assertThatThrownBy(() -> measure(new Model(1, 1, 1, 0, 0), ExperimentSettings.of(40_000, 1, 1)))
                .isInstanceOf(MemoryBudgetExceededException.class)
                .hasMessageContaining("Lower d = 40000");
        assertThatThrownBy(() -> measure(new Model(1, 1e12, 1, 0, 0), settings))
                .isInstanceOf(MemoryBudgetExceededException.class)
                .hasMessageContaining("kappa = 1.0E12");
        assertThatThrownBy(() -> measure(new Model(1e300, 1, 1, 0, 0), settings))
                .hasMessageContaining("alpha = 1.0E300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "replicas", "tolerance", "threads", "baseline_prompts"})
    void everySettingRefusesNonsense(String name) {
        for (Object bad : new Object[] {Double.NaN, INF, -INF, -1, 1e300, "many"}) {
            assertThatThrownBy(() -> Domain.of(ExperimentSettings.class).build(Map.of(name, bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name + " = ");
        }
        if (!name.equals("threads") && !name.equals("baseline_prompts")) {
            assertThatThrownBy(() -> Domain.of(ExperimentSettings.class).build(Map.of(name, 0)))
                    .hasMessageContaining(name + " = 0");
        }
        assertThatThrownBy(() -> Domain.of(ExperimentSettings.class).build(Map.of("method", "magic")))
                .hasMessageContaining("auto, primal, dual, conjugate-gradient, eigen");
        assertThatThrownBy(() -> Domain.of(ExperimentSettings.class).build(Map.of("sampler", "")))
                .hasMessageContaining("direct, tokens");
    }

    @Test
    void ridgelessExperimentIsTheLimitOfSmallRidges() {
        for (double tau : new double[] {0.5, 2}) {
            Measurement limit = measure(new Model(10, 2, tau, 0.1, 0), ExperimentSettings.of(14, 60, 1));
            Measurement small = measure(new Model(10, 2, tau, 0.1, 1e-7), ExperimentSettings.of(14, 60, 2));
            Measured a = limit.output("icl");
            Measured b = small.output("icl");
            assertThat(Math.abs(a.mean() - b.mean())).isLessThan(4 * Math.hypot(a.standardError(), b.standardError()));
        }
    }
}
