package org.solvable.talk.sparsetoken;

import org.solvable.model.Output;

/**
 * The optimal readout: what theory says, and (its {@code test}, {@code loss}, {@code train}, {@code cos_w}) what an
 * experiment measures.
 *
 * @param test probability of a wrong label on a fresh sequence
 * @param loss mean loss on the training sequences, without the ridge term
 * @param train fraction of training sequences with a wrong label
 * @param cosW ⟨w, ξ⟩ / ‖w‖; NaN where w = 0
 * @param w1 component of w along the query
 * @param w2 component of w along what of the signal is orthogonal to the query
 * @param bias b
 * @param rho ρ = √(‖w‖² - w₁²)
 * @param variance V, the susceptibility: variance of a training score's cavity field per unit of σ²
 * @param attention E[κ | +], mean attention on the informative tokens of a positive sequence
 */
public record Readout(
        @Output(symbol = "E_test", doc = "probability of a wrong label on a fresh sequence")
        double test,

        @Output(symbol = "E_loss", doc = "mean training loss without the ridge term")
        double loss,

        @Output(symbol = "E_train", doc = "fraction of training sequences with a wrong label")
        double train,

        @Output(name = "cos_w", symbol = "cos(w,ξ)", doc = "alignment of the readout with the signal")
        double cosW,

        @Output(name = "w_1", symbol = "w₁", doc = "component of the readout along the query")
        double w1,

        @Output(name = "w_2", symbol = "w₂", doc = "component of the readout along the rest of the signal")
        double w2,

        @Output(name = "b", symbol = "b", doc = "bias") double bias,

        @Output(symbol = "ρ", doc = "length of the readout orthogonal to the query")
        double rho,

        @Output(name = "V", symbol = "V", doc = "susceptibility")
        double variance,

        @Output(name = "kappa", symbol = "E[κ|+]", doc = "mean attention on the informative tokens")
        double attention) {

    /** The readout with these order parameters under a law; errors that are infinite or undefined are NaN. */
    static Readout of(FeatureLaw law, Loss kind, double[] w, double rho, double variance, double loss) {
        double across = Math.sqrt((1 - law.s()) * (1 + law.s()));
        double length = Math.hypot(w[0], rho);
        double cos = law.query ? (w[0] * law.s() + w[1] * across) / length : w[1] / rho;
        double step = kind.slopeAtBoundary() * variance;
        return new Readout(
                wrong(law, w, rho, 0),
                loss,
                wrong(law, w, rho, step),
                length == 0 ? Double.NaN : Math.clamp(cos, -1, 1),
                w[0],
                w[1],
                w[2],
                rho,
                variance,
                law.meanAttention());
    }

    /** E Φ((step σ² - y M) / (σ ρ)). */
    static double wrong(FeatureLaw law, double[] w, double rho, double step) {
        return law.mean((i, y) -> {
            double margin = y * (w[0] * law.f1[i] + w[1] * law.f2[i] + w[2]);
            double sigma = law.sigma[i];
            double top = (step == 0 ? 0 : step * sigma * sigma) - margin;
            // A score of exactly zero is wrong every other time.
            return top == 0 ? 0.5 : Normal.cdf(top / (sigma * rho));
        });
    }

    /** No finite readout: training data that a hyperplane separates, or the interpolation peak. */
    static Readout divergent(FeatureLaw law, double loss, double train) {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        return new Readout(nan, loss, train, nan, nan, nan, nan, inf, inf, law.meanAttention());
    }
}
