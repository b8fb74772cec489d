package org.solvable.talk.sparsetoken;

/**
 * The same equations with the convex part solved inside: for given (log ρ, log V) the minimiser (w₁, w₂, b) of E M(ω) + (λ/2) w₁² +
 * w₂²/(2αV), M the Moreau envelope of the loss, and then the values that ρ and V should have. Two unknowns are left, and no start is
 * too far away.
 *
 * <p>The minimiser is remembered as the start of the next search; it does not depend on it.
 */
final class BalancedReadout {

    private static final int MAX_STEPS = 200;
    /** Newton steps below this part of the scores' width end a search. */
    private static final double NEGLIGIBLE = 1e-11;

    private final ReadoutSweep sweep;
    private final double[] features;
    private final double smoothness;
    private double[] w;

    /**
     * The map.
     *
     * @param start first guess of (w₁, w₂, b)
     */
    BalancedReadout(ReadoutSweep sweep, Loss loss, double[] start) {
        this.sweep = sweep;
        this.w = start.clone();
        this.smoothness = loss == Loss.HINGE ? 0 : 2;
        FeatureLaw law = sweep.law;
        // E[F Fᵀ] as (11, 12, 10, 22, 20), and E[σ²].
        this.features = new double[] {
            law.mean((i, y) -> law.f1[i] * law.f1[i]),
            law.mean((i, y) -> law.f1[i] * law.f2[i]),
            law.mean((i, y) -> law.f1[i]),
            law.mean((i, y) -> law.f2[i] * law.f2[i]),
            law.mean((i, y) -> law.f2[i]),
            law.mean((i, y) -> law.sigma[i] * law.sigma[i])
        };
    }

    /** (w₁, w₂, b) at (log ρ, log V), and these two. */
    double[] state(double logRho, double logV) {
        minimise(logRho, logV);
        return new double[] {w[0], w[1], w[2], logRho, logV};
    }

    /** Writes the values that log ρ and log V should have. */
    void apply(double[] x, double[] image) {
        double[] m = minimise(x[0], x[1]);
        double total = sweep.lambda + m[9];
        double v = Math.exp(x[1]);
        double square = w[1] * w[1] + sweep.alpha * v * v * m[10];
        double longest = ReadoutSweep.LONGEST;
        image[0] = x[0] + Math.clamp(0.5 * Math.log(square) - x[0], -longest, longest);
        image[1] = x[1] + Math.clamp(-Math.log(sweep.alpha * total) - x[1], -longest, longest);
    }

    /** Damped Newton; returns the moments at the minimiser. */
    private double[] minimise(double logRho, double logV) {
        double pull = Math.exp(-logV) / sweep.alpha;
        double width = Math.sqrt(features[5]) * Math.exp(logRho);
        // A guess from another scale is worse than none.
        boolean near = moved(w) < 100 * (1 + width);
        double[] x = {near ? w[0] : 0, near ? w[1] : 0, near ? w[2] : 0, logRho, logV};
        double[] m = sweep.moments(x);
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] right = downhill(m, x, pull);
            double[] d = newton(m, pull, right);
            double moved = moved(d);
            if (!(moved > NEGLIGIBLE * width)) {
                break;
            }
            // The scale of a margin, or the width over which the curvature holds.
            double radius = Math.max(1, smoothness) + 2 * width;
            double length = Math.min(1, radius / moved);
            double slope = dot(right, d);
            double[] next = along(x, d, length);
            m = sweep.moments(next);
            double ahead = dot(downhill(m, next, pull), d);
            // Too far where the function rises again nearly as steeply as it fell.
            for (int cut = 0; ahead < -0.5 * slope && cut < 60; cut++) {
                length *= Math.clamp(slope / (slope - ahead), 0.1, 0.7);
                next = along(x, d, length);
                m = sweep.moments(next);
                ahead = dot(downhill(m, next, pull), d);
            }
            x = next;
        }
        w = new double[] {x[0], x[1], x[2]};
        return m;
    }

    private double[] downhill(double[] m, double[] x, double pull) {
        return new double[] {-m[6] - sweep.lambda * x[0], -m[7] - pull * x[1], -m[8]};
    }

    private double[] newton(double[] m, double pull, double[] right) {
        // A trace of the features' own moments, for where no score feels the loss's curvature.
        double trace = 1e-12 * (1 + m[5]);
        double[] h = m.clone();
        for (int k = 0; k < 5; k++) {
            h[k] += trace * features[k];
        }
        h[5] += trace;
        return SquareReadout.solve3(h, sweep.lambda, pull, sweep.law.query, right);
    }

    /** Root mean square by which margins move. */
    private double moved(double[] d) {
        double[] f = features;
        return Math.sqrt(d[0] * (d[0] * f[0] + 2 * d[1] * f[1] + 2 * d[2] * f[2])
                + d[1] * (d[1] * f[3] + 2 * d[2] * f[4])
                + d[2] * d[2]);
    }

    private static double[] along(double[] x, double[] d, double length) {
        double[] next = x.clone();
        for (int i = 0; i < 3; i++) {
            next[i] += length * d[i];
        }
        return next;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
