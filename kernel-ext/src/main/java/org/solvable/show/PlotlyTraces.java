package org.solvable.show;

import static org.solvable.show.PlotlyJson.map;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layers of one panel as Plotly's traces, shapes and annotations. */
final class PlotlyTraces {

    /** Digits of coordinates: more than a screen can show, few enough to keep the bundle small. */
    private static final int DIGITS = 7;

    /** Digits of the colours of a field. */
    private static final int FIELD_DIGITS = 4;

    private final Panel panel;
    private final String suffix;
    private final double[] place;
    private final Theme.Colors colors;
    private final List<Map<String, Object>> data;
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();
    private final boolean field;
    private final boolean bar;

    PlotlyTraces(
            Panel panel,
            String suffix,
            double[] place,
            boolean bar,
            Theme.Colors colors,
            List<Map<String, Object>> data) {
        this.panel = panel;
        this.suffix = suffix;
        this.place = place;
        this.bar = bar;
        this.colors = colors;
        this.data = data;
        this.field = panel.field();
    }

    List<Map<String, Object>> shapes() {
        return shapes;
    }

    List<Map<String, Object>> notes() {
        return notes;
    }

    void add() {
        panel.layers().forEach(this::layer);
    }

    private void layer(Layer layer) {
        switch (layer) {
            case Layer.Line l -> line(l.name(), l.x(), l.y(), l.color(), l.dash());
            case Layer.Points p -> points(p);
            case Layer.Band b -> band(b);
            case Layer.Bars b -> bars(b);
            case Layer.Heat h -> {
                if (panel.shown(h) instanceof Layer.Heat drawn) {
                    heat(drawn);
                }
            }
            case Layer.Contours c -> contours(c);
            case Layer.Region r -> region(r);
            case Layer.Reference r -> reference(r);
            case Layer.Note n -> note(n);
        }
    }

    /** A curve and points of one name have one legend entry, which shows both: an empty trace stands for them. */
    static void legend(List<Legend.Entry> entries, List<Map<String, Object>> data) {
        for (Legend.Entry e : entries) {
            Layer.@Nullable Line line = null;
            boolean points = false;
            for (Layer l : e.samples()) {
                line = l instanceof Layer.Line found ? found : line;
                points |= l instanceof Layer.Points;
            }
            if (line != null && points) {
                String color = Palette.line(line.color(), e.overField());
                data.add(map(
                        "type",
                        "scatter",
                        "name",
                        Label.of(e.name()).html(),
                        "showlegend",
                        true,
                        "legendgroup",
                        Label.of(e.name()).html(),
                        "mode",
                        "lines+markers",
                        "x",
                        GAP,
                        "y",
                        GAP,
                        "line",
                        map("color", color, "width", 2, "dash", line.dash().word),
                        "marker",
                        map("color", color, "symbol", Palette.symbol(line.color()), "size", 8)));
            }
        }
    }

    private static final List<@Nullable Object> GAP = numbers(new double[] {Double.NaN}, 1);

    private Map<String, Object> trace(String type, String name) {
        Map<String, Object> t = new LinkedHashMap<>();
        String html = Label.of(name).html();
        t.put("type", type);
        t.put("name", html);
        // One legend for all panels: the same name is listed once and switched together.
        t.put("showlegend", !name.isEmpty() && !PlotlyJson.listed(data, html));
        t.put("legendgroup", html);
        t.put("xaxis", "x" + suffix);
        t.put("yaxis", "y" + suffix);
        return t;
    }

    private void line(String name, double[] x, double[] y, int color, Layer.Dash dash) {
        if (field) {
            // A white edge below: a dark curve can be seen over dark colours too.
            Map<String, Object> edge = trace("scatter", name);
            edge.put("showlegend", false);
            edge.put("hoverinfo", "skip");
            curve(edge, x, y, "#FFFFFF", 4.5, Layer.Dash.SOLID);
        }
        curve(trace("scatter", name), x, y, Palette.line(color, field), 2, dash);
    }

