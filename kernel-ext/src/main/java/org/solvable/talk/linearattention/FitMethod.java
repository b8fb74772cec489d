package org.solvable.talk.linearattention;

/** How the ridge regression on the d(d+1) features of linear attention is solved. */
public enum FitMethod {
    /** By cost and conditioning; the choice and its reason are reported. */
    AUTO,
    /** Normal equations in the d(d+1) features, by Cholesky. */
    PRIMAL,
    /** One unknown for each prompt, with the Gram matrix (X Xᵀ) ∘ (C Cᵀ), by Cholesky. */
    DUAL,
    /** Conjugate gradients that never form a feature. */
    CG
}
