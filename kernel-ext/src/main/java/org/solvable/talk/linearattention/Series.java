package org.solvable.talk.linearattention;

import java.util.Arrays;
import java.util.List;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * One curve or one set of measured points, by name: what the figures draw. A theory curve and the points measured for it
 * carry the same name and get the same colour.
 *
 * <p>Immutable in use: arrays are copied at the door; the accessors return the arrays themselves for reading.
 *
 * @param name text of the legend
 * @param x abscissas
 * @param y ordinates, as many; NaN and infinities are gaps
 * @param standardError standard errors, as many, or none for a curve without errors
 */
public record Series(String name, double[] x, double[] y, double[] standardError) {

    public Series {
        if (y.length != x.length || (standardError.length != 0 && standardError.length != x.length)) {
            throw new IllegalArgumentException("x, y, standardError = " + x.length + ", " + y.length + ", "
                    + standardError.length + " numbers: must be equally many, or no errors");
        }
        x = x.clone();
        y = y.clone();
        standardError = standardError.clone();
    }

    /** A curve without errors. */
    public static Series curve(String name, double[] x, double[] y) {
        return new Series(name, x, y, new double[0]);
    }

    /** Measured points. */
    public static Series measured(String name, double[] x, List<Measured> y) {
        return new Series(
                name,
                x,
                y.stream().mapToDouble(Measured::mean).toArray(),
                y.stream().mapToDouble(Measured::standardError).toArray());
    }

    /**
     * One output of several measurements, each at the abscissa that it realised.
     *
     * @param abscissa the note that holds it, such as {@code realised_tau}
     */
    public static Series measured(String name, String abscissa, String output, List<Measurement> measurements) {
        double[] x = measurements.stream()
                .mapToDouble(m -> m.notes().get(abscissa) instanceof Number n ? n.doubleValue() : Double.NaN)
                .toArray();
        return measured(
                name, x, measurements.stream().map(m -> m.output(output)).toList());
    }

    /**
     * Columns of a table, for example of a sweep.
     *
     * @param error column of standard errors; empty for none
     */
    public static Series of(String name, Table table, String x, String y, String error) {
        return new Series(
                name, numbers(table, x), numbers(table, y), error.isEmpty() ? new double[0] : numbers(table, error));
    }

    private static double[] numbers(Table table, String column) {
        return table.numberColumn(column).asDoubleColumn().asDoubleArray();
    }

    /** {@code count} numbers from {@code from} to {@code to}, ends included, at equal distances. */
    public static double[] linear(double from, double to, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("count = " + count + ": must be >= 2");
        }
        double[] x = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = from + (to - from) * i / (count - 1);
        }
        x[count - 1] = to;
        return x;
    }

    /** {@code count} positive numbers from {@code from} to {@code to}, ends included, at equal ratios. */
    public static double[] logarithmic(double from, double to, int count) {
        if (!(from > 0 && to > 0)) {
            throw new IllegalArgumentException("from, to = " + from + ", " + to + ": must be > 0");
        }
        double[] x = linear(Math.log(from), Math.log(to), count);
        for (int i = 0; i < count; i++) {
            x[i] = Math.exp(x[i]);
        }
        x[0] = from;
        x[count - 1] = to;
        return x;
    }

    /** The same points at other abscissas: x times {@code factor}. */
    public Series scaledX(double factor) {
        return new Series(name, Arrays.stream(x).map(v -> v * factor).toArray(), y, standardError);
    }

    /** The same under another name. */
    public Series named(String other) {
        return new Series(other, x, y, standardError);
    }

    /** How many standard errors each point lies above the curve's value at the same index. */
    public Series zScores(Series exact) {
        if (exact.x.length != x.length || standardError.length == 0) {
            throw new IllegalArgumentException("points, curve = " + x.length + ", " + exact.x.length
                    + ": must be equally many, the points with errors");
        }
        double[] z = new double[x.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (y[i] - exact.y[i]) / standardError[i];
        }
        return curve(name, x, z);
    }

    /** As a table with columns {@code x}, {@code y} and, for measured points, {@code standard error}. */
    public Table table() {
        Table table = Table.create(name, DoubleColumn.create("x", x), DoubleColumn.create("y", y));
        return standardError.length == 0
                ? table
                : table.addColumns(DoubleColumn.create("standard error", standardError));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series o
                && name.equals(o.name)
                && Arrays.equals(x, o.x)
                && Arrays.equals(y, o.y)
                && Arrays.equals(standardError, o.standardError);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(x)) + Arrays.hashCode(y);
    }
}
