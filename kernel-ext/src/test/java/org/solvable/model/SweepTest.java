package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.solvable.linalg.MemoryBudgetExceededException;
import tech.tablesaw.api.Table;

class SweepTest {

    private static final Magnet MAGNET = new Magnet();

    private static Sweep theory() {
        return Sweep.solving(MAGNET)
                .over(Axis.log("beta", 0.25, 4, 9))
                .over(Axis.ofWords("start", "up", "nearly-zero"))
                .with("h", 0.01);
    }

    private static Sweep experiment() {
        return Sweep.measuring(MAGNET).over(Axis.of("beta", 0.5, 1.5)).over(Axis.of("n", 20, 200));
    }

    @Test
    void rowsAreThePointsOfTheGridInOrder() {
        SweepResult result = theory().run(Run.quiet());
        Table table = result.table();
        assertThat(table.columnNames()).containsExactly("beta", "start", "h", "m", "energy", "status");
        assertThat(table.rowCount()).isEqualTo(18);
        for (int row = 0; row < 18; row++) {
            double beta = table.doubleColumn("beta").getDouble(row);
            String start = table.stringColumn("start").get(row);
            assertThat(beta).isEqualTo(row < 2 ? 0.25 : row > 15 ? 4 : beta);
            assertThat(start).isEqualTo(row % 2 == 0 ? "up" : "nearly-zero");
            Solution<?> alone = Models.solve(MAGNET, Map.of("beta", beta, "start", start, "h", 0.01), Run.quiet());
            assertThat(table.doubleColumn("m").getDouble(row)).isEqualTo(alone.output("m"));
            assertThat(table.stringColumn("status").get(row))
                    .isEqualTo(alone.status().word());
        }
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.finished()).isEqualTo(18);
        assertThat(result.column("energy"))
                .isEqualTo(new SweepColumn("energy", SweepColumn.Role.OUTPUT, "e", "J", "energy per spin"));
        assertThat(result.column("beta").role()).isEqualTo(SweepColumn.Role.PARAMETER);
        assertThat(result.provenance()).containsKeys("sweep", "solvable", "revision", "java", "system", "backend");
        assertThat(result.toJson()).contains("\"sha256\":\"" + result.sha256() + "\"");
    }

    @Test
    void ratiosOfALogarithmicAxisAreEqualAndItsEndsExact() {
        List<Object> values = Axis.log("beta", 0.1, 1000, 5).values();
        assertThat(values.getFirst()).isEqualTo(0.1);
        assertThat(values.getLast()).isEqualTo(1000.0);
        assertThat((double) values.get(2)).isCloseTo(10, org.assertj.core.api.Assertions.within(1e-13));
        assertThat(Axis.linear("h", -1, 1, 5).values()).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
    }

    @Test
    void anExperimentGivesWhatItGivesAlone() {
        SweepResult result =
                experiment().with("replicas", 7).with("seed", 3).run(Run.quiet().withThreads(3));
        Table table = result.table();
        assertThat(table.columnNames())
                .containsExactly(
                        "beta",
                        "n",
                        "replicas",
                        "seed",
                        "m",
                        "m_se",
                        "energy",
                        "energy_se",
                        "count",
                        "spins",
                        "status");
        Measured alone = Models.measure(MAGNET, Map.of("beta", 1.5, "n", 20, "replicas", 7, "seed", 3), Run.quiet())
                .output("m");
        assertThat(table.doubleColumn("m").getDouble(2)).isEqualTo(alone.mean());
        assertThat(table.doubleColumn("m_se").getDouble(2)).isEqualTo(alone.standardError());
        assertThat(table.longColumn("count").getLong(2)).isEqualTo(7);
        assertThat(table.doubleColumn("spins").getDouble(2)).isEqualTo(20);
        assertThat(result.column("m_se").role()).isEqualTo(SweepColumn.Role.STANDARD_ERROR);
        assertThat(result.column("n").role()).isEqualTo(SweepColumn.Role.SETTING);
    }

    @Test
    void theBytesDoNotDependOnTheThreads() {
        Sweep units = experiment().withReplicas(11);
        String solved = theory().withThreads(1).run(Run.quiet()).sha256();
        String measured = units.withThreads(1).run(Run.quiet()).sha256();
        assertThat(solved).isNotEqualTo(measured);
        for (int threads : new int[] {2, 4, 8}) {
            assertThat(theory().withThreads(threads).run(Run.quiet()).sha256()).isEqualTo(solved);
            assertThat(units.withThreads(threads).run(Run.quiet()).sha256()).isEqualTo(measured);
        }
    }

    @Test
    void replicasAreIndependentAndPooled() {
        Table table = experiment().withReplicas(400).run(Run.quiet()).table();
        Table other =
                experiment().withReplicas(400).with("seed", 2).run(Run.quiet()).table();
        for (int row = 0; row < 4; row++) {
            Measured a = new Measured(
                    table.doubleColumn("m").getDouble(row),
                    table.doubleColumn("m_se").getDouble(row),
                    400);
            assertThat(table.longColumn("count").getLong(row)).isEqualTo(400);
            assertThat(a.standardError()).isPositive();
            // Another 400 draws by one call: the same law, so means agree and errors are alike.
            Measured b = Models.measure(
                            MAGNET,
                            Map.of(
                                    "beta",
                                    table.doubleColumn("beta").getDouble(row),
                                    "n",
                                    table.longColumn("n").getLong(row),
                                    "replicas",
                                    400,
                                    "seed",
                                    77),
                            Run.quiet())
                    .output("m");
            assertThat(a.estimate().agreesWith(b.estimate(), 4)).isTrue();
            assertThat(a.standardError() / b.standardError()).isBetween(0.7, 1.4);
            assertThat(other.doubleColumn("m").getDouble(row)).isNotEqualTo(a.mean());
        }
    }

    @Test
    void unitsCanBeComputedElsewhereAndInAnyOrder() {
        Sweep sweep = experiment().withReplicas(4).with("seed", 5);
        List<String> answers = new ArrayList<>();
        sweep.units().forEach(unit -> {
            WorkUnit sent = WorkUnit.parse(unit.toText());
            assertThat(sent.toText()).isEqualTo(unit.toText());
            answers.add(sent.compute(Run.quiet()));
        });
        assertThat(sweep.units().map(WorkUnit::seed).distinct().count()).isEqualTo(4);
        Collections.shuffle(answers, new Random(1));
        assertThat(sweep.collect(answers.stream()).sha256())
                .isEqualTo(sweep.run(Run.quiet()).sha256());
        SweepResult part = sweep.collect(answers.stream().limit(15));
        assertThat(part.status()).isEqualTo(Status.CANCELLED);
        assertThat(part.finished()).isEqualTo(3);
        Sweep theory = theory();
        assertThat(theory.collect(theory.units().map(u -> u.compute(Run.quiet())))
                        .sha256())
                .isEqualTo(theory.run(Run.quiet()).sha256());
        assertThatIllegalArgumentException().isThrownBy(() -> WorkUnit.parse("{\"unit\":1}"));
        assertThatIllegalArgumentException().isThrownBy(() -> theory.collect(List.of("{}").stream()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> theory.collect(List.of("{\"unit\":18,\"status\":\"refused\"}").stream()))
                .withMessageContaining("unit = 18: must be < 18");
    }

    @Test
    void pointsThatDoNotFitAreRefusedAndTheOthersGoOn() {
        SweepResult result = Sweep.measuring(MAGNET)
                .over(Axis.of("h", -1, 1))
                .with("coupling", 0)
                .with("beta", 1)
                .run(Run.quiet());
        assertThat(result.table().stringColumn("status").asList()).containsExactly("refused", "converged");
        assertThat(result.table().stringColumn("message").get(0))
                .isEqualTo("h = -1.0: must be >= 0 where coupling = 0");
        assertThat(result.table().doubleColumn("m").isMissing(0)).isTrue();
        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.message()).startsWith("1 of 2 points have no answer; the first is refused: h = -1.0");
    }

    @Test
    void pointsThatDidNotConvergeKeepTheirBestPoint() {
        SweepResult result = Sweep.solving(MAGNET)
                .over(Axis.of("steps", 5, 1000))
                .with("beta", 2)
                .run(Run.quiet());
        assertThat(result.status()).isEqualTo(Status.NOT_CONVERGED);
        assertThat(result.table().stringColumn("status").asList()).containsExactly("not-converged", "converged");
        assertThat(result.table().doubleColumn("m").getDouble(0)).isBetween(0.9, 1.0);
    }

    @Test
    void aStopKeepsWhatIsFinished() throws Exception {
        // Two points are quick, the others would take an hour.
        Sweep sweep = Sweep.measuring(MAGNET)
                .over(Axis.of("delay", 0, 1, 3.6e6, 3.7e6, 3.8e6))
                .with("beta", 1)
                .with("replicas", 1)
                .withThreads(2);
        AtomicReference<SweepResult> kept = new AtomicReference<>();
        CountDownLatch twoDone = new CountDownLatch(2);
        Progress progress = new Progress() {
            private volatile double seen;

            @Override
            public void at(double fraction) {
                while (seen < fraction - 0.01) {
                    seen += 0.2;
                    twoDone.countDown();
                }
            }

            @Override
            public Progress child(String name) {
                return Progress.silent();
            }

            @Override
            public void done() {}
        };
        Thread cell = new Thread(() -> kept.set(sweep.run(Run.showing(progress))));
        cell.start();
        assertThat(twoDone.await(60, TimeUnit.SECONDS)).isTrue();
        cell.interrupt();
        cell.join(60_000);
        SweepResult result = kept.get();
        assertThat(result.status()).isEqualTo(Status.CANCELLED);
        assertThat(result.finished()).isEqualTo(2);
        assertThat(result.message()).isEqualTo("stopped on request after 2 of 5 points, which are kept");
        assertThat(result.table().rowCount()).isEqualTo(5);
        assertThat(result.table().stringColumn("status").asList())
                .containsExactly("converged", "converged", "cancelled", "cancelled", "cancelled");
        assertThat(result.table().doubleColumn("m").isMissing(4)).isTrue();
    }

    @Test
    void aPointThatDoesNotListenIsLeftBehind() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SolvableModel<Magnet.Spins, Magnet.Order, Magnet.Sample> deaf = new Deaf(entered, release);
        AtomicReference<SweepResult> kept = new AtomicReference<>();
        Cancel cancel = new Cancel();
        Thread cell =
                new Thread(() -> kept.set(Sweep.solving(deaf).with("beta", 1).run(new Run(cancel, Progress.silent()))));
        cell.start();
        entered.await();
        cancel.cancel();
        cell.join(60_000);
        assertThat(kept.get().status()).isEqualTo(Status.CANCELLED);
        release.countDown();
    }

    /** A magnet that waits without looking at the stop token. */
    private record Deaf(CountDownLatch entered, CountDownLatch release)
            implements SolvableModel<Magnet.Spins, Magnet.Order, Magnet.Sample> {

        @Override
        public String id() {
            return "deaf";
        }

        @Override
        public String title() {
            return "deaf magnet";
        }

        @Override
        public Class<Magnet.Spins> parameters() {
            return Magnet.Spins.class;
        }

        @Override
        public Class<Magnet.Order> outputs() {
            return Magnet.Order.class;
        }

        @Override
        public Class<Magnet.Sample> experiment() {
            return Magnet.Sample.class;
        }

        @Override
        public Solution<Magnet.Order> solve(Magnet.Spins model, Run run) {
            entered.countDown();
            boolean waiting = true;
            while (waiting) {
                try {
                    release.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // Deaf.
                }
            }
            throw new IllegalStateException("nobody waits for this");
        }

        @Override
        public Measurement measure(Magnet.Spins model, Magnet.Sample settings, Run run) {
            throw new IllegalStateException("a defect");
        }
    }

    @Test
    void aDefectAtOnePointIsReportedAndTheOthersGoOn() {
        SolvableModel<Magnet.Spins, Magnet.Order, Magnet.Sample> deaf =
                new Deaf(new CountDownLatch(1), new CountDownLatch(1));
        SweepResult result = Sweep.measuring(deaf).over(Axis.of("beta", 1, 2)).run(Run.quiet());
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.message())
                .isEqualTo("2 of 2 points have no answer; the first is failed: "
                        + "java.lang.IllegalStateException: a defect");
    }

    @Test
    void jsonDescribesTheSameSweep() {
        Sweep parsed = Sweep.parse("{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"log\":[0.25,4,9]},"
                + "{\"name\":\"start\",\"values\":[\"UP\",\"nearly_zero\"]}],\"with\":{\"h\":\"1e-2\"}}");
        assertThat(parsed.toJson()).isEqualTo(theory().toJson());
        assertThat(Sweep.parse(theory().toJson()).toJson()).isEqualTo(theory().toJson());
        assertThat(parsed.run(Run.quiet()).sha256())
                .isEqualTo(theory().run(Run.quiet()).sha256());
        Sweep measured = experiment().withReplicas(3);
        assertThat(Sweep.parse(measured.toJson()).toJson()).isEqualTo(measured.toJson());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                              | model = null: must be a string",
                "{\"model\":\"magnat\"}                                          | did you mean \"magnet\"?",
                "{\"model\":\"magnet\",\"axis\":[]}                              | unknown key \"axis\": did you mean \"axes\"?",
                "{\"model\":\"magnet\",\"task\":\"train\"}                       | task = train: must be \"solve\" or \"measure\"",
                "{\"model\":\"magnet\",\"axes\":{}}                              | axes = {}: must be a list of axes",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\"}]}           | axis beta",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"log\":[0,1,5]}]} | must have positive ends",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"linear\":[0,1,1]}]} | count = 1: must be >= 2",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"values\":[]}]} | at least one value",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"values\":[1,-1]}]} | beta = -1.0: must be finite and > 0",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"beta\",\"values\":[1,1.0]}]} | a value twice",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"n\",\"values\":[1]}]} | unknown parameter \"n\"",
                "{\"model\":\"magnet\",\"axes\":[{\"name\":\"h\",\"values\":[1]}],\"with\":{\"h\":1}} | h: has been given twice",
                "{\"model\":\"magnet\",\"replicas\":2}                           | replicas = 2: must be 1 where theory",
                "{\"model\":\"magnet\",\"task\":\"measure\",\"replicas\":0}      | replicas = 0: must be a whole number >= 1",
                "{\"model\":\"magnet\",\"task\":\"measure\",\"replicas\":2,\"with\":{\"replicas\":3}} | use one of the two",
                "[1]                                                             | not a JSON object",
            })
    void aWrongDescriptionIsAnsweredByName(String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sweep.parse(json)).withMessageContaining(message);
    }

    @Test
    void whatIsMissingOrTooLargeIsFoundBeforeTheFirstPoint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.solving(MAGNET).over(Axis.of("h", 1, 2)).run(Run.quiet()))
                .withMessageStartingWith("beta is missing: must be finite and > 0");
        assertThatThrownBy(() -> Sweep.solving(MAGNET)
                        .over(Axis.linear("beta", 1, 2, 100_000))
                        .over(Axis.linear("h", 0, 1, 100_000)))
                .isInstanceOf(MemoryBudgetExceededException.class)
                .hasMessageContaining("use fewer points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> theory().withThreads(0))
                .withMessageContaining("threads");
    }
}
