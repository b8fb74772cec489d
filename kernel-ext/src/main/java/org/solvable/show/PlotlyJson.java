package org.solvable.show;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Figure} in the vocabulary of Plotly: traces and a layout of plain maps, typed numbers, {@code null} for gaps.
 *
 * <p>Panels have the proportions of the static picture; the width follows the page.
 */
final class PlotlyJson {

    private static final int CAPTION_LETTERS = 105;
    private static final int LINE = 17;
    private static final double TICK = 12;

    /** Width of the area of all panels on a page of a notebook, in pixels, and the largest part of it between panels. */
    private static final double NARROW = 620;

    private static final double MOST_GAPS = 0.5;

    private final Figure figure;
    private final Arrangement arrangement;
    private final Theme.Colors colors;
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();
    private final Map<String, Object> layout = new LinkedHashMap<>();

    private PlotlyJson(Figure figure) {
        this.figure = figure;
        this.arrangement = new Arrangement(figure);
        this.colors = figure.style().theme().shown();
    }

    static Map<String, Object> of(Figure figure) {
        return new PlotlyJson(Thinned.of(figure)).build(FigureData.hash(figure));
    }

    private Map<String, Object> build(String hash) {
        List<String> caption = lines(Label.of(figure.caption()).html());
        boolean legend = !Legend.entries(figure).isEmpty();
        boolean legendAbove = legend && Legend.above(figure);
        double titleRoom = figure.title().isEmpty() ? 14 : 48;
        double top = titleRoom + (legendAbove ? 28 : 0);
        double bottom = 62 + (caption.isEmpty() ? 0 : 16 + LINE * caption.size());
        double height = top + arrangement.height() + bottom;
        if (!figure.title().isEmpty()) {
            layout.put(
                    "title",
                    map(
                            "text",
                            "<b>" + Label.of(figure.title()).html() + "</b>",
                            "font",
                            map("size", 16),
                            "x",
                            0.01,
                            "xanchor",
                            "left",
                            "yref",
                            "container",
                            "y",
                            1 - 24 / height,
                            "yanchor",
                            "middle"));
        }
        Map<String, Object> font = map("size", 13);
        if (!colors.ink().isEmpty()) {
            font.put("color", colors.ink());
            layout.put("paper_bgcolor", colors.page());
            layout.put("plot_bgcolor", "rgba(0,0,0,0)");
        }
        layout.put("font", font);
        layout.put("height", Math.round(height));
        layout.put("margin", map("l", 70, "r", 24, "t", Math.round(top), "b", Math.round(bottom)));
        layout.put("hovermode", "closest");
        layout.put("barmode", "overlay");
        layout.put("showlegend", legend);
        Map<String, Object> box = map("bgcolor", "rgba(0,0,0,0)", "tracegroupgap", 4);
        if (legendAbove) {
            box.putAll(map(
                    "orientation",
                    "h",
                    "x",
                    0,
                    "xanchor",
                    "left",
                    "yref",
                    "container",
                    "y",
                    1 - titleRoom / height,
                    "yanchor",
                    "top"));
        }
        layout.put("legend", box);
        List<Map<String, Object>> data = new ArrayList<>();
        PlotlyTraces.legend(Legend.entries(figure), data);
        for (int i = 0; i < figure.panels().size(); i++) {
            panel(i);
            PlotlyTraces traces = new PlotlyTraces(
                    figure.panels().get(i),
                    suffix(i),
                    place(i),
                    arrangement.cell(i).bar(),
                    colors,
                    data);
            traces.add();
            shapes.addAll(traces.notes().shapes());
            notes.addAll(traces.notes().notes());
        }
        if (!caption.isEmpty()) {
            notes.add(caption(caption));
        }
        layout.put("shapes", shapes);
        layout.put("annotations", notes);
        Map<String, Object> meta = new LinkedHashMap<>(figure.meta());
        meta.put("alt", figure.alt());
        meta.put("data", hash);
        layout.put("meta", meta);
        return map("data", data, "layout", layout);
    }

    private Map<String, Object> caption(List<String> lines) {
        return map(
                "text",
                String.join("<br>", lines),
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
                -64,
                "xanchor",
                "left",
                "yanchor",
                "top",
                "align",
                "left",
                "font",
                colors.soft().isEmpty() ? map("size", 12) : map("size", 12, "color", colors.soft()));
    }

