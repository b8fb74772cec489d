package org.solvable.show;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Figure} in the vocabulary of Plotly: traces and a layout of plain maps, typed numbers, {@code null} for gaps.
 *
 * <p>Backgrounds are transparent and text is of a middle grey that can be read on JupyterLab's light and dark themes alike.
 */
final class PlotlyJson {

    private static final String INK = "#808691";
    private static final String GRID = "rgba(128,134,145,0.22)";
    private static final double GAP_X = 0.09;
    private static final double GAP_Y = 0.16;

    private final Figure figure;
    private final List<Map<String, Object>> traces = new ArrayList<>();
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();
    private final Map<String, Object> layout = new LinkedHashMap<>();

    private PlotlyJson(Figure figure) {
        this.figure = figure;
    }

    static Map<String, Object> of(Figure figure) {
        return new PlotlyJson(figure).build();
    }

    private Map<String, Object> build() {
        int columns = Math.min(figure.columns(), figure.panels().size());
        int rows = (figure.panels().size() + columns - 1) / columns;
        boolean captioned = !figure.caption().isEmpty();
        layout.put(
                "title",
                map("text", Label.of(figure.title()).html(), "font", map("size", 16), "x", 0.02, "xanchor", "left"));
        layout.put("font", map("color", INK, "size", 13));
        layout.put("paper_bgcolor", "rgba(0,0,0,0)");
        layout.put("plot_bgcolor", "rgba(0,0,0,0)");
        layout.put("height", 110 + 330 * rows + (captioned ? 40 : 0));
        layout.put("margin", map("l", 70, "r", 30, "t", 56, "b", captioned ? 100 : 62));
        layout.put("hovermode", "closest");
        layout.put("legend", map("bgcolor", "rgba(0,0,0,0)", "tracegroupgap", 4));
        for (int i = 0; i < figure.panels().size(); i++) {
            panel(figure.panels().get(i), i, columns, rows);
        }
        if (captioned) {
            notes.add(map(
                    "text",
                    wrapped(Label.of(figure.caption()).html()),
                    "showarrow",
                    false,
                    "xref",
                    "paper",
                    "yref",
                    "paper",
                    "x",
                    0,
                    "y",
                    0,
                    "yshift",
                    -58,
                    "xanchor",
                    "left",
                    "yanchor",
                    "top",
                    "align",
                    "left",
                    "font",
                    map("size", 12)));
        }
        layout.put("shapes", shapes);
        layout.put("annotations", notes);
        Map<String, Object> meta = new LinkedHashMap<>(figure.meta());
        meta.put("alt", figure.alt());
        layout.put("meta", meta);
        return map("data", traces, "layout", layout);
    }

    /** Plotly does not wrap annotations; break the sentence at about 110 characters. */
    private static String wrapped(String html) {
        StringBuilder b = new StringBuilder();
        int line = 0;
        for (String word : html.split(" ")) {
            if (line > 0 && line + word.length() > 110) {
                b.append("<br>");
                line = 0;
            } else if (line > 0) {
                b.append(' ');
            }
            b.append(word);
            line += word.length() + 1;
        }
        return b.toString();
    }

    private void panel(Panel panel, int index, int columns, int rows) {
        String suffix = index == 0 ? "" : Integer.toString(index + 1);
        int column = index % columns;
        int row = index / columns;
        boolean colorBar = panel.layers().stream().anyMatch(l -> l instanceof Layer.Heat);
        double width = (1 - GAP_X * (columns - 1)) / columns;
        double height = (1 - GAP_Y * (rows - 1)) / rows;
        double x0 = column * (width + GAP_X);
        double x1 = x0 + width * (colorBar && columns > 1 ? 0.86 : 1);
        double y1 = 1 - row * (height + GAP_Y);
        double y0 = y1 - height;
        layout.put("xaxis" + suffix, axis(panel, false, x0, x1, "y" + suffix));
        layout.put("yaxis" + suffix, axis(panel, true, y0, y1, "x" + suffix));
        if (!panel.title().isEmpty()) {
            notes.add(map(
                    "text",
                    Label.of(panel.title()).html(),
                    "showarrow",
                    false,
                    "xref",
                    "paper",
                    "yref",
                    "paper",
                    "x",
                    (x0 + x1) / 2,
                    "y",
                    y1,
                    "xanchor",
                    "center",
                    "yanchor",
                    "bottom",
                    "font",
                    map("size", 13)));
        }
        for (Layer layer : panel.layers()) {
            layer(layer, panel, suffix, x1, y0, y1, index);
        }
    }

