package org.solvable.show;

import java.awt.Color;

/** Which page a figure is made for. */
public enum Theme {

    /**
     * Any page: transparent in the browser, with text of a middle grey that can be read on white and on black alike; the
     * static picture is on white.
     */
    AUTO(new Colors("#FFFFFF", "#2B2F36", "#6B7280", "#E3E6EA"), new Colors("rgba(0,0,0,0)", "#7A7F88", "#7A7F88", "")),

    /** White paper, dark ink. */
    LIGHT(new Colors("#FFFFFF", "#2B2F36", "#6B7280", "#E3E6EA")),

    /** Black screen, light ink. */
    DARK(new Colors("#111418", "#E4E7EB", "#A1A8B3", "#2B3038"));

    /** Page, text and lines, secondary text, grid. */
    record Colors(String page, String ink, String soft, String grid) {

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

    Theme(Colors both) {
        this(both, both);
    }

    Theme(Colors drawn, Colors shown) {
        this.drawn = drawn;
        this.shown = shown.grid().isEmpty()
                ? new Colors(shown.page(), shown.ink(), shown.soft(), "rgba(128,134,145,0.25)")
                : shown;
    }

    /** For the static picture: opaque colours. */
    Colors drawn() {
        return drawn;
    }

    /** For Plotly: any CSS colour. */
    Colors shown() {
        return shown;
    }
}
