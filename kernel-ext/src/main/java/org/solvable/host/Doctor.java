package org.solvable.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.solvable.host.Check.Verdict;
import org.solvable.linalg.Backends;

/**
 * Looks at the machine from inside a Java process: the JDK, memory, linear algebra, accelerators.
 *
 * <p>In a notebook, {@code Doctor.report()} as the last line of a cell shows the findings as a table. {@code lab doctor}
 * adds what surrounds the kernel: Maven, Python, JupyterLab, the kernelspecs.
 *
 * @param checks the findings in the order of their looking
 */
public record Doctor(List<Check> checks) {

    /** Copies the list. */
    public Doctor {
        checks = List.copyOf(checks);
    }

    /** Examines the machine; takes well under a second, and a few when a graphics driver has to wake up. */
    public static Doctor report() {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(memory());
        checks.add(Check.ok("Linear algebra", String.join("\n", Backends.report())));
        checks.add(vector());
        checks.add(gpu());
        return new Doctor(checks);
    }

    /** Says whether everything that the notebooks need is there. */
    public boolean healthy() {
        return checks.stream().noneMatch(check -> check.verdict() == Verdict.MISSING);
    }

    /** Returns the findings as a Markdown table, which is how notebooks show them. */
    public String markdown() {
        String rows = checks.stream()
                .map(check -> "| " + mark(check) + " | " + cell(check.name()) + " | " + cell(check.found()) + " | "
                        + cell(check.fix()) + " |")
                .collect(Collectors.joining("\n"));
        return "| | looked for | found | what to do |\n|:-:|:--|:--|:--|\n" + rows;
    }

    /** Returns the findings as plain text, one a line, followed by what to do where there is something. */
    @Override
    public String toString() {
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        return checks.stream().map(check -> line(check, width)).collect(Collectors.joining("\n"));
    }

    private static String line(Check check, int width) {
        String indent = " ".repeat(width + 4);
        String found = mark(check) + " " + check.name()
                + " ".repeat(width - check.name().length()) + "  "
                + check.found().replace("\n", "\n" + indent);
        return check.fix().isEmpty()
                ? found
                : found + "\n" + indent + "-> " + check.fix().replace("\n", "\n" + indent);
    }

    private static String mark(Check check) {
        return switch (check.verdict()) {
            case OK -> "✓";
            case OPTIONAL -> "–";
            case MISSING -> "✗";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "<br>");
    }

    private static Check java() {
        Runtime.Version version = Runtime.version();
        String found = "Java " + version + " (" + System.getProperty("java.vendor") + ") in "
                + System.getProperty("java.home");
        if (version.feature() != 25) {
            return Check.missing(
                    "JDK 25", found, "Install a JDK 25, for instance Eclipse Temurin 25, and set JAVA_HOME.");
        }
        return ModuleLayer.boot().findModule("jdk.jshell").isPresent()
                ? Check.ok("JDK 25", found)
                : Check.missing("JDK 25", found + ", without jdk.jshell", "Install a full JDK 25, not a JRE.");
    }

    private static Check memory() {
        Runtime runtime = Runtime.getRuntime();
        String found = String.format(
                Locale.ROOT,
                "%.1f GiB for Java, %d processors",
                runtime.maxMemory() / (double) (1L << 30),
                runtime.availableProcessors());
        return runtime.maxMemory() >= 1L << 30
                ? Check.ok("Memory", found)
                : Check.optional(
                        "Memory", found, "Sizes of the full profile need 2 GiB: close programs or raise -Xmx.");
    }

    private static Check vector() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? Check.ok("Vector API", "jdk.incubator.vector is there")
                : Check.optional(
                        "Vector API",
                        "jdk.incubator.vector is not there",
                        "Start Java with --add-modules jdk.incubator.vector (our kernelspecs do).");
    }

    private static Check gpu() {
        String fix = "None is needed: every notebook runs on the CPU. For an NVIDIA GPU, install its driver.";
        try {
            Process process = new ProcessBuilder("nvidia-smi", "-L")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Check.optional("GPU", "nvidia-smi does not answer", "Check the driver: nvidia-smi -L");
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 && !text.isEmpty()
                    ? Check.ok("GPU", text.replaceAll(" \\(UUID[^)]*\\)", ""))
                    : Check.optional("GPU", "nvidia-smi finds none", fix);
        } catch (IOException e) {
            return Check.optional("GPU", "none visible (no nvidia-smi)", fix);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.optional("GPU", "not looked at: stopped", "");
        }
    }
}
