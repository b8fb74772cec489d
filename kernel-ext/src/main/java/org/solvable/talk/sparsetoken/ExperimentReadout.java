package org.solvable.talk.sparsetoken;

import java.util.LinkedHashMap;
import java.util.Map;
import org.solvable.data.family.SparseTokens;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Measurement;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.random.RandomStream;

/** The readout at finite d, with a query of given alignment and sharpness, or of a linear baseline. */
public final class ExperimentReadout {

    private ExperimentReadout() {}

    /**
     * Runs all replicas; outputs as {@link Experiment#measure}.
     *
     * @throws IllegalArgumentException if α₁ d rounds to 0 or is infinite
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything is allocated, if a replica would not fit
     */
    public static Measurement measure(ReadoutModel model, ExperimentSettings settings, Run run) {
        int d = settings.d();
        int n = Trials.count("alpha_1", model.alpha1(), d);
        double components = model.classifier() == Classifier.VECTORIZED ? (double) model.length() * d : d;
        Trials trials = new Trials(
                SparseTokenReadout.ID,
                model,
                settings,
                settings.seed(),
                settings.replicas(),
                settings.threads(),
                Trials.bytes(n, components) + 16L * model.length() * d);
        Replicas<Experiment.Outcome> done = trials.run(
                run, "d=" + d, (own, backend, checkpoint) -> once(model, settings, n, own, backend, checkpoint));
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("n_1", n);
        notes.put("realised_alpha_1", (double) n / d);
        return Experiment.measurement(trials, done, settings.replicas(), notes);
    }

    private static Experiment.Outcome once(
            ReadoutModel model,
            ExperimentSettings settings,
            int n,
            RandomStream own,
            Backend backend,
            Checkpoint checkpoint) {
        SparseTokens family =
                new SparseTokens(settings.d(), model.length(), model.informative(), model.theta(), model.pi());
        double[] xi = family.signal(own.split("signal"));
        SequenceStream data = new SequenceStream(family, xi, own.split("sequences"), n);
        Checkpoint drawing = checkpoint.part(0, 0.4);
        boolean vectorized = model.classifier() == Classifier.VECTORIZED;
        boolean attentive = model.classifier() == Classifier.ATTENTION && model.sharpness() > 0;
        double[] q = attentive ? query(xi, model.s(), own.split("query")) : new double[settings.d()];
        Features features = vectorized
                ? Features.vectorized(data, drawing)
                : attentive && settings.sampler() == ExperimentSettings.Sampler.LAW
                        ? Features.fromLaw(data, q, model.sharpness(), drawing)
                        : Features.attention(data, q, model.sharpness(), backend, drawing);
        ReadoutFit fit = ReadoutFit.of(
                features, model.loss(), model.lambda(), settings.tolerance(), backend, checkpoint.part(0.4, 0.95));
        RandomStream testing = own.split("test");
        ReadoutTest test = vectorized
                ? ReadoutTest.vectorized(family, xi, fit.w(), fit.b(), settings.testDraws(), testing)
                : ReadoutTest.attention(
                        family, xi, q, model.sharpness(), fit.w(), fit.b(), settings.testDraws(), testing);
        double[] target = vectorized ? repeated(xi, model.length()) : xi;
        return Experiment.Outcome.of(fit, test, target, attentive ? model.s() : 0, attentive ? model.sharpness() : 0);
    }

    /** A unit query with ⟨q, ξ⟩ = s, otherwise in a random direction. */
    static double[] query(double[] xi, double s, RandomStream stream) {
        int d = xi.length;
        double[] q = new double[d];
        double norm = 0;
        while (norm < 1e-6) {
            stream.fillGaussian(q, 0, d);
            double along = Features.dot(q, xi);
            for (int j = 0; j < d; j++) {
                q[j] -= along * xi[j];
            }
            norm = Math.sqrt(Features.dot(q, q));
        }
        double across = Math.sqrt((1 - s) * (1 + s)) / norm;
        for (int j = 0; j < d; j++) {
            q[j] = across * q[j] + s * xi[j];
        }
        return q;
    }

    /** The direction of the signal in all tokens at once, of unit length. */
    private static double[] repeated(double[] xi, int length) {
        double[] all = new double[length * xi.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = xi[k % xi.length] / Math.sqrt(length);
        }
        return all;
    }
}
