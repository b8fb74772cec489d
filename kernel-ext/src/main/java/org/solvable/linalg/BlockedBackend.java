package org.solvable.linalg;

import org.solvable.random.RandomStream;

/** The backend over any {@link Kernels}: checks arguments, cuts the work, spreads it over threads. */
class BlockedBackend implements Backend {

    /** Normals that are drawn at a time; a multiple of the stream's own block, so that their values are those of one long fill. */
    private static final int DRAWS = 64 * RandomStream.BLOCK;

    private final Kernels kernels;
    private final int threads;
    private final Products products;
    private final Cholesky cholesky;
    private final MatrixVectors vectors;
    private final Elementwork elements;
    private volatile double peakDouble;
    private volatile double peakFloat;

    BlockedBackend(Kernels kernels, int threads) {
        Operands.threads(threads);
        this.kernels = kernels;
        this.threads = threads;
        products = new Products(kernels, threads);
        cholesky = new Cholesky(kernels, threads);
        vectors = new MatrixVectors(kernels, threads);
        elements = new Elementwork(kernels.spans(), threads);
    }

    Kernels kernels() {
        return kernels;
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public Backend withThreads(int newThreads) {
        return newThreads == threads ? this : new BlockedBackend(kernels, newThreads);
    }

    @Override
    public double peakGflops(Precision precision) {
        double known = precision == Precision.DOUBLE ? peakDouble : peakFloat;
        if (known > 0) {
            return known;
        }
        double measured = Peak.gflops(this, precision);
        if (precision == Precision.DOUBLE) {
            peakDouble = measured;
        } else {
            peakFloat = measured;
        }
        return measured;
    }

    @Override
    public String provenance() {
        return name() + ": " + kernels.description() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public String toString() {
        return provenance();
    }

    @Override
    public void gemm(double alpha, MatrixView a, MatrixView b, double beta, MatrixView c, Checkpoint checkpoint) {
        Operands.gemm(a, b, c);
        if (c.rows() == 0 || c.columns() == 0) {
            return;
        }
        if (alpha == 0 || a.columns() == 0) {
            scale(beta, c);
        } else {
            products.gemm(alpha, a, b, beta, c, checkpoint);
        }
    }

    private void scale(double beta, MatrixView c) {
        if (beta == 0) {
            c.fill(0);
        } else if (beta != 1) {
            elements.axpby(beta, c, 0, c);
        }
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
            long count,
            Checkpoint checkpoint) {
        Operands.gemm(a, b, c);
        Operands.batch(a, strideA, "strideA", count);
        Operands.batch(b, strideB, "strideB", count);
        Operands.batch(c, strideC, "strideC", count);
        if (count == 0 || c.rows() == 0 || c.columns() == 0) {
            return;
        }
        if (alpha == 0 || a.columns() == 0) {
            for (long i = 0; i < count; i++) {
                scale(beta, c.shifted(i * strideC));
            }
        } else {
            products.gemmBatched(alpha, a, strideA, b, strideB, beta, c, strideC, count, checkpoint);
        }
    }

    @Override
    public void syrk(double alpha, MatrixView a, double beta, MatrixView c, Checkpoint checkpoint) {
        Operands.syrk(a, c);
        if (c.rows() == 0) {
            return;
        }
        if (alpha == 0 || a.columns() == 0) {
            for (long i = 0; i < c.rows(); i++) {
                scale(beta, c.block(i, i + 1, 0, i + 1));
            }
        } else {
            products.syrk(alpha, a, beta, c, checkpoint);
        }
    }

    @Override
    public void mirrorLower(MatrixView c) {
        Operands.square("C", c);
        long n = c.rows();
        final long side = 64;
        Workers.run(n < 512 ? 1 : threads, Blocking.count(n, side), Checkpoint.NONE, (index, pause) -> {
            long i = index * side;
            long end = Math.min(n, i + side);
            Elements.copyFlipped(c.block(i, end, 0, i), c.block(0, i, i, end));
            for (long row = i; row < end; row++) {
                for (long j = i; j < row; j++) {
                    c.set(j, row, c.get(row, j));
                }
            }
        });
    }

    @Override
    public long potrf(MatrixView a, Checkpoint checkpoint) {
        Operands.square("A", a);
        return a.rows() == 0 ? 0 : cholesky.potrf(a, checkpoint);
    }

    @Override
    public void potrs(MatrixView l, MatrixView b, Checkpoint checkpoint) {
        Operands.square("L", l);
        Operands.trsm(l, b);
        if (l.rows() > 0 && b.columns() > 0) {
            MatrixView sides = b.columns() == 1 ? Elements.compact(b) : b;
            cholesky.trsm(l, sides, checkpoint.part(0, 0.5));
            cholesky.trsm(l.transposed(), sides, checkpoint.part(0.5, 1));
            if (sides != b) {
                Elements.copyStored(sides, b);
            }
        }
    }

    @Override
    public void trsm(MatrixView l, MatrixView b, Checkpoint checkpoint) {
        Operands.trsm(l, b);
        if (l.rows() > 0 && b.columns() > 0) {
            MatrixView sides = b.columns() == 1 ? Elements.compact(b) : b;
            cholesky.trsm(l, sides, checkpoint);
            if (sides != b) {
                Elements.copyStored(sides, b);
            }
        }
    }

    @Override
    public long syevd(MatrixView a, MatrixView w, boolean wantVectors, Checkpoint checkpoint) {
        Operands.syevd(a, w);
        return a.rows() == 0 ? 0 : new SymmetricEigen(kernels, threads).syevd(a, w, wantVectors, checkpoint);
    }

    @Override
    public void gemv(double alpha, MatrixView a, MatrixView x, double beta, MatrixView y, Checkpoint checkpoint) {
        Operands.gemv(a, x, y);
        if (y.rows() == 0) {
            return;
        }
        if (alpha == 0 || x.rows() == 0) {
            scale(beta, y);
        } else {
            MatrixView target = Elements.compact(y);
            vectors.gemv(alpha, a, Elements.compact(x), beta, target, checkpoint);
            if (target != y) {
                Elements.copyStored(target, y);
            }
        }
    }

    @Override
    public double dot(MatrixView x, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        return elements.dot(x, y);
    }

    @Override
    public void axpby(double alpha, MatrixView x, double beta, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        elements.axpby(alpha, x, beta, y);
    }

    @Override
    public void hadamard(double alpha, MatrixView x, MatrixView y, double beta, MatrixView z) {
        Operands.elementwise("X", x, "Y", y);
        Operands.elementwise("X", x, "Z", z);
        elements.hadamard(alpha, x, y, beta, z);
    }

    @Override
    public void map(Elementwise f, double alpha, MatrixView x, double beta, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        elements.map(f, alpha, x, beta, y);
    }

    @Override
    public void softmaxRows(double scale, MatrixView x, MatrixView y) {
        Operands.elementwise("X", x, "Y", y);
        if (x.columns() > 0) {
            elements.softmaxRows(scale, x, y);
        }
    }

    @Override
    public void copy(MatrixView x, MatrixView y) {
        Operands.copy("X", x, "Y", y);
        final long strip = 64;
        boolean small = x.rows() * x.columns() < 1 << 18;
        Workers.run(small ? 1 : threads, Blocking.count(x.rows(), strip), Checkpoint.NONE, (index, pause) -> {
            long end = Math.min(x.rows(), (index + 1) * strip);
            MatrixView from = x.rows(index * strip, end);
            MatrixView to = y.rows(index * strip, end);
            if (x.isTransposed()) {
                Elements.copyFlipped(from, to);
            } else {
                Elements.copyStored(from, to);
            }
        });
    }

    @Override
    public void fillGaussian(RandomStream stream, MatrixView x, Checkpoint checkpoint) {
        Operands.stored("X", x);
        if (x.precision() == Precision.DOUBLE
                && !x.isNative()
                && Elements.contiguous(x)
                && x.rows() * x.columns() <= DRAWS) {
            stream.fillGaussianFast(Elements.doubles(x), (int) x.offset(), (int) (x.rows() * x.columns()));
            return;
        }
        GaussianFill.fill(stream, x, DRAWS, checkpoint);
    }
}
