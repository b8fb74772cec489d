package org.solvable.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One pass through real JupyterLab in headless Chromium, started by {@code ./lab} as a reader starts it. */
class BrowserIT {

    private static final Path FOLDER = Checkout.SCRATCH.resolve("browser");

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void everyNotebookRunsAndItsFiguresAreDrawn() throws IOException, InterruptedException {
        Optional<String> chromium = chromium();
        if (chromium.isEmpty()) {
            System.err.println("""

                    *** THE BROWSER PASS IS SKIPPED: no Chromium was found. ***
                    *** Install one (apt install chromium) or name it: CHROMIUM=/path/to/chrome mvn verify ***
                    """);
        }
        assumeTrue(chromium.isPresent(), "no Chromium: the browser pass is skipped");
        Checkout.environment();
        Path driver = browserEnvironment();
        List<String> names = copies();
        int port = freePort();
        String token = UUID.randomUUID().toString();
        Process server = start(port, token);
        try {
            String address = "http://127.0.0.1:" + port;
            await(address + "/api?token=" + token, server);
            List<String> arguments =
                    new ArrayList<>(List.of(chromium.orElseThrow(), address, token, FOLDER.toString()));
            arguments.addAll(names);
            String out = Checkout.python(
                    driver, "drive_lab.py", Map.of(), Duration.ofMinutes(10), arguments.toArray(String[]::new));
            List<String> lines = out.lines().toList();
            assertThat(lines).hasSameSizeAs(names);
            for (String line : lines) {
                System.err.println(line);
                check(Checkout.json(line));
            }
        } finally {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static void check(JsonNode seen) {
        String what = seen.toString();
        assertThat(seen.get("errors")).as(what).isEmpty();
        assertThat(seen.get("finished").asBoolean()).as(what).isTrue();
        assertThat(seen.get("ran").asInt()).as(what).isEqualTo(seen.get("cells").asInt());
        assertThat(seen.get("figures").asInt()).as(what).isPositive();
        assertThat(seen.get("plots").asInt())
                .as("drawn figures: " + what)
                .isEqualTo(seen.get("figures").asInt());
        assertThat(seen.get("empty").asInt())
                .as("figures without a trace: " + what)
                .isZero();
        assertThat(seen.get("texts").asInt()).as("texts of figures: " + what).isPositive();
        assertThat(seen.get("faint"))
                .as("texts of figures with less contrast than 4.5 : 1, in the light or the dark theme: " + what)
                .isEmpty();
        assertThat(seen.get("refused"))
                .as("addresses outside of this machine: " + what)
                .isEmpty();
        assertThat(seen.get("problems")).as("script errors: " + what).isEmpty();
    }

    /** Working copies, since JupyterLab saves what it runs. */
    private static List<String> copies() throws IOException {
        Path folder = Files.createDirectories(FOLDER.resolve("notebooks"));
        List<String> names = new ArrayList<>();
        for (Path file : Checkout.notebooks()) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            names.add(file.getFileName().toString());
        }
        return names;
    }

    private static Process start(int port, String token) throws IOException {
        Path settings = FOLDER.resolve("settings");
        Path notebook = Files.createDirectories(settings.resolve("@jupyterlab/notebook-extension"));
        // All cells stay on the page, so that every figure can be looked at.
        Files.writeString(notebook.resolve("tracker.jupyterlab-settings"), "{\"windowingMode\": \"none\"}");
        Path config = Files.createDirectories(FOLDER.resolve("config"));
        Files.writeString(config.resolve("jupyter_lab_config.json"), "{\"LabApp\": {\"expose_app_in_browser\": true}}");
        ProcessBuilder builder = new ProcessBuilder(
                        Checkout.HOME.root().resolve("lab").toString(),
                        "--no-browser",
                        "--port",
                        Integer.toString(port),
                        "--notebooks",
                        FOLDER.resolve("notebooks").toString())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("jupyterlab.log").toFile());
        Map<String, String> variables = new HashMap<>();
        variables.put("SOLVABLE_NO_BUILD", "1");
        variables.put("SOLVABLE_PROFILE", "quick");
        variables.put("JUPYTER_TOKEN", token);
        variables.put("JUPYTER_CONFIG_DIR", config.toString());
        variables.put("JUPYTER_DATA_DIR", FOLDER.resolve("data").toString());
        variables.put("JUPYTER_RUNTIME_DIR", FOLDER.resolve("runtime").toString());
        variables.put("JUPYTERLAB_SETTINGS_DIR", settings.toString());
        variables.put("JUPYTERLAB_WORKSPACES_DIR", FOLDER.resolve("workspaces").toString());
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static void await(String address, Process server) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            for (int attempt = 0; attempt < 240; attempt++) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // The server is still starting.
                }
                if (!server.isAlive()) {
                    break;
                }
                Thread.sleep(500);
            }
        }
        throw new AssertionError("JupyterLab did not start:\n" + Files.readString(FOLDER.resolve("jupyterlab.log")));
    }

    /** Playwright, in an environment of its own: readers do not need it. */
    private static Path browserEnvironment() throws IOException, InterruptedException {
        Path root = Checkout.HOME.root();
        Path folder = root.resolve(".solvable/browser-venv");
        Path python = folder.resolve("bin/python");
        Path requirements = root.resolve("requirements-browser.txt");
        Path stamp = folder.resolve("requirements.txt");
        if (Files.isExecutable(python) && Files.exists(stamp) && Files.mismatch(stamp, requirements) == -1) {
            return python;
        }
        String base = Checkout.environment().python().toString();
        step(List.of(base, "-I", "-m", "venv", "--clear", folder.toString()));
        step(List.of(
                python.toString(),
                "-I",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--no-deps",
                "-r",
                requirements.toString()));
        Files.copy(requirements, stamp, StandardCopyOption.REPLACE_EXISTING);
        return python;
    }

    private static void step(List<String> command) throws IOException, InterruptedException {
        Checkout.Ended ended = Checkout.run(command, Map.of(), "", Duration.ofMinutes(10));
        assertThat(ended.exit()).as(command + "\n" + ended.err()).isZero();
    }

    private static Optional<String> chromium() {
        String told = System.getenv().getOrDefault("CHROMIUM", "");
        if (!told.isBlank()) {
            return Optional.of(told);
        }
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
