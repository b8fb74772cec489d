package org.solvable.talk.sparsetoken;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.Minima;
import org.solvable.num.Minimum;
import org.solvable.num.Root;
import org.solvable.num.Roots;

/**
 * Least errors of the average token, of blocks of tokens, of soft attention and of the hard maximum when the signal's direction
 * is known; and the signal strength each needs: √L for linear classifiers, log L or less for attention.
 */
public final class TheoryOracle {

    /** Monte Carlo sequences a class for soft attention. */
    public static final int SEQUENCES = 100_000;

    /** Most normals that {@link #solve} draws: about two seconds. */
    private static final double MOST_NORMALS = 2e8;

    private static final long LONGEST_BLOCK = 1_000_000;

    private TheoryOracle() {}

    /** All errors and thresholds at one point; soft attention by Monte Carlo, its standard error in the diagnostics. */
    public static Solution<OracleErrors> solve(OracleModel model, Run run) {
        Block block = model.length() <= LONGEST_BLOCK ? vectorized(model) : new Block(0, Double.NaN);
        SoftAttention.Estimate soft = soft(model, run);
        Root pooled = thetaPooled(model);
        Root hard = thetaHard(model);
        OracleErrors errors = new OracleErrors(
                pooled(model),
                block.error(),
                soft.error(),
                hard(model),
                block.size() == 0 ? Double.NaN : block.size(),
                pooled.value(),
                hard.value(),
                thetaCritical(model.sharpness(), model.length()),
                thetaSoft(model.sharpness(), model.length()));
        boolean reachable = model.epsilon() < Math.min(model.pi(), 1 - model.pi());
        String message = !reachable
                ? "epsilon is at least min(pi, 1 - pi), which needs no signal: there is no threshold"
                : soft.sequences() == 0 ? "soft attention on sequences this long is not sampled" : "";
        return new Solution<>(
                SparseTokenOracle.ID,
                model,
                errors,
                !reachable || (pooled.converged() && hard.converged()) ? Status.CONVERGED : Status.NOT_CONVERGED,
                message,
                new Diagnostics(0, soft.standardError(), soft.sequences()),
                List.of(),
                Provenance.of(SparseTokenOracle.ID));
    }

    private static SoftAttention.Estimate soft(OracleModel model, Run run) {
        if (model.sharpness() == Double.POSITIVE_INFINITY) {
            return new SoftAttention.Estimate(hard(model), 0, 1);
        }
        if (model.sharpness() == 0) {
            return new SoftAttention.Estimate(pooled(model), 0, 1);
        }
        double sequences = Math.min(SEQUENCES, MOST_NORMALS / 2 / model.length());
        return sequences < 1000
                ? new SoftAttention.Estimate(Double.NaN, Double.NaN, 0)
                : soft(model, (int) sequences, run);
    }

    /**
     * Error of attention at finite B, by Monte Carlo with the best threshold for the sample.
     *
     * @param sequences sequences a class, at least 100; each costs L normals
     */
    public static SoftAttention.Estimate soft(OracleModel model, int sequences, Run run) {
        return SoftAttention.error(model, sequences, SoftAttention.Score.ATTENTION, run.checkpoint());
    }

    /** Error of the likelihood ratio, which no classifier beats, by Monte Carlo; costs L R beyond the normals. */
    public static SoftAttention.Estimate bayes(OracleModel model, int sequences, Run run) {
        return SoftAttention.error(model, sequences, SoftAttention.Score.LIKELIHOOD, run.checkpoint());
    }

    /** Error of the average token with the best threshold, in closed form. */
    public static double pooled(OracleModel model) {
        double mu = model.theta() * model.informative() / Math.sqrt((double) model.length());
        return gaussian(mu, model.pi());
    }

    /** Least error between N(μ, 1) with probability π and N(0, 1). */
    private static double gaussian(double mu, double pi) {
        if (mu == 0) {
            return Math.min(pi, 1 - pi);
        }
        double t = mu / 2 - Math.log(pi / (1 - pi)) / mu;
        return pi * Normal.cdf(t - mu) + (1 - pi) * Normal.cdf(-t);
    }

    /** Error of the largest token with the best threshold. */
    public static double hard(OracleModel model) {
        return hard(model.length(), model.informative(), model.theta(), model.pi());
    }

