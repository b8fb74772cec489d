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

/** The two gradient steps taken at finite d on drawn sequences. */
public final class ExperimentAlignment {

    private ExperimentAlignment() {}

    /**
     * Overlaps after one run.
     *
     * @param cosW ⟨w, ξ⟩ / ‖w‖
     * @param cosQ ⟨q, ξ⟩ / ‖q‖
     * @param normW ‖w‖
     * @param normQ ‖q‖
     * @param wXi ⟨w, ξ⟩
     * @param qXi ⟨q, ξ⟩
     * @param qW ⟨q, w⟩
     * @param b1 bias
     */
    public record Outcome(
            double cosW, double cosQ, double normW, double normQ, double wXi, double qXi, double qW, double b1) {}

    /**
     * Runs all replicas.
     *
     * <p>Outputs: {@code cos_w}, {@code cos_q}, {@code norm_w}, {@code norm_q}, {@code w_xi}, {@code q_xi}, {@code q_w}, {@code
     * b_1}, {@code B}. A stop returns the finished replicas with {@link Status#CANCELLED}.
     *
     * @throws IllegalArgumentException if α₀ d rounds to 0 or is infinite
     */
    public static Measurement measure(AlignmentModel model, ExperimentSettings settings, Run run) {
        int n = Trials.count("alpha_0", model.alpha0(), settings.d());
        SparseTokens family = family(model, settings.d());
        Trials trials = new Trials(
                SparseTokenAlignment.ID,
                model,
                settings,
                settings.seed(),
                settings.replicas(),
                settings.threads(),
                Trials.bytes(1, settings.d()) + 16L * model.length() * settings.d());
        Replicas<Outcome> done = trials.run(
                run,
                "d=" + settings.d(),
                (own, backend, checkpoint) -> once(model, family, n, own, backend, checkpoint));
        Map<String, ToDoubleFunction<Outcome>> readers = new LinkedHashMap<>();
        readers.put("cos_w", Outcome::cosW);
        readers.put("cos_q", Outcome::cosQ);
        readers.put("norm_w", Outcome::normW);
        readers.put("norm_q", Outcome::normQ);
        readers.put("w_xi", Outcome::wXi);
        readers.put("q_xi", Outcome::qXi);
        readers.put("q_w", Outcome::qW);
        readers.put("b_1", Outcome::b1);
        readers.put("B", o -> model.beta() * o.normQ());
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("n_0", n);
        notes.put("realised_alpha_0", (double) n / settings.d());
        return trials.measurement(
                Trials.outputs(done.finished(), readers),
                notes,
                done.complete() ? Status.CONVERGED : Status.CANCELLED,
                done.complete()
                        ? ""
                        : "stopped on request after " + done.finished().size() + " of " + settings.replicas()
                                + " replicas, which are kept");
    }

    static SparseTokens family(AlignmentModel model, int d) {
        return new SparseTokens(d, model.length(), model.informative(), model.theta(), model.pi());
    }

    private static Outcome once(
            AlignmentModel model,
            SparseTokens family,
            int n,
            RandomStream own,
            Backend backend,
            Checkpoint checkpoint) {
        double[] xi = family.signal(own.split("signal"));
        SequenceStream data = new SequenceStream(family, xi, own.split("first sequences"), n);
        GradientSteps steps = GradientSteps.take(model, data, backend, checkpoint);
        double normW = Math.sqrt(Features.dot(steps.w(), steps.w()));
        double normQ = Math.sqrt(Features.dot(steps.q(), steps.q()));
        double wXi = Features.dot(steps.w(), xi);
        double qXi = Features.dot(steps.q(), xi);
        return new Outcome(
                wXi / normW, qXi / normQ, normW, normQ, wXi, qXi, Features.dot(steps.q(), steps.w()), steps.b());
    }
}
