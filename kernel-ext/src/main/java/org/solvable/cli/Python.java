package org.solvable.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python interpreter that can make virtual environments.
 *
 * @param executable its absolute path
 * @param version such as {@code 3.12.4}
 */
record Python(Path executable, String version) {

    /** The oldest minor version of Python 3 that the locked packages support. */
    static final int OLDEST_MINOR = 10;

    /** The newest minor version of Python 3 that the lock was made for. */
    static final int NEWEST_MINOR = 14;

    private static final String QUESTION = """
            import importlib.util as u, sys
            missing = [m for m in ("venv", "ensurepip") if u.find_spec(m) is None]
            print("%d.%d.%d" % sys.version_info[:3], sys.executable, ",".join(missing), sep="|")
            """;

    /**
     * Finds the Python to make the environment with: the one in {@code SOLVABLE_PYTHON}, else the newest supported one
     * on the path.
     *
     * @throws Failure saying what to install
     */
    static Python find() {
        String told = System.getenv().getOrDefault("SOLVABLE_PYTHON", "");
        List<String> rejected = new ArrayList<>();
        List<Path> candidates = told.isBlank() ? onPath() : List.of(Path.of(told));
        for (Path candidate : candidates) {
            Optional<Python> python = ask(candidate, rejected);
            if (python.isPresent()) {
                return python.get();
            }
        }
        String wanted = "Python 3." + OLDEST_MINOR + " to 3." + NEWEST_MINOR + " with its venv module";
        String found = rejected.isEmpty()
                ? (told.isBlank() ? "No Python was found" : "SOLVABLE_PYTHON = " + told + " cannot be started")
                : "Found only " + String.join("; ", rejected);
        throw new Failure(found + ", and JupyterLab needs " + wanted + ".\n"
                + "  Install it: apt install python3 python3-venv | dnf install python3 | brew install python"
                + " | python.org\n"
                + "  If it is installed in an unusual place, say so: SOLVABLE_PYTHON=/path/to/python3 ./lab");
    }

    private static Optional<Python> ask(Path candidate, List<String> rejected) {
        try {
            External.Outcome answer =
                    External.run(List.of(candidate.toString(), "-I", "-c", QUESTION), Map.of(), Duration.ofSeconds(30));
            String[] parts = answer.out().strip().split("\\|", -1);
            if (!answer.succeeded() || parts.length != 3) {
                return Optional.empty();
            }
            String[] numbers = parts[0].split("\\.");
            int minor = Integer.parseInt(numbers[1]);
            if (!numbers[0].equals("3") || minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
                rejected.add("Python " + parts[0] + " (" + candidate + ")");
            } else if (!parts[2].isEmpty()) {
                rejected.add("Python " + parts[0] + " without its module " + parts[2] + " (" + candidate
                        + "; on Debian and Ubuntu: apt install python3-venv)");
            } else {
                return Optional.of(new Python(Path.of(parts[1]), parts[0]));
            }
        } catch (IOException | NumberFormatException e) {
            // Not a Python that runs, for instance the Windows store's placeholder: look at the next one.
        }
        return Optional.empty();
    }

    private static List<Path> onPath() {
        List<String> names = new ArrayList<>();
        for (int minor = NEWEST_MINOR; minor >= OLDEST_MINOR; minor--) {
            names.add("python3." + minor);
        }
        // The plain name first: it is the one that the user has chosen.
        names.addFirst("python");
        names.addFirst("python3");
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            which(name).ifPresent(found::add);
        }
        return found;
    }

    /** Returns the file that a command name stands for on the path. */
    static Optional<Path> which(String name) {
        boolean windows = File.separatorChar == '\\';
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String suffix : windows ? new String[] {".exe", ".cmd", ".bat"} : new String[] {""}) {
                if (!folder.isBlank()) {
                    Path file = Path.of(folder).resolve(name + suffix);
                    if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                        return Optional.of(file);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
