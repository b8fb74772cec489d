package org.solvable.linalg;

/** Java on the Vector API. Loaded only where module {@code jdk.incubator.vector} is present; see {@link VectorProbe}. */
final class VectorKernels extends JavaKernels {

    private final Spans spans = new VectorSpans();

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "Java Vector API, " + VectorProductDouble.description();
    }

    @Override
    public long blockFlops() {
        return 1_000_000_000;
    }

    @Override
    public Spans spans() {
        return spans;
    }

    @Override
    public void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        if (c.precision() == Precision.DOUBLE) {
            VectorProductDouble.gemm(alpha, a, b, beta, c);
        } else {
            VectorProductFloat.gemm((float) alpha, a, b, (float) beta, c);
        }
    }
}
