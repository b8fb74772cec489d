package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    @Test
    void resultsComeInOrderOnAnyNumberOfThreads() {
        List<Integer> expected = IntStream.range(0, 50).map(i -> i * i).boxed().toList();
        for (int threads : new int[] {1, 3, 80}) {
            Replicas<Integer> r = Replicas.run(50, threads, Run.quiet(), (i, checkpoint) -> i * i);
            assertThat(r.finished()).isEqualTo(expected);
            assertThat(r.complete()).isTrue();
        }
    }

    @Test
    void aStopKeepsFinishedOnes() {
        Cancel cancel = new Cancel();
        AtomicInteger done = new AtomicInteger();
        Replicas<Integer> r = Replicas.run(100, 2, new Run(cancel, Progress.silent()), (i, checkpoint) -> {
            if (done.incrementAndGet() == 10) {
                cancel.cancel();
            }
            checkpoint.reached(0.5);
            return i;
        });
        assertThat(r.complete()).isFalse();
        assertThat(r.finished()).hasSizeBetween(1, 99).isSorted();
    }

    @Test
    void anInterruptOfTheCallerIsAStop() {
        Thread.currentThread().interrupt();
        Replicas<Integer> r = Replicas.run(3, 1, Run.quiet(), (i, checkpoint) -> {
            for (int k = 0; k < 10_000; k++) {
                checkpoint.reached(0);
                Thread.yield();
            }
            return i;
        });
        Thread.interrupted();
        assertThat(r.complete()).isFalse();
    }

    @Test
    void aFailureEndsTheRun() {
        assertThatThrownBy(() -> Replicas.run(20, 3, Run.quiet(), (i, checkpoint) -> {
                    if (i >= 4) {
                        throw new IllegalStateException("replica " + i);
                    }
                    return i;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("replica ");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Replicas.run(0, 1, Run.quiet(), (i, c) -> i)).hasMessageContaining("count = 0");
        assertThatThrownBy(() -> Replicas.run(1, 0, Run.quiet(), (i, c) -> i)).hasMessageContaining("threads = 0");
    }
}
