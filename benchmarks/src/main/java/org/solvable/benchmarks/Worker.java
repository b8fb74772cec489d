package org.solvable.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.solvable.linalg.Backends;

/**
 * The Java side: answers one JSON request a line, {@code {"case": …, "size": {…}, "cold": …}}, with wall seconds, CPU seconds of
 * the whole process (compiler and collector threads included) and a check value. A case that is not cold is run for three
 * seconds first, untimed.
 */
final class Worker {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double WARM_UP_SECONDS = 3;
    private static final double MEASURED_SECONDS = 0.2;

    private final Map<String, Prepared> prepared = new HashMap<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Worker() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Worker worker = new Worker();
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            Request request = MAPPER.readValue(line, Request.class);
            answers.println(MAPPER.writeValueAsString(
                    request.name().equals("versions") ? versions() : worker.measure(line, request)));
        }
    }

    /** One line of standard input. */
    record Request(@JsonProperty("case") String name, Map<String, Double> size, boolean cold) {}

    private Map<String, Object> measure(String key, Request request) throws IOException {
        Prepared run = prepared.get(key);
        if (run == null) {
            // Inputs of the case before are let go.
            prepared.clear();
            run = JavaCases.prepare(request.name(), request.size());
            prepared.put(key, run);
            repeats.put(key, request.cold() ? 1 : warmUp(run));
        }
        int times = repeats.getOrDefault(key, 1);
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        DoubleSupplier check = run.run();
        for (int i = 1; i < times; i++) {
            check = run.run();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", (System.nanoTime() - wall) * 1e-9 / times);
        answer.put("cpu", (system.getProcessCpuTime() - cpu) * 1e-9 / times);
        answer.put("check", check.getAsDouble());
        if (request.cold()) {
            answer.put("peakMiB", peakMebibytes());
        }
        return answer;
    }

    private static int warmUp(Prepared run) {
        long begin = System.nanoTime();
        double last = 0;
        while ((System.nanoTime() - begin) * 1e-9 < WARM_UP_SECONDS) {
            long start = System.nanoTime();
            run.run();
            last = (System.nanoTime() - start) * 1e-9;
        }
        return (int) Math.max(1, MEASURED_SECONDS / Math.max(last, 1e-6));
    }

    /** Largest resident size so far, of heap, native memory and the JVM itself; 0 where the system does not say. */
    private static double peakMebibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return 0;
    }

    private static Map<String, Object> versions() throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("java", Runtime.version().toString());
        out.put("backend", Backends.best().name() + ", " + Backends.best().device());
        out.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        out.put("processors", Runtime.getRuntime().availableProcessors());
        Path cpu = Path.of("/proc/cpuinfo");
        if (Files.exists(cpu)) {
            Files.readAllLines(cpu).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .ifPresent(line -> out.put("processor", line.replaceFirst(".*:\\s*", "")));
        }
        return out;
    }
}
