package org.solvable.show;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws a whole {@link Figure} on any Java2D canvas, bitmap or vector: title, panels, legend, caption. */
final class PicturePainter {

    /** Sans serif with Greek letters and mathematical signs on every system that has fonts at all. */
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    static final Font SMALL = FONT.deriveFont(12f);
    private static final Font TITLE = FONT.deriveFont(Font.BOLD, 15.5f);
    private static final double EDGE = 16;
    private static final double SAMPLE = 30;
    private static final double LINE = 18;

    private final Figure figure;
    private final Arrangement arrangement;
    private final Theme.Colors colors;
    private final Graphics2D g;
    private final List<Legend.Entry> legend;
    private final boolean legendAbove;
    private final double left;
    private final double legendWidth;
    private final List<List<Legend.Entry>> legendRows;
    private final double plotsTop;

    /** Measures; nothing is drawn yet. */
    PicturePainter(Figure figure, Graphics2D g) {
        this.figure = figure;
        this.arrangement = new Arrangement(figure);
        this.colors = figure.style().theme().drawn();
        this.g = g;
        this.legend = Legend.entries(figure);
        this.legendAbove = Legend.above(figure);
        this.left = leftMargin();
        this.legendWidth = legendAbove || legend.isEmpty()
                ? 0
                : 26
                        + SAMPLE
                        + legend.stream()
                                .mapToDouble(e -> width(e.name(), SMALL))
                                .max()
                                .orElse(0);
        this.legendRows = legendAbove ? rows(left + arrangement.width() - 2 * EDGE) : List.of();
        this.plotsTop =
                (figure.title().isEmpty() ? 16 : 46) + (legendRows.isEmpty() ? 0 : 6 + LINE * legendRows.size());
    }

    private double leftMargin() {
        double widest = 0;
        for (int i = 0; i < figure.panels().size(); i++) {
            if (arrangement.cell(i).x() == 0) {
                Ticks ticks = Ticks.of(figure.panels().get(i), true, arrangement.yRange(i));
                for (String t : ticks.text()) {
                    widest = Math.max(widest, width(t, SMALL));
                }
            }
        }
        boolean labelled = figure.panels().stream().anyMatch(p -> !p.y().label().isEmpty());
        return Math.max(44, widest + 16 + (labelled ? 30 : 0));
    }

    private List<List<Legend.Entry>> rows(double room) {
        List<List<Legend.Entry>> rows = new ArrayList<>();
        double used = room + 1;
        for (Legend.Entry e : legend) {
            double w = entryWidth(e);
            if (used + w > room) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.getLast().add(e);
            used += w;
        }
        return rows;
    }

    private double entryWidth(Legend.Entry e) {
        return SAMPLE + 8 + width(e.name(), SMALL) + 20;
    }

    double width() {
        return Math.ceil(left + arrangement.width() + Math.max(legendWidth, EDGE) + 8);
    }

    double height() {
        List<String> caption = captionLines();
        return Math.ceil(plotsTop + arrangement.height() + 56 + (caption.isEmpty() ? 0 : 8 + LINE * caption.size()));
    }

    private List<String> captionLines() {
        List<String> lines = new ArrayList<>();
        if (figure.caption().isEmpty()) {
            return lines;
        }
        double room = width() - 2 * EDGE;
        StringBuilder line = new StringBuilder();
        for (String word : figure.caption().split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            // A line break inside mathematics would leave an odd dollar on each side.
            boolean open = line.chars().filter(c -> c == '$').count() % 2 == 1;
            if (!open && !line.isEmpty() && width(longer, SMALL) > room) {
                lines.add(line.toString());
                line = new StringBuilder(word);
            } else {
                line = new StringBuilder(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private double width(String text, Font f) {
        return text.isEmpty() ? 0 : Label.of(text).width(f, g.getFontRenderContext());
    }

    /** Draws text; {@code across} is 0 to start, 0.5 to centre, 1 to end at x. */
    static void text(Graphics2D g, String text, double x, double y, double across, Font f, Color color) {
        if (!text.isEmpty()) {
            Label label = Label.of(text);
            g.setColor(color);
            label.draw(g, f, x - across * label.width(f, g.getFontRenderContext()), y);
        }
    }

    /**
     * Draws everything.
     *
     * @param resolution the number of pixels of a point, for what must be drawn as pixels
     * @param bitmap whether the canvas consists of pixels of that size
     */
    void draw(double resolution, boolean bitmap) {
        g.setColor(colors.pageColor());
        g.fill(new Rectangle2D.Double(0, 0, width(), height()));
        text(g, figure.title(), EDGE, 28, 0, TITLE, colors.inkColor());
        for (int i = 0; i < figure.panels().size(); i++) {
            Arrangement.Cell c = arrangement.cell(i);
            Rectangle2D box = new Rectangle2D.Double(
                    Math.round(left + c.x()), Math.round(plotsTop + c.y()), c.width(), c.height());
            new PanelPainter(new PanelArea(
                            figure.panels().get(i),
                            box,
                            c,
                            arrangement.xRange(i),
                            arrangement.yRange(i),
                            colors,
                            g,
                            resolution,
                            bitmap))
                    .draw();
        }
        if (legendAbove) {
            double y = figure.title().isEmpty() ? 22 : 52;
            for (List<Legend.Entry> row : legendRows) {
                double x = left;
                for (Legend.Entry e : row) {
                    entry(e, x, y);
                    x += entryWidth(e);
                }
                y += LINE;
            }
        } else {
            double y = plotsTop + 12;
            for (Legend.Entry e : legend) {
                entry(e, left + arrangement.width() + 14, y);
                y += LINE + 2;
            }
        }
        double y = plotsTop + arrangement.height() + 68;
        for (String line : captionLines()) {
            text(g, line, EDGE, y, 0, SMALL, colors.softColor());
            y += LINE;
        }
    }

    private void entry(Legend.Entry e, double x, double y) {
        for (Layer l : e.samples()) {
            switch (l) {
                case Layer.Line line -> sample(x, y, line.color(), line.dash(), e.overField());
                case Layer.Contours c -> sample(x, y, c.color(), Layer.Dash.SOLID, e.overField());
                case Layer.Points p -> Marks.draw(g, x + SAMPLE / 2, y - 4, p.color(), e.overField());
                case Layer.Band b -> {
                    g.setColor(Palette.faint(b.color(), 0.22));
                    g.fill(new Rectangle2D.Double(x, y - 10, SAMPLE, 12));
                }
                case Layer.Bars b -> {
                    g.setColor(Palette.faint(b.color(), 0.8));
                    g.fill(new Rectangle2D.Double(x + 9, y - 10, 12, 12));
                }
                default -> {}
            }
        }
        text(g, e.name(), x + SAMPLE + 8, y, 0, SMALL, colors.inkColor());
    }

    private void sample(double x, double y, int color, Layer.Dash dash, boolean overField) {
        Line2D line = new Line2D.Double(x, y - 4, x + SAMPLE, y - 4);
        if (overField) {
            g.setColor(Color.WHITE);
            g.setStroke(Marks.stroke(Layer.Dash.SOLID, 4.5));
            g.draw(line);
        }
        g.setColor(Palette.color(color, overField));
        g.setStroke(Marks.stroke(dash, 2));
        g.draw(line);
    }
}