    private static Map<String, Object> axis(Panel panel, boolean vertical, double from, double to, String anchor) {
        Axis axis = vertical ? panel.y() : panel.x();
        double[] range = panel.range(vertical);
        Map<String, Object> a = new LinkedHashMap<>();
        a.put("title", map("text", Label.of(axis.label()).html(), "standoff", 8));
        a.put("type", axis.log() ? "log" : "linear");
        a.put("range", axis.log() ? List.of(Math.log10(range[0]), Math.log10(range[1])) : List.of(range[0], range[1]));
        a.put("domain", List.of(from, to));
        a.put("anchor", anchor);
        a.put("gridcolor", GRID);
        a.put("zeroline", false);
        a.put("showline", true);
        a.put("mirror", true);
        a.put("linecolor", INK);
        a.put("ticks", "outside");
        if (axis.log()) {
            a.put("dtick", Math.log10(range[1] / range[0]) > 8 ? 2 : 1);
            a.put("exponentformat", "power");
            a.put("minor", map("ticks", "outside", "ticklen", 3));
        }
        return a;
    }

    private void layer(Layer layer, Panel panel, String suffix, double right, double bottom, double top, int index) {
        switch (layer) {
            case Layer.Line l -> {
                double[][] thin = Thinning.of(l.x(), l.y(), Figure.MOST_POINTS);
                Map<String, Object> t = trace("scatter", l.name(), suffix, index);
                t.put("mode", "lines");
                t.put("x", numbers(thin[0]));
                t.put("y", numbers(thin[1]));
                t.put("line", map("color", Palette.line(l.color()), "width", 2, "dash", l.dash().word));
                traces.add(t);
            }
            case Layer.Points p -> {
                Map<String, Object> t = trace("scatter", p.name(), suffix, index);
                t.put("mode", "markers");
                t.put("x", numbers(p.x()));
                t.put("y", numbers(p.y()));
                t.put("marker", map("color", Palette.line(p.color()), "symbol", Palette.symbol(p.symbol()), "size", 8));
                if (p.error() != null) {
                    t.put(
                            "error_y",
                            map("type", "data", "array", numbers(p.error()), "visible", true, "thickness", 1.4));
                }
                traces.add(t);
            }
            case Layer.Band b -> band(b, suffix, index);
            case Layer.Bars b -> {
                Map<String, Object> t = trace("bar", b.name(), suffix, index);
                t.put("x", numbers(b.x()));
                t.put("y", numbers(b.height()));
                t.put("width", b.width());
                t.put("marker", map("color", Palette.line(b.color()), "opacity", 0.75));
                traces.add(t);
            }
            case Layer.Heat h -> heat(h, suffix, right, bottom, top);
            case Layer.Reference r -> reference(r, panel, suffix);
            case Layer.Note n ->
                notes.add(map(
                        "text",
                        Label.of(n.name()).html(),
                        "showarrow",
                        false,
                        "xref",
                        "x" + suffix,
                        "yref",
                        "y" + suffix,
                        "x",
                        coordinate(n.x(), panel.x()),
                        "y",
                        coordinate(n.y(), panel.y()),
                        "font",
                        map("size", 12)));
        }
    }

    private Map<String, Object> trace(String type, String name, String suffix, int index) {
        Map<String, Object> t = new LinkedHashMap<>();
        t.put("type", type);
        t.put("name", Label.of(name).html());
        // One legend for all panels: the same name is listed once and switched together.
        boolean known = traces.stream().anyMatch(o -> t.get("name").equals(o.get("name")));
        t.put("showlegend", !name.isEmpty() && !known);
        t.put("legendgroup", Label.of(name).plain());
        t.put("xaxis", "x" + suffix);
        t.put("yaxis", "y" + suffix);
        return t;
    }

