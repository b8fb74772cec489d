package org.solvable.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.solvable.host.Check;
import org.solvable.host.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks everything between this machine and an open notebook, and says for each thing how to get it. */
@Command(
        name = "doctor",
        description = "Check what this machine has and lacks; exit 1 if something essential is missing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the findings as one JSON object.")
    private boolean json;

    @Option(names = "--fix", description = "First prepare .venv and the kernelspecs.")
    private boolean fix;

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public Integer call() throws JacksonException {
        Home home = Home.find();
        Path jdk = Path.of(System.getProperty("java.home"));
        VirtualEnvironment venv = new VirtualEnvironment(home);
        if (fix) {
            venv.prepare(jdk, line -> System.err.println("lab: " + line));
        }
        List<Check> checks = new ArrayList<>(Doctor.report().checks());
        checks.add(maven());
        checks.add(python(venv));
        checks.add(environment(venv));
        if (venv.isComplete()) {
            checks.add(plotly(venv));
            Check spec = kernelSpec(home, venv, jdk);
            checks.add(spec);
            if (spec.verdict() == Check.Verdict.OK) {
                checks.addAll(kernel(venv));
            }
        }
        Doctor doctor = new Doctor(checks);
        System.out.println(json ? toJson(doctor) : doctor.toString());
        if (!json) {
            System.out.println(
                    doctor.healthy()
                            ? "Everything needed is there: ./lab opens the notebooks."
                            : "Something essential is missing (marked by a cross).");
        }
        return doctor.healthy() ? 0 : 1;
    }

    private static Check maven() {
        return Python.which("mvn")
                .map(path -> Check.ok("Maven", path.toString()))
                .orElseGet(() -> Check.optional(
                        "Maven", "not on the path", "Only needed to build: apt, dnf, brew or sdk install maven."));
    }

    private static Check python(VirtualEnvironment venv) {
        if (venv.isComplete()) {
            return Check.ok("Python", "in .venv");
        }
        try {
            Python python = Python.find();
            return Check.ok("Python", python.version() + " (" + python.executable() + ")");
        } catch (Failure e) {
            return Check.missing("Python", "none that fits", String.valueOf(e.getMessage()));
        }
    }

    private static Check environment(VirtualEnvironment venv) {
        return venv.isComplete()
                ? Check.ok("JupyterLab", "locked versions in " + venv.home().venv())
                : Check.missing(
                        "JupyterLab",
                        Files.exists(venv.home().venv()) ? ".venv is not complete" : "no .venv yet",
                        "./lab doctor --fix, or just ./lab (needs the network once).");
    }

    private static Check plotly(VirtualEnvironment venv) {
        return venv.drawsFigures()
                ? Check.ok("Figure plug-in", "draws Plotly figures offline")
                : Check.missing("Figure plug-in", "not in .venv", "./lab doctor --fix");
    }

    private static Check kernelSpec(Home home, VirtualEnvironment venv, Path jdk) {
        KernelSpec spec = KernelSpec.ijava(home, jdk);
        Path file = venv.kernels().resolve(spec.id()).resolve("kernel.json");
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(spec.json())
                    ? Check.ok("Kernelspec", spec.id() + ": " + spec.displayName())
                    : Check.missing("Kernelspec", spec.id() + " is absent or out of date", "./lab doctor --fix");
        } catch (IOException e) {
            return Check.missing("Kernelspec", e.toString(), "./lab doctor --fix");
        }
    }

    private List<Check> kernel(VirtualEnvironment venv) {
        String name = "Kernel";
        String advice = "Start it by hand to see why: .venv/bin/jupyter console --kernel solvable-ijava";
        try {
            External.Outcome outcome = External.run(
                    List.of(venv.python().toString(), "-I", "-", "solvable-ijava"),
                    VirtualEnvironment.ENVIRONMENT,
                    Resources.text("probe_kernel.py"),
                    Duration.ofSeconds(120));
            if (!outcome.succeeded()) {
                return List.of(Check.missing(name, "no answer: " + outcome.reason(), advice));
            }
            JsonNode answer = mapper.readTree(outcome.out());
            String sum = answer.path("sum").asText();
            String text = String.format(
                    Locale.ROOT,
                    "1+1 = %s, %.1f s after its start",
                    sum.isEmpty() ? answer.path("error").asText() : sum,
                    answer.path("seconds").asDouble());
            List<Check> checks = new ArrayList<>();
            checks.add(sum.equals("2") ? Check.ok(name, text) : Check.missing(name, text, advice));
            String figure = answer.path("figure").asText();
            checks.add(
                    figure.contains("plotly") && figure.contains("image/png")
                            ? Check.ok("Figure", figure)
                            : Check.missing("Figure", figure, "Report this: a figure gave no picture."));
            return checks;
        } catch (IOException e) {
            return List.of(Check.missing(name, "no answer: " + e, advice));
        }
    }

    private String toJson(Doctor doctor) throws JacksonException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Check check : doctor.checks()) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("name", check.name());
            row.put("verdict", check.verdict().name().toLowerCase(Locale.ROOT));
            row.put("found", check.found());
            row.put("fix", check.fix());
            rows.add(row);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("healthy", doctor.healthy());
        report.put("checks", rows);
        return mapper.writeValueAsString(report);
    }
}
