package org.solvable.linalg;

import java.util.Optional;
import org.solvable.linalg.NativeCall.Arguments;

/** {@link TridiagonalKernels} by LAPACK's stedc, sterf and ormtr. */
final class NativeTridiagonal implements TridiagonalKernels {

    private final NativeCall stedc;
    private final NativeCall sterf;
    private final NativeCall ormtr;
    private final ThreadLocal<Arguments> arguments;

    private NativeTridiagonal(NativeCall stedc, NativeCall sterf, NativeCall ormtr, ThreadLocal<Arguments> arguments) {
        this.stedc = stedc;
        this.sterf = sterf;
        this.ormtr = ormtr;
        this.arguments = arguments;
    }

    static Optional<TridiagonalKernels> of(Blas blas, ThreadLocal<Arguments> arguments) {
        if (blas.stedc().isEmpty() || blas.sterf().isEmpty() || blas.ormtr().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NativeTridiagonal(
                blas.stedc().get(), blas.sterf().get(), blas.ormtr().get(), arguments));
    }

    @Override
    public long solve(MatrixView d, MatrixView e, MatrixView z) {
        long n = z.rows();
        long real = 1 + 4 * n + n * n;
        long integers = 3 + 5 * n;
        Arguments s = arguments.get();
        s.integer(4, 0);
        try (Scratch.Lease work = Scratch.take(real * z.precision().bytes());
                Scratch.Lease integerWork = Scratch.take(8 * integers)) {
            stedc.ordinary()
                    .invokeExact(
                            Arguments.I,
                            s.integer(0, n),
                            NativeKernels.at(d),
                            NativeKernels.at(e),
                            NativeKernels.at(z),
                            s.integer(1, z.stride()),
                            work.segment(),
                            s.integer(2, real),
                            integerWork.segment(),
                            s.integer(3, integers),
                            s.integer[4],
                            1L);
        } catch (Throwable t) {
            throw NativeCall.failed(t);
        }
        return s.info(4);
    }

    @Override
    public long values(MatrixView d, MatrixView e) {
        Arguments s = arguments.get();
        s.integer(1, 0);
        try {
            sterf.ordinary()
                    .invokeExact(s.integer(0, d.rows()), NativeKernels.at(d), NativeKernels.at(e), s.integer[1]);
        } catch (Throwable t) {
            throw NativeCall.failed(t);
        }
        return s.info(1);
    }

    @Override
    public void backTransform(MatrixView m, MatrixView tau, MatrixView z) {
        // LAPACK's blocks of up to 64 reflectors and their triangular factors.
        long real = 64 * z.rows() + 64 * 65;
        Arguments s = arguments.get();
        s.integer(5, 0);
        try (Scratch.Lease work = Scratch.take(real * z.precision().bytes())) {
            ormtr.ordinary()
                    .invokeExact(
                            Arguments.L,
                            Arguments.L,
                            Arguments.N,
                            s.integer(0, z.columns()),
                            s.integer(1, z.rows()),
                            NativeKernels.at(m),
                            s.integer(2, m.stride()),
                            NativeKernels.at(tau),
                            NativeKernels.at(z),
                            s.integer(3, z.stride()),
                            work.segment(),
                            s.integer(4, real),
                            s.integer[5],
                            1L,
                            1L,
                            1L);
        } catch (Throwable t) {
            throw NativeCall.failed(t);
        }
        if (s.info(5) != 0) {
            throw new IllegalStateException("ormtr refused argument " + -s.info(5));
        }
    }
}
