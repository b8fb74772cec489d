package org.solvable.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One side of the comparison: a process that answers one JSON line for each JSON line it is sent. */
final class WorkerProcess implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;
    private final String name;

    private WorkerProcess(String name, ProcessBuilder builder) throws IOException {
        this.name = name;
        this.process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The Java worker: this JVM's own launch line with the thread count and backend as properties. */
    static WorkerProcess java(int threads, String backend) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules",
                "jdk.incubator.vector",
                "-Dsolvable.threads=" + threads));
        if (!backend.isEmpty()) {
            command.add("-Dsolvable.backend=" + backend);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        return new WorkerProcess("Java worker", new ProcessBuilder(command));
    }

    /** The Python worker, with every BLAS it may load held to the same number of threads. */
    static WorkerProcess python(Path python, Path program, int threads) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python.toString(), program.toString());
        for (String variable : List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")) {
            builder.environment().put(variable, Integer.toString(threads));
        }
        return new WorkerProcess("Python worker", builder);
    }

    Map<String, Object> ask(String name, Map<String, Object> size, boolean cold) {
        try {
            requests.write(MAPPER.writeValueAsString(Map.of("case", name, "size", size, "cold", cold)) + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(this.name + " ended while it worked on " + name + " " + size);
            }
            return MAPPER.readValue(answer, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
