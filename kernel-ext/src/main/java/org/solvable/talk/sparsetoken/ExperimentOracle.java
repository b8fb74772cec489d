package org.solvable.talk.sparsetoken;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.solvable.data.family.SparseTokens;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Measurement;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

/**
 * Classifiers that know the signal, on drawn sequences: thresholds are chosen on one set and judged on another, so that the error is
 * not below the truth.
 *
 * <p>Only components along the signal matter to them, so tokens are drawn in one dimension with ξ = 1.
 */
public final class ExperimentOracle {

    private static final long LONGEST = 10_000_000;

    private ExperimentOracle() {}

    /** Test errors of one run. */
    record Outcome(double pooled, double attention, double hard) {}

    /**
     * Runs all replicas.
     *
     * <p>Outputs: {@code pooled}, {@code att}, {@code max}.
     *
     * @throws IllegalArgumentException if L is above 1e7
     */
    public static Measurement measure(OracleModel model, OracleSettings settings, Run run) {
        if (model.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "L = " + model.length() + ": an experiment draws every token; must be at most " + LONGEST);
        }
        SparseTokens family =
                new SparseTokens(1, (int) model.length(), (int) model.informative(), model.theta(), model.pi());
        Trials trials = new Trials(
                SparseTokenOracle.ID,
                model,
                settings,
                settings.seed(),
                settings.replicas(),
                settings.threads(),
                8 * model.length() + 64L * settings.sequences());
        Replicas<Outcome> done = trials.run(
                run,
                "sequences=" + settings.sequences(),
                (own, backend, checkpoint) -> once(model, family, settings.sequences(), own, checkpoint));
        Map<String, ToDoubleFunction<Outcome>> readers = new LinkedHashMap<>();
        readers.put("pooled", Outcome::pooled);
        readers.put("att", Outcome::attention);
        readers.put("max", Outcome::hard);
        return trials.measurement(
                Trials.outputs(done.finished(), readers),
                new LinkedHashMap<>(),
                done.complete() ? Status.CONVERGED : Status.CANCELLED,
                done.complete()
                        ? ""
                        : "stopped on request after " + done.finished().size() + " of " + settings.replicas()
                                + " replicas, which are kept");
    }

    private static Outcome once(
            OracleModel model, SparseTokens family, int n, RandomStream own, Checkpoint checkpoint) {
        double[] labels = new double[2 * n];
        double[][] scores = new double[3][2 * n];
        double[] x = new double[family.length()];
        double[] xi = {1};
        RandomStream stream = own.split("sequences");
        for (int i = 0; i < 2 * n; i++) {
            if (i % 64 == 0 || x.length > 1000) {
                checkpoint.reached(i / (2.0 * n));
            }
            family.fill(xi, i, stream, x, 0);
            labels[i] = family.label(i, stream);
            score(x, model.sharpness(), i, scores);
        }
        double[] errors = new double[3];
        for (int k = 0; k < 3; k++) {
            errors[k] = judged(scores[k], labels, n);
        }
        return new Outcome(errors[0], errors[1], errors[2]);
    }

    private static void score(double[] x, double sharpness, int i, double[][] scores) {
        double top = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double v : x) {
            top = Math.max(top, v);
            sum += v;
        }
        double weights = 0;
        double soft = 0;
        boolean hard = sharpness == Double.POSITIVE_INFINITY;
        for (int l = 0; l < x.length && !hard; l++) {
            double e = Math.exp(sharpness * (x[l] - top));
            weights += e;
            soft += e * x[l];
        }
        scores[0][i] = sum;
        scores[1][i] = hard ? top : soft / weights;
        scores[2][i] = top;
    }

    /** The error, on the second half, of the threshold that is best on the first half. */
    private static double judged(double[] score, double[] labels, int n) {
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(score[i], score[j]));
        int wrong = 0;
        for (int i = 0; i < n; i++) {
            wrong += labels[i] < 0 ? 1 : 0;
        }
        // Everything is called positive to begin with; then the threshold rises past one score after the other.
        int least = wrong;
        double threshold = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            wrong += labels[order[k]] > 0 ? 1 : -1;
            if (wrong < least) {
                least = wrong;
                double next = k + 1 < n ? score[order[k + 1]] : Double.POSITIVE_INFINITY;
                threshold = 0.5 * (score[order[k]] + next);
            }
        }
        int errors = 0;
        for (int i = n; i < 2 * n; i++) {
            errors += (score[i] > threshold) == (labels[i] > 0) ? 0 : 1;
        }
        return (double) errors / n;
    }
}
