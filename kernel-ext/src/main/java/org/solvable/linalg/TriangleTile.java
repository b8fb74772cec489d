package org.solvable.linalg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A piece of a lower triangle: a rectangle below the diagonal, or a smaller triangle on it.
 *
 * @param row first row
 * @param rowEnd after the last row
 * @param column first column
 * @param columnEnd after the last column; equal to {@code rowEnd} for a triangle
 */
record TriangleTile(long row, long rowEnd, long column, long columnEnd) {

    private static final long WIDTH = 4096;

    boolean onDiagonal() {
        return column == row;
    }

    private double work() {
        double area = (double) (rowEnd - row) * (columnEnd - column);
        return onDiagonal() ? area / 2 : area;
    }

    /**
     * The pieces of the lower triangle of an n x n matrix, the largest first, so that at the end no thread waits long for
     * another. Triangles of 512 where there is enough to do: at 256 a syrk runs at three quarters of its speed.
     */
    static List<TriangleTile> cut(long n) {
        long side = Blocking.even(n, n > 768 ? 512 : Blocking.STRIP);
        List<TriangleTile> tiles = new ArrayList<>();
        for (long i = 0; i < n; i += side) {
            long end = Math.min(n, i + side);
            tiles.add(new TriangleTile(i, end, i, end));
            long height = Blocking.even(end - i, Blocking.STRIP);
            for (long r = i; i > 0 && r < end; r += height) {
                for (long j = 0; j < i; j += WIDTH) {
                    tiles.add(new TriangleTile(r, Math.min(end, r + height), j, Math.min(i, j + WIDTH)));
                }
            }
        }
        tiles.sort(Comparator.comparingDouble(TriangleTile::work).reversed());
        return tiles;
    }

    /** The tile of C. */
    MatrixView of(MatrixView c) {
        return c.block(row, rowEnd, column, columnEnd);
    }
}
