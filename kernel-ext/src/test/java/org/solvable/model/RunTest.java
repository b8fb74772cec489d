package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.solvable.linalg.Backends;

class RunTest {

    @Test
    void aTokenStopsWorkOnAnotherThread() throws Exception {
        Cancel cancel = new Cancel();
        Run run = new Run(cancel, Progress.silent());
        var work = CompletableFuture.runAsync(() -> {
            while (true) {
                run.checkpoint().reached(0.5);
            }
        });
        cancel.cancel();
        assertThatThrownBy(work::get).cause().isInstanceOf(CancelledException.class);
        assertThat(cancel.requested()).isTrue();
    }

    @Test
    void interruptingTheOwnerStopsItsWorkersAndTheOwnerStartsFresh() throws Exception {
        CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();
        CompletableFuture<Boolean> seenByWorker = new CompletableFuture<>();
        Thread owner = new Thread(() -> {
            Run run = Run.quiet();
            Thread.currentThread().interrupt();
            var worker = CompletableFuture.supplyAsync(() -> run.cancel().requested());
            // join would clear the interrupt status while it waits.
            while (!worker.isDone()) {
                Thread.onSpinWait();
            }
            seenByWorker.complete(worker.join());
            try {
                run.cancel().check();
            } catch (CancelledException e) {
                interruptedAfter.complete(Thread.currentThread().isInterrupted());
            }
        });
        owner.start();
        assertThat(seenByWorker.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(interruptedAfter.get(20, TimeUnit.SECONDS)).isFalse();
        owner.join();
    }

    @Test
    void interruptingTheThreadThatWorksStopsARunMadeElsewhere() {
        Run made = CompletableFuture.supplyAsync(Run::quiet).join();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> made.cancel().check()).isInstanceOf(CancelledException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(made.cancel().requested()).isTrue();
    }

    @Test
    void threadsAreAtLeastOneAndHoldTheBackend() {
        assertThat(Run.quiet().threads()).isEqualTo(Run.allThreads());
        assertThat(Run.quiet().withThreads(1).backend().threads()).isEqualTo(1);
        assertThat(Run.quiet().withThreads(1).backend().name())
                .isEqualTo(Backends.best().name());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Run.quiet().withThreads(0))
                .withMessageContaining("0");
    }

    @Test
    void progressCountsNestsAndHoldsItsTongue() {
        List<String> lines = new ArrayList<>();
        AtomicLong now = new AtomicLong();
        Progress line = new ProgressLine("sweep", lines::add, now::get);
        line.at(1, 100);
        assertThat(lines).isEmpty();
        now.set(10_000_000_000L);
        line.at(20, 100);
        line.at(21, 100);
        now.set(10_100_000_000L);
        line.child("fit").at(0.5);
        now.set(20_000_000_000L);
        line.child("fit").at(0.999);
        line.done();
        line.child("fit").done();
        assertThat(lines)
                .containsExactly(
                        "sweep 20 %, 20 of 100, 2.0/s, 40 s left",
                        "sweep 21 %, 21 of 100, 1.1/s, 1 min 15 s left | fit 99 %, 0 s left", "");
    }

    /** Most solvers and experiments end by telling that all is done, and by nothing else. */
    @Test
    void aFullLineIsTakenAway() {
        List<String> lines = new ArrayList<>();
        AtomicLong now = new AtomicLong();
        Progress line = new ProgressLine("fit", lines::add, now::get);
        line.at(1);
        assertThat(lines)
                .as("nothing was shown, so that nothing is to be taken away")
                .isEmpty();
        now.set(10_000_000_000L);
        line.at(0.5);
        line.at(1);
        line.at(1);
        line.done();
        assertThat(lines).containsExactly("fit 50 %, 10 s left", "");
    }

    @Test
    void aTerminalLineCoversTheOneBeforeAndLeavesNothing() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TerminalLine line = new TerminalLine(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        line.accept("a long line");
        line.accept("short");
        line.accept("");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\ra long line\rshort      \r     \r");
    }
}
