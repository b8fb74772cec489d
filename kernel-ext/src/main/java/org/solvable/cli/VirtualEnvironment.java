package org.solvable.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Python environment of a checkout: JupyterLab and what it needs, in exactly the locked versions, with Solvable's
 * kernels installed in it and nowhere else.
 *
 * <p>It is complete when its stamp holds the hash of the requirements file; an environment whose making was interrupted
 * has none and is completed at the next start. A complete environment is used without any network.
 *
 * @param home the checkout
 */
public record VirtualEnvironment(Home home) {

    /** What every Python of this environment gets: its own kernelspecs and settings win over the user's. */
    static final Map<String, String> ENVIRONMENT = Map.of("JUPYTER_PREFER_ENV_PATH", "1", "PYTHONUTF8", "1");

    /** Returns the interpreter inside the environment, whether it exists or not. */
    public Path python() {
        boolean windows = File.separatorChar == '\\';
        return home.venv().resolve(windows ? "Scripts/python.exe" : "bin/python");
    }

    /** Returns the folder of kernelspecs inside the environment. */
    public Path kernels() {
        return home.venv().resolve("share/jupyter/kernels");
    }

    /** Says whether all locked packages are there. */
    public boolean isComplete() {
        try {
            return Files.isExecutable(python())
                    && Files.isRegularFile(stamp())
                    && Files.readString(stamp()).equals(hashOfRequirements());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes the environment complete, installs the kernelspecs into it, and returns it.
     *
     * @param jdk the home of the JDK that the kernels run on
     * @param say receives one line when something slow begins
     * @throws Failure if Python is missing, a package cannot be had, or the folder cannot be written
     */
    public VirtualEnvironment prepare(Path jdk, Consumer<String> say) {
        if (!isComplete()) {
            make(say);
        }
        KernelSpec.ijava(home, jdk).install(kernels());
        furnish();
        return this;
    }

    private void make(Consumer<String> say) {
        Path folder = home.venv();
        boolean exists = Files.exists(folder);
        if (exists && !Files.isDirectory(folder)) {
            throw new Failure(folder + " is in the way: it should be a folder for the Python environment. Remove it.");
        }
        if (!Files.isWritable(exists ? folder : home.root())) {
            throw new Failure("No permission to write in " + (exists ? folder : home.root())
                    + ", where the Python environment goes. Copy the project to a folder of yours.");
        }
        boolean usable = exists && runs(python());
        if (!usable) {
            Python python = Python.find();
            say.accept("making the Python environment .venv with Python " + python.version() + " ...");
            List<String> command = new ArrayList<>(List.of(python.executable().toString(), "-I", "-m", "venv"));
            if (exists) {
                command.add("--clear");
            }
            command.add(folder.toString());
            step(command, "The Python environment " + folder + " could not be made");
        }
        say.accept("installing JupyterLab and its " + (lockedPackages() - 1) + " companions into .venv (once, about a"
                + " minute) ...");
        step(
                List.of(
                        python().toString(),
                        "-I",
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--require-hashes",
                        "--only-binary",
                        ":all:",
                        "--no-deps",
                        "-r",
                        home.requirements().toString()),
                "JupyterLab could not be installed into " + folder + ". This needs a network connection once (or"
                        + " PIP_NO_INDEX=1 and PIP_FIND_LINKS=FOLDER with the wheels)");
        try {
            Files.writeString(stamp(), hashOfRequirements());
        } catch (IOException e) {
            throw new Failure("No permission to write in " + folder + " (" + e + ").", e);
        }
    }

    private static void step(List<String> command, String failure) {
        try {
            External.Outcome outcome = External.run(command, ENVIRONMENT, Duration.ofMinutes(30));
            if (!outcome.succeeded()) {
                throw new Failure(failure + ":\n" + outcome.reason().indent(2).stripTrailing());
            }
        } catch (IOException e) {
            throw new Failure(failure + " (" + e + ").", e);
        }
    }

    private static boolean runs(Path python) {
        try {
            return External.run(
                            List.of(python.toString(), "-I", "-m", "pip", "--version"),
                            Map.of(),
                            Duration.ofSeconds(60))
                    .succeeded();
        } catch (IOException e) {
            return false;
        }
    }

    /** Says whether the plug-in that draws figures is there, with the plotly.js that it draws with. */
    public boolean drawsFigures() {
        return Files.isRegularFile(plugin().resolve("static/remoteEntry.js"))
                && Files.isRegularFile(plugin().resolve("static/plotly.min.js"));
    }

    /**
     * Installs the plug-in that draws figures, switches off the renderer that comes with the Python package plotly in
     * its favour, and switches off what would ask the network at each start: news, and the search for extensions.
     */
    private void furnish() {
        try {
            Path sources = home.labExtension();
            copy(sources.resolve("package.json"), plugin().resolve("package.json"));
            copy(sources.resolve("static/remoteEntry.js"), plugin().resolve("static/remoteEntry.js"));
            copy(plotlyScript(), plugin().resolve("static/plotly.min.js"));
            settings();
        } catch (IOException e) {
            throw new Failure("JupyterLab's plug-in cannot be installed in " + home.venv() + " (" + e + ").", e);
        }
    }

    private Path plugin() {
        return home.venv().resolve("share/jupyter/labextensions/solvable-plotly");
    }

    private Path plotlyScript() throws IOException {
        boolean windows = File.separatorChar == '\\';
        try (var folders = Files.walk(home.venv().resolve(windows ? "Lib" : "lib"), 3)) {
            return folders.map(folder -> folder.resolve("plotly/package_data/plotly.min.js"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new IOException("plotly.min.js is not in the Python package plotly"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        boolean same = Files.isRegularFile(to) && Files.size(to) == Files.size(from) && Files.mismatch(from, to) == -1;
        if (!same) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Once JupyterLab has read the settings it rewrites them in its own way, so only their words are compared. */
    private void settings() throws IOException {
        Path file = home.venv().resolve("etc/jupyter/labconfig/page_config.json");
        String wanted = Resources.text("page_config.json");
        String present = Files.isRegularFile(file) ? Files.readString(file) : "";
        if (!wanted.lines()
                .map(String::strip)
                .map(line -> line.replace(",", ""))
                .allMatch(present::contains)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
    }

    private Path stamp() {
        return home.venv().resolve("solvable-requirements.sha256");
    }

    private long lockedPackages() {
        try (var lines = Files.lines(home.requirements())) {
            return lines.filter(line -> line.contains("==")).count();
        } catch (IOException e) {
            throw new Failure(home.requirements() + " cannot be read (" + e + ").", e);
        }
    }

    private String hashOfRequirements() throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(home.requirements()));
            return HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