    private void band(Layer.Band b, String suffix, int index) {
        Color c = Palette.color(Palette.line(b.color()));
        String fill = "rgba(" + c.getRed() + "," + c.getGreen() + "," + c.getBlue() + ",0.2)";
        Map<String, Object> low = trace("scatter", b.name(), suffix, index);
        low.put("mode", "lines");
        low.put("x", numbers(b.x()));
        low.put("y", numbers(b.low()));
        low.put("line", map("width", 0));
        low.put("showlegend", false);
        low.put("hoverinfo", "skip");
        Map<String, Object> high = trace("scatter", b.name(), suffix, index);
        high.put("mode", "lines");
        high.put("x", numbers(b.x()));
        high.put("y", numbers(b.high()));
        high.put("line", map("width", 0));
        high.put("fill", "tonexty");
        high.put("fillcolor", fill);
        traces.add(low);
        traces.add(high);
    }

    private void heat(Layer.Heat h, String suffix, double right, double bottom, double top) {
        Map<String, Object> t = new LinkedHashMap<>();
        t.put("type", "heatmap");
        t.put("x", numbers(h.x()));
        t.put("y", numbers(h.y()));
        List<Object> rows = new ArrayList<>();
        for (double[] row : h.z()) {
            rows.add(numbers(row));
        }
        t.put("z", rows);
        t.put("zmin", h.low());
        t.put("zmax", h.high());
        t.put("colorscale", Palette.scale());
        t.put(
                "colorbar",
                map(
                        "title",
                        map("text", Label.of(h.name()).html(), "side", "right"),
                        "x",
                        right + 0.01,
                        "xanchor",
                        "left",
                        "y",
                        (bottom + top) / 2,
                        "len",
                        top - bottom,
                        "thickness",
                        14,
                        "outlinewidth",
                        0));
        t.put("xaxis", "x" + suffix);
        t.put("yaxis", "y" + suffix);
        traces.add(t);
    }

    private void reference(Layer.Reference r, Panel panel, String suffix) {
        // Shapes take the number itself on a logarithmic axis, annotations its logarithm.
        String span = (r.vertical() ? "y" : "x") + suffix + " domain";
        String own = (r.vertical() ? "x" : "y") + suffix;
        Map<String, Object> line = map("color", INK, "width", 1.3, "dash", "dash");
        shapes.add(
                r.vertical()
                        ? map(
                                "type", "line", "xref", own, "yref", span, "x0", r.at(), "x1", r.at(), "y0", 0, "y1", 1,
                                "line", line)
                        : map(
                                "type", "line", "xref", span, "yref", own, "x0", 0, "x1", 1, "y0", r.at(), "y1", r.at(),
                                "line", line));
        if (!r.name().isEmpty()) {
            double at = coordinate(r.at(), r.vertical() ? panel.x() : panel.y());
            String text = Label.of(r.name()).html();
            notes.add(
                    r.vertical()
                            ? map(
                                    "text",
                                    text,
                                    "showarrow",
                                    false,
                                    "xref",
                                    own,
                                    "yref",
                                    span,
                                    "x",
                                    at,
                                    "y",
                                    0.98,
                                    "xanchor",
                                    "left",
                                    "yanchor",
                                    "top",
                                    "xshift",
                                    3,
                                    "font",
                                    map("size", 11))
                            : map(
                                    "text",
                                    text,
                                    "showarrow",
                                    false,
                                    "xref",
                                    span,
                                    "yref",
                                    own,
                                    "x",
                                    0.99,
                                    "y",
                                    at,
                                    "xanchor",
                                    "right",
                                    "yanchor",
                                    "bottom",
                                    "font",
                                    map("size", 11)));
        }
    }

    private static double coordinate(double v, Axis axis) {
        return axis.log() ? Math.log10(v) : v;
    }

    /** Numbers with gaps; seven digits are more than a screen can show and keep the bundle small. */
    private static List<@Nullable Object> numbers(double[] values) {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (double v : values) {
            list.add(Double.isFinite(v) ? (Object) rounded(v) : null);
        }
        return list;
    }

    private static double rounded(double v) {
        return v == 0 || v == Math.rint(v) && Math.abs(v) < 1e15
                ? v
                : new java.math.BigDecimal(v)
                        .round(new java.math.MathContext(7))
                        .doubleValue();
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> m = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            m.put((String) pairs[i], pairs[i + 1]);
        }
        return m;
    }
}