    private static double hard(double length, double informative, double theta, double pi) {
        DoubleUnaryOperator error = t -> {
            double all = Normal.logCdf(t);
            double missed = Math.exp((length - informative) * all + informative * Normal.logCdf(t - theta));
            return pi * missed - (1 - pi) * Math.expm1(length * all);
        };
        // Below the first point every negative passes; above the last no positive does.
        double bulk = Math.sqrt(2 * Math.log(length));
        double lowest = Math.min(theta, 0) - 10;
        double highest = bulk + theta + 10;
        Minimum m = Minima.brent().findLowest(error, lowest, highest, 400);
        return Math.min(m.value(), Math.min(pi, 1 - pi));
    }

    /** A block of tokens with equal weights. */
    public record Block(long size, double error) {}

    /** Least error of equal weights on k tokens: exact over the number of informative tokens among them. */
    public static double vectorized(OracleModel model, long k) {
        if (k < 1 || k > model.length()) {
            throw new IllegalArgumentException("k = " + k + ": must be in [1, L = " + model.length() + "]");
        }
        if (k == model.length()) {
            return pooled(model);
        }
        double[] p = Hypergeometrics.weights(model.length(), k, model.informative());
        double step = model.theta() / Math.sqrt((double) k);
        double pi = model.pi();
        DoubleUnaryOperator error = t -> {
            double missed = 0;
            for (int j = 0; j < p.length; j++) {
                missed += p[j] == 0 ? 0 : p[j] * Normal.cdf(t - step * j);
            }
            return pi * missed + (1 - pi) * Normal.cdf(-t);
        };
        Minimum m = Minima.brent().findLowest(error, -10, step * (p.length - 1) + 10, 200);
        return Math.min(m.value(), Math.min(pi, 1 - pi));
    }

    /** The best block: all sizes up to 32 and then sixty on a logarithmic scale. */
    public static Block vectorized(OracleModel model) {
        Block best = new Block(model.length(), pooled(model));
        double ratio = Math.pow(Math.max(1, model.length() / 32.0), 1.0 / 60);
        long last = 0;
        for (double size = 1; size < model.length(); size = size < 32 ? size + 1 : size * Math.max(ratio, 1.0001)) {
            long k = (long) size;
            if (k > last) {
                double error = vectorized(model, k);
                best = error < best.error() ? new Block(k, error) : best;
                last = k;
            }
        }
        return best;
    }

    /** The θ at which the average token errs with probability ε; status {@code NO_SIGN_CHANGE} if ε needs no signal. */
    public static Root thetaPooled(OracleModel model) {
        return theta(model, TheoryOracle::pooled);
    }

    /** The θ at which the largest token errs with probability ε; status {@code NO_SIGN_CHANGE} if ε needs no signal. */
    public static Root thetaHard(OracleModel model) {
        return theta(model, TheoryOracle::hard);
    }

    private static Root theta(OracleModel model, ToDoubleFunction<OracleModel> error) {
        double highest = 40 + 10 * Math.sqrt((double) model.length());
        return Roots.brent()
                .withRelativeTolerance(1e-12)
                .find(t -> error.applyAsDouble(model.withTheta(t)) - model.epsilon(), 1e-3, highest);
    }

    /**
     * Leading order of the detection threshold of attention as L grows at R of order 1: log L/(2B) + B while B < √(log L / 2),
     * then √(2 log L), which no detector beats.
     *
     * @param sharpness B, at least 0
     * @param length L, at least 1
     */
    public static double thetaCritical(double sharpness, double length) {
        double log = Math.log(length);
        return sharpness < Math.sqrt(log / 2) ? log / (2 * sharpness) + sharpness : Math.sqrt(2 * log);
    }

    /**
     * Finite-L estimate of that threshold on the soft branch, good to about 0.6: the root θ > B of (θ-B) e^(Bθ-B²) = 2 √(L
     * (1+B²)). NaN on the hard branch and at B = 0.
     */
    public static double thetaSoft(double sharpness, double length) {
        double b = sharpness;
        if (!(b > 0 && b < Math.sqrt(Math.log(length) / 2))) {
            return Double.NaN;
        }
        double right = Math.log(2) + 0.5 * Math.log(length) + 0.5 * Math.log1p(b * b);
        // In x = θ - B: log x + B x = right.
        return b + Roots.brent().findUpward(x -> Math.log(x) + b * x - right, 1).orElseThrow();
    }
}
