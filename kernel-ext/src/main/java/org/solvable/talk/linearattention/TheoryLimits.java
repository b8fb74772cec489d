package org.solvable.talk.linearattention;

/**
 * What the errors tend to, how fast, and where they change their behaviour: closed forms that {@link Theory} must approach.
 *
 * <p>Test context length and noise are those of pretraining throughout; only α, κ, τ, ρ and λ of a model are read.
 */
public final class TheoryLimits {

    /** Log-log slope of both errors in |τ-1| at λ = 0. */
    public static final double PEAK_EXPONENT_TAU = -1;

    /** Log-log slope of both errors in λ at τ = 1. */
    public static final double PEAK_EXPONENT_LAMBDA = -0.5;

    private TheoryLimits() {}

    /**
     * How high the interpolation peak is: each error tends to its amplitude times the distance to the peak, to the power of
     * the exponent.
     *
     * @param icl amplitude of the ICL error
     * @param idg amplitude of the IDG error
     * @param exponent {@link #PEAK_EXPONENT_TAU} or {@link #PEAK_EXPONENT_LAMBDA}
     */
    public record Peak(double icl, double idg, double exponent) {}

    /**
     * Errors for very long contexts.
     *
     * @param icl limit of the ICL error; infinite if it grows without bound
     * @param idg limit of the IDG error
     * @param iclGrowth c where the ICL error grows like c α; 0 where it has a limit or grows more slowly (like √α, at the
     *     threshold itself)
     */
    public record LongContext(double icl, double idg, double iclGrowth) {}

    private static Resolvent untrained(Model model) {
        return Resolvent.isotropic(Theory.noise(model.alpha(), model.rho()), model.kappa());
    }

    /** As τ → 1 from either side at λ = 0: e_IDG ≃ e₀/|τ-1|, e_ICL ≃ (1+q) m e₀/|τ-1|, with e₀ and m at ν = q. */
    public static Peak peakInTau(Model model) {
        double q = Theory.noise(model.alpha(), model.rho());
        Resolvent f = untrained(model);
        double e0 = model.rho() + q * f.first();
        return new Peak((1 + q) * f.m() * e0, e0, PEAK_EXPONENT_TAU);
    }

    /** As λ → 0 at τ = 1: e_IDG ≃ e₀/(2 √(m λ)), e_ICL ≃ (1+q) e₀ √(m/λ)/2. */
    public static Peak peakInLambda(Model model) {
        double q = Theory.noise(model.alpha(), model.rho());
        Resolvent f = untrained(model);
        double e0 = model.rho() + q * f.first();
        double root = Math.sqrt(f.m());
        return new Peak((1 + q) * e0 * root / 2, e0 / (2 * root), PEAK_EXPONENT_LAMBDA);
    }

    /** e_IDG for τ = ∞, λ = 0: ρ + q (1 - q m). */
    public static double idgOfEndlessPretraining(Model model) {
        return model.rho()
                + Theory.noise(model.alpha(), model.rho()) * untrained(model).first();
    }

    /**
     * g_task for τ > 1, λ = 0: q² [(1+q) m₂ - m] + (ρ + q(1-qm))/(τ-1) · [(1+q) m - 1]; the second term is absent for τ = ∞.
     * With (1+q) m - 1 = (1-s) m and (1+q) m₂ - m = m² (1-s)(1+s)/W no difference is left.
     *
     * @throws IllegalArgumentException if {@code model.tau() <= 1}
     */
    public static double gapAboveThreshold(Model model) {
        if (!(model.tau() > 1)) {
            throw new IllegalArgumentException("tau = " + model.tau() + ": must be > 1");
        }
        Resolvent f = untrained(model);
        return f.loss()
                * ((1 + f.s()) * f.y() * f.y() * f.ratio()
                        + idgOfEndlessPretraining(model) / (model.tau() - 1) * f.m());
    }

    /** The transition in diversity: g_task for τ → ∞ first, then α → ∞, is (1-κ)₊; the ICL error is ρ more. */
    public static double gapOfTransition(double kappa) {
        requirePositive("kappa", kappa);
        return Math.max(0, 1 - kappa);
    }

