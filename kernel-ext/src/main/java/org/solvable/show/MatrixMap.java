package org.solvable.show;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;

/**
 * A matrix as a field of colours: row 0 at the top, column 0 at the left, whole numbers at the axes.
 *
 * <p>Where the elements have both signs, zero is in the middle of the colours. Each method returns a changed copy.
 *
 * {@snippet :
 * MatrixMap.of("$W_{OV}$", weights)
 * }
 */
public final class MatrixMap implements Drawable {

    /** The longer side, in points, and how much shorter the other one may be. */
    private static final double SIDE = 360;

    private static final double FLATTEST = 0.15;

    private final String title;
    private final double[][] elements;
    private final String caption;

    private MatrixMap(String title, double[][] elements, String caption) {
        this.title = title;
        this.elements = elements;
        this.caption = caption;
    }

    /**
     * A matrix given as rows.
     *
     * @throws IllegalArgumentException without an element, or if rows differ in length
     */
    public static MatrixMap of(String title, double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("rows = " + rows.length + ": a matrix map needs at least one element");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException(
                        "rows[" + i + "] has " + rows[i].length + " elements: must have " + rows[0].length);
            }
        }
        return new MatrixMap(title, Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new), "");
    }

    /** A matrix of EJML. */
    public static MatrixMap of(String title, DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return of(title, rows);
    }

    /** A matrix of EJML's simple interface. */
    public static MatrixMap of(String title, SimpleMatrix matrix) {
        return of(title, matrix.toArray2());
    }

    /** One sentence below. */
    public MatrixMap caption(String sentence) {
        return new MatrixMap(title, elements, sentence);
    }

    @Override
    public Figure figure() {
        double[] range = ColorScale.SEQUENTIAL.range(elements);
        ColorScale scale = range[0] < 0 && range[1] > 0 ? ColorScale.DIVERGING : ColorScale.SEQUENTIAL;
        double ratio = (double) elements.length / elements[0].length;
        return Figure.of(title)
                .caption(caption)
                .x("column")
                .y("row")
                .yDownwards()
                .heat("", places(elements[0].length), places(elements.length), elements, scale)
                .panelSize(SIDE * Math.clamp(1 / ratio, FLATTEST, 1), SIDE * Math.clamp(ratio, FLATTEST, 1));
    }

    private static double[] places(int n) {
        double[] at = new double[n];
        Arrays.setAll(at, i -> i);
        return at;
    }

    @Override
    public String toString() {
        return figure().alt();
    }
}
