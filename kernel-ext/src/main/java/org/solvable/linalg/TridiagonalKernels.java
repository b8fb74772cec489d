package org.solvable.linalg;

/** The steps of a symmetric eigenproblem that a LAPACK library does; all operands in native memory. */
interface TridiagonalKernels {

    /**
     * Eigenvalues and eigenvectors of the symmetric tridiagonal matrix with diagonal d and off-diagonal e.
     *
     * @param d on return the eigenvalues, ascending
     * @param e destroyed
     * @param z gets the eigenvectors as rows
     * @return 0, or positive if the iteration failed
     */
    long solve(MatrixView d, MatrixView e, MatrixView z);

    /** As {@link #solve} without eigenvectors. */
    long values(MatrixView d, MatrixView e);

    /**
     * Multiplies each row of z, taken as a column vector, by the orthogonal matrix Q of the reduction.
     *
     * @param m reflectors, vector of number j in row j from column j + 1 on, its first element taken as 1
     * @param tau their factors
     * @param z eigenvectors of the tridiagonal matrix as rows; on return of the original one
     */
    void backTransform(MatrixView m, MatrixView tau, MatrixView z);
}
