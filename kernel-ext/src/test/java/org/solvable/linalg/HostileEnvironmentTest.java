package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which finding a BLAS can go wrong, in a JVM of its own: one sentence and a working backend, never a crash. */
class HostileEnvironmentTest {

    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";
    private static final String BUNDLED_ONLY = "-Dsolvable.blas.search=property,bundled";

    @TempDir
    Path folder;

    @BeforeEach
    void madeForLinux() {
        assumeThat(BundledOpenBlas.fits()).as("linux-x86_64").isTrue();
    }

    private record Child(int exit, String output) {

        Child assertWorks(String backend) {
            assertThat(exit).as(output).isZero();
            assertThat(output).contains("best " + backend + "\n").contains("product true");
            return this;
        }

        Child assertSays(String sentence) {
            assertThat(output).contains(sentence);
            return this;
        }
    }

    private Process start(String classPath, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        command.add("-XX:-CreateCoredumpOnCrash");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, BackendProbe.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private static Child end(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Child(process.waitFor(), output);
    }

    private Child run(String... options) throws IOException, InterruptedException {
        return end(start(System.getProperty("java.class.path"), List.of(options)));
    }

    private String cache() {
        return "-Dsolvable.cache=" + folder.resolve("cache");
    }

    /** The bundled library, unpacked by a first run. */
    private Path unpacked() throws IOException, InterruptedException {
        run(NATIVE, cache()).assertWorks("openblas");
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(f -> f.endsWith("libopenblas.so.0")).findFirst().orElseThrow();
        }
    }

    @Test
    void withoutTheNativeAccessFlag() throws Exception {
        run(cache()).assertWorks("openblas").assertSays("start Java with --enable-native-access=ALL-UNNAMED");
    }

    @Test
    void withNativeAccessForbidden() throws Exception {
        run("--illegal-native-access=deny", VECTOR, cache())
                .assertWorks("vector")
                .assertSays("native libraries are switched off in this JVM");
    }

    @Test
    void withoutAnyLibrary() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("openblas"))
                .collect(Collectors.joining(File.pathSeparator));
        end(start(classPath, List.of(NATIVE, VECTOR, BUNDLED_ONLY, cache())))
                .assertWorks("vector")
                .assertSays("bundled OpenBLAS: not on the class path");
    }

    @Test
    void withoutVectorModuleAndLibrary() throws Exception {
        run(NATIVE, "-Dsolvable.blas.search=")
                .assertWorks("scalar")
                .assertSays("start Java with --add-modules jdk.incubator.vector");
    }

    @Test
    void withoutTheOptimisingCompiler() throws Exception {
        run(NATIVE, VECTOR, "-XX:TieredStopAtLevel=1", "-Dsolvable.blas.search=")
                .assertWorks("scalar")
                .assertSays("runs without the optimising compiler");
    }

    @Test
    void onAnotherPlatform() throws Exception {
        run(NATIVE, VECTOR, BUNDLED_ONLY, "-Dos.arch=aarch64")
                .assertWorks("vector")
                .assertSays("bundled OpenBLAS: made for linux-x86_64, this is Linux on aarch64");
    }

    @Test
    void withABackendThatIsNotThere() throws Exception {
        Child child = run(NATIVE, "-Dsolvable.backend=vector", BUNDLED_ONLY, cache());
        assertThat(child.exit()).isEqualTo(1);
        child.assertSays("backend = \"vector\": must be one of openblas, scalar here.");
    }

    @Test
    void withALibraryThatIsNone() throws Exception {
        Path text = Files.writeString(folder.resolve("libtext.so"), "not a library ".repeat(20));
        run(NATIVE, VECTOR, "-Dsolvable.blas.search=property", "-Dsolvable.blas.library=" + text)
                .assertWorks("vector")
                .assertSays("libtext.so cannot be used: it is not an ELF library");
        run(NATIVE, VECTOR, "-Dsolvable.blas.search=property", "-Dsolvable.blas.library=" + folder.resolve("none.so"))
                .assertWorks("vector")
                .assertSays("none.so cannot be used: there is no such file");
    }

    @Test
    void withALibraryOfAnotherProcessor() throws Exception {
        Path foreign = Files.copy(unpacked(), folder.resolve("libforeign.so"));
        try (RandomAccessFile file = new RandomAccessFile(foreign.toFile(), "rw")) {
            file.seek(18);
            file.write(183);
        }
        run(NATIVE, VECTOR, "-Dsolvable.blas.search=property", "-Dsolvable.blas.library=" + foreign)
                .assertWorks("vector")
                .assertSays("it is built for another processor (ELF machine 183, this one is 62)");
    }

    @Test
    void withATruncatedLibrary() throws Exception {
        Path torn = Files.copy(unpacked(), folder.resolve("libtorn.so"));
        try (RandomAccessFile file = new RandomAccessFile(torn.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        run(NATIVE, VECTOR, "-Dsolvable.blas.search=property", "-Dsolvable.blas.library=" + torn)
                .assertWorks("vector")
                .assertSays("it is truncated");
    }

    @Test
    void withALibraryWithoutBlas() throws Exception {
        Path other = unpacked().resolveSibling("libquadmath.so.0");
        run(NATIVE, VECTOR, "-Dsolvable.blas.search=property", "-Dsolvable.blas.library=" + other)
                .assertWorks("vector")
                .assertSays("it has no routines named like [dgemm_");
    }

    @Test
    void withADamagedCache() throws Exception {
        Path library = unpacked();
        try (RandomAccessFile file = new RandomAccessFile(library.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[1000]);
        }
        run(NATIVE, cache()).assertWorks("openblas");
        assertThat(ElfFile.problem(library)).isEmpty();
    }

    @Test
    void withAHomeThatCannotBeWritten() throws Exception {
        // A file in place of a folder stops even the superuser, whom permissions would not.
        Path file = Files.createFile(folder.resolve("home"));
        run(NATIVE, "-Duser.home=" + file)
                .assertWorks("openblas")
                .assertSays("bundled OpenBLAS: cannot be unpacked there");
        run(NATIVE, VECTOR, BUNDLED_ONLY, "-Duser.home=" + file, "-Djava.io.tmpdir=" + file)
                .assertWorks("vector")
                .assertSays("bundled OpenBLAS: cannot be unpacked there");
    }

    @Test
    void withSeveralProcessesUnpackingAtOnce() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(start(System.getProperty("java.class.path"), List.of(NATIVE, cache())));
        }
        for (Process child : children) {
            end(child).assertWorks("openblas");
        }
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }
}
