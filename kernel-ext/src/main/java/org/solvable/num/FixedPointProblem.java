package org.solvable.num;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A fixed-point equation x = g(x) with a start, the units in which errors count, and the region in which x must stay.
 *
 * <pre>{@code
 * var problem = FixedPointProblem.of((x, image) -> image[0] = Math.tanh(1.2 * x[0] + 0.1), 1.0);
 * FixedPoint m = FixedPointSolver.anderson().solve(problem, Checkpoint.NONE);
 * }</pre>
 */
public final class FixedPointProblem {

    private static final Consumer<double[]> EVERYWHERE = x -> {};

    private final FixedPointMap map;
    private final double[] start;
    private final double[] scale;
    private final Consumer<double[]> projection;

    private FixedPointProblem(FixedPointMap map, double[] start, double[] scale, Consumer<double[]> projection) {
        this.map = Objects.requireNonNull(map, "map");
        this.start = start;
        this.scale = scale;
        this.projection = Objects.requireNonNull(projection, "projection");
    }

    /**
     * The problem x = map(x) with errors counted in units of max(1, |x_i|).
     *
     * @param map the map
     * @param start first iterate, finite, at least one component
     */
    public static FixedPointProblem of(FixedPointMap map, double... start) {
        return new FixedPointProblem(map, checkedStart(start), new double[0], EVERYWHERE);
    }

    private static double[] checkedStart(double[] start) {
        if (start.length == 0) {
            throw new IllegalArgumentException("start has no components: need at least 1");
        }
        for (int i = 0; i < start.length; i++) {
            if (!(Math.abs(start[i]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("start[" + i + "] = " + start[i] + ": must be finite");
            }
        }
        return start.clone();
    }

    /** The same equation from another start with as many components. */
    public FixedPointProblem withStart(double... newStart) {
        if (newStart.length != start.length) {
            throw new IllegalArgumentException("start has " + newStart.length + " components: must be " + start.length);
        }
        return new FixedPointProblem(map, checkedStart(newStart), scale, projection);
    }

    /**
     * Counts the error of component i in units of {@code scale[i]}: residuals, tolerances and distances are the largest
     * |difference_i| / scale_i.
     *
     * @param newScale positive and finite, one for each component
     */
    public FixedPointProblem withScale(double... newScale) {
        if (newScale.length != start.length) {
            throw new IllegalArgumentException("scale has " + newScale.length + " components: must be " + start.length);
        }
        for (int i = 0; i < newScale.length; i++) {
            if (!(newScale[i] > 0 && newScale[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("scale[" + i + "] = " + newScale[i] + ": must be finite and > 0");
            }
        }
        return new FixedPointProblem(map, start, newScale.clone(), projection);
    }

    /**
     * Keeps iterates in a region: the equation becomes x = projection(g(x)), and the map is asked at projected points only.
     *
     * @param newProjection moves a point in place to a nearby allowed one and leaves allowed points alone
     */
    public FixedPointProblem withProjection(Consumer<double[]> newProjection) {
        return new FixedPointProblem(map, start, scale, newProjection);
    }

    /** Number of components. */
    public int dimension() {
        return start.length;
    }

    /** The start, a copy. */
    public double[] start() {
        return start.clone();
    }

    /** The projected image of a point of the region. */
    void evaluate(double[] x, double[] image) {
        map.apply(x, image);
        projection.accept(image);
    }

    void project(double[] x) {
        projection.accept(x);
    }

    double scale(int i, double[] x) {
        return scale.length == 0 ? Math.max(1, Math.abs(x[i])) : scale[i];
    }

    /** Largest |a_i - b_i| in units of the scale at a; NaN if anything is NaN. */
    double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]) / scale(i, a));
        }
        return largest;
    }
}
