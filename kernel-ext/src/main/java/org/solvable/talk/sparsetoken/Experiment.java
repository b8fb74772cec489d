package org.solvable.talk.sparsetoken;

import java.util.LinkedHashMap;
import java.util.List;
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

/**
 * The whole chain at finite d: draws sequences, takes two gradient steps, fits the readout to fresh sequences, and takes the exact
 * test error of the result ({@link ReadoutTest}), so that the only randomness is that of training.
 *
 * <p>Replica r draws from {@code RandomStream.of(seed).split(id).split(parameters).split(r)}: the same numbers on any number of
 * threads.
 */
public final class Experiment {

    private Experiment() {}

    /**
     * One run.
     *
     * @param test probability of a wrong label on a fresh sequence
     * @param loss mean training loss of the readout
     * @param train fraction of its training sequences with a wrong label
     * @param alignment s_q
     * @param sharpness B
     * @param cosW alignment of the readout with the signal
     * @param attention mean attention on the informative tokens
     * @param gap of the fit, relative
     * @param iterations of the fit
     * @param solved whether the fit met its tolerance
     * @param separable whether there was nothing to fit: separable data and no ridge
     */
    public record Outcome(
            double test,
            double loss,
            double train,
            double alignment,
            double sharpness,
            double cosW,
            double attention,
            double gap,
            int iterations,
            boolean solved,
            boolean separable) {

        static Outcome of(ReadoutFit fit, ReadoutTest test, double[] xi, double alignment, double sharpness) {
            boolean separable = fit.end() == ReadoutFit.End.SEPARABLE;
            double cos = Features.dot(fit.w(), xi) / Math.sqrt(Features.dot(fit.w(), fit.w()));
            return new Outcome(
                    test.error(),
                    fit.loss(),
                    fit.wrong(),
                    alignment,
                    sharpness,
                    cos,
                    test.attention(),
                    fit.gap(),
                    fit.iterations(),
                    fit.end() == ReadoutFit.End.SOLVED,
                    separable);
        }
    }

    /**
     * Runs all replicas.
     *
     * <p>Outputs: {@code test}, {@code loss}, {@code train}, {@code s_q}, {@code B}, {@code cos_w}, {@code kappa}. {@link
     * Status#DIVERGENT} if the training data were separable and there is no ridge (logistic, hinge); a stop returns the finished
     * replicas with {@link Status#CANCELLED}.
     *
     * @throws IllegalArgumentException if a number of sequences rounds to 0 or is infinite
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything is allocated, if a replica would not fit
     */
    public static Measurement measure(Model model, ExperimentSettings settings, Run run) {
        int d = settings.d();
        int n0 = Trials.count("alpha_0", model.alpha0(), d);
        int n1 = settings.reuse() ? n0 : Trials.count("alpha_1", model.alpha1(), d);
        Trials trials = new Trials(
                SparseToken.ID,
                model,
                settings,
                settings.seed(),
                settings.replicas(),
                settings.threads(),
                Trials.bytes(n1, d) + 16L * model.length() * d);
        Replicas<Outcome> done = trials.run(
                run, "d=" + d, (own, backend, checkpoint) -> once(model, settings, n0, n1, own, backend, checkpoint));
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("n_0", n0);
        notes.put("n_1", n1);
        notes.put("realised_alpha_0", (double) n0 / d);
        notes.put("realised_alpha_1", (double) n1 / d);
        return measurement(trials, done, settings.replicas(), notes);
    }

    static Measurement measurement(Trials trials, Replicas<Outcome> replicas, int wanted, Map<String, Object> notes) {
        List<Outcome> done = replicas.finished();
        Map<String, ToDoubleFunction<Outcome>> readers = new LinkedHashMap<>();
        readers.put("test", Outcome::test);
        readers.put("loss", Outcome::loss);
        readers.put("train", Outcome::train);
        readers.put("s_q", Outcome::alignment);
        readers.put("B", Outcome::sharpness);
        readers.put("cos_w", Outcome::cosW);
        readers.put("kappa", Outcome::attention);
        if (!done.isEmpty()) {
            notes.put("fit_gap", done.stream().mapToDouble(Outcome::gap).max().orElseThrow());
            notes.put(
                    "fit_iterations",
                    done.stream().mapToInt(Outcome::iterations).max().orElseThrow());
        }
        long separable = done.stream().filter(Outcome::separable).count();
        boolean solved = done.stream().allMatch(Outcome::solved);
        Status status = !replicas.complete()
                ? Status.CANCELLED
                : solved ? Status.CONVERGED : separable > 0 ? Status.DIVERGENT : Status.NOT_CONVERGED;
        String message = switch (status) {
            case CANCELLED -> "stopped on request after " + done.size() + " of " + wanted + " replicas, which are kept";
            case DIVERGENT ->
                "the training data were separable in " + separable + " of " + wanted
                        + " replicas and there is no ridge: the loss goes to 0 and the weights grow without limit; take"
                        + " lambda > 0 or a larger alpha_1";
            case NOT_CONVERGED -> "a fit missed its tolerance: raise lambda or the tolerance";
            default -> "";
        };
        return trials.measurement(Trials.outputs(done, readers), notes, status, message);
    }

    private static Outcome once(
            Model model,
            ExperimentSettings settings,
            int n0,
            int n1,
            RandomStream own,
            Backend backend,
            Checkpoint checkpoint) {
        AlignmentModel steps = model.alignment();
        SparseTokens family = ExperimentAlignment.family(steps, settings.d());
        double[] xi = family.signal(own.split("signal"));
        SequenceStream first = new SequenceStream(family, xi, own.split("first sequences"), n0);
        double[] q = GradientSteps.take(steps, first, backend, checkpoint.part(0, 0.4))
                .q();
        SequenceStream second =
                settings.reuse() ? first : new SequenceStream(family, xi, own.split("second sequences"), n1);
        Checkpoint drawing = checkpoint.part(0.4, 0.6);
        Features features = settings.sampler() == ExperimentSettings.Sampler.LAW && model.beta() > 0
                ? Features.fromLaw(second, q, model.beta(), drawing)
                : Features.attention(second, q, model.beta(), backend, drawing);
        ReadoutFit fit = ReadoutFit.of(
                features, model.loss(), model.lambda(), settings.tolerance(), backend, checkpoint.part(0.6, 0.95));
        ReadoutTest test = ReadoutTest.attention(
                family, xi, q, model.beta(), fit.w(), fit.b(), settings.testDraws(), own.split("test"));
        double norm = Math.sqrt(Features.dot(q, q));
        return Outcome.of(fit, test, xi, Features.dot(q, xi) / norm, model.beta() * norm);
    }
}
