package org.solvable.linalg;

/**
 * The row-wise and element-wise passes of network training, beside the products of {@link Backend}.
 *
 * <p>Operands are row-major, none transposed, all of one precision; "row vector" means a view with one row. An output
 * with a {@code beta} becomes the new value plus {@code beta} times the old one; with {@code beta} = 0 the old one is not
 * read. Results do not depend on the number of threads. Implementations are immutable and safe for many threads.
 */
public interface LayerKernels {

    /** The fastest implementation on this JVM, on the calling thread: Vector API for single precision where the module is there. */
    static LayerKernels best() {
        return LayerKernelsChoice.BEST;
    }

    /**
     * The same on several threads, with results that do not depend on their number.
     *
     * @throws IllegalArgumentException if {@code threads < 1}
     */
    static LayerKernels best(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        return new ParallelLayerKernels(LayerKernelsChoice.BEST, threads);
    }

    /** Y_ij += r_j. */
    void addRow(MatrixView row, MatrixView y);

    /** r_j = Σ_i X_ij + beta r_j. */
    void sumRows(MatrixView x, double beta, MatrixView row);

    /** Y = f(X); Y may be X. */
    void activate(Activation f, MatrixView x, MatrixView y);

    /** DX = f'(X) ∘ DY + beta DX. */
    void activateBackward(Activation f, MatrixView x, MatrixView dy, double beta, MatrixView dx);

    /**
     * Layer normalisation of each row [Ba, Kiros, Hinton 2016]: y = gain ∘ (x - mean) / √(variance + epsilon) + shift.
     *
     * @param statistics n x 2, gets mean and 1/√(variance + epsilon) of each row, for the way back
     */
    void layerNorm(
            MatrixView x, MatrixView gain, MatrixView shift, double epsilon, MatrixView y, MatrixView statistics);

    /** The way back of {@link #layerNorm}; the gradients of gain and shift are added to. */
    void layerNormBackward(
            MatrixView x,
            MatrixView gain,
            MatrixView statistics,
            MatrixView dy,
            double beta,
            MatrixView dx,
            MatrixView dGain,
            MatrixView dShift);

    /** DS = P ∘ (DP - ⟨P, DP⟩ by rows): the way back of a softmax by rows. DS may be DP. */
    void softmaxBackward(MatrixView p, MatrixView dp, MatrixView ds);

    /** Y_i = T_{index[i]}: rows of a table. */
    void gatherRows(int[] index, MatrixView table, MatrixView y);

    /** DT_{index[i]} += DY_i: the way back of {@link #gatherRows}, in the order of i. */
    void scatterAddRows(int[] index, MatrixView dy, MatrixView dTable);

    /**
     * One step of Adam [Kingma, Ba 2015], with decoupled weight decay [Loshchilov, Hutter 2019] where it is not 0:
     * m = b1 m + (1-b1) g, v = b2 v + (1-b2) g², w -= rate (m/(1-b1ᵗ) / (√(v/(1-b2ᵗ)) + epsilon) + decay w).
     *
     * @param step t, counted from 1
     */
    void adam(
            MatrixView w,
            MatrixView g,
            MatrixView m,
            MatrixView v,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double decay,
            long step);
}
