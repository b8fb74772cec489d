package org.solvable.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.solvable.host.ijava.StartupScript;

/**
 * What Jupyter must know to start a kernel.
 *
 * @param id the name of its folder, by which notebooks refer to it
 * @param displayName what JupyterLab's launcher shows
 * @param command the program and its arguments, with absolute paths; {@code {connection_file}} is filled in by Jupyter
 * @param environment the variables added to the kernel's environment
 */
public record KernelSpec(String id, String displayName, List<String> command, Map<String, String> environment) {

    /**
     * The Java options of every kernel: native access without a warning for the native BLAS, no warning from Tablesaw's
     * use of Unsafe in the first cell, figures drawn without a screen, the Vector API for Java's own matrix kernels,
     * most of the memory for the notebook, and none of the kernel's own log lines in the terminal of JupyterLab.
     * Jupyter fills in {@code {resource_dir}}, the folder of the spec.
     */
    static final List<String> JAVA_OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules",
            "jdk.incubator.vector",
            "-Djava.awt.headless=true",
            "-XX:MaxRAMPercentage=60",
            "-Djava.util.logging.config.file={resource_dir}/logging.properties");

    /** Copies the collections, so that a spec never changes. */
    public KernelSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Returns the spec of the original IJava kernel 1.3.0 with Solvable on its class path.
     *
     * <p>The compiler is deliberately not told about the incubating Vector API: its warning would be printed above
     * every compile error of a cell. Library code uses the module all the same.
     *
     * @param home the checkout
     * @param jdk the home of JDK 25
     */
    public static KernelSpec ijava(Home home, Path jdk) {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add("-Dsolvable.home=" + home.root());
        command.addAll(List.of("-jar", home.ijava().toString(), "{connection_file}"));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "IJAVA_CLASSPATH",
                home.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        environment.put("IJAVA_STARTUP_SCRIPT", StartupScript.text());
        return new KernelSpec("solvable-ijava", "Java 25 (IJava + Solvable)", command, environment);
    }

    /**
     * Writes the spec into a folder of kernels; what is already there and equal is left alone.
     *
     * @param kernels the folder {@code kernels} on one of Jupyter's data paths
     * @return the folder of the spec
     * @throws Failure if the folder cannot be written
     */
    public Path install(Path kernels) {
        Path folder = kernels.resolve(id);
        try {
            Files.createDirectories(folder);
            write(folder.resolve("kernel.json"), json().getBytes(StandardCharsets.UTF_8));
            for (String name : List.of("logging.properties", "logo-svg.svg")) {
                write(folder.resolve(name), Resources.bytes(name));
            }
            return folder;
        } catch (IOException e) {
            throw new Failure("The kernelspec cannot be written to " + folder + " (" + e + ").", e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            Files.write(file, content);
        }
    }

    /** Returns the content of {@code kernel.json}. */
    String json() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", command);
        spec.put("display_name", displayName);
        spec.put("language", "java");
        spec.put("interrupt_mode", "message");
        spec.put("env", new TreeMap<>(environment));
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(spec)
                    + "\n";
        } catch (JacksonException e) {
            throw new IllegalStateException("A map of strings is always JSON", e);
        }
    }
}
