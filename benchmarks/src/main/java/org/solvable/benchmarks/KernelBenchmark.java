package org.solvable.benchmarks;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Backends;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.Elementwise;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/**
 * The entry points of the backend seam, each backend on its own, one thread, n x n operands in native memory: {@code
 * benchmarks/run jmh gemm -p n=1000}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by the harness
public class KernelBenchmark {

    @Param({"openblas", "vector", "scalar"})
    public String backend;

    @Param({"DOUBLE", "FLOAT"})
    public Precision precision;

    @Param({"64", "512"})
    public int n;

    private Backend kernels;
    private MatrixView a;
    private MatrixView b;
    private MatrixView c;
    private MatrixView positive;

    @Setup
    public void setUp() {
        kernels = Backends.named(backend).withThreads(1);
        a = normals("a");
        b = normals("b");
        c = normals("c");
        positive = normals("positive");
        kernels.syrk(1, a, 0, positive);
        for (int i = 0; i < n; i++) {
            positive.set(i, i, positive.get(i, i) + n);
        }
    }

    private MatrixView normals(String name) {
        MatrixView m = MatrixView.allocate(Arena.ofAuto(), precision, n, n);
        kernels.fillGaussian(RandomStream.of(1).split(name), m);
        return m;
    }

    /** C = A B. */
    @Benchmark
    public void gemm(Blackhole sink) {
        kernels.gemm(1, a, b, 0, c);
        sink.consume(c);
    }

    /** C = A Aᵀ, lower triangle. */
    @Benchmark
    public void syrk(Blackhole sink) {
        kernels.syrk(1, a, 0, c);
        sink.consume(c);
    }

    /** A copy of a positive definite matrix and its Cholesky factor. */
    @Benchmark
    public void cholesky(Blackhole sink) {
        kernels.axpby(1, positive, 0, c);
        sink.consume(kernels.potrf(c, Checkpoint.NONE));
    }

    /** Softmax of each row. */
    @Benchmark
    public void softmaxRows(Blackhole sink) {
        kernels.softmaxRows(1, a, c);
        sink.consume(c);
    }

    /** e^x of each element. */
    @Benchmark
    public void exp(Blackhole sink) {
        kernels.map(Elementwise.EXP, 1, a, 0, c);
        sink.consume(c);
    }

    /** n² normals. */
    @Benchmark
    public void normals(Blackhole sink) {
        kernels.fillGaussian(RandomStream.of(2), c);
        sink.consume(c);
    }
}
