package org.solvable.talk.inductionheads;

import java.util.List;
import java.util.function.IntFunction;
import org.solvable.data.family.TokenSequences;

/** In-context predictors by counting: the generalised induction head and those it is compared with. */
public final class Estimators {

    private static final double SHARP = 35;

    private Estimators() {}

    /**
     * Counts within one sequence.
     *
     * @param all N_e over the counted positions
     * @param matched N^m_e over those whose history agrees with that of the target at the lags of S
     */
    public record Counts(double[] all, double[] matched) {}

    /** Counts over positions after {@code skip} (M for the induction head, r for Bayes) with the lags of S matched. */
    public static Counts count(int[] tokens, int d, List<Integer> set, int skip) {
        int length = tokens.length - 1;
        if (length <= skip) {
            throw new IllegalArgumentException("L = " + length + ": must exceed the window " + skip);
        }
        double[] all = new double[d];
        double[] matched = new double[d];
        for (int i = skip; i < length; i++) {
            all[tokens[i]]++;
            boolean match = true;
            for (int lag : set) {
                match &= tokens[i - lag] == tokens[length - lag];
            }
            if (match) {
                matched[tokens[i]]++;
            }
        }
        return new Counts(all, matched);
    }

    /**
     * The generalised induction head at strength a: (N_e + (e^a - 1) N^m_e) / Σ; above 35 its limit, the matched frequency,
     * or the unigram where nothing matches.
     */
    public static double[] inductionHead(Counts n, double a) {
        if (Double.isNaN(a)) {
            throw new IllegalArgumentException("a = NaN: must be a number");
        }
        boolean sharp = a > SHARP;
        double matches = 0;
        for (double m : n.matched()) {
            matches += m;
        }
        double[] y = new double[n.all().length];
        double z = 0;
        for (int e = 0; e < y.length; e++) {
            y[e] = sharp ? (matches > 0 ? n.matched()[e] : n.all()[e]) : n.all()[e] + Math.expm1(a) * n.matched()[e];
            z += y[e];
        }
        for (int e = 0; e < y.length; e++) {
            y[e] /= z;
        }
        return y;
    }

    /** The posterior mean that knows parents and prior: (N^π_e + α)/(Σ N^π + dα). */
    public static double[] bayes(Counts n, double alpha) {
        double[] y = n.matched().clone();
        double z = 0;
        for (int e = 0; e < y.length; e++) {
            y[e] += alpha;
            z += y[e];
        }
        for (int e = 0; e < y.length; e++) {
            y[e] /= z;
        }
        return y;
    }

    /** Loss of each sequence under a predictor, with the law of the last token as target; ε as in training. */
    public static double[] losses(TokenSequences data, LossKind kind, IntFunction<double[]> predictor) {
        double[] losses = new double[data.size()];
        for (int b = 0; b < losses.length; b++) {
            double[] y = predictor.apply(b);
            double[] q = data.targets()[b];
            double z = 0;
            for (double v : y) {
                z += Math.exp(v);
            }
            for (int e = 0; e < y.length; e++) {
                double log = kind == LossKind.LOG ? Math.log(y[e] + Transformer.EPSILON) : y[e] - Math.log(z);
                losses[b] -= q[e] == 0 ? 0 : q[e] * log;
            }
        }
        return losses;
    }
}
