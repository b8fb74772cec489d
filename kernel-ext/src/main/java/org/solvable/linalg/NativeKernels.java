package org.solvable.linalg;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.solvable.linalg.NativeCall.Arguments;

/**
 * Block operations by a Fortran BLAS and LAPACK. A row-major matrix is the column-major transpose with the row stride as
 * leading dimension, so operands change places or flags and nothing is copied.
 */
final class NativeKernels implements Kernels {

    private final NativeLibrary library;
    private final Kernels java;
    private final ThreadLocal<Arguments> arguments;

    /**
     * @param library bound routines
     * @param java what does the work that the library has no routine for, and all elementwise loops
     */
    NativeKernels(NativeLibrary library, Kernels java) {
        this.library = library;
        this.java = java;
        boolean wide = library.symbols().wideIntegers();
        arguments = ThreadLocal.withInitial(() -> new Arguments(wide));
    }

    NativeLibrary library() {
        return library;
    }

    @Override
    public String name() {
        return library.vendor().backend();
    }

    @Override
    public String description() {
        return library.description() + (spans().hasSymmetricRows() ? ", Vector API loops" : ", plain loops");
    }

    @Override
    public long blockFlops() {
        return 1_000_000_000;
    }

    @Override
    public boolean wantsNativeOperands() {
        return true;
    }

    @Override
    public Spans spans() {
        return java.spans();
    }

    static MemorySegment at(MatrixView x) {
        return x.segment().asSlice(x.offset() * x.precision().bytes());
    }

    private static MemorySegment flag(boolean transposed) {
        return transposed ? Arguments.T : Arguments.N;
    }

