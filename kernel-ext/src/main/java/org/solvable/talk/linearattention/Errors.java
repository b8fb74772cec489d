package org.solvable.talk.linearattention;

import org.solvable.model.Output;

/**
 * What theory says at one point, and what an experiment measures (its {@code icl}, {@code idg}, {@code train}, {@code
 * g_task}).
 *
 * @param icl test error on fresh tasks
 * @param idg test error on the pretraining tasks
 * @param train mean squared residual on the pretraining prompts, without the penalty
 * @param xi effective ridge
 * @param gTask icl - idg under the same test conditions: near 0 the model generalises, large it memorises
 * @param idgTest test error on the pretraining tasks at the context length and noise of the ICL test; {@code idg} where
 *     these are the same as in pretraining
 * @param e0 in-distribution error of the deterministic predictor, before variance inflation
 * @param nu ν = q + ξ
 * @param m resolvent trace at ν
 * @param m2 second resolvent trace at ν
 * @param bayesRidge error of the best in-context learner at the context length and noise of the test
 */
public record Errors(
        @Output(symbol = "e_ICL", doc = "test error on fresh tasks")
        double icl,

        @Output(symbol = "e_IDG", doc = "test error on the pretraining tasks")
        double idg,

        @Output(symbol = "e_train", doc = "mean squared residual on the pretraining prompts")
        double train,

        @Output(symbol = "ξ", doc = "effective ridge") double xi,

        @Output(
                name = "g_task",
                symbol = "g_task",
                doc = "gap between fresh and pretraining tasks, e_ICL - e_IDG at equal test conditions")
        double gTask,

        @Output(
                name = "idg_t",
                symbol = "e_IDG(αₜ,ρₜ)",
                doc = "IDG error at the context length and noise of the ICL test")
        double idgTest,

        @Output(symbol = "e₀", doc = "in-distribution error before variance inflation")
        double e0,

        @Output(symbol = "ν", doc = "q + ξ") double nu,

        @Output(symbol = "m", doc = "tr (R+ν)⁻¹/d of the task second moment R")
        double m,

        @Output(symbol = "m₂", doc = "tr (R+ν)⁻²/d of the task second moment R")
        double m2,

        @Output(
                name = "bayes_ridge",
                symbol = "e_ridge",
                doc = "error of Bayes-optimal ridge regression on the test context")
        double bayesRidge) {}
