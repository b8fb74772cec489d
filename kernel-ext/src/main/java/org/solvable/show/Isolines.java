package org.solvable.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lines of equal value of a gridded field, by marching squares: edges that the level crosses are found by interpolation, and
 * the pieces inside cells are joined to long curves. A saddle is split by the mean of its corners. Cells with a gap are left
 * out.
 *
 * <p>Interpolation is linear on each axis' own scale, so that the line of a power law is straight on logarithmic axes.
 */
final class Isolines {

    private final double[] x;
    private final double[] y;
    private final double[][] z;
    private final double level;
    private final Map<Long, double[]> points = new LinkedHashMap<>();
    private final Map<Long, List<Long>> neighbours = new LinkedHashMap<>();

    private Isolines(double[] x, double[] y, double[][] z, double level) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.level = level;
    }

    /** Curves as arrays {xs, ys}, longest first. */
    static List<double[][]> of(double[] x, double[] y, double[][] z, double level, boolean logX, boolean logY) {
        Isolines lines = new Isolines(scaled(x, logX), scaled(y, logY), z, level);
        List<double[][]> curves = lines.trace();
        for (double[][] c : curves) {
            unscale(c[0], logX);
            unscale(c[1], logY);
        }
        curves.sort((a, b) -> b[0].length - a[0].length);
        return curves;
    }

    private static double[] scaled(double[] v, boolean log) {
        return log ? Arrays.stream(v).map(Math::log).toArray() : v;
    }

    private static void unscale(double[] v, boolean log) {
        for (int i = 0; log && i < v.length; i++) {
            v[i] = Math.exp(v[i]);
        }
    }

    private List<double[][]> trace() {
        for (int i = 0; i + 1 < y.length; i++) {
            for (int j = 0; j + 1 < x.length; j++) {
                cell(i, j);
            }
        }
        List<double[][]> curves = new ArrayList<>();
        // Open ends first: what is left afterwards are closed curves.
        for (boolean closed : new boolean[] {false, true}) {
            for (Long start : List.copyOf(neighbours.keySet())) {
                int links = links(start).size();
                if (closed ? links > 0 : links == 1) {
                    curves.add(follow(start));
                }
            }
        }
        return curves;
    }

    private double[][] follow(long start) {
        List<double[]> path = new ArrayList<>();
        long here = start;
        path.add(point(here));
        while (!links(here).isEmpty()) {
            long next = links(here).removeFirst();
            links(next).remove((Long) here);
            path.add(point(next));
            here = next;
        }
        double[][] curve = new double[2][path.size()];
        for (int k = 0; k < path.size(); k++) {
            curve[0][k] = path.get(k)[0];
            curve[1][k] = path.get(k)[1];
        }
        return curve;
    }

    private boolean above(int i, int j) {
        return z[i][j] >= level;
    }

    private void cell(int i, int j) {
        double mean = (z[i][j] + z[i][j + 1] + z[i + 1][j] + z[i + 1][j + 1]) / 4;
        if (!Double.isFinite(mean)) {
            return;
        }
        // Crossed edges in the order bottom, right, top, left.
        List<Long> crossed = new ArrayList<>(4);
        edge(i, j, true, crossed);
        edge(i, j + 1, false, crossed);
        edge(i + 1, j, true, crossed);
        edge(i, j, false, crossed);
        if (crossed.size() == 2) {
            join(crossed.get(0), crossed.get(1));
        } else if (crossed.size() == 4) {
            boolean around = above(i, j) == (mean >= level);
            join(crossed.get(0), crossed.get(around ? 1 : 3));
            join(crossed.get(2), crossed.get(around ? 3 : 1));
        }
    }

    /** Adds the edge from corner (i, j) along x or along y, if the level crosses it. */
    private void edge(int i, int j, boolean alongX, List<Long> crossed) {
        int i2 = alongX ? i : i + 1;
        int j2 = alongX ? j + 1 : j;
        if (above(i, j) == above(i2, j2)) {
            return;
        }
        long key = ((long) i * x.length + j) * 2 + (alongX ? 0 : 1);
        double t = (level - z[i][j]) / (z[i2][j2] - z[i][j]);
        points.putIfAbsent(key, new double[] {x[j] + t * (x[j2] - x[j]), y[i] + t * (y[i2] - y[i])});
        crossed.add(key);
    }

    private void join(long a, long b) {
        links(a).add(b);
        links(b).add(a);
    }

    /** Crossed edges that one is joined to: two inside the grid, one at its border. */
    private List<Long> links(long edge) {
        return neighbours.computeIfAbsent(edge, k -> new ArrayList<>(2));
    }

    private double[] point(long edge) {
        return Objects.requireNonNull(points.get(edge), "a joined edge has a point");
    }

    /** All pieces as one path, with gaps between them. */
    static double[][] joined(List<double[][]> curves) {
        double[] x = new double[0];
        double[] y = new double[0];
        for (double[][] c : curves) {
            int n = x.length;
            x = Arrays.copyOf(x, n + c[0].length + 1);
            y = Arrays.copyOf(y, x.length);
            System.arraycopy(c[0], 0, x, n, c[0].length);
            System.arraycopy(c[1], 0, y, n, c[1].length);
            x[x.length - 1] = Double.NaN;
            y[y.length - 1] = Double.NaN;
        }
        return new double[][] {x, y};
    }

    /** Where a contour carries its value: the middle of its longest piece. */
    static double[] labelPlace(double[][] curve) {
        int middle = curve[0].length / 2;
        return new double[] {curve[0][middle], curve[1][middle]};
    }
}
