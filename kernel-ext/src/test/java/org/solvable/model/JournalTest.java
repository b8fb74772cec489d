package org.solvable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("sweep.jsonl");
    }

    private static Sweep small() {
        return Sweep.measuring(new Magnet())
                .over(Axis.of("beta", 0.5, 1, 2))
                .with("coupling", 0)
                .with("h", -0.25)
                .with("n", 20)
                .withReplicas(2);
    }

    private static Sweep theory() {
        return Sweep.solving(new Magnet()).over(Axis.linear("beta", 0.5, 2, 7)).with("steps", 40);
    }

    @Test
    void aKilledSweepGoesOnAndEndsWithEqualBytes() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same options, so that the same backend is found; without the agents of the test run.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> !a.startsWith("-javaagent") && !a.startsWith("-agentlib"))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), SweepChild.class.getName(), file.toString()));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
        while (child.isAlive() && lines() < 8) {
            Thread.sleep(5);
        }
        // On Unix this is kill -9.
        child.destroyForcibly().waitFor();
        long before = lines();
        assertThat(before).as(Files.readString(folder.resolve("child.log"))).isBetween(8L, 60L);

        SweepResult resumed =
                SweepChild.sweep().withThreads(4).withJournal(file).run(Run.quiet());
        Path other = folder.resolve("whole.jsonl");
        SweepResult whole = SweepChild.sweep().withThreads(3).withJournal(other).run(Run.quiet());
        assertThat(resumed.status()).isEqualTo(Status.CONVERGED);
        assertThat(resumed.toCsv()).isEqualTo(whole.toCsv());
        assertThat(file).hasSameBinaryContentAs(other);
        assertThat(resumed.sha256())
                .isEqualTo(SweepChild.sweep().run(Run.quiet()).sha256());
    }

    private long lines() throws Exception {
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] bytes = Files.readAllBytes(file);
        long count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    @Test
    void aFileThatIsTornAnywhereGoesOn() throws Exception {
        for (Sweep sweep : List.of(small(), theory())) {
            Files.deleteIfExists(file);
            SweepResult whole = sweep.withJournal(file).run(Run.quiet());
            byte[] bytes = Files.readAllBytes(file);
            for (int cut = 0; cut < bytes.length; cut++) {
                Files.write(file, Arrays.copyOf(bytes, cut));
                SweepResult again = sweep.withThreads(1).withJournal(file).run(Run.quiet());
                assertThat(again.toCsv()).as("cut at %d", cut).isEqualTo(whole.toCsv());
                assertThat(Files.readAllBytes(file)).as("cut at %d", cut).isEqualTo(bytes);
            }
        }
    }

    @Test
    void blocksThatNeverReachedTheDiskAreCutOff() throws Exception {
        SweepResult whole = theory().withJournal(file).run(Run.quiet());
        byte[] bytes = Files.readAllBytes(file);
        byte[] zeros = bytes.clone();
        Arrays.fill(zeros, bytes.length - 300, bytes.length, (byte) 0);
        Files.write(file, zeros);
        assertThat(theory().withJournal(file).run(Run.quiet()).toCsv()).isEqualTo(whole.toCsv());
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void whatIsThereIsNotComputedAgain() throws Exception {
        SweepResult whole = theory().withJournal(file).run(Run.quiet());
        assertThat(whole.table().stringColumn("status").asList()).contains("converged", "not-converged");
        String journal = Files.readString(file).replace("\"solved\":[", "\"solved\":[7.5,");
        Files.writeString(file, journal);
        // A changed journal shows in the result: so it was read, and nothing was computed.
        assertThat(theory().withJournal(file)
                        .run(Run.quiet())
                        .table()
                        .doubleColumn("m")
                        .asList())
                .containsOnly(7.5);
    }

    @Test
    void aStoppedSweepIsKeptAndGoesOn() throws Exception {
        Run stopped = Run.quiet();
        stopped.cancel().cancel();
        SweepResult nothing = theory().withJournal(file).run(stopped);
        assertThat(nothing.status()).isEqualTo(Status.CANCELLED);
        assertThat(nothing.finished()).isZero();
        assertThat(lines()).isEqualTo(1);
        assertThat(theory().withJournal(file).run(Run.quiet()).finished()).isEqualTo(7);
    }

    @Test
    void otherFilesAreLeftAlone() throws Exception {
        for (String text : List.of("m,energy\n1,2\n", "not a journal", "{}\n", "{\"journal\":\"other\"}\n")) {
            Files.writeString(file, text);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> theory().withJournal(file).run(Run.quiet()))
                    .withMessageContaining("is not the journal of a sweep")
                    .withMessageContaining("name another file");
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void anotherSweepSaysWhatDiffers() throws Exception {
        theory().withJournal(file).run(Run.quiet());
        byte[] bytes = Files.readAllBytes(file);
        Sweep other =
                Sweep.solving(new Magnet()).over(Axis.linear("beta", 0.5, 2, 7)).with("steps", 41);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.withJournal(file).run(Run.quiet()))
                .withMessageContaining("was begun with with = {steps=40}, and this is {steps=41}");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        Files.writeString(file, Files.readString(file).replaceFirst("\"java\":\"25", "\"java\":\"24"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> theory().withJournal(file).run(Run.quiet()))
                .withMessageContaining("was begun with java = 24");
    }

    @Test
    void twoSweepsDoNotWriteOneFile() throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var lock = channel.lock();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> theory().withJournal(file).run(Run.quiet()))
                    .withMessageContaining("is in use by another sweep");
            lock.release();
        }
    }
}