    /** How g_task approaches its limit as q → 0 at τ = ∞: 1-κ below κ = 1, √q/2 at it, κ(2κ-1)/(κ-1)³ q² above. */
    public static double gapNearTransition(double kappa, double q) {
        requirePositive("kappa", kappa);
        requirePositive("q", q);
        if (kappa < 1) {
            return 1 - kappa;
        }
        if (kappa == 1) {
            return Math.sqrt(q) / 2;
        }
        if (kappa == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double r = q / (kappa - 1);
        return kappa / (kappa - 1) * (2 * kappa - 1) * r * r;
    }

    /** Log-log slope of g_task in α at τ = ∞, λ = 0: 0 below κ = 1, -1/2 at it, -2 above. */
    public static double gapExponent(double kappa) {
        requirePositive("kappa", kappa);
        return kappa < 1 ? 0 : kappa == 1 ? -0.5 : -2;
    }

    /** g_task for α → ∞ along τ = c α, λ = 0: (1-κ)₊ (1 + ρ/(c(1+ρ))). */
    public static double gapOfJointScaling(double kappa, double rho, double c) {
        requirePositive("kappa", kappa);
        requirePositive("c", c);
        return Math.max(0, 1 - kappa) * (1 + rho / (c * (1 + rho)));
    }

    /** κ > 1: how g_task vanishes along τ = c α, as ρ/((κ-1) c α). */
    public static double gapOfJointScaling(double kappa, double rho, double c, double alpha) {
        if (!(kappa > 1)) {
            throw new IllegalArgumentException("kappa = " + kappa + ": must be > 1");
        }
        return rho / ((kappa - 1) * c * alpha);
    }

    /**
     * κ g_task for κ → ∞, τ > 1, λ = 0: 2q²/(1+q)³ + (ρ + q/(1+q))/((τ-1)(1+q)²).
     *
     * @throws IllegalArgumentException if {@code model.tau() <= 1}
     */
    public static double gapTimesDiversity(Model model) {
        if (!(model.tau() > 1)) {
            throw new IllegalArgumentException("tau = " + model.tau() + ": must be > 1");
        }
        double q = Theory.noise(model.alpha(), model.rho());
        double t = 1 / (1 + q);
        double y = q * t;
        return 2 * y * y * t + (model.rho() + y) / (model.tau() - 1) * t * t;
    }

    /** Both errors for τ = κ = ∞, λ = 0: ρ + q/(1+q). */
    public static double errorOfEndlessTasks(double alpha, double rho) {
        double q = Theory.noise(alpha, rho);
        return rho + q / (1 + q);
    }

    /** κ_c = min(τ, 1): below it, at λ = 0 and ρ > 0, the ICL error grows with the context (a second threshold, n = k d). */
    public static double secondThreshold(double tau) {
        requirePositive("tau", tau);
        return Math.min(tau, 1);
    }

    /** Errors for α → ∞ at fixed τ. */
    public static LongContext longContext(Model model) {
        double tau = model.tau();
        double kappa = model.kappa();
        double rho = model.rho();
        if (model.lambda() > 0) {
            return withoutExampleNoise(model, Theory.effectiveRidge(0, kappa, tau, model.lambda()));
        }
        if (tau == 1) {
            return new LongContext(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        }
        double critical = secondThreshold(tau);
        if (tau > 1) {
            double idg = rho + rho / (tau - 1);
            double inflation = rho / (tau - 1);
            if (kappa > 1) {
                return new LongContext(rho + inflation / (1 - 1 / kappa), idg, 0);
            }
            if (inflation > 0) {
                return new LongContext(Double.POSITIVE_INFINITY, idg, inflation * (1 - kappa) / (1 + rho));
            }
            return new LongContext(rho + (1 - kappa) * (1 + kappa / (tau - 1)), idg, 0);
        }
        if (kappa > critical) {
            return withoutExampleNoise(model, Theory.effectiveRidge(0, kappa, tau, 0));
        }
        double idg = rho == 0 ? 0 : rho * tau * (1 - kappa) / ((1 - tau) * (tau - kappa));
        return rho > 0
                ? new LongContext(Double.POSITIVE_INFINITY, idg, rho * (tau - kappa) / ((1 + rho) * (1 - tau)))
                : new LongContext(1 - kappa + kappa * (tau - kappa) / (1 - tau), idg, 0);
    }

    private static LongContext withoutExampleNoise(Model model, EffectiveRidge ridge) {
        Resolvent f = Resolvent.isotropic(ridge.xi(), model.kappa());
        Pretrained p = Pretrained.of(ridge, f, 0, model.rho(), model.tau());
        return new LongContext(Theory.icl(p, model.rho(), 0), p.idg(), 0);
    }

    /** Both errors for α → 0: (1+ρ) max(τ,1)/|τ-1|, whatever the ridge is: long before, the features outgrow it. */
    public static double shortContext(double tau, double rho) {
        requirePositive("tau", tau);
        double base = 1 + rho;
        return tau > 1 ? base / (1 - 1 / tau) : base / (1 - tau);
    }

    /** g_task for κ → 0, the height of the memorisation plateau: 1 + (e_IDG/τ) q/ν² with R of rank 0. */
    public static double gapOfFewTasks(Model model) {
        double tau = model.tau();
        double lambda = model.lambda();
        double q = Theory.noise(model.alpha(), model.rho());
        if (tau == Double.POSITIVE_INFINITY) {
            return 1;
        }
        boolean ridgeless = lambda == 0 && tau >= 1;
        double xi = ridgeless ? 0 : EffectiveRidge.start(q, tau, lambda);
        double shrink = ridgeless ? (tau - 1) / tau : lambda / xi;
        double nu = q + xi;
        double variance = q / nu / nu;
        return 1 + model.rho() / (shrink + xi * variance / tau) / tau * variance;
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " = " + value + ": must be > 0");
        }
    }
}
