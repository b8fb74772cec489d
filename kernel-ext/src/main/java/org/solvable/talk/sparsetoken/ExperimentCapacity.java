package org.solvable.talk.sparsetoken;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.solvable.data.family.SparseTokens;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Measurement;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

/** The fraction of drawn data sets that a hyperplane separates, in the features of a query of given alignment and sharpness. */
public final class ExperimentCapacity {

    private ExperimentCapacity() {}

    /**
     * Runs all replicas.
     *
     * <p>Output: {@code separable}, the fraction of data sets that were separated. {@link Status#NOT_CONVERGED} if a linear program
     * was left undecided; it then counts as not separated.
     *
     * @throws IllegalArgumentException if α₁ d rounds to 0
     */
    public static Measurement measure(CapacityModel model, CapacitySettings settings, Run run) {
        int d = settings.d();
        int n = Trials.count("alpha_1", settings.alpha1(), d);
        double components = settings.classifier() == Classifier.VECTORIZED ? (double) model.length() * d : d;
        double rows = components + 2;
        Trials trials = new Trials(
                SparseTokenCapacity.ID,
                model,
                settings,
                settings.seed(),
                settings.replicas(),
                settings.threads(),
                Trials.bytes(n, components) + (long) (16 * rows * (n + 4 * components)));
        Replicas<Separability.Verdict> done = trials.run(
                run,
                "d=" + d + " n=" + n + " " + settings.classifier(),
                (own, backend, checkpoint) -> once(model, settings, n, own, backend, checkpoint));
        Map<String, ToDoubleFunction<Separability.Verdict>> readers = new LinkedHashMap<>();
        readers.put("separable", v -> v == Separability.Verdict.SEPARABLE ? 1 : 0);
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("n_1", n);
        notes.put("realised_alpha_1", (double) n / d);
        long undecided = done.finished().stream()
                .filter(v -> v == Separability.Verdict.UNDECIDED)
                .count();
        Status status = !done.complete() ? Status.CANCELLED : undecided > 0 ? Status.NOT_CONVERGED : Status.CONVERGED;
        String message = switch (status) {
            case CANCELLED ->
                "stopped on request after " + done.finished().size() + " of " + settings.replicas()
                        + " replicas, which are kept";
            case NOT_CONVERGED -> undecided + " linear programs were left undecided: take a smaller d";
            default -> "";
        };
        return trials.measurement(Trials.outputs(done.finished(), readers), notes, status, message);
    }

    private static Separability.Verdict once(
            CapacityModel model,
            CapacitySettings settings,
            int n,
            RandomStream own,
            Backend backend,
            Checkpoint checkpoint) {
        SparseTokens family =
                new SparseTokens(settings.d(), model.length(), model.informative(), model.theta(), model.pi());
        double[] xi = family.signal(own.split("signal"));
        SequenceStream data = new SequenceStream(family, xi, own.split("sequences"), n);
        Features features = switch (settings.classifier()) {
            case VECTORIZED -> Features.vectorized(data, checkpoint.part(0, 0.2));
            case POOLED -> Features.attention(data, new double[settings.d()], 0, backend, checkpoint.part(0, 0.2));
            case ATTENTION -> {
                double[] q = ExperimentReadout.query(xi, model.s(), own.split("query"));
                yield Features.attention(data, q, model.sharpness(), backend, checkpoint.part(0, 0.2));
            }
        };
        return Separability.of(features, backend, checkpoint.part(0.2, 1));
    }
}
