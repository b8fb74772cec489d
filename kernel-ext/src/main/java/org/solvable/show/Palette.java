package org.solvable.show;

import java.awt.Color;

/**
 * Colours that people with any colour vision can tell apart [Okabe, Ito 2008], ordered so that neighbours differ in lightness;
 * each goes with a symbol of its own, and from the fifth on with a dash, so that nothing hangs on colour alone.
 */
final class Palette {

    private static final String[] LINES = {
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F", "#B8A900"
    };

    /**
     * The same hues over a coloured field, dark enough for it and always with a white edge; black comes last, since a legend on
     * a dark page does not show it.
     */
    private static final String[] OVER_FIELD = {"#0072B2", "#D55E00", "#00694C", "#8C2D73", "#7A4F00", "#000000"};

    private static final String[] SYMBOLS = {"circle", "square", "diamond", "triangle-up", "x", "cross", "triangle-down"
    };
    private static final Layer.Dash[] DASHES = {
        Layer.Dash.SOLID,
        Layer.Dash.SOLID,
        Layer.Dash.SOLID,
        Layer.Dash.SOLID,
        Layer.Dash.DASH_DOT,
        Layer.Dash.LONG_DASH
    };

    /** The place before grey: for areas that belong to no curve. */
    static final int NEUTRAL = 5;

    private Palette() {}

    static String line(int index, boolean overField) {
        String[] colors = overField ? OVER_FIELD : LINES;
        return colors[Math.floorMod(index, colors.length)];
    }

    static String symbol(int index) {
        return SYMBOLS[Math.floorMod(index, SYMBOLS.length)];
    }

    static Layer.Dash dash(int index) {
        return index < DASHES.length ? DASHES[index] : DASHES[4 + index % 2];
    }

    static Color color(int index, boolean overField) {
        return Color.decode(line(index, overField));
    }

    /** The colour let through to what lies below; {@code alpha} from 0 to 1. */
    static Color faint(int index, double alpha) {
        Color c = color(index, false);
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(255 * alpha));
    }

    /** The same for Plotly. */
    static String faintCss(int index, double alpha) {
        Color c = color(index, false);
        return "rgba(" + c.getRed() + "," + c.getGreen() + "," + c.getBlue() + "," + alpha + ")";
    }
}
