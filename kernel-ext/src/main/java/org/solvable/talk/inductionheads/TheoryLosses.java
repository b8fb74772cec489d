package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Gamma;

/** Population losses (L = ∞) of the induction head on a set S: y = (μ(e) + b π(e|Z))/(1 + b), b = (e^a - 1) μ(Z). */
public final class TheoryLosses {

    private final LossKind kind;
    private final int d;
    private final List<double[][]> laws = new ArrayList<>();
    private final List<double[]> unigrams = new ArrayList<>();

    /** Nothing averaged yet. */
    TheoryLosses(LossKind kind, int d) {
        this.kind = kind;
        this.d = d;
    }

    /** Of one chain. */
    public static TheoryLosses of(LossKind kind, TheoryInformation chain, List<Integer> set) {
        double[] unigram = chain.unigram();
        TheoryLosses losses = new TheoryLosses(kind, unigram.length);
        losses.add(chain, set);
        return losses;
    }

    void add(TheoryInformation chain, List<Integer> set) {
        laws.add(chain.marginal(set));
        unigrams.add(chain.unigram());
    }

    /** L(a), mean over the chains. */
    public double loss(double a) {
        return -sum(a, false);
    }

    /** -L'(a): the velocity of a under gradient flow. */
    public double descent(double a) {
        return sum(a, true);
    }

    private double sum(double a, boolean derivative) {
        if (!(Math.abs(a) < 700)) {
            throw new IllegalArgumentException("a = " + a + ": must be between -700 and 700");
        }
        double total = 0;
        double[] y = new double[d];
        double[] dy = new double[d];
        for (int c = 0; c < laws.size(); c++) {
            double[][] law = laws.get(c);
            double[] mu = unigrams.get(c);
            for (int z = 0; z < law[0].length; z++) {
                double mass = 0;
                for (double[] row : law) {
                    mass += row[z];
                }
                if (mass > 0) {
                    double b = Math.expm1(a) * mass;
                    double top = 0;
                    for (int e = 0; e < d; e++) {
                        double pi = law[e][z] / mass;
                        y[e] = (mu[e] + b * pi) / (1 + b);
                        dy[e] = Math.exp(a) * mass * (pi - mu[e]) / (1 + b) / (1 + b);
                        top += Math.exp(y[e]);
                    }
                    for (int e = 0; e < d; e++) {
                        total += switch (kind) {
                            case LOG -> law[e][z] == 0 ? 0 : law[e][z] * (derivative ? dy[e] / y[e] : Math.log(y[e]));
                            case LOGITS ->
                                derivative
                                        ? (law[e][z] - mass * Math.exp(y[e]) / top) * dy[e]
                                        : law[e][z] * (y[e] - Math.log(top));
                        };
                    }
                }
            }
        }
        return total / laws.size();
    }

    /** Decay rate γ of -L'(a) ~ e^(-γ a) at infinite context: 1 + min(α, 1) under LOG, 1 under LOGITS. */
    public static double exponent(LossKind kind, double alpha) {
        return kind == LossKind.LOG ? 1 + Math.min(alpha, 1) : 1;
    }

    /** Where a stops at finite context under LOG: ln(1 + (L-M)/(d α)); exact where unigram counts are uniform. */
    public static double stoppingStrength(int length, int window, int d, double alpha) {
        return Math.log1p((length - window) / (d * alpha));
    }

    /** Mean entropy of a Dirichlet(α, …, α) row: ψ(dα+1) - ψ(α+1). */
    public static double rowEntropy(int d, double alpha) {
        return Gamma.digamma(d * alpha + 1) - Gamma.digamma(alpha + 1);
    }
}
