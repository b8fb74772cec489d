package org.solvable.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Run;
import org.solvable.model.Sweep;
import org.solvable.model.SweepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a model over a grid of parameters. */
@Command(
        name = "sweep",
        description = "Solve or measure a model over a grid of parameters; prints the table as CSV.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "SPEC.json, for instance:",
            "  {\"model\": \"linear-attention-icl\", \"task\": \"solve\",",
            "   \"axes\": [{\"name\": \"kappa\", \"log\": [0.1, 100, 50]}, {\"name\": \"tau\", \"values\": [0.5, 2]}],",
            "   \"with\": {\"rho\": 0.01}}",
            "  task is solve or measure; an axis has values, linear [from, to, count] or log [from, to, count];",
            "  replicas (measure only) makes so many journalled units of one run each at every point.",
            "Ctrl-C stops it and prints the finished points; with --journal the same command goes on from there.",
            "Exit codes: 0 done, 2 a wrong argument, 3 some points have no answer, 130 stopped."
        })
final class SweepCommand extends ModelCommand {

    @Parameters(index = "0", paramLabel = "SPEC.json", description = "The description of the sweep.")
    private Path spec = Path.of("");

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Append finished points to this file, and take from it those that are there.")
    private @Nullable Path journal;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the table to this file, and print a summary as one JSON object instead.")
    private @Nullable Path out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Compute so many points at a time (default: all cores).")
    private @Nullable Integer threads;

    SweepCommand() {
        super("sweep");
    }

    @Override
    int work() throws IOException {
        if (!Files.isRegularFile(spec)) {
            throw new IllegalArgumentException(spec + ": there is no such file");
        }
        // Better now than after a night of work.
        if (out != null && !Files.isDirectory(out.toAbsolutePath().resolveSibling("."))) {
            throw new IllegalArgumentException("--out = " + out + ": its folder does not exist");
        }
        Sweep sweep = Sweep.parse(Files.readString(spec));
        if (threads != null) {
            sweep = sweep.withThreads(threads);
        }
        if (journal != null) {
            sweep = sweep.withJournal(journal);
        }
        Run run = Run.showing(Terminal.progress("sweep"));
        try (StopOnSignal stop = new StopOnSignal(run.cancel())) {
            SweepResult result = sweep.run(run);
            PrintStream print = Terminal.results();
            if (out == null) {
                print.print(result.toCsv());
            } else {
                Files.writeString(out, result.toCsv());
                print.println(result.toJson());
            }
            print.flush();
            if (!result.message().isEmpty()) {
                System.err.println("lab sweep: " + result.message());
            }
            return exit(result.status());
        }
    }
}
