package org.solvable.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.solvable.model.Measurement;
import org.solvable.model.Models;
import org.solvable.model.Run;
import org.solvable.model.SolvableModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures a model by simulation: one JSON object on standard output and nothing else there. */
@Command(
        name = "measure",
        description = "Measure a model by simulation; prints one JSON object with means and standard errors.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: lab measure linear-attention-icl alpha=10 tau=0.5 d=40 replicas=20 seed=1",
            "Ctrl-C stops it; finished replicas are printed where there are any.",
            "Exit codes: 0 measured, 2 a wrong argument, 3 not converged, 130 stopped."
        })
final class MeasureCommand extends ModelCommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model; \"lab models\" lists them.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "Parameters of the model and settings of the experiment; what is missing takes its default.")
    private List<String> arguments = new ArrayList<>();

    MeasureCommand() {
        super("measure");
    }

    @Override
    int work() {
        SolvableModel<?, ?, ?> model = Models.named(id);
        Map<String, String> given = NamedValues.of(arguments);
        Run run = Run.showing(Terminal.progress(id));
        try (StopOnSignal stop = new StopOnSignal(run.cancel())) {
            Measurement measurement = Models.measure(model, given, run);
            PrintStream out = Terminal.results();
            out.println(measurement.toJson());
            out.flush();
            if (!measurement.status().isAnswer()) {
                System.err.println("lab measure: " + measurement.status().word() + ". "
                        + (measurement.message().isEmpty()
                                ? measurement.status().sentence()
                                : measurement.message()));
            }
            return exit(measurement.status());
        } finally {
            run.progress().done();
        }
    }
}
