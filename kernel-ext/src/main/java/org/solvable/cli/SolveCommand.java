package org.solvable.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.solvable.linalg.MemoryBudgetExceededException;
import org.solvable.model.Json;
import org.solvable.model.Models;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.SolvableModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Solves a model by theory: one JSON object on standard output and nothing else there. */
@Command(
        name = "solve",
        description = "Solve a model by theory; prints one JSON object.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: lab solve linear-attention-icl alpha=10 kappa=0.5 tau=2 rho=0.01 lambda=0",
            "Exit codes: 0 solved, 2 a wrong argument, 3 not converged (the best point is printed)."
        })
final class SolveCommand extends ModelCommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model; \"lab models\" lists them.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "Parameters; what is missing takes its default.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description =
                    "Read one JSON object of parameters a line from this file (- for standard input), and write one"
                            + " result a line. A wrong line gives an object with \"error\", and exit code 2 at the end.")
    private @Nullable String batch;

    SolveCommand() {
        super("solve");
    }

    @Override
    int work() throws IOException {
        SolvableModel<?, ?, ?> model = Models.named(id);
        Map<String, String> given = NamedValues.of(arguments);
        PrintStream out = Terminal.results();
        if (batch == null) {
            Solution<?> solution = Models.solve(model, given, Run.quiet());
            out.println(solution.toJson());
            out.flush();
            if (!solution.status().isAnswer()) {
                System.err.println("lab solve: " + solution.status().word() + ". "
                        + (solution.message().isEmpty() ? solution.status().sentence() : solution.message()));
            }
            return exit(solution.status());
        }
        if (!batch.equals("-") && !Files.isRegularFile(Path.of(batch))) {
            throw new IllegalArgumentException("--batch = " + batch + ": there is no such file");
        }
        try (BufferedReader lines = batch.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(batch))) {
            return solveAll(model, given, lines, out);
        }
    }

    /** Each line is answered before the next is read, so that another program can talk with this one. */
    private int solveAll(SolvableModel<?, ?, ?> model, Map<String, String> given, BufferedReader lines, PrintStream out)
            throws IOException {
        Run run = Run.quiet();
        boolean wrong = false;
        boolean unanswered = false;
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                Map<String, Object> values = new LinkedHashMap<>(given);
                values.putAll(Json.readObject(line));
                Solution<?> solution = Models.solve(model, values, run);
                out.println(solution.toJson());
                unanswered |= !solution.status().isAnswer();
            } catch (IllegalArgumentException | MemoryBudgetExceededException e) {
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("model", id);
                error.put("line", number);
                error.put("error", String.valueOf(e.getMessage()));
                out.println(Json.write(error));
                wrong = true;
            }
            out.flush();
        }
        return wrong ? WRONG : unanswered ? NO_ANSWER : DONE;
    }
}
