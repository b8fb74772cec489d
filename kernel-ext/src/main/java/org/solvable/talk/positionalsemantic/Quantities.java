package org.solvable.talk.positionalsemantic;

import org.solvable.model.Output;

/** What theory says at one point of one branch; NaN where a quantity is not defined there. */
public record Quantities(
        @Output(doc = "sigma^2 |Q|^2/d") double q,

        @Output(doc = "overlap with position, p.Q/sqrt(d)") double m,

        @Output(name = "V", symbol = "V", doc = "response") double v,

        @Output(symbol = "θ", doc = "overlap with the teacher, sigma^2 Q.Q*/d")
        double theta,

        @Output(name = "m_scaled", symbol = "m/σ²", doc = "m/sigma^2, as plotted")
        double mScaled,

        @Output(name = "theta_scaled", symbol = "θ/σ²", doc = "theta/sigma^2, as plotted")
        double thetaScaled,

        @Output(name = "eps_t", symbol = "ε_t", doc = "training loss, ridge included, variational form")
        double training,

        @Output(name = "eps_t_direct", doc = "training loss as a sum; equals eps_t at a solution")
        double direct,

        @Output(name = "eps_t_gap", doc = "eps_t - eps_t_direct, the convergence test")
        double gap,

        @Output(name = "eps_g", symbol = "ε_g", doc = "test error")
        double test,

        @Output(doc = "2 eps_g, as the authors' tables have it")
        double mse,

        @Output(name = "eps_lin", doc = "test error of the linear positional layer")
        double linear,

        @Output(name = "eps_t_sem", doc = "training loss of the semantic branch; NaN where it does not exist")
        double semantic,

        @Output(name = "eps_t_pos", doc = "training loss of the positional branch; NaN where it does not exist")
        double positional,

        @Output(doc = "eps_t_sem - eps_t_pos; NaN unless both exist and branch=global")
        double difference,

        @Output(doc = "eps_lin - eps_g: positive where attention beats the linear layer")
        double gain,

        @Output(name = "E_ell", symbol = "E ℓ", doc = "mean loss at the inner minimum")
        double loss,

        @Output(name = "E_M", symbol = "E 𝓜", doc = "mean envelope, the slope of eps_t in alpha")
        double slope,

        @Output(name = "R_theta", symbol = "R_θ", doc = "response of theta where theta = 0; unstable above 1")
        double responseTheta,

        @Output(name = "R_m", symbol = "R_m", doc = "response of m where m = 0; unstable above 1")
        double responseM,

        @Output(doc = "replica-symmetry indicator; not trustworthy above 1")
        double rs) {}