    private void curve(Map<String, Object> t, double[] x, double[] y, String color, double width, Layer.Dash dash) {
        t.put("mode", "lines");
        t.put("x", numbers(x, DIGITS));
        t.put("y", numbers(y, DIGITS));
        t.put("line", map("color", color, "width", width, "dash", dash.word));
        data.add(t);
    }

    private void points(Layer.Points p) {
        Map<String, Object> t = trace("scatter", p.name());
        t.put("mode", "markers");
        t.put("x", numbers(p.x(), DIGITS));
        t.put("y", numbers(p.y(), DIGITS));
        Map<String, Object> marker =
                map("color", Palette.line(p.color(), field), "symbol", Palette.symbol(p.color()), "size", 8);
        if (field) {
            marker.put("line", map("color", "#FFFFFF", "width", 1.2));
        }
        t.put("marker", marker);
        error(t, p.error());
        data.add(t);
    }

    private static void error(Map<String, Object> trace, double @Nullable [] error) {
        if (error != null) {
            trace.put(
                    "error_y",
                    map(
                            "type",
                            "data",
                            "array",
                            numbers(error, DIGITS),
                            "visible",
                            true,
                            "thickness",
                            1.4,
                            "width",
                            3));
        }
    }

    private void band(Layer.Band b) {
        Map<String, Object> low = trace("scatter", b.name());
        low.put("showlegend", false);
        low.put("hoverinfo", "skip");
        low.put("mode", "lines");
        low.put("x", numbers(b.x(), DIGITS));
        low.put("y", numbers(b.low(), DIGITS));
        low.put("line", map("width", 0));
        data.add(low);
        Map<String, Object> high = trace("scatter", b.name());
        high.put("mode", "lines");
        high.put("x", numbers(b.x(), DIGITS));
        high.put("y", numbers(b.high(), DIGITS));
        high.put("line", map("width", 0));
        high.put("fill", "tonexty");
        high.put("fillcolor", Palette.faintCss(b.color(), 0.22));
        data.add(high);
    }

    private void bars(Layer.Bars b) {
        Map<String, Object> t = trace("bar", b.name());
        t.put("x", numbers(panel.barCentres(b), DIGITS));
        t.put("y", numbers(b.height(), DIGITS));
        t.put("width", panel.barWidth(b));
        t.put("marker", map("color", Palette.line(b.color(), false), "opacity", 0.8));
        error(t, b.error());
        data.add(t);
    }

    private void heat(Layer.Heat h) {
        Map<String, Object> t = new LinkedHashMap<>();
        t.put("type", "heatmap");
        t.put("x", numbers(h.x(), DIGITS));
        t.put("y", numbers(h.y(), DIGITS));
        List<Object> rows = new ArrayList<>();
        for (double[] row : h.z()) {
            rows.add(numbers(row, FIELD_DIGITS));
        }
        t.put("z", rows);
        t.put("zmin", h.low());
        t.put("zmax", h.high());
        t.put("colorscale", h.scale().plotly(h.phases().size()));
        t.put("hoverongaps", false);
        t.put("xaxis", "x" + suffix);
        t.put("yaxis", "y" + suffix);
        if (bar) {
            t.put("colorbar", colorBar(h));
        } else {
            t.put("showscale", false);
        }
        data.add(t);
    }

    private Map<String, Object> colorBar(Layer.Heat h) {
        Map<String, Object> b = map(
                "title",
                map("text", Label.of(h.name()).html(), "side", "right", "font", map("size", 13)),
                "x",
                place[1],
                "xpad",
                8,
                "xanchor",
                "left",
                "y",
                (place[2] + place[3]) / 2,
                "len",
                place[3] - place[2],
                "ypad",
                0,
                "thickness",
                14,
                "outlinewidth",
                0);
        if (!h.phases().isEmpty()) {
            List<Integer> at = new ArrayList<>();
            h.phases().forEach(p -> at.add(at.size()));
            b.put("tickmode", "array");
            b.put("tickvals", at);
            b.put("ticktext", h.phases().stream().map(p -> Label.of(p).html()).toList());
        }
        return b;
    }

