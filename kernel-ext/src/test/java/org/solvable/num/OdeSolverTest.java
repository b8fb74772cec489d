package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.solvable.linalg.Checkpoint;

/** Trajectories against closed forms. */
class OdeSolverTest {

    private static final OdeSystem OSCILLATOR = (t, y, d) -> {
        d[0] = y[1];
        d[1] = -y[0];
    };

    @Test
    void theOscillatorGoesRoundForwardsAndBackwards() {
        double[] times = {0, 0.1, 1, 2.5, 20 * Math.PI};
        Trajectory path = OdeSolver.dormandPrince().solve(OSCILLATOR, new double[] {1, 0}, times, Checkpoint.NONE);
        assertThat(path.converged()).isTrue();
        assertThat(path.size()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(path.time(i)).isEqualTo(times[i]);
            assertThat(path.state(i)[0]).isCloseTo(Math.cos(times[i]), within(1e-8));
            assertThat(path.component(1)[i]).isCloseTo(-Math.sin(times[i]), within(1e-8));
        }
        Trajectory back = OdeSolver.dormandPrince()
                .solve(OSCILLATOR, path.endState(), new double[] {20 * Math.PI, 3, 0}, Checkpoint.NONE);
        assertThat(back.state(1)[0]).isCloseTo(Math.cos(3), within(2e-8));
        assertThat(back.endState()[0]).isCloseTo(1, within(2e-8));
    }

    @Test
    void theLogisticEmergenceTimeIsAnEvent() {
        // q' = 4 q (1 - k q): q = 1/(2k) at t = ln(1/(k q0) - 1) / 4
        double k = 1.4;
        double q0 = 1e-6;
        OdeEvent half = OdeEvent.record("half", (t, y) -> y[0] - 0.5 / k);
        OdeEvent end = OdeEvent.stop("end", (t, y) -> y[0] - 0.99 / k);
        Trajectory path = OdeSolver.dormandPrince()
                .withTolerances(1e-11, 1e-17)
                .solve(
                        (t, y, d) -> d[0] = 4 * y[0] * (1 - k * y[0]),
                        new double[] {q0},
                        new double[] {0, 1, 100},
                        List.of(half, end),
                        Checkpoint.NONE);
        assertThat(path.occurrences()).extracting(Trajectory.Occurrence::name).containsExactly("half", "end");
        assertThat(path.occurrences().getFirst().time()).isCloseTo(Math.log(1 / (k * q0) - 1) / 4, within(1e-8));
        assertThat(path.stoppedBy()).contains("end");
        assertThat(path.endTime()).isCloseTo((Math.log(1 / (k * q0) - 1) + Math.log(99)) / 4, within(1e-7));
        assertThat(path.converged()).isTrue();
        assertThat(path.size()).isEqualTo(2);
    }

    @Test
    void failuresAreStatusesWithWhatWasReached() {
        // y' = y^2 blows up at t = 1
        Trajectory blowUp = OdeSolver.dormandPrince()
                .solve((t, y, d) -> d[0] = y[0] * y[0], new double[] {1}, new double[] {0, 0.5, 2}, Checkpoint.NONE);
        assertThat(blowUp.status()).isIn(SolveStatus.STEP_TOO_SMALL, SolveStatus.NOT_FINITE);
        assertThat(blowUp.endTime()).isCloseTo(1, within(1e-3));
        assertThat(blowUp.state(1)[0]).isCloseTo(2, within(1e-8));
        Trajectory nan = OdeSolver.dormandPrince()
                .solve(
                        (t, y, d) -> d[0] = -Math.sqrt(y[0]) - 1,
                        new double[] {1},
                        new double[] {0, 9},
                        Checkpoint.NONE);
        assertThat(nan.status()).isEqualTo(SolveStatus.NOT_FINITE);
        Trajectory few = OdeSolver.dormandPrince()
                .withMaxEvaluations(200)
                .solve(OSCILLATOR, new double[] {1, 0}, new double[] {0, 1e4}, Checkpoint.NONE);
        assertThat(few.status()).isEqualTo(SolveStatus.STEP_LIMIT);
        assertThat(few.endTime()).isGreaterThan(0);
    }

    @Test
    void longIntegrationsStopAndTellTheirProgress() {
        List<Double> fractions = new ArrayList<>();
        OdeSystem slow = (t, y, d) -> {
            long end = System.nanoTime() + 4_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            OSCILLATOR.derivative(t, y, d);
        };
        assertThatThrownBy(() -> OdeSolver.dormandPrince()
                        .solve(slow, new double[] {1, 0}, new double[] {0, 100}, fraction -> {
                            fractions.add(fraction);
                            if (fractions.size() == 8) {
                                throw new CancellationException();
                            }
                        }))
                .isInstanceOf(CancellationException.class);
        assertThat(fractions).isSorted().allMatch(x -> x >= 0 && x < 1);
    }

    @Test
    void badArgumentsAreNamed() {
        OdeSolver solver = OdeSolver.dormandPrince();
        assertThatThrownBy(() -> solver.solve(OSCILLATOR, new double[] {1, 0}, new double[] {0, 1, 1}, Checkpoint.NONE))
                .hasMessageContaining("times[2] = 1.0");
        assertThatThrownBy(() ->
                        solver.solve(OSCILLATOR, new double[] {Double.NaN, 0}, new double[] {0, 1}, Checkpoint.NONE))
                .hasMessageContaining("start[0] = NaN");
        assertThatThrownBy(() -> solver.withTolerances(0, 1)).hasMessageContaining("relativeTolerance = 0.0");
    }
}
