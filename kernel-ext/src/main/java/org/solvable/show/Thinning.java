package org.solvable.show;

import java.util.Arrays;

/** Takes points out of a long series without changing what it looks like: every kept stretch keeps its extremes. */
final class Thinning {

    private Thinning() {}

    /**
     * Which of the points (x, y) to keep, in order: all, or at most {@code most}. In each of most/6 stretches these are the
     * first, the last, and those of the lowest and highest x and y.
     */
    static int[] kept(double[] x, double[] y, int most) {
        int n = x.length;
        if (n <= most) {
            return range(n);
        }
        int stretches = Math.max(1, most / 6);
        boolean[] keep = new boolean[n];
        for (int s = 0; s < stretches; s++) {
            int from = (int) ((long) n * s / stretches);
            int to = (int) ((long) n * (s + 1) / stretches);
            keep[from] = true;
            keep[to - 1] = true;
            extremes(x, from, to, keep);
            extremes(y, from, to, keep);
        }
        int[] kept = new int[n];
        int k = 0;
        for (int i = 0; i < n; i++) {
            if (keep[i]) {
                kept[k++] = i;
            }
        }
        return Arrays.copyOf(kept, k);
    }

    private static void extremes(double[] v, int from, int to, boolean[] keep) {
        int low = -1;
        int high = -1;
        for (int i = from; i < to; i++) {
            // Gaps are no extremes; one at the start of a stretch must not hide the others.
            if (Double.isFinite(v[i])) {
                low = low < 0 || v[i] < v[low] ? i : low;
                high = high < 0 || v[i] > v[high] ? i : high;
            }
        }
        if (low >= 0) {
            keep[low] = true;
            keep[high] = true;
        }
    }

    private static int[] range(int n) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The values at these places. */
    static double[] pick(double[] values, int[] kept) {
        if (kept.length == values.length) {
            return values;
        }
        double[] v = new double[kept.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = values[kept[i]];
        }
        return v;
    }
}
