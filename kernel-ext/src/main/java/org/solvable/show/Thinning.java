package org.solvable.show;

import java.util.Arrays;

/** Takes points out of a long curve without changing what it looks like: every kept stretch keeps its extremes. */
final class Thinning {

    private Thinning() {}

    /** At most {@code most} points of (x, y): in each of most/4 stretches the first, lowest, highest and last. */
    static double[][] of(double[] x, double[] y, int most) {
        int n = x.length;
        if (n <= most) {
            return new double[][] {x, y};
        }
        int stretches = Math.max(1, most / 4);
        boolean[] keep = new boolean[n];
        for (int s = 0; s < stretches; s++) {
            int from = (int) ((long) n * s / stretches);
            int to = (int) ((long) n * (s + 1) / stretches);
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                low = y[i] < y[low] ? i : low;
                high = y[i] > y[high] ? i : high;
            }
            keep[from] = true;
            keep[to - 1] = true;
            keep[low] = true;
            keep[high] = true;
        }
        double[] kx = new double[n];
        double[] ky = new double[n];
        int k = 0;
        for (int i = 0; i < n; i++) {
            if (keep[i]) {
                kx[k] = x[i];
                ky[k++] = y[i];
            }
        }
        return new double[][] {Arrays.copyOf(kx, k), Arrays.copyOf(ky, k)};
    }
}
