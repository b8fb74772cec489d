package org.solvable.talk.softmaxicl;

import org.solvable.model.Output;

/** What theory says at one point; NaN where a quantity is not defined there. */
public record Quantities(
        @Output(name = "eta_star", symbol = "η*", doc = "best step of debiased gradient descent")
        double etaStar,

        @Output(name = "gd_debiased", doc = "exact risk of debiased gradient descent at eta_star")
        double debiased,

        @Output(name = "gd_debiased_eta", doc = "the same at eta")
        double debiasedAtEta,

        @Output(name = "gd_vanilla", doc = "exact risk of gradient descent at eta")
        double vanilla,

        @Output(name = "eta_vanilla", doc = "best step of gradient descent")
        double vanillaStep,

        @Output(name = "gd_vanilla_best", doc = "risk of gradient descent at its best step")
        double vanillaBest,

        @Output(name = "mu_gamma", symbol = "μ_γ", doc = "output weight on the manifold; NaN at gamma = 0")
        double muGamma,

        @Output(name = "manifold_loss", symbol = "L̃(γ)", doc = "loss on the manifold")
        double manifold,

        @Output(name = "pair_limit", doc = "the same at gamma to 0")
        double pairLimit,

        @Output(name = "pair_loss", doc = "loss of the pair (gamma, mu)")
        double pair,

        @Output(name = "single_loss", doc = "limit loss of one head")
        double single,

        @Output(name = "single_mu", doc = "output weight of one head")
        double singleMu,

        @Output(name = "refined", symbol = "L₂", doc = "refined loss of the pair (gamma, mu); NaN where infinite")
        double refined,

        @Output(name = "refined_manifold", doc = "refined loss on the manifold; NaN where infinite")
        double refinedManifold,

        @Output(doc = "risk of the Bayes predictor at d/L to xi")
        double bayes,

        @Output(name = "gd_limit", doc = "risk of gradient descent at d/L to xi")
        double descent,

        @Output(name = "ratio_bound", doc = "bound on gd_limit/bayes; NaN where it does not hold")
        double ratioBound,

        @Output(name = "linear_attention", doc = "linear attention with step eta, tested at L_test")
        double linearAttention,

        @Output(name = "softmax_test", doc = "pair (gamma, mu) tested at L_test")
        double softmaxTest,

        @Output(name = "gamma_star_00", symbol = "Γ*₀₀", doc = "best preconditioner; NaN for d > 500")
        double gamma00,

        @Output(name = "gamma_star_01", symbol = "Γ*₀₁", doc = "the same; NaN for d = 1")
        double gamma01,

        @Output(name = "precond_risk", doc = "exact risk at the best preconditioner")
        double preconditioned,

        @Output(name = "identity_risk", doc = "exact risk at the best multiple of I")
        double identity,

        @Output(doc = "excess loss: one head for each task") double allocation,

        @Output(doc = "excess loss: a pair for each task") double pairs,

        @Output(name = "one_head", doc = "excess loss: one head for all tasks")
        double oneHead,

        @Output(name = "law", doc = "excess loss: superposition on H heads; NaN for supports it does not cover")
        double law,

        @Output(name = "flow_loss", doc = "loss of the flow at t")
        double flowLoss,

        @Output(name = "flow_omega", symbol = "ω₁", doc = "weight of head 1 at t, mean over coordinates")
        double omega,

        @Output(name = "flow_mu", symbol = "μ₁", doc = "output weight of head 1 at t")
        double mu,

        @Output(name = "allocation_index", doc = "allocation index at t, mean over tasks")
        double allocationIndex,

        @Output(name = "t_e", symbol = "Tₑ", doc = "predicted time of emergence; NaN for several tasks")
        double predictedEmergence,

        @Output(name = "t_e_flow", doc = "time of emergence located on the flow; NaN if not reached")
        double emergence) {}
