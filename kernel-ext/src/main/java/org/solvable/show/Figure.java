package org.solvable.show;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Json;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A figure as a value: panels with curves, points with standard errors, bands, fields, and a caption that states the claim.
 *
 * <p>Each method returns a changed copy. Drawing methods act on the last panel. Labels may hold simple TeX between dollar
 * signs ({@code "$\\tau = n/d^2$"}). A curve and points of the same name share a colour. NaN and infinite values are gaps.
 *
 * <pre>{@code
 * Figure.of("Double descent").x("$\\tau$").y("$e_{ICL}$").logY()
 *       .line("theory", tau, error)
 *       .points("d = 40", tau40, mean, standardError)
 *       .vertical(1, "interpolation")
 *       .caption("The error peaks at the interpolation threshold.");
 * }</pre>
 *
 * @param title title over all panels
 * @param caption a sentence that states what is to be seen; also the alternative text
 * @param columns panels in a row
 * @param panels the panels, at least one
 * @param meta what made the figure: parameters, seed; embedded in the Plotly layout
 */
public record Figure(String title, String caption, int columns, List<Panel> panels, Map<String, Object> meta) {

    /** More points than this in one curve are thinned out before they are shown. */
    static final int MOST_POINTS = 50_000;

    public Figure {
        panels = List.copyOf(panels);
        meta = Map.copyOf(meta);
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException(
                    "columns = " + columns + ", panels = " + panels.size() + ": both must be at least 1");
        }
    }

    /** An empty figure of one panel. */
    public static Figure of(String title) {
        return new Figure(title, "", 1, List.of(Panel.empty("")), Map.of());
    }

    /** The small print: what is to be seen, in one sentence. */
    public Figure caption(String sentence) {
        return new Figure(title, sentence, columns, panels, meta);
    }

    /** Parameters, seed or anything else that says what made this figure. */
    public Figure meta(Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>(meta);
        values.forEach((k, v) -> {
            Object plain = Json.plain(v);
            all.put(k, plain == null ? "null" : plain);
        });
        return new Figure(title, caption, columns, panels, all);
    }

    /** Starts another panel; {@code columns} of them stand side by side. */
    public Figure panel(String panelTitle, int newColumns) {
        List<Panel> more = new ArrayList<>(panels);
        more.add(Panel.empty(panelTitle));
        return new Figure(title, caption, newColumns, more, meta);
    }

    private Panel last() {
        return panels.getLast();
    }

    private Figure last(Panel panel) {
        List<Panel> changed = new ArrayList<>(panels);
        changed.set(changed.size() - 1, panel);
        return new Figure(title, caption, columns, changed, meta);
    }

    private Figure draw(Layer layer) {
        return last(last().with(layer));
    }

    /** The title of this panel. */
    public Figure panelTitle(String text) {
        Panel p = last();
        return last(new Panel(text, p.x(), p.y(), p.layers()));
    }

    /** The label of the horizontal axis. */
    public Figure x(String label) {
        Axis a = last().x();
        return last(last().withX(new Axis(label, a.log(), a.low(), a.high())));
    }

    /** The label of the vertical axis. */
    public Figure y(String label) {
        Axis a = last().y();
        return last(last().withY(new Axis(label, a.log(), a.low(), a.high())));
    }

    /** A logarithmic horizontal axis. */
    public Figure logX() {
        Axis a = last().x();
        return last(last().withX(new Axis(a.label(), true, a.low(), a.high())));
    }

    /** A logarithmic vertical axis. */
    public Figure logY() {
        Axis a = last().y();
        return last(last().withY(new Axis(a.label(), true, a.low(), a.high())));
    }

    /** Fixes the horizontal range. */
    public Figure xRange(double low, double high) {
        Axis a = last().x();
        return last(last().withX(new Axis(a.label(), a.log(), low, high)));
    }

    /** Fixes the vertical range. */
    public Figure yRange(double low, double high) {
        Axis a = last().y();
        return last(last().withY(new Axis(a.label(), a.log(), low, high)));
    }

    /** A curve. */
    public Figure line(String name, double[] x, double[] y) {
        return draw(new Layer.Line(name, x, y, last().colorOf(name), Layer.Dash.SOLID));
    }

    /** A dashed curve: a limit, a baseline. */
    public Figure dashed(String name, double[] x, double[] y) {
        return draw(new Layer.Line(name, x, y, last().colorOf(name), Layer.Dash.DASH));
    }

    /** A dotted curve. */
    public Figure dotted(String name, double[] x, double[] y) {
        return draw(new Layer.Line(name, x, y, last().colorOf(name), Layer.Dash.DOT));
    }

    /** Points without errors. */
    public Figure points(String name, double[] x, double[] y) {
        int c = last().colorOf(name);
        return draw(new Layer.Points(name, x, y, null, c, c));
    }

    /** Points with bars of one standard error. */
    public Figure points(String name, double[] x, double[] y, double[] standardError) {
        int c = last().colorOf(name);
        return draw(new Layer.Points(name, x, y, standardError, c, c));
    }

    /** The area between two curves: a spread, a confidence band. */
    public Figure band(String name, double[] x, double[] low, double[] high) {
        return draw(new Layer.Band(name, x, low, high, last().colorOf(name)));
    }

    /** Bars of the given width. */
    public Figure bars(String name, double[] x, double[] height, double width) {
        return draw(new Layer.Bars(name, x, height, width, last().colorOf(name)));
    }

    /**
     * Counts of values in equal bins, as a density.
     *
     * @param bins number of bins, at least 1
     */
    public Figure histogram(String name, double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins = " + bins + ": must be at least 1");
        }
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            throw new IllegalArgumentException("values has no finite number: must have at least one");
        }
        double low = Arrays.stream(finite).min().orElseThrow();
        double high = Arrays.stream(finite).max().orElseThrow();
        double width = high > low ? (high - low) / bins : 1;
        double[] x = new double[bins];
        double[] density = new double[bins];
        for (int b = 0; b < bins; b++) {
            x[b] = low + (b + 0.5) * width;
        }
        for (double v : finite) {
            density[Math.min(bins - 1, (int) ((v - low) / width))] += 1 / (finite.length * width);
        }
        return bars(name, x, density, width);
    }

    /** A field over a grid: {@code z[i][j]} at (x[j], y[i]); colours run from the smallest to the largest value. */
    public Figure heat(String colorLabel, double[] x, double[] y, double[][] z) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : z) {
            for (double v : row) {
                if (Double.isFinite(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            }
        }
        return heat(colorLabel, x, y, z, low <= high ? low : 0, low < high ? high : low <= high ? low + 1 : 1);
    }

    /** A field whose colours run from {@code low} to {@code high}; values beyond get the end colours. */
    public Figure heat(String colorLabel, double[] x, double[] y, double[][] z, double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("colour range = [" + low + ", " + high + "]: must have low < high");
        }
        return draw(new Layer.Heat(colorLabel, x, y, z, low, high));
    }

    /** A vertical line with a short text. */
    public Figure vertical(double at, String text) {
        return draw(new Layer.Reference(text, true, at));
    }

    /** A horizontal line with a short text. */
    public Figure horizontal(double at, String text) {
        return draw(new Layer.Reference(text, false, at));
    }

    /** A text at a point. */
    public Figure note(double x, double y, String text) {
        return draw(new Layer.Note(text, x, y));
    }

    /** The figure as strict Plotly JSON in plain maps: {@code data} and {@code layout}. */
    public Map<String, Object> plotly() {
        return PlotlyJson.of(this);
    }

    /** The figure as a PNG at twice the usual resolution, drawn without a browser. */
    public byte[] png() {
        return StaticPicture.png(this, 2);
    }

    /** What a screen reader says, and what a terminal shows. */
    public String alt() {
        StringBuilder b = new StringBuilder("Figure: ").append(Label.of(title).plain());
        for (Panel p : panels) {
            double[] x = p.extent(false);
            double[] y = p.extent(true);
            b.append(". ").append(p.title().isEmpty() ? "" : Label.of(p.title()).plain() + ": ");
            b.append(String.format(
                    Locale.ROOT,
                    "%s from %.4g to %.4g, %s from %.4g to %.4g",
                    named(p.x(), "x"),
                    x[0],
                    x[1],
                    named(p.y(), "y"),
                    y[0],
                    y[1]));
            List<String> names = p.layers().stream()
                    .filter(l -> !(l instanceof Layer.Note) && !(l instanceof Layer.Reference))
                    .map(l -> Label.of(l.name()).plain())
                    .filter(n -> !n.isBlank())
                    .distinct()
                    .toList();
            if (!names.isEmpty()) {
                b.append("; ").append(String.join(", ", names));
            }
        }
        return b + (caption.isEmpty() ? "" : ". " + Label.of(caption).plain());
    }

    private static String named(Axis axis, String otherwise) {
        return axis.label().isEmpty() ? otherwise : Label.of(axis.label()).plain();
    }

    /** All drawn numbers: panel, name, x, y, standard error (or upper end of a band). */
    public Table table() {
        StringColumn panel = StringColumn.create("panel");
        StringColumn name = StringColumn.create("name");
        DoubleColumn x = DoubleColumn.create("x");
        DoubleColumn y = DoubleColumn.create("y");
        DoubleColumn more = DoubleColumn.create("error or value");
        int index = 0;
        for (Panel p : panels) {
            String where = p.title().isEmpty() ? Integer.toString(++index) : p.title();
            for (Layer layer : p.layers()) {
                switch (layer) {
                    case Layer.Line l -> rows(panel, name, x, y, more, where, l.name(), l.x(), l.y(), null);
                    case Layer.Points l -> rows(panel, name, x, y, more, where, l.name(), l.x(), l.y(), l.error());
                    case Layer.Band l -> rows(panel, name, x, y, more, where, l.name(), l.x(), l.low(), l.high());
                    case Layer.Bars l -> rows(panel, name, x, y, more, where, l.name(), l.x(), l.height(), null);
                    case Layer.Heat l -> {
                        for (int i = 0; i < l.y().length; i++) {
                            double[] row = new double[l.x().length];
                            Arrays.fill(row, l.y()[i]);
                            rows(panel, name, x, y, more, where, l.name(), l.x(), row, l.z()[i]);
                        }
                    }
                    case Layer.Reference r -> {}
                    case Layer.Note n -> {}
                }
            }
        }
        return Table.create(Label.of(title).plain(), panel, name, x, y, more);
    }

    private static void rows(
            StringColumn panel,
            StringColumn name,
            DoubleColumn x,
            DoubleColumn y,
            DoubleColumn more,
            String where,
            String what,
            double[] xs,
            double[] ys,
            double @Nullable [] third) {
        for (int i = 0; i < xs.length; i++) {
            panel.append(where);
            name.append(what);
            x.append(xs[i]);
            y.append(ys[i]);
            if (third == null) {
                more.appendMissing();
            } else {
                more.append(third[i]);
            }
        }
    }

    /** All drawn numbers as comma-separated values. */
    public String csv() {
        Table t = table();
        StringBuilder b = new StringBuilder("panel,name,x,y,error_or_value\n");
        for (int i = 0; i < t.rowCount(); i++) {
            b.append(Text.csv(t.stringColumn(0).get(i))).append(',');
            b.append(Text.csv(t.stringColumn(1).get(i))).append(',');
            for (int c = 2; c < 5; c++) {
                double v = t.doubleColumn(c).getDouble(i);
                b.append(Double.isNaN(v) ? "" : Double.toString(v)).append(c < 4 ? "," : "\n");
            }
        }
        return b.toString();
    }

    /**
     * Writes the figure to a file; the ending chooses the format: {@code .png}, {@code .json} (Plotly) or {@code .csv} (data).
     *
     * @throws IllegalArgumentException for another ending
     */
    public void save(String file) throws IOException {
        String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        byte[] bytes = switch (ending) {
            case "png" -> png();
            case "json" -> Json.write(plotly()).getBytes(StandardCharsets.UTF_8);
            case "csv" -> csv().getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("file = " + file + ": must end in .png, .json or .csv");
        };
        Files.write(Path.of(file), bytes);
    }

    @Override
    public String toString() {
        return alt();
    }
}
