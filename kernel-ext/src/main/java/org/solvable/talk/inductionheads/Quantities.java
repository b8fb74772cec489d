package org.solvable.talk.inductionheads;

import org.solvable.model.Output;

/** What theory says at one point; what is averaged over random kernels has a standard error beside it. */
public record Quantities(
        @Output(name = "i_tilde", symbol = "Ĩ(S)", doc = "modified chi-square information of the set S")
        double iTilde,

        @Output(name = "i_tilde_se", symbol = "s.e.", doc = "its standard error over kernels; 0 for a given kernel")
        double iTildeError,

        @Output(name = "i", symbol = "I(S)", doc = "chi-square information of the set S")
        double i,

        @Output(name = "j", symbol = "J_S(σ)", doc = "gain of S with the heads as they start")
        double j,

        @Output(name = "i_tilde_1", symbol = "Ĩ({1})", doc = "modified information of lag 1")
        double iTilde1,

        @Output(name = "i_tilde_2", symbol = "Ĩ({2})", doc = "modified information of lag 2, NaN if M < 2")
        double iTilde2,

        @Output(name = "i_tilde_12", symbol = "Ĩ({1,2})", doc = "modified information of lags 1, 2, NaN if M < 2")
        double iTilde12,

        @Output(name = "s_star", symbol = "S*", doc = "information set; its lags as digits, 12 for {1,2}")
        double sStar,

        @Output(name = "delta", symbol = "ΔĨ", doc = "lead of S* over the runner-up")
        double delta,

        @Output(name = "delta_se", symbol = "s.e.", doc = "standard error of the lead, from paired differences")
        double deltaError,

        @Output(name = "c_d", symbol = "C_D", doc = "sum of squared feature weights, conserved in stage I")
        double cD,

        @Output(name = "p", symbol = "p_S(t)", doc = "stage I: share of S at time t")
        double p,

        @Output(name = "t_dominance", symbol = "t_dom", doc = "stage I: time to dominance, C_D ln(#S)/(4 a ΔJ)")
        double dominanceTime,

        @Output(name = "slope", symbol = "Σ p J", doc = "first-order fall of the loss with a")
        double slope,

        @Output(name = "blur", symbol = "1-Πσ²", doc = "stage II: 1 - Π σ² over the heads of S at time t")
        double blur,

        @Output(
                name = "t_copy",
                symbol = "t_copy",
                doc = "stage II: time at which that is 0.01; NaN: a head turns away")
        double copyTime,

        @Output(name = "a_t", symbol = "a(t)", doc = "stage III: strength at time t, infinite context")
        double aT,

        @Output(name = "loss", symbol = "L(a)", doc = "loss of the induction head on S at strength a, infinite context")
        double lossAt,

        @Output(name = "h", symbol = "H(x|Z_S)", doc = "conditional entropy given S: the LOG loss at a = ∞")
        double h,

        @Output(name = "oracle", symbol = "H(x|parents)", doc = "conditional entropy given the parents")
        double oracle,

        @Output(name = "unigram", symbol = "H(x)", doc = "entropy of a token: the LOG loss at a = 0")
        double unigram,

        @Output(name = "uniform", symbol = "ln d", doc = "LOG loss of the uniform guess")
        double uniform,

        @Output(name = "exponent", symbol = "γ", doc = "-L'(a) falls as exp(-γ a): 1 + min(α,1), or 1 for LOGITS")
        double exponent,

        @Output(name = "a_star", symbol = "a*", doc = "where a stops at context length L, ln(1 + (L-M)/(d α))")
        double aStar,

        @Output(name = "row_entropy", symbol = "H_row", doc = "mean entropy of one Dirichlet row")
        double rowEntropy) {}
