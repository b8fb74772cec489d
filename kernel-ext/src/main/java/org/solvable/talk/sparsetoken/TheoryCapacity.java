package org.solvable.talk.sparsetoken;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;

/**
 * Separability capacity by Gordon's comparison on the conditionally Gaussian features: 1/α* is the least mean squared shortfall
 * E(ρ G - M/σ)₊² over (w₁, w₂, b), with ρ = √(1 + w₂²) and M the mean margin. The objective is convex; damped Newton finds it.
 */
public final class TheoryCapacity {

    private static final int MAX_STEPS = 200;

    private TheoryCapacity() {}

    /** The three capacities, with {@value FeatureLaw#NODES} nodes a class where the law is sampled. */
    public static Solution<Capacity> solve(CapacityModel model, Run run) {
        FeatureLaw law = law(model, FeatureLaw.NODES);
        Least attention = least(law, run);
        double pooled = pooled(model);
        Capacity capacity = new Capacity(attention.capacity(), pooled, model.length() * pooled);
        double error = 0;
        if (law.sampled()) {
            double[] parts = new double[16];
            for (int k = 0; k < parts.length; k++) {
                // The minimum is flat: a part's value at the common minimiser is its own minimum to first order.
                parts[k] = 1 / value(law.batch(k, parts.length), attention.w());
            }
            error = GeneralReadout.spread(parts);
        }
        return new Solution<>(
                SparseTokenCapacity.ID,
                model,
                capacity,
                attention.converged() ? Status.CONVERGED : Status.NOT_CONVERGED,
                attention.converged()
                        ? ""
                        : "Newton's method did not reach a flat point: bring theta and B nearer to 1",
                new Diagnostics(attention.gradient(), error, attention.steps()),
                List.of(),
                Provenance.of(SparseTokenCapacity.ID));
    }

    /** α* of attention with a fixed query. */
    public static double attention(CapacityModel model, int nodes) {
        return least(law(model, nodes), Run.quiet()).capacity();
    }

    /** α* of the average token; 2 without signal and with balanced labels. */
    public static double pooled(CapacityModel model) {
        FeatureLaw law = FeatureLaw.linear(model.length(), model.informative(), model.theta(), model.pi());
        return least(law, Run.quiet()).capacity();
    }

    /** α* of all tokens one after the other: L times that of the average token. */
    public static double vectorized(CapacityModel model) {
        return model.length() * pooled(model);
    }

    /** α* in the units of a law. */
    static double of(FeatureLaw law) {
        return least(law, Run.quiet()).capacity();
    }

    private static FeatureLaw law(CapacityModel m, int nodes) {
        return FeatureLaw.attention(m.length(), m.informative(), m.theta(), m.pi(), m.s(), m.sharpness(), nodes);
    }

    /** The minimiser. */
    private record Least(double value, double[] w, double gradient, int steps, boolean converged) {
        double capacity() {
            return 1 / value;
        }
    }

    private static Least least(FeatureLaw law, Run run) {
        FeatureLaw coarse = law.coarse();
        double[] start = new double[3];
        return coarse == law
                ? newton(law, start, run)
                : newton(law, newton(coarse, start, run).w(), run);
    }

    private static Least newton(FeatureLaw law, double[] start, Run run) {
        double[] w = start.clone();
        double[] sums = derivatives(law, w);
        double slope = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MAX_STEPS; step++) {
            run.cancel().check();
            double[] d = direction(law, sums);
            slope = d[0] * sums[7] + d[1] * sums[8] + d[2] * sums[9];
            // Half of the decrement is what is left to gain.
            if (Math.abs(slope) <= 1e-14 * sums[6]) {
                return new Least(sums[6], w, Math.sqrt(Math.abs(slope) / sums[6]), step, true);
            }
            double length = 1;
            double[] next = moved(w, d, length);
            double value = value(law, next);
            while (!(value <= sums[6] + 1e-4 * length * slope) && length > 1e-10) {
                length /= 2;
                next = moved(w, d, length);
                value = value(law, next);
            }
            w = next;
            sums = derivatives(law, w);
        }
        return new Least(sums[6], w, Math.sqrt(Math.abs(slope) / sums[6]), MAX_STEPS, false);
    }

    private static double[] moved(double[] w, double[] d, double length) {
        return new double[] {w[0] + length * d[0], w[1] + length * d[1], w[2] + length * d[2]};
    }

    private static double[] direction(FeatureLaw law, double[] sums) {
        double[][] h = {
            {law.query ? sums[0] : 1, sums[1], sums[2]},
            {sums[1], sums[3], sums[4]},
            {sums[2], sums[4], sums[5]}
        };
        double[] right = {-sums[7], -sums[8], -sums[9]};
        return new LUDecomposition(new Array2DRowRealMatrix(h, false), 0)
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    /** E Ψ(ρ, M), Ψ = (ρ² + M²) Φ(-M/ρ) - ρ M φ(M/ρ). */
    private static double value(FeatureLaw law, double[] w) {
        double rho = Math.sqrt(1 + w[1] * w[1]);
        return law.mean((i, y) -> {
            double x = y * (w[0] * law.f1[i] + w[1] * law.f2[i] + w[2]) / (law.sigma[i] * rho);
            return rho * rho * ((1 + x * x) * Normal.cdf(-x) - x * Normal.density(x));
        });
    }

    /** Hessian (11, 12, 10, 22, 20, 00), value, gradient (1, 2, 0). */
    private static double[] derivatives(FeatureLaw law, double[] w) {
        double rho = Math.sqrt(1 + w[1] * w[1]);
        double slope = w[1] / rho;
        double bend = 1 / (rho * rho * rho);
        double[] sums = new double[10];
        law.forEachChunk((from, to, y) -> {
            double[] p = new double[10];
            for (int i = from; i < to; i++) {
                double scale = y / law.sigma[i];
                double f1 = scale * law.f1[i];
                double f2 = scale * law.f2[i];
                double x = (w[0] * f1 + w[1] * f2 + w[2] * scale) / rho;
                double tail = Normal.cdf(-x);
                double density = Normal.density(x);
                double weight = 2 * law.weight[i];
                double inMargin = rho * (x * tail - density);
                double inRho = rho * tail;
                double cross = -density;
                double twiceRho = tail + x * density;
                p[0] += weight * tail * f1 * f1;
                p[1] += weight * (tail * f1 * f2 + cross * slope * f1);
                p[2] += weight * tail * f1 * scale;
                p[3] += weight * (tail * f2 * f2 + 2 * cross * slope * f2 + twiceRho * slope * slope + inRho * bend);
                p[4] += weight * (tail * f2 * scale + cross * slope * scale);
                p[5] += weight * tail * scale * scale;
                p[6] += law.weight[i] * rho * rho * ((1 + x * x) * tail - x * density);
                p[7] += weight * inMargin * f1;
                p[8] += weight * (inMargin * f2 + inRho * slope);
                p[9] += weight * inMargin * scale;
            }
            for (int k = 0; k < p.length; k++) {
                sums[k] += p[k];
            }
        });
        return sums;
    }
}
