package org.solvable.talk.sparsetoken;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.LineRule;
import org.solvable.num.Root;
import org.solvable.num.Roots;

/**
 * Exact overlaps after the two gradient steps, in closed form up to one-dimensional normal expectations of the loss's
 * derivative.
 *
 * <p>They are exact because the residual h of a sequence and the readout w depend on the noise through token means alone,
 * which are independent of the centred noise that the query's gradient weighs.
 */
public final class TheoryAlignment {

    private static final LineRule LINE = LineRule.gaussHermite(100);

    private TheoryAlignment() {}

    /** The overlaps with status; closed forms, so always converged. */
    public static Solution<Alignment> solve(AlignmentModel model) {
        return new Solution<>(
                SparseTokenAlignment.ID,
                model,
                overlaps(model),
                Status.CONVERGED,
                model.theta() == 0 ? "theta = 0: there is no signal to align with, cos_w = cos_q = 0" : "",
                Diagnostics.CLOSED_FORM,
                List.of(),
                Provenance.of(SparseTokenAlignment.ID));
    }

    /** The overlaps alone, about a microsecond for the square and hinge loss. */
    public static Alignment overlaps(AlignmentModel p) {
        Gradient g = Gradient.of(p);
        double factor = p.etaQ() * p.beta() / p.length();
        // Signs of q: the step goes down the gradient.
        double qXi = -factor * (g.a + g.mean * g.m);
        double squares = g.a * g.a + 2 * g.a * g.mean * g.m + g.mean * g.mean * g.n + g.noise;
        double normQ = factor * Math.sqrt(squares);
        double normW = Math.sqrt(g.n);
        double cosQ = -(g.a + g.mean * g.m) / Math.sqrt(squares);
        return new Alignment(
                g.m / normW,
                Math.clamp(cosQ, -1, 1),
                normW,
                normQ,
                g.m,
                qXi,
                -factor * (g.a * g.m + g.mean * g.n),
                g.b1,
                p.beta() * normQ,
                rate(p),
                piCritical(p));
    }

    /** The constant of |s_q| = 1 - C/α₀; NaN where the population query has no component along the signal. */
    static double rate(AlignmentModel p) {
        Gradient g = Gradient.of(p.withAlpha0(Double.POSITIVE_INFINITY));
        double length = p.length();
        double top = g.mean * g.mean * p.etaW() * p.etaW() * g.c2 / length
                + (length - 1) * g.h2 * g.m * g.m
                + p.theta() * p.theta() * g.m * g.m * g.u * g.h2Plus;
        double bottom = 2 * (g.a + g.mean * g.m) * (g.a + g.mean * g.m);
        return bottom == 0 ? Double.NaN : top / bottom;
    }

    /** π* = (L-1) / (θ²U + 2(L-1)), U = R(L-R)/L. */
    static double piCritical(AlignmentModel p) {
        double length = p.length();
        double u = p.informative() * (length - p.informative()) / length;
        return (length - 1) / (p.theta() * p.theta() * u + 2 * (length - 1));
    }

    /**
     * The share of positives at which the alignment changes sign, for steps of any size: rarer positives turn the query away
     * from the signal.
     *
     * @param model everything but π
     * @return the largest such π below one half; status {@code NO_SIGN_CHANGE} if there is none above 1e-6
     */
    public static Root signChange(AlignmentModel model) {
        // Not its cosine, which is 0/0 where the query vanishes.
        DoubleUnaryOperator alignment = pi -> overlaps(model.withPi(pi)).qXi();
        double above = 0.5;
        double step = Math.pow(1e-6 / 0.5, 1.0 / 60);
        if (alignment.applyAsDouble(above) > 0) {
            for (double below = above * step; below > 1e-6; below *= step) {
                if (alignment.applyAsDouble(below) <= 0) {
                    return Roots.brent().find(alignment, below, above);
                }
                above = below;
            }
        }
        return Roots.brent().find(alignment, 1e-6, 0.5);
    }

    /** The pieces of the query's gradient. */
    private record Gradient(
            double c2,
            double m,
            double n,
            double b1,
            double u,
            double a,
            double mean,
            double noise,
            double h2,
            double h2Plus) {

        static Gradient of(AlignmentModel p) {
            double length = p.length();
            double share = p.pi();
            double theta = p.theta();
            double cPlus = p.loss().derivative(p.b0(), 1);
            double cMinus = p.loss().derivative(p.b0(), -1);
            double c2 = share * cPlus * cPlus + (1 - share) * cMinus * cMinus;
            double signal = theta * p.informative() / length;
            double m = -p.etaW() * share * cPlus * signal;
            double n = m * m + p.etaW() * p.etaW() * c2 / (length * p.alpha0());
            double b1 = p.b0() - p.etaB() * (share * cPlus + (1 - share) * cMinus);
            double spread = Math.sqrt(n / length);
            // The readout contains each sequence itself, which shifts its score.
            double muPlus = b1 + m * signal - p.etaW() * cPlus / (p.alpha0() * length);
            double muMinus = b1 - p.etaW() * cMinus / (p.alpha0() * length);
            double hPlus = share * mean(p.loss(), muPlus, spread, 1);
            double hMinus = (1 - share) * mean(p.loss(), muMinus, spread, -1);
            double h2Plus = share * square(p.loss(), muPlus, spread, 1);
            double h2Minus = (1 - share) * square(p.loss(), muMinus, spread, -1);
            double u = p.informative() * (length - p.informative()) / length;
            double h2 = h2Plus + h2Minus;
            double noise = ((length - 1) * h2 * n + theta * theta * m * m * u * h2Plus) / p.alpha0();
            return new Gradient(
                    c2, m, n, b1, u, theta * theta * u * m * hPlus, (length - 1) * (hPlus + hMinus), noise, h2, h2Plus);
        }

        /** E ℓ'(μ + s g; y). */
        private static double mean(Loss loss, double mu, double s, double y) {
            return switch (loss) {
                case SQUARE -> mu - y;
                case LOGISTIC -> LINE.mean(mu, s, z -> loss.derivative(z, y));
                case HINGE -> -y * inside(mu, s, y);
            };
        }

        /** E ℓ'(μ + s g; y)². */
        private static double square(Loss loss, double mu, double s, double y) {
            return switch (loss) {
                case SQUARE -> (mu - y) * (mu - y) + s * s;
                case LOGISTIC -> LINE.mean(mu, s, z -> loss.derivative(z, y) * loss.derivative(z, y));
                case HINGE -> inside(mu, s, y);
            };
        }

        /** Probability that the margin is below 1. */
        private static double inside(double mu, double s, double y) {
            return s == 0 ? (y * mu < 1 ? 1 : 0) : Normal.cdf((1 - y * mu) / s);
        }
    }
}
