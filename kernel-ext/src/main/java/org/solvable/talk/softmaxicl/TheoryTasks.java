package org.solvable.talk.softmaxicl;

import java.util.Arrays;
import org.solvable.num.Minima;

/**
 * Limits for several tasks: who serves which, and what sharing heads costs. All are losses above Σ σₙ².
 *
 * <p>Disjoint supports of equal b within a task. Allocation: Chen et al., arXiv 2402.19442; the superposition law is derived in
 * the project's theory sheet from the rank of zero-sum heads and the Welch bound.
 *
 * @param strength Sₙ = Σⱼ bₙⱼ of each task
 * @param difficulty Bₙ = (dₙ/L)(1 + σₙ²/Sₙ) of each task
 */
public record TheoryTasks(double[] strength, double[] difficulty) {

    private static final double LARGEST_NORM = 50;

    /** Of a model. */
    public static TheoryTasks of(Model model) {
        double[][] b = model.variances();
        double[] strength = new double[b.length];
        double[] difficulty = new double[b.length];
        for (int n = 0; n < b.length; n++) {
            strength[n] = Arrays.stream(b[n]).sum();
            long size = Arrays.stream(b[n]).filter(v -> v > 0).count();
            difficulty[n] = (double) size / model.length() * (1 + model.sigma2() / strength[n]);
        }
        return new TheoryTasks(strength, difficulty);
    }

    private double excess(double factor) {
        double sum = 0;
        for (int n = 0; n < strength.length; n++) {
            double big = factor * difficulty[n];
            sum += strength[n] * big / (1 + big);
        }
        return sum;
    }

    /** One head of its own for each task, non-negative parameters. */
    public double allocated() {
        return excess(Math.E);
    }

    /** A pair of heads of its own for each task. */
    public double pairs() {
        return excess(1);
    }

    /**
     * The best that one head can do for all tasks: at given ‖v‖₁ the split is a convex problem with a closed form (water filling);
     * the lowest over ‖v‖₁ is searched.
     */
    public double oneHead() {
        return Minima.brent()
                .findLowest(this::oneHeadAt, 1e-6, LARGEST_NORM, 500)
                .value();
    }

    private double oneHeadAt(double norm) {
        int tasks = strength.length;
        double[] c = Arrays.stream(difficulty).map(b -> b * Math.exp(norm)).toArray();
        // v_n = max(0, √(S_n c_n) level − c_n); tasks enter as the level rises.
        Integer[] order = new Integer[tasks];
        Arrays.setAll(order, n -> n);
        Arrays.sort(order, java.util.Comparator.comparingDouble(n -> Math.sqrt(c[n] / strength[n])));
        double roots = 0;
        double sum = 0;
        double level = 0;
        for (int k = 0; k < tasks; k++) {
            int n = order[k];
            if (k > 0 && level <= Math.sqrt(c[n] / strength[n])) {
                break;
            }
            roots += Math.sqrt(strength[n] * c[n]);
            sum += c[n];
            level = (norm + sum) / roots;
        }
        double loss = 0;
        for (int n = 0; n < tasks; n++) {
            double v = Math.max(0, Math.sqrt(strength[n] * c[n]) * level - c[n]);
            loss += strength[n] * c[n] / (v + c[n]);
        }
        return loss;
    }

    /** The superposition law for equal tasks on H heads: difficulty grows by eN (H = 1) or max(1, N/(H-1)). */
    public double superposition(int heads) {
        if (heads < 1) {
            throw new IllegalArgumentException("H = " + heads + ": must be >= 1");
        }
        int tasks = strength.length;
        return excess(heads == 1 ? Math.E * tasks : Math.max(1, tasks / (heads - 1.0)));
    }

    /**
     * Two tasks with overlapping supports on two heads.
     *
     * @param d all coordinates; b = 1/d on the supports
     * @param overlap coordinates in both
     * @param alone coordinates in one of them
     * @param s s₁ + s₂, sₙ = (Sₙ + σ²)/L
     */
    public static double overlapping(int d, int overlap, int alone, double s) {
        double b = 1.0 / d;
        return overlap * 2 * b * s / (2 * b + s) + alone * b * s / (b + s);
    }
}
