package org.solvable.talk.sparsetoken;

import org.solvable.model.Output;

/**
 * Errors of attention after two gradient steps and full optimisation of the readout, beside those of the linear baselines at
 * the same number of sequences, ridge and loss. An experiment measures all but the last three.
 *
 * @param test probability of a wrong label on a fresh sequence
 * @param loss mean training loss without the ridge term
 * @param train fraction of training sequences with a wrong label
 * @param alignment s_q = ⟨q, ξ⟩ / ‖q‖
 * @param sharpness B = β ‖q‖
 * @param cosW alignment of the readout with the signal
 * @param testPooled test error of the average token
 * @param lossPooled training loss of the average token
 * @param testVectorized test error of all tokens one after the other
 * @param lossVectorized training loss of all tokens one after the other
 * @param attention E[κ | +], mean attention on the informative tokens of a positive sequence
 */
public record Errors(
        @Output(symbol = "E_test", doc = "probability of a wrong label on a fresh sequence")
        double test,

        @Output(symbol = "E_loss", doc = "mean training loss without the ridge term")
        double loss,

        @Output(symbol = "E_train", doc = "fraction of training sequences with a wrong label")
        double train,

        @Output(name = "s_q", symbol = "s_q", doc = "alignment of the query with the signal")
        double alignment,

        @Output(name = "B", symbol = "B", doc = "effective inverse temperature β‖q‖")
        double sharpness,

        @Output(name = "cos_w", symbol = "cos(w,ξ)", doc = "alignment of the readout with the signal")
        double cosW,

        @Output(name = "test_pool", symbol = "E_test pooled", doc = "test error of the average token")
        double testPooled,

        @Output(name = "loss_pool", symbol = "E_loss pooled", doc = "training loss of the average token")
        double lossPooled,

        @Output(name = "test_vec", symbol = "E_test vectorized", doc = "test error of all tokens one after the other")
        double testVectorized,

        @Output(
                name = "loss_vec",
                symbol = "E_loss vectorized",
                doc = "training loss of all tokens one after the other")
        double lossVectorized,

        @Output(name = "kappa", symbol = "E[κ|+]", doc = "mean attention on the informative tokens")
        double attention) {}
