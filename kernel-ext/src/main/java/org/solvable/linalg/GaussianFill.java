package org.solvable.linalg;

import org.solvable.random.RandomStream;

/** Fills a view in long draws, so that the numbers are those of one fill along the rows. */
final class GaussianFill {

    private GaussianFill() {}

    static void fill(RandomStream stream, MatrixView x, int draws, Checkpoint checkpoint) {
        long total = x.rows() * x.columns();
        boolean doubles = x.precision() == Precision.DOUBLE;
        double[] d = new double[doubles ? (int) Math.min(total, draws) : 0];
        float[] f = new float[doubles ? 0 : (int) Math.min(total, draws)];
        // Without gaps between rows (a vector is the extreme case) one copy serves many of them.
        boolean gapless = (x.rows() < 2 || x.index(1, 0) - x.index(0, 0) == x.columns())
                && (x.columns() < 2 || x.index(0, 1) - x.index(0, 0) == 1);
        for (long at = 0; at < total; at += draws) {
            int n = (int) Math.min(draws, total - at);
            if (doubles) {
                stream.fillGaussianFast(d, 0, n);
            } else {
                stream.fillGaussianFast(f, 0, n);
            }
            for (int i = 0; i < n; ) {
                long row = (at + i) / x.columns();
                long column = (at + i) % x.columns();
                int w = gapless ? n - i : (int) Math.min(n - i, x.columns() - column);
                if (doubles) {
                    Elements.write(d, i, x, x.index(row, column), w);
                } else {
                    Elements.write(f, i, x, x.index(row, column), w);
                }
                i += w;
            }
            checkpoint.reached((double) (at + n) / total);
        }
    }
}
