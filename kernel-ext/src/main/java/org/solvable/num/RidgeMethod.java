package org.solvable.num;

/** How a {@link Ridge} regression is solved. */
public enum RidgeMethod {
    /** By operations, memory and conditioning; the result names the choice and its reason. */
    AUTO,
    /** Normal equations in the unknowns, by Cholesky factor. */
    PRIMAL,
    /** One equation for each row, with the Gram matrix of the rows, by Cholesky factor. */
    DUAL,
    /** Conjugate gradients for least squares; no matrix larger than the data is formed. */
    CONJUGATE_GRADIENT,
    /** Eigenvalues of the smaller Gram matrix: for many penalties at once, and where a Cholesky factor does not exist. */
    EIGEN
}
