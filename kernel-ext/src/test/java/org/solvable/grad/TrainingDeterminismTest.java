package org.solvable.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.Precision;

/** Large enough that every pass is cut into several tasks. */
class TrainingDeterminismTest {

    private static final TrainingRun RUN = new TrainingRun(8, 48, 96, 40, 4);

    @ParameterizedTest
    @EnumSource(Precision.class)
    void trainedWeightsDoNotDependOnTheNumberOfThreads(Precision precision) {
        Backend best = Backends.best();
        TrainingRun.Result one = RUN.train(precision, best.withThreads(1), 6, Checkpoint.NONE);
        for (int threads : new int[] {2, 4, 8}) {
            TrainingRun.Result other = RUN.train(precision, best.withThreads(threads), 6, Checkpoint.NONE);
            assertThat(other.losses()).as("losses on %d threads", threads).isEqualTo(one.losses());
            one.weights()
                    .forEach((name, w) -> assertThat(other.weights().get(name))
                            .as("%s on %d threads", name, threads)
                            .containsExactly(w));
        }
        assertThat(one.losses().getLast()).isLessThan(one.losses().getFirst());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aCheckpointStopsTrainingWithinAStep(Precision precision) {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> RUN.train(precision, Backends.best(), 1000, fraction -> {
                    if (calls.incrementAndGet() == 120) {
                        throw new CancellationException("stopped");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(calls.get()).isEqualTo(120);
    }
}
