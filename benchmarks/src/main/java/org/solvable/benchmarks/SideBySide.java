package org.solvable.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the Java and the Python side of each comparison in alternation and prints the ratio of their times.
 *
 * <p>Both sides are worker processes, fresh for each line and warmed up (except for the long
 * experiments, which are run once and cold); measurements alternate J P J P …, so that
 * a machine whose speed drifts slows both. Each figure is a median. Wall time says what a user waits; CPU time (all
 * threads of the process) is what remains comparable on a shared machine. Both workers return a check value of the same
 * computation where it is deterministic, and the table says so when they differ.
 */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Compares Solvable's engine with NumPy, SciPy and PyTorch, side by side.")
public final class SideBySide implements Runnable {

    private static final String FROM = "<!-- benchmarks -->";
    private static final String TO = "<!-- /benchmarks -->";

    @Parameters(arity = "0..*", description = "Names of comparisons; all when none is given.")
    private List<String> names = List.of();

    @Option(names = "--python", required = true, description = "Python with NumPy and SciPy.")
    private Path python = Path.of("python3");

    @Option(names = "--worker", required = true, description = "The Python worker program.")
    private Path worker = Path.of("benchmarks/python/worker.py");

    @Option(names = "--threads", split = ",", defaultValue = "1,2", description = "Thread counts to measure.")
    private List<Integer> threads = List.of();

    @Option(names = "--rounds", defaultValue = "5", description = "Measurements of each side.")
    private int rounds;

    @Option(names = "--backend", defaultValue = "", description = "Backend name: openblas, vector or scalar.")
    private String backend = "";

    @Option(
            names = "--torch",
            description =
                    "Install PyTorch for the training steps first (large); without it they say that it is missing.")
    @SuppressWarnings("UnusedVariable") // read by the script
    private boolean torch;

    @Option(names = "--json", description = "Also write the results as JSON to this file.")
    private Path json = Path.of("");

