package org.solvable.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.solvable.cli.Home;
import org.solvable.cli.VirtualEnvironment;

/** The checkout under test, its Python environment, and how to run programs in it. */
final class Checkout {

    static final Home HOME = new Home(Path.of(System.getProperty("solvable.home", "..")));
    static final Path SCRATCH =
            Path.of(System.getProperty("solvable.scratch", "target")).toAbsolutePath();
    static final Path JDK = Path.of(System.getProperty("java.home"));

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Checkout() {}

    /** How a program ended, with both outputs. */
    record Ended(int exit, String out, String err) {}

    /** The same environment that {@code ./lab} makes, made by the same code; fast when it is there. */
    static VirtualEnvironment environment() {
        return new VirtualEnvironment(HOME).prepare(JDK, line -> System.err.println("[notebooks] " + line));
    }

    /** The notebooks of the checkout, in the order of their names. */
    static List<Path> notebooks() {
        try (var files = Files.list(HOME.notebooks())) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) throws IOException {
        return MAPPER.readTree(Files.readString(file));
    }

    static JsonNode json(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** Runs one of this module's Python programs in the environment, and fails with its error output if it fails. */
    static String python(
            Path interpreter, String program, Map<String, String> variables, Duration limit, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(interpreter.toString(), "-I", "-"));
        command.addAll(List.of(arguments));
        Ended ended = run(command, variables, resource(program), limit);
        if (ended.exit() != 0) {
            throw new AssertionError(
                    program + " ended with " + ended.exit() + ":\n" + ended.out() + "\n" + ended.err());
        }
        return ended.out();
    }

    /** Runs a program to its end; its environment is this process's with the given variables on top. */
    static Ended run(List<String> command, Map<String, String> variables, String input, Duration limit)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        return finish(builder, input, limit);
    }

    static Ended finish(ProcessBuilder builder, String input, Duration limit) throws IOException, InterruptedException {
        Process process = builder.start();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended without reading; its exit code says why.
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "no end after " + limit + ": " + builder.command() + "\n" + out.join() + err.join());
        }
        return new Ended(process.exitValue(), out.join(), err.join());
    }

    static String resource(String name) {
        try (InputStream stream = Checkout.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no test resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
