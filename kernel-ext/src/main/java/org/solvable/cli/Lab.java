package org.solvable.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The {@code lab} command: opens JupyterLab on the notebooks, and reaches everything else by its subcommands.
 *
 * <p>Exit codes: 0 done, 1 something on this machine is missing or a cell failed, 2 a wrong argument, 3 a solver did not
 * converge, 130 stopped by the user. Results go to standard output, all else to standard error.
 */
@Command(
        name = "lab",
        description = "Without a subcommand: open JupyterLab on the notebooks.",
        mixinStandardHelpOptions = true,
        version = "Solvable 0.1.0-SNAPSHOT",
        sortOptions = false,
        subcommands = {
            SolveCommand.class,
            MeasureCommand.class,
            ModelsCommand.class,
            SweepCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            InstallCommand.class
        })
public final class Lab implements Callable<Integer> {

    @Option(names = "--no-browser", description = "Print the address instead of opening a browser.")
    private boolean noBrowser;

    @Option(names = "--port", paramLabel = "N", description = "Listen on this port, or fail if it is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--ip",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen on this address (default: ${DEFAULT-VALUE}).")
    private String ip = "127.0.0.1";

    @Option(
            names = "--notebooks",
            paramLabel = "DIR",
            description = "Open this folder instead of the notebooks of the checkout.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        Home home = Home.find();
        return new JupyterServer(home, folder == null ? home.notebooks() : folder, ip, port, !noBrowser).run();
    }

    /** Starts the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /**
     * Runs the command inside this process.
     *
     * @param arguments as on the command line
     * @return the exit code
     */
    public static int run(List<String> arguments) {
        return new CommandLine(new Lab())
                .setExecutionExceptionHandler((e, line, parsed) -> explain(e, line))
                .execute(arguments.toArray(String[]::new));
    }

    /** A failure is a sentence for the user; anything else is a defect, and its trace is worth reporting. */
    private static int explain(Exception e, CommandLine line) throws Exception {
        if (e instanceof Failure) {
            PrintWriter err = line.getErr();
            err.println("lab: " + e.getMessage());
            err.flush();
            return 1;
        }
        throw e;
    }
}
