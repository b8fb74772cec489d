package org.solvable.talk.sparsetoken;

import java.util.Arrays;
import org.solvable.num.LaneMath;
import org.solvable.num.LineRule;

/**
 * Averages over the Gaussian part of a training score ω = M + S G, of what the proximal step z = argmin ℓ(x) + (x-ω)²/(2v)
 * makes of it: ℓ' = (ω-z)/v, its square, the curvature k = (1 - ∂z/∂ω)/v and the loss ℓ(z), for many (M, S, v) at once.
 *
 * <p>Not safe for several threads: work arrays are kept.
 */
interface ScoreAverages {

    /** Interval, in units of S, below which the closed form of the hinge loses digits. */
    double SHORT = 0.2;

    /** Nodes and weights of Gauss-Legendre on [0, 1]. */
    double[][] LEGENDRE = {
        {0.046910077030668004, 0.11846344252809454},
        {0.23076534494715845, 0.23931433524968324},
        {0.5, 0.28444444444444444},
        {0.7692346550528415, 0.23931433524968324},
        {0.953089922969332, 0.11846344252809454}
    };

    /**
     * Averages at n nodes of label y.
     *
     * @param mean M
     * @param deviation S, positive
     * @param v σ² V, positive
     * @param first gets E ℓ'
     * @param second gets E ℓ'²
     * @param curvature gets E k
     * @param loss gets E ℓ; nothing if it is empty
     */
    void at(
            int n,
            double y,
            double[] mean,
            double[] deviation,
            double[] v,
            double[] first,
            double[] second,
            double[] curvature,
            double[] loss);

    /** The averages of a loss; {@code order} Gauss-Hermite nodes where there is no closed form. */
    static ScoreAverages of(Loss loss, int order) {
        return switch (loss) {
            case SQUARE -> ScoreAverages::square;
            case HINGE -> ScoreAverages::hinge;
            case LOGISTIC -> new Logistic(LineRule.gaussHermite(order));
        };
    }

    private static void square(
            int n,
            double y,
            double[] mean,
            double[] deviation,
            double[] v,
            double[] first,
            double[] second,
            double[] curvature,
            double[] loss) {
        for (int i = 0; i < n; i++) {
            double r = 1 / (1 + v[i]);
            double rest = mean[i] - y;
            first[i] = rest * r;
            second[i] = (rest * rest + deviation[i] * deviation[i]) * r * r;
            curvature[i] = r;
        }
        for (int i = 0; i < Math.min(n, loss.length); i++) {
            loss[i] = 0.5 * second[i];
        }
    }

    /**
     * Closed form: the margin a moves to a + v below 1 - v, to 1 between 1 - v and 1, and stays above. Where v is small beside S the
     * terms of the closed form cancel, and the short interval is integrated by Gauss-Legendre.
     */
    private static void hinge(
            int n,
            double y,
            double[] mean,
            double[] deviation,
            double[] v,
            double[] first,
            double[] second,
            double[] curvature,
            double[] loss) {
        for (int i = 0; i < n; i++) {
            double s = deviation[i];
            double c = 1 - y * mean[i];
            double l = (c - v[i]) / s;
            double u = c / s;
            double h = v[i] / s;
            double below = Normal.cdf(l);
            double dl = Normal.density(l);
            double between;
            double ramp;
            double square;
            if (h < SHORT) {
                between = 0;
                ramp = 0;
                square = 0;
                for (int k = 0; k < LEGENDRE.length; k++) {
                    double t = LEGENDRE[k][0];
                    double mass = LEGENDRE[k][1] * h * Normal.density(u - t * h);
                    between += mass;
                    ramp += t * mass;
                    square += t * t * mass;
                }
            } else {
                double du = Normal.density(u);
                // From the tail in which both are small, so that their difference keeps its digits.
                between = l > 0 ? Normal.cdf(-l) - Normal.cdf(-u) : Normal.cdf(u) - below;
                ramp = (u * between - (dl - du)) / h;
                square = (u * u * between - 2 * u * (dl - du) + between + l * dl - u * du) / (h * h);
            }
            first[i] = -y * (below + ramp);
            second[i] = below + square;
            curvature[i] = between / v[i];
            if (loss.length > 0) {
                loss[i] = s * (l * below + dl);
            }
        }
    }

    /** By quadrature; each node is a monotone Newton iteration for the margin m = a + v / (1 + e^m), many side by side. */
    final class Logistic implements ScoreAverages {

        private static final int MAX_STEPS = 100;

        private final LineRule line;
        private final LaneMath lanes = LaneMath.best();
        private final double[] a = new double[FeatureLaw.CHUNK];
        private final double[] m = new double[FeatureLaw.CHUNK];
        private final double[] p = new double[FeatureLaw.CHUNK];
        private final double[] start = new double[FeatureLaw.CHUNK];
        private final double[] t = new double[FeatureLaw.CHUNK];

        Logistic(LineRule line) {
            this.line = line;
        }

        @Override
        public void at(
                int n,
                double y,
                double[] mean,
                double[] deviation,
                double[] v,
                double[] first,
                double[] second,
                double[] curvature,
                double[] loss) {
            for (int i = 0; i < n; i++) {
                start[i] = 0.5 * v[i];
                first[i] = 0;
                second[i] = 0;
                curvature[i] = 0;
            }
            Arrays.fill(loss, 0);
            lanes.log(start, start, n);
            for (int j = 0; j < line.size(); j++) {
                double g = line.node(j);
                for (int i = 0; i < n; i++) {
                    a[i] = y * mean[i] + deviation[i] * g;
                }
                margins(n, v);
                double weight = line.weight(j);
                for (int i = 0; i < n; i++) {
                    double q = p[i];
                    first[i] -= weight * y * q;
                    second[i] += weight * q * q;
                    double bend = q * (1 - q);
                    curvature[i] += weight * bend / (1 + v[i] * bend);
                }
                if (loss.length > 0) {
                    lanes.sigmoid(m, t, n);
                    lanes.log(t, t, n);
                    for (int i = 0; i < n; i++) {
                        loss[i] -= weight * t[i];
                    }
                }
            }
        }

        /** Solves for {@link #m} and leaves 1 / (1 + e^m) in {@link #p}. */
        private void margins(int n, double[] v) {
            for (int i = 0; i < n; i++) {
                t[i] = Math.max(start[i] - a[i], 1);
            }
            lanes.log(t, t, n);
            for (int i = 0; i < n; i++) {
                // Left of a positive root, where the function is concave; right of a negative one, where it is convex.
                double positive = Math.max(Math.max(a[i], 0), start[i] - t[i]);
                m[i] = a[i] + 0.5 * v[i] > 0 ? positive : Math.min(0, a[i] + v[i]);
            }
            double largest = 1;
            // Newton's error is the square of its last change.
            for (int step = 0; largest > 1e-7 && step < MAX_STEPS; step++) {
                for (int i = 0; i < n; i++) {
                    p[i] = -m[i];
                }
                lanes.sigmoid(p, p, n);
                largest = 0;
                for (int i = 0; i < n; i++) {
                    double q = p[i];
                    double change = (m[i] - a[i] - v[i] * q) / (1 + v[i] * q * (1 - q));
                    m[i] -= change;
                    p[i] = q + q * (1 - q) * change;
                    largest = Math.max(largest, Math.abs(change));
                }
            }
        }
    }
}
