package org.solvable.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.solvable.host.NotebookParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes a notebook from top to bottom in a fresh real kernel, without a browser. */
@Command(
        name = "run",
        description = "Execute a notebook in the real kernel; one line per cell, exit 1 at the first error.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NOTEBOOK", description = "The notebook, for instance notebooks/00-start-here.ipynb.")
    private Path notebook = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the executed notebook here, also after an error.")
    private @Nullable Path out;

    @Option(names = "--profile", paramLabel = "NAME", description = "quick (default), full or gpu.")
    private String profile = "";

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Override a value of the parameter cell.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Longest time for one cell (default: no limit).")
    private int timeout;

    @Option(names = "--json", description = "Print one JSON object per cell on standard output instead of text.")
    private boolean json;

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public Integer call() {
        Path file = notebook.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw wrong(notebook + ": there is no such notebook");
        }
        if (!profile.isEmpty() && !NotebookParameters.PROFILES.contains(profile)) {
            throw wrong("--profile = " + profile + ": must be one of " + NotebookParameters.PROFILES);
        }
        VirtualEnvironment venv = new VirtualEnvironment(Home.find())
                .prepare(Path.of(System.getProperty("java.home")), line -> System.err.println("lab: " + line));
        try {
            return execute(venv, file);
        } catch (IOException e) {
            throw new Failure("The notebook could not be run (" + e + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private int execute(VirtualEnvironment venv, Path file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        venv.python().toString(),
                        "-I",
                        "-",
                        file.toString(),
                        out == null ? "" : out.toAbsolutePath().toString(),
                        Integer.toString(timeout))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(VirtualEnvironment.ENVIRONMENT);
        Path parameters = null;
        if (!overrides.isEmpty()) {
            parameters = Files.createTempFile("solvable-parameters", ".json");
            Files.writeString(parameters, mapper.writeValueAsString(overrides));
            builder.environment().put("SOLVABLE_PARAMETERS", parameters.toString());
        }
        if (!profile.isEmpty()) {
            builder.environment().put("SOLVABLE_PROFILE", profile);
        }
        Process process = builder.start();
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try (var stdin = process.getOutputStream();
                BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            stdin.write(Resources.text("run_notebook.py").getBytes(StandardCharsets.UTF_8));
            stdin.close();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                report(line);
            }
            return process.waitFor();
        } finally {
            External.removeHook(stop);
            if (parameters != null) {
                Files.deleteIfExists(parameters);
            }
        }
    }

    private void report(String line) {
        if (json) {
            System.out.println(line);
            return;
        }
        JsonNode cell = read(line);
        if (cell == null) {
            System.out.println(line);
        } else if (cell.has("total")) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d cells, %s, %.1f s%n",
                    notebook.getFileName(),
                    cell.get("total").asInt(),
                    cell.get("status").asText(),
                    cell.get("seconds").asDouble());
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "  [%2d] %7.2f s  %-5s  %s%n",
                    cell.path("cell").asInt(),
                    cell.path("seconds").asDouble(),
                    cell.path("status").asText(),
                    cell.path("first").asText());
            if (cell.has("error")) {
                System.out.println(cell.get("error").asText().indent(8).stripTrailing());
            }
        }
    }

    private @Nullable JsonNode read(String line) {
        try {
            JsonNode node = mapper.readTree(line);
            return node != null && node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "lab run: " + sentence);
    }
}
