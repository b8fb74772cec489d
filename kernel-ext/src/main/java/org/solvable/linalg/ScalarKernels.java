package org.solvable.linalg;

/** Plain Java arithmetic: available everywhere, the reference of the others. */
final class ScalarKernels extends JavaKernels {

    private final Spans spans = new ScalarSpans();

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public String description() {
        return "plain Java loops, eigenproblems by EJML";
    }

    @Override
    public long blockFlops() {
        return 100_000_000;
    }

    @Override
    public Spans spans() {
        return spans;
    }

    @Override
    public void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        ScalarProduct.gemm(alpha, a, b, beta, c);
    }
}
