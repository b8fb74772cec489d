package org.solvable.show;

import static org.solvable.show.PlotlyJson.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layers of one panel as Plotly's traces, shapes and annotations. */
final class PlotlyTraces {

    private final Panel panel;
    private final String suffix;
    private final double[] place;
    private final List<Map<String, Object>> data;
    private final Theme.Colors colors;
    private final PlotlyNotes notes;
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
        this.notes = new PlotlyNotes(panel, suffix, colors);
        this.data = data;
        this.field = panel.field();
    }

    /** What explains the panel, once {@link #add} has been called. */
    PlotlyNotes notes() {
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
                    data.add(PlotlyFields.of(drawn, suffix, place, bar));
                }
            }
            case Layer.Contours c -> contours(c);
            case Layer.Region r -> notes.region(r);
            case Layer.Reference r -> notes.reference(r);
            case Layer.Note n -> notes.note(n);
        }
    }

    /** A curve, points and an area of one name have one legend entry, which shows them all: an empty trace stands for it. */
    static void legend(List<Legend.Entry> entries, List<Map<String, Object>> data) {
        for (Legend.Entry e : entries) {
            int curve = -1;
            boolean points = false;
            boolean area = false;
            Layer.Dash dash = Layer.Dash.SOLID;
            for (Layer l : e.samples()) {
                if (l instanceof Layer.Line line) {
                    curve = line.color();
                    dash = line.dash();
                }
                points |= l instanceof Layer.Points;
                area |= l instanceof Layer.Band;
            }
            if (curve >= 0 && (points || area)) {
                data.add(sample(e, curve, dash, points, area));
            }
        }
    }

    private static Map<String, Object> sample(
            Legend.Entry e, int index, Layer.Dash dash, boolean points, boolean area) {
        String color = Palette.line(index, e.overField());
        String html = Label.of(e.name()).html();
        Map<String, Object> t = map("type", "scatter", "name", html, "showlegend", true, "legendgroup", html);
        t.put("mode", points ? "lines+markers" : "lines");
        t.put("x", GAP);
        t.put("y", GAP);
        t.put("line", map("color", color, "width", 2, "dash", dash.word));
        if (points) {
            t.put("marker", map("color", color, "symbol", Palette.symbol(index), "size", 8));
        }
        if (area) {
            t.put("fill", "tozeroy");
            t.put("fillcolor", Palette.faintCss(index, 0.22));
        }
        return t;
    }

    private static final List<@Nullable Object> GAP = Decimals.of(new double[] {Double.NaN});

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
        t.put("x", Decimals.of(x));
        t.put("y", Decimals.of(y));
        t.put("line", map("color", color, "width", width, "dash", dash.word));
        data.add(t);
    }

    private void points(Layer.Points p) {
        Map<String, Object> t = trace("scatter", p.name());
        t.put("mode", "markers");
        t.put("x", Decimals.of(p.x()));
        t.put("y", Decimals.of(p.y()));
        Map<String, Object> marker =
                map("color", Palette.line(p.color(), field), "symbol", Palette.symbol(p.color()), "size", 8);
        if (field) {
            marker.put("line", map("color", "#FFFFFF", "width", 1.2));
        }
        t.put("marker", marker);
        error(t, p.error(), "");
        data.add(t);
    }

    /** Standard errors; without a colour they have that of the points, or the ink of the page on bars. */
    private static void error(Map<String, Object> trace, double @Nullable [] error, String color) {
        if (error != null) {
            Map<String, Object> bars = map("type", "data", "array", Decimals.of(error), "visible", true);
            bars.put("thickness", 1.4);
            bars.put("width", 3);
            if (!color.isEmpty()) {
                bars.put("color", color);
            }
            trace.put("error_y", bars);
        }
    }

    private void band(Layer.Band b) {
        Map<String, Object> low = trace("scatter", b.name());
        low.put("showlegend", false);
        low.put("hoverinfo", "skip");
        low.put("mode", "lines");
        low.put("x", Decimals.of(b.x()));
        low.put("y", Decimals.of(b.low()));
        low.put("line", map("width", 0));
        data.add(low);
        Map<String, Object> high = trace("scatter", b.name());
        high.put("mode", "lines");
        high.put("x", Decimals.of(b.x()));
        high.put("y", Decimals.of(b.high()));
        high.put("line", map("width", 0));
        high.put("fill", "tonexty");
        high.put("fillcolor", Palette.faintCss(b.color(), 0.22));
        data.add(high);
    }

    private void bars(Layer.Bars b) {
        Map<String, Object> t = trace("bar", b.name());
        t.put("x", Decimals.of(panel.barCentres(b)));
        t.put("y", Decimals.of(b.height()));
        t.put("width", panel.barWidth(b));
        t.put("marker", map("color", Palette.line(b.color(), false), "opacity", 0.8));
        error(t, b.error(), colors.ink());
        data.add(t);
    }

    private void contours(Layer.Contours c) {
        for (double level : c.levels()) {
            List<double[][]> curves = Isolines.of(
                    c.x(), c.y(), c.z(), level, panel.x().log(), panel.y().log());
            // A level that is not reached is an empty curve: frames of a slider must have equally many.
            double[][] path = Isolines.joined(curves);
            line(c.name(), path[0], path[1], c.color(), Layer.Dash.SOLID);
            if (c.labelled() && !curves.isEmpty()) {
                double[] at = Isolines.labelPlace(curves.getFirst());
                notes.level(level, at[0], at[1]);
            }
        }
    }
}
