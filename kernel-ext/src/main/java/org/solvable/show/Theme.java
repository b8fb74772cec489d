package org.solvable.show;

import java.awt.Color;

/** Which page a figure is made for. */
public enum Theme {

    /**
     * Any page. The interactive figure names neither a ground nor a colour of text, so that it takes those of the page it is
     * on: JupyterLab's theme and a change of it, the system's in a saved page, white where a program knows no theme. The static
     * picture is on white.
     */
    AUTO(Colors.LIGHT, new Colors("", "", "", "#808080", "#808080", "rgba(128,134,145,0.25)")),

    /** White paper, dark ink. */
    LIGHT(Colors.LIGHT, Colors.LIGHT),

    /** Black screen, light ink. */
    DARK(Colors.DARK, Colors.DARK);

    /**
     * Colours that depend on the page; empty for those that are left to it.
     *
     * @param page ground
     * @param ink text, at least 4.5 times as light or dark as the page
     * @param soft secondary text, likewise
     * @param frame axes and ticks
     * @param rule lines across a panel
     * @param grid lines at ticks
     */
    record Colors(String page, String ink, String soft, String frame, String rule, String grid) {

        private static final Colors LIGHT =
                new Colors("#FFFFFF", "#2B2F36", "#6B7280", "#2B2F36", "#6B7280", "#E3E6EA");
        private static final Colors DARK = new Colors("#111418", "#E4E7EB", "#A1A8B3", "#E4E7EB", "#A1A8B3", "#2B3038");

        Color pageColor() {
            return Color.decode(page);
        }

        Color inkColor() {
            return Color.decode(ink);
        }

        Color softColor() {
            return Color.decode(soft);
        }

        Color gridColor() {
            return Color.decode(grid);
        }
    }

    private final Colors drawn;
    private final Colors shown;

    Theme(Colors drawn, Colors shown) {
        this.drawn = drawn;
        this.shown = shown;
    }

    /** For the static picture: opaque colours. */
    Colors drawn() {
        return drawn;
    }

    /** For Plotly: any CSS colour, empty for none. */
    Colors shown() {
        return shown;
    }
}