    @Override
    public void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c) {
        Arguments s = arguments.get();
        s.scalars(c.precision(), alpha, beta);
        dimensions(s, a, b, c);
        try {
            library.blas(c.precision())
                    .gemm()
                    .handle(a.isNative(), b.isNative(), c.isNative())
                    .invokeExact(
                            flag(b.isTransposed()),
                            flag(a.isTransposed()),
                            s.integer[0],
                            s.integer[1],
                            s.integer[2],
                            s.alpha,
                            at(b),
                            s.integer[3],
                            at(a),
                            s.integer[4],
                            s.beta,
                            at(c),
                            s.integer[5],
                            1L,
                            1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
    }

    private static void dimensions(Arguments s, MatrixView a, MatrixView b, MatrixView c) {
        s.integer(0, c.columns());
        s.integer(1, c.rows());
        s.integer(2, a.columns());
        s.integer(3, b.stride());
        s.integer(4, a.stride());
        s.integer(5, c.stride());
    }

    @Override
    public void gemmBatched(
            double alpha,
            MatrixView a,
            long strideA,
            MatrixView b,
            long strideB,
            double beta,
            MatrixView c,
            long strideC,
            long from,
            long to) {
        Arguments s = arguments.get();
        s.scalars(c.precision(), alpha, beta);
        dimensions(s, a, b, c);
        int bytes = c.precision().bytes();
        var handle = library.blas(c.precision()).gemm().handle(a.isNative(), b.isNative(), c.isNative());
        MemorySegment opB = flag(b.isTransposed());
        MemorySegment opA = flag(a.isTransposed());
        try {
            for (long i = from; i < to; i++) {
                handle.invokeExact(
                        opB,
                        opA,
                        s.integer[0],
                        s.integer[1],
                        s.integer[2],
                        s.alpha,
                        b.segment().asSlice((b.offset() + i * strideB) * bytes),
                        s.integer[3],
                        a.segment().asSlice((a.offset() + i * strideA) * bytes),
                        s.integer[4],
                        s.beta,
                        c.segment().asSlice((c.offset() + i * strideC) * bytes),
                        s.integer[5],
                        1L,
                        1L);
            }
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
    }

    @Override
    public void syrk(double alpha, MatrixView a, double beta, MatrixView c) {
        var routine = library.blas(c.precision()).syrk();
        if (routine.isEmpty()) {
            java.syrk(alpha, a, beta, c);
            return;
        }
        Arguments s = arguments.get();
        s.scalars(c.precision(), alpha, beta);
        try {
            routine.get()
                    .handle(a.isNative(), true, c.isNative())
                    .invokeExact(
                            Arguments.U,
                            flag(!a.isTransposed()),
                            s.integer(0, c.rows()),
                            s.integer(1, a.columns()),
                            s.alpha,
                            at(a),
                            s.integer(2, a.stride()),
                            s.beta,
                            at(c),
                            s.integer(3, c.stride()),
                            1L,
                            1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
    }

    @Override
    public long potrf(MatrixView a) {
        var routine = library.blas(a.precision()).potrf();
        if (routine.isEmpty()) {
            return java.potrf(a);
        }
        Arguments s = arguments.get();
        s.integer(2, 0);
        try {
            routine.get()
                    .handle(a.isNative(), true, true)
                    .invokeExact(
                            Arguments.U, s.integer(0, a.rows()), at(a), s.integer(1, a.stride()), s.integer[2], 1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
        long info = s.info(2);
        // OpenBLAS asks whether a pivot is <= 0, which NaN is not.
        for (long i = 0; info == 0 && i < a.rows(); i++) {
            double pivot = a.get(i, i);
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                return i + 1;
            }
        }
        return info;
    }

    /** Also takes a transposed view as right sides. */
    @Override
    public void trsm(MatrixView l, MatrixView b) {
        Blas blas = library.blas(b.precision());
        if (b.columns() == 1 && !b.isTransposed() && blas.trsv().isPresent()) {
            trsv(blas.trsv().get(), l, b);
            return;
        }
        if (blas.trsm().isEmpty()) {
            java.trsm(l, b);
            return;
        }
        Arguments s = arguments.get();
        s.scalars(b.precision(), 1, 0);
        // Column-major the stored lower triangle is U = Lᵀ and stored B is its transpose: L X = B reads X'U = B' there.
        boolean left = b.isTransposed();
        boolean flip = left != l.isTransposed();
        // A conditional expression as an argument of invokeExact would have the static type Object.
        MemorySegment side = left ? Arguments.L : Arguments.R;
        try {
            blas.trsm()
                    .get()
                    .handle(l.isNative(), b.isNative(), true)
                    .invokeExact(
                            side,
                            Arguments.U,
                            flag(flip),
                            Arguments.N,
                            s.integer(0, left ? b.rows() : b.columns()),
                            s.integer(1, left ? b.columns() : b.rows()),
                            s.alpha,
                            at(l),
                            s.integer(2, l.stride()),
                            at(b),
                            s.integer(3, b.stride()),
                            1L,
                            1L,
                            1L,
                            1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
    }

    private void trsv(NativeCall routine, MatrixView l, MatrixView b) {
        Arguments s = arguments.get();
        try {
            routine.handle(l.isNative(), b.isNative(), true)
                    .invokeExact(
                            Arguments.U,
                            flag(!l.isTransposed()),
                            Arguments.N,
                            s.integer(0, l.rows()),
                            at(l),
                            s.integer(1, l.stride()),
                            at(b),
                            s.integer(2, b.stride()),
                            1L,
                            1L,
                            1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
    }

    @Override
    public void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y) {
        var routine = library.blas(y.precision()).gemv();
        if (routine.isEmpty()) {
            java.gemv(alpha, a, x, beta, y);
            return;
        }
        Arguments s = arguments.get();
        s.scalars(y.precision(), alpha, beta);
        try {
            routine.get()
                    .handle(a.isNative(), x.isNative(), y.isNative())
                    .invokeExact(
                            flag(!a.isTransposed()),
                            s.integer(0, a.storedColumns()),
                            s.integer(1, a.storedRows()),
                            s.alpha,
                            at(a),
                            s.integer(2, a.stride()),
                            at(x),
                            s.integer(3, x.stride()),
                            s.beta,
                            at(y),
                            s.integer(4, y.stride()),
                            1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
    }

    @Override
    public long syevd(MatrixView a, MatrixView w, boolean vectors) {
        var routine = library.blas(a.precision()).syevd();
        if (routine.isEmpty()) {
            return java.syevd(a, w, vectors);
        }
        long n = a.rows();
        long real = realWork(n, vectors);
        long integers = integerWork(n, vectors);
        int bytes = a.precision().bytes();
        Arguments s = arguments.get();
        s.integer(4, 0);
        MemorySegment job = vectors ? Arguments.V : Arguments.N;
        try (Scratch.Lease work = Scratch.take(real * bytes);
                Scratch.Lease integerWork = Scratch.take(8 * integers)) {
            routine.get()
                    .ordinary()
                    .invokeExact(
                            job,
                            Arguments.U,
                            s.integer(0, n),
                            at(a),
                            s.integer(1, a.stride()),
                            at(w),
                            work.segment(),
                            s.integer(2, real),
                            integerWork.segment(),
                            s.integer(3, integers),
                            s.integer[4],
                            1L,
                            1L);
        } catch (Throwable e) {
            throw NativeCall.failed(e);
        }
        return s.info(4);
    }

    private static long realWork(long n, boolean vectors) {
        // Without vectors LAPACK asks for 2n+1; the rest lets it reduce in blocks.
        return vectors ? 1 + 6 * n + 2 * n * n : 1 + 70 * n;
    }

    private static long integerWork(long n, boolean vectors) {
        return vectors ? 3 + 5 * n : 1;
    }

    @Override
    public Optional<TridiagonalKernels> tridiagonal(Precision precision) {
        // By two calls of gemv instead of one pass the reduction would take twice as long as LAPACK's own.
        return spans().hasSymmetricRows() ? NativeTridiagonal.of(library.blas(precision), arguments) : Optional.empty();
    }

    @Override
    public long largestEigenproblem() {
        // 2n² + 6n + 1 must fit the library's integer.
        return library.symbols().wideIntegers() ? Integer.MAX_VALUE : 32_765;
    }

    @Override
    public long eigenWorkspace(long n, Precision precision, boolean vectors) {
        long matrices = MemoryBudget.bytes(n, vectors ? 3 * n : n, precision);
        return matrices == Long.MAX_VALUE ? matrices : matrices + 100 * n * 8;
    }
}
