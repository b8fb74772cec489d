package org.solvable.show;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the panels of a figure are, in points from the upper left corner of the area that holds them all, and what ranges
 * they show. Plotly and the static picture both follow it.
 */
final class Arrangement {

    /** Room right of a panel for a colour bar with numbers and label. */
    static final double COLOR_BAR = 92;

    private static final double[] WIDTHS = {560, 380, 280, 225};
    private static final double[] HEIGHTS = {310, 230, 200, 180};
    private static final double X_TEXT = 62;
    private static final double Y_TEXT = 84;
    private static final double PANEL_TITLE = 22;

    /**
     * A panel's rectangle.
     *
     * @param xText whether numbers and label stand below
     * @param yText whether they stand at the left
     * @param bar whether a field in it has its own colour bar
     */
    record Cell(double x, double y, double width, double height, boolean xText, boolean yText, boolean bar) {
        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }
    }

    private final Figure figure;
    private final List<Cell> cells = new ArrayList<>();
    private final double width;
    private final double height;
    private final double[] sharedX;
    private final double[] sharedY;

    Arrangement(Figure figure) {
        this.figure = figure;
        List<Panel> panels = figure.panels();
        int columns = Math.min(figure.columns(), panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        Style style = figure.style();
        double panelWidth = Double.isNaN(style.panelWidth()) ? pick(WIDTHS, columns) : style.panelWidth();
        double panelHeight = Double.isNaN(style.panelHeight()) ? pick(HEIGHTS, rows) : style.panelHeight();
        double[] left = new double[columns];
        double end = 0;
        for (int c = 0; c < columns; c++) {
            left[c] = c == 0 ? 0 : end + (style.sharedY() ? 28 : Y_TEXT);
            end = left[c] + panelWidth + (anyBar(c, columns) ? COLOR_BAR : 0);
        }
        this.width = end;
        double[] top = new double[rows];
        double[] high = new double[rows];
        double below = 0;
        for (int r = 0; r < rows; r++) {
            List<Panel> row = panels.subList(r * columns, Math.min(panels.size(), (r + 1) * columns));
            boolean titled = row.stream().anyMatch(p -> !p.title().isEmpty());
            double gap = r == 0 ? 0 : style.sharedX() ? 14 : X_TEXT;
            top[r] = below + gap + (titled ? PANEL_TITLE : 0);
            high[r] =
                    panelHeight * row.stream().mapToDouble(Panel::weight).max().orElse(1);
            below = top[r] + high[r];
        }
        this.height = below;
        for (int i = 0; i < panels.size(); i++) {
            int c = i % columns;
            int r = i / columns;
            boolean lowest = i + columns >= panels.size();
            cells.add(new Cell(
                    left[c],
                    top[r],
                    panelWidth,
                    high[r],
                    !style.sharedX() || lowest,
                    !style.sharedY() || c == 0,
                    bar(i)));
        }
        this.sharedX = union(panels, false);
        this.sharedY = union(panels, true);
    }

    private static double pick(double[] sizes, int count) {
        return sizes[Math.min(count, sizes.length) - 1];
    }

    private boolean anyBar(int column, int columns) {
        for (int i = column; i < figure.panels().size(); i += columns) {
            if (figure.panels().get(i).field() && bar(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a panel's field has its own colour bar: fields side by side with equal colours share the last one's. */
    private boolean bar(int panel) {
        int columns = Math.min(figure.columns(), figure.panels().size());
        if ((panel + 1) % columns == 0 || panel + 1 >= figure.panels().size()) {
            return true;
        }
        List<Layer.Heat> here = fields(panel);
        List<Layer.Heat> next = fields(panel + 1);
        return here.size() != 1 || next.size() != 1 || !sameColors(here.getFirst(), next.getFirst());
    }

    private List<Layer.Heat> fields(int panel) {
        List<Layer.Heat> fields = new ArrayList<>();
        for (Layer l : figure.panels().get(panel).layers()) {
            if (l instanceof Layer.Heat h) {
                fields.add(h);
            }
        }
        return fields;
    }

    private static boolean sameColors(Layer.Heat a, Layer.Heat b) {
        return a.name().equals(b.name())
                && a.low() == b.low()
                && a.high() == b.high()
                && a.scale() == b.scale()
                && a.phases().equals(b.phases());
    }

    private static double[] union(List<Panel> panels, boolean vertical) {
        double[] all = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Panel p : panels) {
            double[] r = p.range(vertical);
            all[0] = Math.min(all[0], r[0]);
            all[1] = Math.max(all[1], r[1]);
        }
        return all;
    }

    Cell cell(int panel) {
        return cells.get(panel);
    }

    double[] xRange(int panel) {
        return figure.style().sharedX() ? sharedX : figure.panels().get(panel).range(false);
    }

    double[] yRange(int panel) {
        return figure.style().sharedY() ? sharedY : figure.panels().get(panel).range(true);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }
}
