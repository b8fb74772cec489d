package org.solvable.show;

import java.util.Arrays;

/** Counts of values in equal bins, as a density: the bars' area is one. */
record Histogram(double[] centres, double[] density, double width) {

    static Histogram of(double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins = " + bins + ": must be at least 1");
        }
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            throw new IllegalArgumentException("values has no finite number: must have at least one");
        }
        double low = Arrays.stream(finite).min().orElseThrow();
        double high = Arrays.stream(finite).max().orElseThrow();
        double width = high > low ? (high - low) / bins : 1;
        double[] x = new double[bins];
        double[] density = new double[bins];
        for (int b = 0; b < bins; b++) {
            x[b] = low + (b + 0.5) * width;
        }
        for (double v : finite) {
            density[Math.min(bins - 1, (int) ((v - low) / width))] += 1 / (finite.length * width);
        }
        return new Histogram(x, density, width);
    }
}
