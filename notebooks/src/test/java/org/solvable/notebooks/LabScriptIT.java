package org.solvable.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The lab script on machines that lack something: a clear sentence and a failure, or it works. */
@DisabledOnOs(OS.WINDOWS)
class LabScriptIT {

    /** What a POSIX system always has, as far as the script uses it; each test adds what its machine has beyond it. */
    private static final List<String> POSIX_TOOLS = List.of(
            "dirname",
            "readlink",
            "find",
            "head",
            "tail",
            "grep",
            "sed",
            "tr",
            "mkdir",
            "rmdir",
            "touch",
            "sleep",
            "uname",
            "id",
            "cat",
            "ls",
            "expr",
            "basename",
            "which");

    @TempDir
    private static Path scratch;

    /** A built checkout without sources and without an environment, in a folder with spaces. */
    private static Path copy;

    private static Path tools;

    @BeforeAll
    static void copyTheProgram() throws IOException {
        copy = Files.createDirectories(scratch.resolve("my own copy"));
        // Another user must be able to look at it.
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path root = Checkout.HOME.root();
        for (String part : List.of("lab", "requirements.txt", "kernel-ext/target/lab", "kernel-ext/labextension")) {
            copyTree(root.resolve(part), copy.resolve(part));
        }
        Files.createDirectories(copy.resolve("notebooks"));
        for (Path notebook : Checkout.notebooks()) {
            Files.copy(notebook, copy.resolve("notebooks").resolve(notebook.getFileName()));
        }
        tools = Files.createDirectories(scratch.resolve("tools"));
        for (String tool : POSIX_TOOLS) {
            for (String folder : System.getenv("PATH").split(":")) {
                Path real = Path.of(folder, tool);
                if (Files.isExecutable(real) && !Files.exists(tools.resolve(tool))) {
                    executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
                }
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    /** A machine that has JDK 25 and nothing else; an empty home folder. */
    private static Map<String, String> bareMachine() {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", tools.toString());
        variables.put("HOME", scratch.resolve("home").toString());
        variables.put("JAVA_HOME", Checkout.JDK.toString());
        return variables;
    }

    private static Checkout.Ended lab(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        return run(copy.resolve("lab"), variables, arguments);
    }

    private static Checkout.Ended run(Path script, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return Checkout.finish(builder, "", Duration.ofMinutes(5));
    }

    private static void assertRefused(Checkout.Ended ended, String... sentences) {
        assertThat(ended.exit()).as(ended.toString()).isNotZero();
        assertThat(ended.err()).contains(sentences).doesNotContain("\tat ", "Exception in thread");
        assertThat(ended.out()).isEmpty();
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** A Python that answers the question for its version and modules, and nothing else. */
    private static Map<String, String> machineWithPython(String answer) throws IOException {
        Path folder = scratch.resolve("python " + answer.hashCode());
        executable(folder.resolve("python3"), "#!/bin/sh\necho '" + answer + "'\n");
        Map<String, String> variables = bareMachine();
        variables.put("PATH", folder + ":" + tools);
        return variables;
    }

    @Test
    void runsFromAFolderWithSpacesAndThroughASymbolicLink(@TempDir Path elsewhere) throws Exception {
        assertThat(lab(bareMachine(), "--version").out()).startsWith("Solvable ");
        Path link = Files.createSymbolicLink(elsewhere.resolve("a link"), copy.resolve("lab"));
        Checkout.Ended ended = run(link, bareMachine(), "--version");
        Files.delete(link);
        assertThat(ended.exit()).as(ended.toString()).isZero();
        assertThat(ended.out()).startsWith("Solvable ");
    }

    @Test
    void findsJdk25ByItselfAmongOthers(@TempDir Path folder) throws Exception {
        fakeJdk(folder.resolve("jdk-17"), "17.0.9");
        Path link = Files.createSymbolicLink(folder.resolve("some jdk"), Checkout.JDK);
        Map<String, String> variables = bareMachine();
        variables.put("JAVA_HOME", folder.resolve("jdk-17").toString());
        variables.put("SOLVABLE_JDK_FOLDERS", folder.toString());
        Checkout.Ended ended = lab(variables, "--version");
        Files.delete(link);
        assertThat(ended.exit()).as(ended.toString()).isZero();
    }

    @Test
    void withoutAnyJdkItSaysWhatToInstall(@TempDir Path empty) throws Exception {
        Map<String, String> variables = bareMachine();
        variables.remove("JAVA_HOME");
        variables.put("SOLVABLE_JDK_FOLDERS", empty.toString());
        assertRefused(lab(variables, "doctor"), "JDK 25 was not found", "Install a JDK 25");
    }

    @Test
    void withAnotherJdkOnlyItNamesIt(@TempDir Path folder) throws Exception {
        fakeJdk(folder.resolve("jdk-21"), "21.0.1");
        Map<String, String> variables = bareMachine();
        variables.put("JAVA_HOME", folder.resolve("jdk-21").toString());
        variables.put("SOLVABLE_JDK_FOLDERS", folder.toString());
        assertRefused(lab(variables, "doctor"), "JDK 25 was not found", "which is Java 21.0.1");
    }

    private static void fakeJdk(Path home, String version) throws IOException {
        executable(home.resolve("bin/java"), "#!/bin/sh\nexit 9\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\nexit 9\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    @Test
    void withoutPythonItSaysWhatToInstall() throws Exception {
        assertRefused(
                lab(
                        bareMachine(),
                        "run",
                        copy.resolve("notebooks/00-start-here.ipynb").toString()),
                "No Python was found",
                "Python 3.10 to 3.14",
                "Install it");
        assertRefused(lab(bareMachine(), "--no-browser"), "No Python was found");
    }

    @Test
    void anOldPythonOrOneWithoutVenvIsNamed() throws Exception {
        assertRefused(lab(machineWithPython("3.9.2|/usr/bin/python3|"), "--no-browser"), "Found only Python 3.9.2");
        assertRefused(
                lab(machineWithPython("3.12.1|/usr/bin/python3|venv,ensurepip"), "--no-browser"),
                "Python 3.12.1 without its module venv,ensurepip",
                "apt install python3-venv");
    }

    @Test
    void theDoctorReportsWhatIsMissingAndFails() throws Exception {
        Checkout.Ended ended = lab(bareMachine(), "doctor", "--json");
        assertThat(ended.exit()).isEqualTo(1);
        JsonNode report = Checkout.json(ended.out());
        assertThat(report.get("healthy").asBoolean()).isFalse();
        Map<String, String> verdicts = new HashMap<>();
        for (JsonNode check : report.get("checks")) {
            verdicts.put(check.get("name").asText(), check.get("verdict").asText());
            assertThat(check.get("verdict").asText().equals("ok")
                            || !check.get("fix").asText().isBlank())
                    .as("a fix for " + check)
                    .isTrue();
        }
        assertThat(verdicts)
                .containsEntry("JDK 25", "ok")
                .containsEntry("Maven", "optional")
                .containsEntry("Python", "missing")
                .containsEntry("JupyterLab", "missing");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(lab(bareMachine(), "--no-browser", "--port", port), "Port " + port, "--port N");
        }
        assertRefused(lab(bareMachine(), "--no-browser", "--port", "70000"), "--port = 70000", "between 1 and 65535");
    }

    @Test
    void withoutWritePermissionItSaysWhere() throws Exception {
        List<String> command = new ArrayList<>();
        Path setpriv = Path.of("/usr/bin/setpriv");
        boolean root = System.getProperty("user.name").equals("root");
        assumeTrue(!root || Files.isExecutable(setpriv), "root may write everywhere, and there is no setpriv");
        if (root) {
            command.addAll(List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
        } else {
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        command.addAll(List.of(copy.resolve("lab").toString(), "--no-browser"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(bareMachine());
        try {
            assertRefused(
                    Checkout.finish(builder, "", Duration.ofMinutes(1)),
                    "No permission to write in " + copy,
                    "Copy the project");
        } finally {
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void somethingElseCalledVenvIsLeftAlone() throws Exception {
        Path venv = Files.writeString(copy.resolve(".venv"), "mine");
        try {
            assertRefused(lab(bareMachine(), "--no-browser"), venv + " is in the way");
            assertThat(Files.readString(venv)).isEqualTo("mine");
        } finally {
            Files.delete(venv);
        }
    }

    @Test
    void aMissingOrBrokenNotebookIsNamed(@TempDir Path folder) throws Exception {
        Map<String, String> variables = checkoutVariables();
        Path script = Checkout.HOME.root().resolve("lab");
        assertRefused(run(script, variables, "run", "no such.ipynb"), "no such.ipynb: there is no such notebook");
        Path broken = Files.writeString(folder.resolve("broken.ipynb"), "{");
        assertRefused(run(script, variables, "run", broken.toString()), "is not a notebook");
        assertRefused(run(script, variables, "run", broken.toString(), "--profile", "huge"), "--profile = huge");
    }

    @Test
    void aFailingCellIsShownAndFailsTheRun(@TempDir Path folder) throws Exception {
        Path notebook = Files.writeString(folder.resolve("f.ipynb"), """
                {"cells": [
                  {"cell_type": "code", "id": "a", "metadata": {}, "source": "6 * 7", "outputs": [], "execution_count": null},
                  {"cell_type": "code", "id": "b", "metadata": {}, "source": "throw new IllegalStateException(\\"on purpose\\");",
                   "outputs": [], "execution_count": null}],
                 "metadata": {"kernelspec": {"name": "solvable-ijava", "display_name": "Java", "language": "java"}},
                 "nbformat": 4, "nbformat_minor": 5}
                """);
        Path out = folder.resolve("out.ipynb");
        Checkout.Ended ended = run(
                Checkout.HOME.root().resolve("lab"),
                checkoutVariables(),
                "run",
                notebook.toString(),
                "--out",
                out.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("6 * 7", "on purpose", "failed");
        assertThat(Files.readString(out)).contains("42");
    }

    @Test
    void offlineWithEverythingCachedItRuns() throws Exception {
        List<String> cut = List.of("unshare", "--net", "sh", "-c");
        assumeTrue(succeeds(List.of("unshare", "--net", "true")), "this system cannot cut the network of one program");
        Path script = Checkout.HOME.root().resolve("lab");
        String run = "(ip link set lo up || ifconfig lo up) && exec '" + script + "' run '"
                + Checkout.HOME.notebooks().resolve("00-start-here.ipynb") + "'";
        List<String> command = new ArrayList<>(cut);
        command.add(run);
        Checkout.Ended ended = Checkout.run(command, Map.of("SOLVABLE_NO_BUILD", "1"), "", Duration.ofMinutes(3));
        assumeTrue(!ended.err().contains("not found"), "no program here to raise the loopback device");
        assertThat(ended.exit()).as(ended.toString()).isZero();
    }

    @Test
    void aBuildWithoutMavenOrWithoutItsLibrariesIsRefused(@TempDir Path folder) throws Exception {
        Path sources = folder.resolve("fresh clone");
        Path root = Checkout.HOME.root();
        for (String part : List.of(
                "lab",
                "pom.xml",
                "datasets/pom.xml",
                "kernel-ext/pom.xml",
                "notebooks/pom.xml",
                "benchmarks/pom.xml")) {
            copyTree(root.resolve(part), sources.resolve(part));
        }
        assertRefused(
                run(sources.resolve("lab"), bareMachine(), "models"), "Maven (mvn) was not found", "Install Maven");

        assumeTrue(succeeds(List.of("unshare", "--net", "true")), "this system cannot cut the network of one program");
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("JAVA_HOME", Checkout.JDK.toString());
        variables.put("MAVEN_OPTS", "-Duser.home=" + folder.resolve("home"));
        ProcessBuilder builder =
                new ProcessBuilder("unshare", "--net", sources.resolve("lab").toString(), "models");
        builder.environment().clear();
        builder.environment().putAll(variables);
        assertRefused(
                Checkout.finish(builder, "", Duration.ofMinutes(3)),
                "trying again with what is cached",
                "run ./lab once with a network connection");
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return Checkout.run(command, Map.of(), "", Duration.ofSeconds(20)).exit() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> checkoutVariables() {
        Checkout.environment();
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("SOLVABLE_NO_BUILD", "1");
        return variables;
    }
}