    private void contours(Layer.Contours c) {
        for (double level : c.levels()) {
            List<double[][]> curves = Isolines.of(
                    c.x(), c.y(), c.z(), level, panel.x().log(), panel.y().log());
            // A level that is not reached is an empty curve: frames of a slider must have equally many.
            double[][] path = joined(curves);
            line(c.name(), path[0], path[1], c.color(), Layer.Dash.SOLID);
            if (c.labelled() && !curves.isEmpty()) {
                double[] at = labelPlace(curves.getFirst());
                notes.add(text(Numbers.label(level), at[0], at[1], 11));
            }
        }
    }

    /** All pieces as one path, with gaps between them. */
    static double[][] joined(List<double[][]> curves) {
        double[] x = new double[0];
        double[] y = new double[0];
        for (double[][] c : curves) {
            int n = x.length;
            x = Arrays.copyOf(x, n + c[0].length + 1);
            y = Arrays.copyOf(y, x.length);
            System.arraycopy(c[0], 0, x, n, c[0].length);
            System.arraycopy(c[1], 0, y, n, c[1].length);
            x[x.length - 1] = Double.NaN;
            y[y.length - 1] = Double.NaN;
        }
        return new double[][] {x, y};
    }

    /** Where a contour carries its value: the middle of its longest piece. */
    static double[] labelPlace(double[][] curve) {
        int middle = curve[0].length / 2;
        return new double[] {curve[0][middle], curve[1][middle]};
    }

    private Map<String, Object> text(String label, double x, double y, int size) {
        Map<String, Object> n = map(
                "text", Label.of(label).html(),
                "showarrow", false,
                "xref", "x" + suffix,
                "yref", "y" + suffix,
                "x", coordinate(x, panel.x()),
                "y", coordinate(y, panel.y()),
                "font", map("size", size));
        if (field) {
            n.put("font", map("size", size, "color", "#1A1A1A"));
            n.put("bgcolor", "rgba(255,255,255,0.75)");
            n.put("borderpad", 1);
        }
        return n;
    }

    private void note(Layer.Note note) {
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
                    field ? "#FFFFFF" : colors.soft()));
        }
        notes.add(n);
    }

    private void region(Layer.Region r) {
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

    private void reference(Layer.Reference r) {
        // Shapes take the number itself on a logarithmic axis, annotations its logarithm.
        String span = (r.vertical() ? "y" : "x") + suffix + " domain";
        String own = (r.vertical() ? "x" : "y") + suffix;
        Map<String, Object> line = map("color", field ? "#FFFFFF" : colors.soft(), "width", 1.3, "dash", "dash");
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
        n.put("font", map("size", 11.5, "color", field ? "#FFFFFF" : colors.soft()));
        if (field) {
            n.put("bgcolor", "rgba(0,0,0,0.45)");
            n.put("borderpad", 2);
        }
        notes.add(n);
    }

    private static double coordinate(double v, Axis axis) {
        return axis.log() ? Math.log10(v) : v;
    }

    /** Numbers with gaps, rounded to so many significant digits. */
    private static List<@Nullable Object> numbers(double[] values, int digits) {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (double v : values) {
            list.add(Double.isFinite(v) ? (Object) rounded(v, digits) : null);
        }
        return list;
    }

    private static double rounded(double v, int digits) {
        if (v == 0 || v == Math.rint(v) && Math.abs(v) < 1e15) {
            return v;
        }
        int decimals = digits - 1 - (int) Math.floor(Math.log10(Math.abs(v)));
        if (decimals >= 0 && decimals <= 22) {
            // Powers of ten up to 10^22 are exact, so that the quotient is the decimal number nearest to v.
            double power = POWERS[decimals];
            double whole = Math.rint(v * power);
            if (Math.abs(whole) < 1e15) {
                return whole / power;
            }
        }
        return new BigDecimal(v).round(new MathContext(digits)).doubleValue();
    }

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }
}
