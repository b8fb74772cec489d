package org.solvable.show;

import static org.solvable.show.PlotlyJson.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What explains a panel, as Plotly's shapes and annotations: lines across it, shaded stretches, texts and arrows. */
final class PlotlyNotes {

    private final Panel panel;
    private final String suffix;
    private final Theme.Colors colors;
    private final boolean field;
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();

    PlotlyNotes(Panel panel, String suffix, Theme.Colors colors) {
        this.panel = panel;
        this.suffix = suffix;
        this.colors = colors;
        this.field = panel.field();
    }

    List<Map<String, Object>> shapes() {
        return shapes;
    }

    List<Map<String, Object>> notes() {
        return notes;
    }

    /** The value of a contour, written on it. */
    void level(double level, double x, double y) {
        notes.add(text(Numbers.label(level), x, y, 11));
    }

    private Map<String, Object> text(String label, double x, double y, int size) {
        Map<String, Object> n = map(
                "text",
                Label.of(label).html(),
                "showarrow",
                false,
                "xref",
                "x" + suffix,
                "yref",
                "y" + suffix,
                "x",
                coordinate(x, panel.x()),
                "y",
                coordinate(y, panel.y()));
        return readable(n, size);
    }

    /** Over a field the text stands on a pale ground, whatever the colours below; elsewhere it has the ink of the page. */
    private Map<String, Object> readable(Map<String, Object> n, double size) {
        n.put("font", field ? map("size", size, "color", "#1A1A1A") : map("size", size));
        if (field) {
            n.put("bgcolor", "rgba(255,255,255,0.75)");
            n.put("borderpad", 1);
        }
        return n;
    }

    void note(Layer.Note note) {
        Map<String, Object> n = text(note.name(), note.x(), note.y(), 12);
        if (note.arrow()) {
            n.putAll(map(
                    "showarrow",
                    true,
                    "ax",
                    note.right(),
                    "ay",
                    -note.up(),
                    "arrowhead",
                    2,
                    "arrowwidth",
                    1.2,
                    "arrowcolor",
                    field ? "#FFFFFF" : colors.rule()));
        }
        notes.add(n);
    }

    void region(Layer.Region r) {
        String span = (r.vertical() ? "y" : "x") + suffix + " domain";
        String own = (r.vertical() ? "x" : "y") + suffix;
        Map<String, Object> shape = r.vertical()
                ? map("xref", own, "yref", span, "x0", r.from(), "x1", r.to(), "y0", 0, "y1", 1)
                : map("xref", span, "yref", own, "x0", 0, "x1", 1, "y0", r.from(), "y1", r.to());
        shape.putAll(map(
                "type",
                "rect",
                "layer",
                "below",
                "line",
                map("width", 0),
                "fillcolor",
                Palette.faintCss(r.color() + 1, r.vertical() ? 0.12 : 0.1)));
        shapes.add(shape);
        Axis axis = r.vertical() ? panel.x() : panel.y();
        double from = coordinate(r.from(), axis);
        double to = coordinate(r.to(), axis);
        // The middle on the axis' own scale, which is what annotations are placed on.
        edgeText(r.name(), r.vertical(), (from + to) / 2, r.vertical() ? "center" : "middle");
    }

    void reference(Layer.Reference r) {
        // Shapes take the number itself on a logarithmic axis, annotations its logarithm.
        String span = (r.vertical() ? "y" : "x") + suffix + " domain";
        String own = (r.vertical() ? "x" : "y") + suffix;
        Map<String, Object> line = map("color", field ? "#FFFFFF" : colors.rule(), "width", 1.3, "dash", "dash");
        Map<String, Object> shape = r.vertical()
                ? map("xref", own, "yref", span, "x0", r.at(), "x1", r.at(), "y0", 0, "y1", 1)
                : map("xref", span, "yref", own, "x0", 0, "x1", 1, "y0", r.at(), "y1", r.at());
        shape.putAll(map("type", "line", "line", line));
        shapes.add(shape);
        edgeText(r.name(), r.vertical(), coordinate(r.at(), r.vertical() ? panel.x() : panel.y()), "beside");
    }

    /** A text at the upper or right edge of the panel, at a place of the axis: centred there, or just beside it. */
    private void edgeText(String name, boolean vertical, double at, String anchor) {
        if (name.isEmpty()) {
            return;
        }
        Map<String, Object> n = map("text", Label.of(name).html(), "showarrow", false);
        n.putAll(
                vertical
                        ? map(
                                "xref",
                                "x" + suffix,
                                "yref",
                                "y" + suffix + " domain",
                                "x",
                                at,
                                "y",
                                0.98,
                                "xanchor",
                                anchor.equals("beside") ? "left" : anchor,
                                "yanchor",
                                "top",
                                "xshift",
                                anchor.equals("beside") ? 3 : 0)
                        : map(
                                "xref",
                                "x" + suffix + " domain",
                                "yref",
                                "y" + suffix,
                                "x",
                                0.99,
                                "y",
                                at,
                                "xanchor",
                                "right",
                                "yanchor",
                                anchor.equals("beside") ? "bottom" : anchor));
        notes.add(readable(n, 11.5));
    }

    private static double coordinate(double v, Axis axis) {
        return axis.log() ? Math.log10(v) : v;
    }
}
