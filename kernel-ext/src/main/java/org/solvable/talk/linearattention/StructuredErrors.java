package org.solvable.talk.linearattention;

import org.solvable.model.Output;

/**
 * What theory says about structured tasks at one point, and what an experiment measures (its {@code test}, {@code idg},
 * {@code train}).
 *
 * @param test error on fresh tasks of covariance T; pretraining + alignment
 * @param pretraining the part that depends on T through its trace only
 * @param alignment ⟨T, K⟩: ranks test covariances of one trace by difficulty
 * @param idg error on the pretraining tasks
 * @param train mean squared residual on the pretraining prompts, without the penalty
 * @param xi effective ridge
 * @param idgTest error on the pretraining tasks at the context length and noise of the test
 * @param e0 in-distribution error of the deterministic predictor
 * @param nu ν = q + ξ
 * @param s factor by which finite diversity shrinks the covariance
 * @param m tr (R+ν)⁻¹/d
 * @param m2 tr (R+ν)⁻²/d
 */
public record StructuredErrors(
        @Output(symbol = "e_test", doc = "test error on fresh tasks of covariance T")
        double test,

        @Output(symbol = "e_pretraining", doc = "part of the test error that sees T through its trace only")
        double pretraining,

        @Output(symbol = "⟨T,K⟩", doc = "part of the test error that measures how T lies to C")
        double alignment,

        @Output(symbol = "e_IDG", doc = "test error on the pretraining tasks")
        double idg,

        @Output(symbol = "e_train", doc = "mean squared residual on the pretraining prompts")
        double train,

        @Output(symbol = "ξ", doc = "effective ridge") double xi,

        @Output(name = "idg_t", symbol = "e_IDG(αₜ,ρₜ)", doc = "IDG error at the context length and noise of the test")
        double idgTest,

        @Output(symbol = "e₀", doc = "in-distribution error before variance inflation")
        double e0,

        @Output(symbol = "ν", doc = "q + ξ") double nu,

        @Output(symbol = "s", doc = "shrinkage of the covariance by finite diversity")
        double s,

        @Output(symbol = "M", doc = "tr (R+ν)⁻¹/d of the task second moment R")
        double m,

        @Output(symbol = "M₂", doc = "tr (R+ν)⁻²/d of the task second moment R")
        double m2) {}
