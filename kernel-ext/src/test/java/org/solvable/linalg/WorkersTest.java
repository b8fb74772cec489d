package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void everyTaskIsDoneOnce() {
        for (int threads : new int[] {1, 2, 5}) {
            AtomicIntegerArray done = new AtomicIntegerArray(1000);
            List<Double> shown = new ArrayList<>();
            Workers.run(threads, 1000, shown::add, (index, pause) -> {
                pause.at(0.5);
                done.incrementAndGet((int) index);
            });
            for (int i = 0; i < 1000; i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
            assertThat(shown).isSorted();
            assertThat(shown.getLast()).isEqualTo(1);
        }
        Workers.run(4, 0, Checkpoint.NONE, (index, pause) -> {
            throw new AssertionError("no task to do");
        });
    }

    @Test
    void aFailureInAnyThreadReachesTheCaller() {
        for (int threads : new int[] {1, 3}) {
            for (int bad : new int[] {0, 7, 99}) {
                assertThatThrownBy(() -> Workers.run(threads, 100, Checkpoint.NONE, (index, pause) -> {
                            if (index == bad) {
                                throw new ArithmeticException("task " + index);
                            }
                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("task " + bad);
            }
        }
    }

    @Test
    void aStopWaitsForRunningTasksAndStartsNoMore() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> Workers.run(
                        3,
                        1_000_000,
                        fraction -> {
                            throw new CancellationException("stop");
                        },
                        (index, pause) -> {
                            running.incrementAndGet();
                            begun.incrementAndGet();
                            try {
                                Thread.sleep(5);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            running.decrementAndGet();
                        }))
                .hasMessage("stop");
        assertThat(running.get()).isZero();
        assertThat(begun.get()).isLessThan(1000);
    }

    @Test
    void workAsideIsLeftAtOnceWhenStopped() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Runnable work = () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            finished.countDown();
        };
        assertThatThrownBy(() -> Workers.runAside(
                        fraction -> {
                            if (calls.incrementAndGet() == 3) {
                                throw new CancellationException("stop");
                            }
                        },
                        work))
                .hasMessage("stop");
        assertThat(finished.getCount())
                .as("still at work when the caller has left")
                .isEqualTo(1);
        release.countDown();
        assertThat(finished.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> Workers.runAside(Checkpoint.NONE, () -> {
                    throw new ArithmeticException("aside");
                }))
                .hasMessage("aside");
    }

    @Test
    void anInterruptIsSeenByTheCheckpointAndKept() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Workers.runAside(
                        fraction -> {
                            if (Thread.currentThread().isInterrupted()) {
                                throw new CancellationException("interrupted");
                            }
                        },
                        () -> {
                            try {
                                never.await(60, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }
}
