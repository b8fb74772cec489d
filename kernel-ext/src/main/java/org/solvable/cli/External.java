package org.solvable.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end and keeps what they print. */
final class External {

    private External() {}

    /**
     * How a program ended.
     *
     * @param exit its exit code, or -1 if it was ended because time was up
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    record Outcome(int exit, String out, String err) {

        boolean succeeded() {
            return exit == 0;
        }

        /** Returns the last lines of the error output, which usually hold the reason. */
        String reason() {
            List<String> lines = (err.isBlank() ? out : err).strip().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        }
    }

    /**
     * Runs a program with nothing on its standard input.
     *
     * @throws IOException if it cannot be started
     */
    static Outcome run(List<String> command, Map<String, String> environment, Duration limit) throws IOException {
        return run(command, environment, "", limit);
    }

    /**
     * Runs a program with a text on its standard input.
     *
     * @throws IOException if it cannot be started
     */
    static Outcome run(List<String> command, Map<String, String> environment, String input, Duration limit)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread stopChild = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stopChild);
        try {
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A program that ends without reading its input closes the pipe; its exit code tells the story.
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly().waitFor();
            }
            return new Outcome(ended ? process.exitValue() : -1, out.join(), err.join());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure("Stopped while waiting for " + command.getFirst(), e);
        } finally {
            removeHook(stopChild);
        }
    }

    static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook is doing its work.
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
