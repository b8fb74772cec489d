package org.solvable.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A row-major matrix somewhere in memory: what the {@link Backend} reads and writes.
 *
 * <p>A view owns no data; it is a window (offset, shape, row stride) onto a Java array or a native {@link
 * MemorySegment}, of {@code double} or {@code float}. Element (i, j) lies at {@code offset + i * stride + j}, or at
 * {@code offset + j * stride + i} in a {@link #transposed()} view. A vector is a view with one column. Views are
 * immutable and cheap; the elements behind them are not copied, and are shared with the array or segment.
 */
public final class MatrixView {

    private final Precision precision;
    private final MemorySegment segment;
    private final @Nullable Object array;
    private final long offset;
    private final long rows;
    private final long columns;
    private final long stride;
    private final boolean transposed;

    private MatrixView(
            Precision precision,
            MemorySegment segment,
            @Nullable Object array,
            long offset,
            long rows,
            long columns,
            long stride,
            boolean transposed) {
        this.precision = precision;
        this.segment = segment;
        this.array = array;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        this.transposed = transposed;
    }

    private static MatrixView checked(
            Precision precision,
            MemorySegment segment,
            @Nullable Object array,
            long offset,
            long rows,
            long columns,
            long stride) {
        require("offset", offset, 0, Long.MAX_VALUE);
        require("rows", rows, 0, Integer.MAX_VALUE);
        require("columns", columns, 0, Integer.MAX_VALUE);
        require("stride", stride, Math.max(1, columns), Integer.MAX_VALUE);
        long length = segment.byteSize() / precision.bytes();
        long end = rows == 0 || columns == 0 ? offset : Math.addExact(offset, (rows - 1) * stride + columns);
        if (end > length) {
            throw new IllegalArgumentException("matrix " + rows + " x " + columns + " at offset " + offset
                    + " with stride " + stride + " needs " + end + " elements; the storage has " + length);
        }
        return new MatrixView(precision, segment, array, offset, rows, columns, stride, false);
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " = " + value + ": must be in [" + min + ", " + max + "]");
        }
    }

    /** A {@code rows x columns} matrix that fills the start of {@code data}, rows back to back. */
    public static MatrixView of(double[] data, long rows, long columns) {
        return of(data, 0, rows, columns, Math.max(1, columns));
    }

    /**
     * A window on an array.
     *
     * @param offset index of element (0, 0)
     * @param stride distance between the starts of two rows, at least {@code columns} and at least 1
     * @throws IllegalArgumentException if the window does not lie in the array
     */
    public static MatrixView of(double[] data, long offset, long rows, long columns, long stride) {
        return checked(Precision.DOUBLE, MemorySegment.ofArray(data), data, offset, rows, columns, stride);
    }

    /** A {@code rows x columns} matrix that fills the start of {@code data}, rows back to back. */
    public static MatrixView of(float[] data, long rows, long columns) {
        return of(data, 0, rows, columns, Math.max(1, columns));
    }

    /** A window on an array; see {@link #of(double[], long, long, long, long)}. */
    public static MatrixView of(float[] data, long offset, long rows, long columns, long stride) {
        return checked(Precision.FLOAT, MemorySegment.ofArray(data), data, offset, rows, columns, stride);
    }

    /** The matrix as it is, shared, not copied. */
    public static MatrixView of(DMatrixRMaj matrix) {
        return of(matrix.data, matrix.numRows, matrix.numCols);
    }

    /** The matrix as it is, shared, not copied. */
    public static MatrixView of(FMatrixRMaj matrix) {
        return of(matrix.data, matrix.numRows, matrix.numCols);
    }

    /** A column vector of all elements of {@code data}. */
    public static MatrixView vector(double[] data) {
        return of(data, data.length, 1);
    }

    /** A column vector of all elements of {@code data}. */
    public static MatrixView vector(float[] data) {
        return of(data, data.length, 1);
    }

    /**
     * A window on native memory or on an array segment.
     *
     * @param segment writable, aligned to the element size
     * @param offset in elements
     */
    public static MatrixView of(
            MemorySegment segment, Precision precision, long offset, long rows, long columns, long stride) {
        Object array = segment.heapBase().orElse(null);
        if (array == null) {
            if (segment.address() % precision.bytes() != 0) {
                throw new IllegalArgumentException(
                        "segment address " + segment.address() + ": must be a multiple of " + precision.bytes());
            }
            return checked(precision, segment, null, offset, rows, columns, stride);
        }
        Precision found = array instanceof double[] ? Precision.DOUBLE : Precision.FLOAT;
        if (!(array instanceof double[] || array instanceof float[]) || found != precision) {
            throw new IllegalArgumentException(
                    "segment of a " + array.getClass().getSimpleName() + ": must hold " + precision
                            + " elements or lie in native memory");
        }
        checked(precision, segment, null, offset, rows, columns, stride);
        long first = segment.address() / precision.bytes();
        return found == Precision.DOUBLE
                ? of((double[]) array, offset + first, rows, columns, stride)
                : of((float[]) array, offset + first, rows, columns, stride);
    }

    /**
     * A new matrix of zeros in native memory, freed with the arena: the right home for large matrices, which the native
     * backend then uses without copying. Ask a {@link MemoryBudget} first.
     */
    public static MatrixView allocate(Arena arena, Precision precision, long rows, long columns) {
        require("rows", rows, 0, Integer.MAX_VALUE);
        require("columns", columns, 0, Integer.MAX_VALUE);
        long bytes = Math.multiplyExact(Math.multiplyExact(rows, columns), (long) precision.bytes());
        return checked(precision, arena.allocate(bytes, 64), null, 0, rows, columns, Math.max(1, columns));
    }

    /** Number of rows, as seen (after transposition). */
    public long rows() {
        return rows;
    }

    /** Number of columns, as seen (after transposition). */
    public long columns() {
        return columns;
    }

    /** Element format. */
    public Precision precision() {
        return precision;
    }

    /** Distance in elements between the starts of two stored rows. */
    public long stride() {
        return stride;
    }

    /** Whether element (i, j) is stored as (j, i). */
    public boolean isTransposed() {
        return transposed;
    }

    /** Whether the elements lie outside the Java heap. */
    public boolean isNative() {
        return array == null;
    }

    /** Index, in elements, of element (0, 0) in the storage. */
    public long offset() {
        return offset;
    }

    /** The storage; for a view of an array the segment of the whole array. */
    public MemorySegment segment() {
        return segment;
    }

    /** The same elements with rows and columns exchanged; nothing is moved. */
    public MatrixView transposed() {
        return new MatrixView(precision, segment, array, offset, columns, rows, stride, !transposed);
    }

    /**
     * The block of rows {@code [fromRow, toRow)} and columns {@code [fromColumn, toColumn)}, sharing the elements.
     *
     * @throws IndexOutOfBoundsException if the block does not lie in this matrix
     */
    public MatrixView block(long fromRow, long toRow, long fromColumn, long toColumn) {
        if (!(0 <= fromRow && fromRow <= toRow && toRow <= rows)
                || !(0 <= fromColumn && fromColumn <= toColumn && toColumn <= columns)) {
            throw new IndexOutOfBoundsException("block [" + fromRow + ", " + toRow + ") x [" + fromColumn + ", "
                    + toColumn + ") of a matrix " + rows + " x " + columns);
        }
        return new MatrixView(
                precision,
                segment,
                array,
                index(fromRow, fromColumn),
                toRow - fromRow,
                toColumn - fromColumn,
                stride,
                transposed);
    }

    /** Rows {@code [from, to)}. */
    public MatrixView rows(long from, long to) {
        return block(from, to, 0, columns);
    }

    /** Columns {@code [from, to)}. */
    public MatrixView columns(long from, long to) {
        return block(0, rows, from, to);
    }

    /** The matrix of the same shape that starts {@code elements} further in the storage; for strided batches. */
    public MatrixView shifted(long elements) {
        MatrixView stored = checked(
                precision, segment, array, Math.addExact(offset, elements), storedRows(), storedColumns(), stride);
        return transposed ? stored.transposed() : stored;
    }

    /** Element (i, j) as a double. */
    public double get(long row, long column) {
        checkIndex(row, column);
        return at(index(row, column));
    }

    /** Sets element (i, j), rounded to float where the matrix is one. */
    public void set(long row, long column, double value) {
        checkIndex(row, column);
        long k = index(row, column);
        if (precision == Precision.DOUBLE) {
            segment.setAtIndex(ValueLayout.JAVA_DOUBLE, k, value);
        } else {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) value);
        }
    }

    /** Sets all elements. */
    public void fill(double value) {
        for (long i = 0; i < storedRows(); i++) {
            long from = offset + i * stride;
            long to = from + storedColumns();
            if (array instanceof double[] doubles) {
                Arrays.fill(doubles, (int) from, (int) to, value);
            } else if (array instanceof float[] floats) {
                Arrays.fill(floats, (int) from, (int) to, (float) value);
            } else if (precision == Precision.DOUBLE) {
                for (long k = from; k < to; k++) {
                    segment.setAtIndex(ValueLayout.JAVA_DOUBLE, k, value);
                }
            } else {
                for (long k = from; k < to; k++) {
                    segment.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) value);
                }
            }
        }
    }

    /** A copy as an EJML matrix (double precision whatever the view holds). */
    public DMatrixRMaj toMatrix() {
        DMatrixRMaj copy = new DMatrixRMaj(Math.toIntExact(rows), Math.toIntExact(columns));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                copy.set(i, j, at(index(i, j)));
            }
        }
        return copy;
    }

    /** The shape, the format and the home, for messages. */
    @Override
    public String toString() {
        return rows + " x " + columns + (transposed ? " transposed " : " ")
                + precision.name().toLowerCase(java.util.Locale.ROOT) + (isNative() ? " native" : " heap")
                + " matrix, stride " + stride;
    }

    @Nullable
    Object array() {
        return array;
    }

    long storedRows() {
        return transposed ? columns : rows;
    }

    long storedColumns() {
        return transposed ? rows : columns;
    }

    /** This view without its transposition flag: the matrix as it is stored. */
    MatrixView stored() {
        return transposed ? transposed() : this;
    }

    long index(long row, long column) {
        return transposed ? offset + column * stride + row : offset + row * stride + column;
    }

    private double at(long k) {
        return precision == Precision.DOUBLE
                ? segment.getAtIndex(ValueLayout.JAVA_DOUBLE, k)
                : segment.getAtIndex(ValueLayout.JAVA_FLOAT, k);
    }

    private void checkIndex(long row, long column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "element (" + row + ", " + column + ") of a matrix " + rows + " x " + columns);
        }
    }
}