    @Option(
            names = "--markdown",
            description = "Also write the table as Markdown to this file; between its lines <!-- benchmarks --> and "
                    + "<!-- /benchmarks --> where it has them.")
    private Path markdown = Path.of("");

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Map<String, Object> machine = new LinkedHashMap<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new SideBySide()).execute(args));
    }

    @Override
    public void run() {
        List<Comparison> chosen = Comparison.all().stream()
                .filter(c -> names.isEmpty() || names.contains(c.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("names = " + names + ": must be among "
                    + Comparison.all().stream().map(Comparison::name).distinct().toList());
        }
        try {
            for (int t : threads) {
                compare(chosen, t);
            }
            report();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void compare(List<Comparison> chosen, int threadCount) throws IOException {
        for (Comparison c : chosen) {
            // Fresh processes for each line: what one computation left behind cannot help or hurt the next.
            try (WorkerProcess java = WorkerProcess.java(threadCount, backend);
                    WorkerProcess numpy = WorkerProcess.python(python, worker, threadCount)) {
                if (machine.isEmpty()) {
                    machine.putAll(java.ask("versions", Map.of(), false));
                    machine.put("Python side", numpy.ask("versions", Map.of(), false));
                }
                Map<String, Object> size = new TreeMap<>(c.size());
                List<Map<String, Object>> ours = new ArrayList<>();
                List<Map<String, Object>> theirs = new ArrayList<>();
                int n = c.cold() ? 1 : rounds;
                for (int r = 0; r < n; r++) {
                    ours.add(java.ask(c.name(), size, c.cold()));
                    theirs.add(numpy.ask(c.name(), size, c.cold()));
                }
                Map<String, Object> row = row(c, threadCount, ours, theirs);
                results.add(row);
                System.err.println(line(row));
            }
        }
    }

    private Map<String, Object> row(
            Comparison c, int threadCount, List<Map<String, Object>> ours, List<Map<String, Object>> theirs) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", c.name());
        row.put("what", c.title());
        row.put("threads", threadCount);
        row.put("rounds", ours.size());
        row.put("bar", c.bar());
        for (String clock : List.of("wall", "cpu", "peakMiB")) {
            OptionalDouble java = median(ours, clock);
            OptionalDouble numpy = median(theirs, clock);
            java.ifPresent(v -> row.put("java_" + clock, v));
            numpy.ifPresent(v -> row.put("python_" + clock, v));
            if (java.isPresent() && numpy.isPresent()) {
                row.put("ratio_" + clock, java.getAsDouble() / numpy.getAsDouble());
            }
        }
        for (var side : List.of(ours.getFirst(), theirs.getFirst())) {
            if (side.containsKey("missing")) {
                row.put("missing", side.get("missing"));
            }
        }
        Object a = ours.getFirst().get("check");
        Object b = theirs.getFirst().get("check");
        row.put("java_check", a == null ? "" : a);
        row.put("python_check", b == null ? "" : b);
        return row;
    }

    private static OptionalDouble median(List<Map<String, Object>> runs, String key) {
        double[] v = runs.stream()
                .filter(r -> r.get(key) instanceof Number)
                .mapToDouble(r -> ((Number) r.get(key)).doubleValue())
                .sorted()
                .toArray();
        if (v.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((v[(v.length - 1) / 2] + v[v.length / 2]) / 2);
    }

    private void report() throws IOException {
        StringBuilder out = new StringBuilder();
        out.append("| what | threads | Java wall s | Python wall s | wall ratio | CPU ratio | bar |\n");
        out.append("|---|---|---|---|---|---|---|\n");
        for (Map<String, Object> row : results) {
            out.append(line(row)).append('\n');
        }
        out.append('\n');
        machine.forEach(
                (k, v) -> out.append("- ").append(k).append(": ").append(v).append('\n'));
        PrintStream stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        stdout.print(out);
        if (!markdown.toString().isEmpty()) {
            Files.writeString(markdown, within(markdown, out.toString()));
        }
        if (!json.toString().isEmpty()) {
            Files.writeString(
                    json,
                    mapper.writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(Map.of("machine", machine, "results", results))
                            + "\n");
        }
    }

    /** The file with the table in its place, or the table alone. */
    private static String within(Path file, String table) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        int from = text.indexOf(FROM);
        int to = text.indexOf(TO);
        return from < 0 || to < from
                ? table
                : text.substring(0, from + FROM.length()) + "\n" + table + text.substring(to);
    }

    private static String line(Map<String, Object> row) {
        if (row.containsKey("missing")) {
            return String.format(
                    Locale.ROOT,
                    "| %s; peak %.0f MiB | %s | %.4g | not run: %s | | | %s |",
                    row.get("what"),
                    number(row, "java_peakMiB"),
                    row.get("threads"),
                    number(row, "java_wall"),
                    row.get("missing"),
                    row.get("bar"));
        }
        String memory = row.containsKey("ratio_peakMiB")
                ? String.format(
                        Locale.ROOT,
                        "; peak %.0f MiB against %.0f MiB",
                        number(row, "java_peakMiB"),
                        number(row, "python_peakMiB"))
                : "";
        return String.format(
                Locale.ROOT,
                "| %s%s%s | %s | %.4g | %.4g | %.2f | %.2f | %s |",
                row.get("what"),
                memory,
                differ(row)
                        ? " (check values differ: " + row.get("java_check") + ", " + row.get("python_check") + ")"
                        : "",
                row.get("threads"),
                number(row, "java_wall"),
                number(row, "python_wall"),
                number(row, "ratio_wall"),
                number(row, "ratio_cpu"),
                row.get("bar"));
    }

    /** NaN where it was not measured. */
    private static double number(Map<String, Object> row, String key) {
        return row.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /** Random draws and trained losses have no common value; everything else must be the same number. */
    private static boolean differ(Map<String, Object> row) {
        if (!(row.get("java_check") instanceof Number a) || !(row.get("python_check") instanceof Number b)) {
            return false;
        }
        double tolerance = switch (String.valueOf(row.get("name"))) {
            case "gaussian-fill", "softmax-expectation", "softmax-expectation-stored" -> 1e-2;
            case "linear-attention" -> 0.1;
            // Single precision.
            case "attention-step", "transformer-step" -> 1e-4;
            default -> 1e-8;
        };
        return Math.abs(a.doubleValue() - b.doubleValue()) > tolerance * Math.max(1e-3, Math.abs(b.doubleValue()));
    }
}
