package org.solvable.show;

/**
 * How a figure is laid out, apart from what it says.
 *
 * @param theme the page it is made for
 * @param sharedX all panels have one horizontal range; numbers stand below the lowest ones only
 * @param sharedY all panels have one vertical range; numbers stand left of the leftmost ones only
 * @param panelWidth width of a panel in points, NaN to choose by the number of columns
 * @param panelHeight height of a panel of weight 1 in points, NaN to choose by the number of rows
 * @param alt the alternative text, empty to build it from title, axes, names and caption
 */
public record Style(Theme theme, boolean sharedX, boolean sharedY, double panelWidth, double panelHeight, String alt) {

    /** Smallest and largest side of a panel, in points. */
    private static final double LEAST = 40;

    private static final double MOST = 4000;

    public Style {
        check("panelWidth", panelWidth);
        check("panelHeight", panelHeight);
    }

    private static void check(String name, double v) {
        if (v < LEAST || v > MOST) {
            throw new IllegalArgumentException(name + " = " + v + ": must be from " + LEAST + " to " + MOST);
        }
    }

    static Style standard() {
        return new Style(Theme.AUTO, false, false, Double.NaN, Double.NaN, "");
    }

    Style with(Theme page) {
        return new Style(page, sharedX, sharedY, panelWidth, panelHeight, alt);
    }

    Style shared(boolean x, boolean y) {
        return new Style(theme, sharedX || x, sharedY || y, panelWidth, panelHeight, alt);
    }

    Style sized(double width, double height) {
        return new Style(theme, sharedX, sharedY, width, height, alt);
    }

    Style described(String text) {
        return new Style(theme, sharedX, sharedY, panelWidth, panelHeight, text);
    }
}
