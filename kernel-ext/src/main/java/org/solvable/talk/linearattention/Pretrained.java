package org.solvable.talk.linearattention;

/**
 * What pretraining leaves behind, whatever the tasks are tested on: the deterministic equivalents that equations (3), (4)
 * and (6) share between isotropic and structured tasks.
 *
 * <p>In terms of traces at ν = q + ξ, with K = m - ξ m₂:
 *
 * <ul>
 *   <li>e₀ = ρ + q tr R(R+ν)⁻¹ + ξ ν tr R(R+ν)⁻²;
 *   <li>τ - D = τλ/ξ + ξ K, by the equation of ξ: no difference is left, so the peak at τ = 1 keeps its digits;
 *   <li>e_IDG = e₀ / (λ/ξ + ξ K/τ);
 *   <li>‖Γ‖²/d = tr R²(R+ν)⁻² + (e_IDG/τ) K, by which a longer or shorter test context changes either error.
 * </ul>
 *
 * @param ridge ξ and how it was found
 * @param traces at ν
 * @param q label variance per context example
 * @param e0 in-distribution error of the deterministic predictor R(R+ν)⁻¹
 * @param idg in-distribution error
 * @param inflation (e_IDG/τ) m
 * @param spread (e_IDG/τ) K, the variance of Γ
 * @param norm ‖Γ‖²/d
 * @param train mean squared residual on the pretraining prompts
 */
record Pretrained(
        EffectiveRidge ridge,
        Resolvent traces,
        double q,
        double e0,
        double idg,
        double inflation,
        double spread,
        double norm,
        double train) {

    static Pretrained of(EffectiveRidge ridge, Resolvent f, double q, double rho, double tau) {
        double xi = ridge.xi();
        double xm = xi * f.m();
        double leverage = f.mixed() + q * f.m() * f.ratio();
        double e0 = rho + q * f.first() + xm * (f.z() * f.mixed());
        double idg = e0 / (ridge.shrink() + xm * leverage / tau);
        double inflation = idg * (f.m() / tau);
        // At the peak the training error is 0 although the other factor is infinite.
        double train = ridge.shrink() == 0 ? 0 : ridge.shrink() * ridge.shrink() * idg;
        double spread = inflation == 0 ? 0 : inflation * leverage;
        return new Pretrained(ridge, f, q, e0, idg, inflation, spread, f.second() + spread, train);
    }

    double xi() {
        return ridge.xi();
    }

    /**
     * In-distribution error on prompts with other noise and context length: ρₜ + tr R (1-Γ)(1-Γ)ᵀ + qₜ ‖Γ‖²/d, again without
     * differences.
     */
    double idgAt(double rhoTest, double qTest) {
        double bias = traces.y() * (traces.z() * traces.mixed());
        double weight = traces.second() / traces.m() + q * traces.mixed();
        return rhoTest + bias + (inflation == 0 ? 0 : inflation * weight) + qTest * norm;
    }
}
