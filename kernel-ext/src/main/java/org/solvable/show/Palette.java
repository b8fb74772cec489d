package org.solvable.show;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Colours that people with any colour vision can tell apart [Okabe, Ito 2008], ordered so that neighbours differ in lightness,
 * and a sequential map with even lightness steps (viridis, sampled).
 */
final class Palette {

    private static final String[] LINES = {
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F", "#B8A900"
    };
    private static final String[] SYMBOLS = {"circle", "square", "diamond", "triangle-up", "x", "cross", "triangle-down"
    };
    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };

    private Palette() {}

    static String line(int index) {
        return LINES[Math.floorMod(index, LINES.length)];
    }

    static String symbol(int index) {
        return SYMBOLS[Math.floorMod(index, SYMBOLS.length)];
    }

    static Color color(String hex) {
        return Color.decode(hex);
    }

    /** The sequential map at {@code t} in [0, 1]. */
    static Color heat(double t) {
        double x = Math.clamp(t, 0, 1) * (VIRIDIS.length - 1);
        int i = Math.min((int) x, VIRIDIS.length - 2);
        double f = x - i;
        Color a = new Color(VIRIDIS[i]);
        Color b = new Color(VIRIDIS[i + 1]);
        return new Color(
                (int) Math.round(a.getRed() + f * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + f * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + f * (b.getBlue() - a.getBlue())));
    }

    /** The sequential map for Plotly. */
    static List<List<Object>> scale() {
        List<List<Object>> stops = new ArrayList<>();
        for (int i = 0; i < VIRIDIS.length; i++) {
            stops.add(List.of(i / (VIRIDIS.length - 1.0), String.format("#%06X", VIRIDIS[i])));
        }
        return stops;
    }
}