    /** Plotly does not wrap annotations; breaks between words, counting letters and not markup. */
    private static List<String> lines(String html) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int letters = 0;
        for (String word : html.split(" ")) {
            int length = word.replaceAll("<[^>]*>|&[^;]*;", "").length();
            if (letters > 0 && letters + length > CAPTION_LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
                letters = 0;
            }
            line.append(letters > 0 ? " " : "").append(word);
            letters += length + 1;
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static String suffix(int panel) {
        return panel == 0 ? "" : Integer.toString(panel + 1);
    }

    /** The panel's rectangle as fractions of the area of all panels: x0, x1, y0, y1, upwards. */
    private double[] place(int panel) {
        Arrangement.Cell c = arrangement.cell(panel);
        double h = arrangement.height();
        return new double[] {
            digits(across(c.x())), digits(across(c.right())), digits(1 - c.bottom() / h), digits(1 - c.y() / h)
        };
    }

    /**
     * A horizontal place as a fraction. The width follows the page, but labels do not shrink with it: gaps get the fraction
     * that they need on a narrow page, panels share the rest.
     */
    private double across(double x) {
        int columns = Math.min(figure.columns(), figure.panels().size());
        double w = arrangement.width();
        double panels = 0;
        double before = 0;
        for (int i = 0; i < columns; i++) {
            Arrangement.Cell c = arrangement.cell(i);
            panels += c.width();
            before += Math.clamp(x - c.x(), 0, c.width());
        }
        double gaps = w - panels;
        if (gaps <= 0) {
            return x / w;
        }
        double share = Math.clamp(gaps / NARROW, gaps / w, Math.max(gaps / w, MOST_GAPS));
        return before / panels * (1 - share) + (x - before) / gaps * share;
    }

    private static double digits(double fraction) {
        return Math.clamp(Math.round(fraction * 1e5) / 1e5, 0, 1);
    }

    private void panel(int i) {
        Panel panel = figure.panels().get(i);
        double[] place = place(i);
        layout.put("xaxis" + suffix(i), axis(panel, i, false, place));
        layout.put("yaxis" + suffix(i), axis(panel, i, true, place));
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
                    (place[0] + place[1]) / 2,
                    "y",
                    place[3],
                    "xanchor",
                    "center",
                    "yanchor",
                    "bottom",
                    "font",
                    map("size", 13)));
        }
    }

    private Map<String, Object> axis(Panel panel, int i, boolean vertical, double[] place) {
        Axis axis = vertical ? panel.y() : panel.x();
        double[] range = vertical ? arrangement.yRange(i) : arrangement.xRange(i);
        Arrangement.Cell cell = arrangement.cell(i);
        boolean text = vertical ? cell.yText() : cell.xText();
        double from = axis.log() ? Math.log10(range[0]) : range[0];
        double to = axis.log() ? Math.log10(range[1]) : range[1];
        Map<String, Object> a = new LinkedHashMap<>();
        if (text && !axis.label().isEmpty()) {
            a.put("title", map("text", Label.of(axis.label()).html(), "standoff", 8, "font", map("size", 13)));
        }
        a.put("type", axis.log() ? "log" : "linear");
        a.put("range", axis.reversed() ? List.of(to, from) : List.of(from, to));
        a.put("domain", vertical ? List.of(place[2], place[3]) : List.of(place[0], place[1]));
        a.put("anchor", (vertical ? "x" : "y") + suffix(i));
        boolean shared = vertical ? figure.style().sharedY() : figure.style().sharedX();
        if (shared && i > 0) {
            a.put("matches", vertical ? "y" : "x");
        }
        a.put("showticklabels", text);
        a.put("tickfont", map("size", TICK));
        a.put("automargin", true);
        a.put("showgrid", axis.categories().isEmpty() && !panel.field());
        a.put("gridcolor", colors.grid());
        a.put("zeroline", false);
        a.put("showline", true);
        a.put("mirror", true);
        a.put("linecolor", colors.frame());
        a.put("tickcolor", colors.frame());
        a.put("ticks", "outside");
        if (!axis.categories().isEmpty()) {
            a.put("tickmode", "array");
            List<Integer> at = new ArrayList<>();
            axis.categories().forEach(c -> at.add(at.size()));
            a.put("tickvals", at);
            a.put(
                    "ticktext",
                    axis.categories().stream().map(c -> Label.of(c).html()).toList());
        } else if (!axis.log()) {
            if (panel.whole(vertical)) {
                a.put("tick0", 0);
                a.put("dtick", Ticks.of(panel, vertical, range).step());
            } else {
                a.put("nticks", Ticks.INTERVALS);
            }
            a.put("exponentformat", "power");
            a.put("minexponent", Ticks.PLAIN_EXPONENT);
        } else {
            double decades = Math.log10(range[1] / range[0]);
            double powers = Math.floor(Math.log10(range[1]) + 1e-9) - Math.ceil(Math.log10(range[0]) - 1e-9);
            if (decades > 0.7 && powers < 1) {
                // The same numbers as in the static picture; plotly.js leaves out their zeros.
                Ticks ticks = Ticks.of(axis, range);
                List<String> texts = new ArrayList<>();
                for (String t : ticks.text()) {
                    texts.add(Label.of(t).html());
                }
                a.put("tickmode", "array");
                a.put("tickvals", ticks.at());
                a.put("ticktext", texts);
            } else if (powers >= 1) {
                a.put("dtick", decades > 8 ? Math.ceil(decades / 8) : 1);
                // Plotly sets powers of ten a quarter larger than other numbers.
                a.put("tickfont", map("size", TICK / 1.25));
            }
            a.put("exponentformat", "power");
            a.put("minor", map("ticks", "outside", "ticklen", 3));
        }
        return a;
    }

    /** Pairs of key and value, in order. */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> m = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            m.put((String) pairs[i], pairs[i + 1]);
        }
        return m;
    }

    /** Whether a trace of this name is listed already; the legend has each name once. */
    static boolean listed(Collection<Map<String, Object>> traces, String html) {
        return traces.stream().anyMatch(t -> html.equals(t.get("name")) && Boolean.TRUE.equals(t.get("showlegend")));
    }
}
