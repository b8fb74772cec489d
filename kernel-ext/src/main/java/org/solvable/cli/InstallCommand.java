package org.solvable.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the kernel known to a Jupyter of the user's own; {@code ./lab} itself needs only {@code .venv}. */
@Command(
        name = "install",
        description =
                "Install the kernelspec for a Jupyter of your own (this checkout stays where the kernel runs from).",
        mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    @Option(
            names = "--prefix",
            paramLabel = "DIR",
            description = "Install under DIR/share/jupyter, for instance a virtual or conda environment"
                    + " (default: for the current user).")
    private @Nullable Path prefix;

    @Option(names = "--remove", description = "Remove the kernelspec instead.")
    private boolean remove;

    @Override
    public Integer call() {
        KernelSpec spec = KernelSpec.ijava(Home.find(), Path.of(System.getProperty("java.home")));
        Path kernels =
                (prefix == null ? userData() : prefix.toAbsolutePath().resolve("share/jupyter")).resolve("kernels");
        if (remove) {
            delete(kernels.resolve(spec.id()));
        } else {
            System.err.println("lab: installed " + spec.install(kernels));
        }
        return 0;
    }

    private static void delete(Path folder) {
        if (!Files.isRegularFile(folder.resolve("kernel.json"))) {
            System.err.println("lab: nothing to remove in " + folder);
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            System.err.println("lab: removed " + folder);
        } catch (IOException e) {
            throw new Failure(folder + " cannot be removed (" + e + ").", e);
        }
    }

    /** Jupyter's data folder of the current user, by the rules of jupyter_core. */
    static Path userData() {
        String told = System.getenv().getOrDefault("JUPYTER_DATA_DIR", "");
        if (!told.isBlank()) {
            return Path.of(told);
        }
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        if (system.contains("mac")) {
            return home.resolve("Library/Jupyter");
        }
        if (system.contains("windows")) {
            return Path.of(System.getenv().getOrDefault("APPDATA", home.toString()))
                    .resolve("jupyter");
        }
        String xdg = System.getenv().getOrDefault("XDG_DATA_HOME", "");
        return (xdg.isBlank() ? home.resolve(".local/share") : Path.of(xdg)).resolve("jupyter");
    }
}
