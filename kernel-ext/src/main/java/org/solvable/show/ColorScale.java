package org.solvable.show;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the values of a field become colours. */
public enum ColorScale {

    /** From dark blue to yellow in even steps of lightness: viridis, sampled [van der Walt, Smith 2015; public domain]. */
    SEQUENTIAL(0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725),

    /** Blue, near white in the middle, red-brown: for values on both sides of a centre. */
    DIVERGING(0x0A3D6B, 0x2B6CA3, 0x6FA3CB, 0xB9D2E6, 0xF5F3F0, 0xF0CDB4, 0xDF9A70, 0xBC5B33, 0x7F2A10),

    /** From very pale to dark blue: for weights that start at zero, such as attention; a gap on a white page is whiter. */
    WEIGHTS(0xE9F1F9, 0xD3E4F2, 0xB0CEE7, 0x7FB0D8, 0x4A8CC3, 0x1F68A8, 0x0A4480, 0x062A54),

    /** Pale colours that can be told apart, one for each phase of a phase diagram. */
    PHASES(0xA6CBE3, 0xF4C7A1, 0xB5DDC9, 0xE8C9DB, 0xF6E3A1, 0xCFCFCF, 0xC9E6F7, 0xE2DEA0);

    private final int[] stops;

    ColorScale(int... stops) {
        this.stops = stops;
    }

    /** The colour at {@code t} in [0, 1]; values beyond get the end colours. */
    int rgb(double t) {
        double x = Math.clamp(t, 0, 1) * (stops.length - 1);
        int i = Math.min((int) x, stops.length - 2);
        double f = x - i;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = stops[i] >> shift & 0xFF;
            int b = stops[i + 1] >> shift & 0xFF;
            rgb |= (int) Math.round(a + f * (b - a)) << shift;
        }
        return rgb;
    }

    /** The colour of phase {@code k}. */
    int phase(int k) {
        return stops[Math.floorMod(k, stops.length)];
    }

    Color color(double t) {
        return new Color(rgb(t));
    }

    /** The scale for Plotly: stops in [0, 1] and colours; {@code phases} of them as flat steps, 0 for a smooth scale. */
    List<List<Object>> plotly(int phases) {
        List<List<Object>> all = new ArrayList<>();
        for (int k = 0; k < phases; k++) {
            all.add(List.of(k / (double) phases, hex(phase(k))));
            all.add(List.of((k + 1) / (double) phases, hex(phase(k))));
        }
        for (int i = 0; phases == 0 && i < stops.length; i++) {
            all.add(List.of(i / (stops.length - 1.0), hex(stops[i])));
        }
        return all;
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06X", rgb);
    }

    /** The values of the first and the last colour for a field: its smallest and largest, and zero where the scale says. */
    double[] range(double[][] z) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : z) {
            for (double v : row) {
                if (Double.isFinite(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            }
        }
        if (low > high) {
            return new double[] {0, 1};
        }
        if (this == DIVERGING) {
            high = Math.max(Math.abs(low), Math.abs(high));
            low = -high;
        } else if (this == WEIGHTS && low > 0) {
            low = 0;
        }
        return new double[] {low, low < high ? high : low + 1};
    }
}
