package org.solvable.linalg;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The BLAS libraries that NumPy, SciPy and PyTorch brought with them: looked for without running Python. */
final class PythonLibraries {

    private PythonLibraries() {}

    /** Candidates, the best first; OpenBLAS before PyTorch, whose library is large and slow to open. */
    static List<Path> candidates() {
        Set<Path> sites = new LinkedHashSet<>();
        for (Path prefix : prefixes()) {
            for (Path python : list(prefix.resolve("lib"), "python3*")) {
                add(sites, python.resolve("site-packages"));
                add(sites, python.resolve("dist-packages"));
            }
        }
        List<Path> found = new ArrayList<>();
        for (Path site : sites) {
            found.addAll(list(site.resolve("numpy.libs"), "lib*openblas*.so*"));
            found.addAll(list(site.resolve("scipy.libs"), "lib*openblas*.so*"));
        }
        for (Path site : sites) {
            found.addAll(list(site.resolve("torch").resolve("lib"), "libtorch_cpu.so"));
        }
        return found;
    }

    private static List<Path> prefixes() {
        List<Path> prefixes = new ArrayList<>();
        for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
            String value = System.getenv(variable);
            if (value != null && !value.isBlank()) {
                prefixes.add(Path.of(value));
            }
        }
        prefixes.add(Path.of(".venv").toAbsolutePath());
        String path = System.getenv("PATH");
        for (String entry : path == null ? new String[0] : path.split(File.pathSeparator, -1)) {
            Path python = Path.of(entry).resolve("python3");
            Path bin = python.getParent();
            if (Files.isExecutable(python) && bin != null && bin.getParent() != null) {
                prefixes.add(bin.getParent());
            }
        }
        prefixes.add(Path.of(System.getProperty("user.home", "."), ".local"));
        prefixes.add(Path.of("/usr/local"));
        prefixes.add(Path.of("/usr"));
        return prefixes;
    }

    private static void add(Set<Path> sites, Path site) {
        try {
            if (Files.isDirectory(site)) {
                sites.add(site.toRealPath());
            }
        } catch (IOException unreadable) {
            return; // a folder that we may not look into has nothing for us
        }
    }

    private static List<Path> list(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(found::add);
            } catch (IOException unreadable) {
                return found;
            }
        }
        found.sort(null);
        return found;
    }
}
