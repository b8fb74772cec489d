package org.solvable.show;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Json;
import org.solvable.model.Measured;
import org.solvable.model.Provenance;
import tech.tablesaw.api.Table;

/**
 * A figure as a value: panels with curves, points with standard errors, bands, fields, and a caption that states the claim.
 *
 * <p>Each method returns a changed copy. Drawing methods act on the last panel. Labels may hold simple TeX between dollar
 * signs ({@code "$\\tau = n/d^2$"}). A curve and points of the same name share a colour, in all panels. NaN and infinite values
 * are gaps. More than 50,000 points are thinned out where they are shown, extremes kept, and the caption says so.
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
 * @param caption a sentence that states what is to be seen; also part of the alternative text
 * @param columns panels in a row
 * @param panels the panels, at least one
 * @param meta what made the figure: parameters, seed; embedded in the Plotly layout
 * @param style page, shared axes, sizes
 */
public record Figure(
        String title, String caption, int columns, List<Panel> panels, Map<String, Object> meta, Style style)
        implements Drawable {

    public Figure {
        panels = List.copyOf(panels);
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException(
                    "columns = " + columns + ", panels = " + panels.size() + ": both must be at least 1");
        }
    }

    /** An empty figure of one panel. */
    public static Figure of(String title) {
        return new Figure(title, "", 1, List.of(Panel.empty("")), Map.of(), Style.standard());
    }

    @Override
    public Figure figure() {
        return this;
    }

    // The figure as a whole.

    /** Another title. */
    public Figure title(String text) {
        return new Figure(text, caption, columns, panels, meta, style);
    }

    /** The small print: what is to be seen, in one sentence. */
    public Figure caption(String sentence) {
        return new Figure(title, sentence, columns, panels, meta, style);
    }

    /** Parameters, seed or anything else that says what made this figure. */
    public Figure meta(Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>(meta);
        values.forEach((k, v) -> {
            Object plain = Json.plain(v);
            all.put(k, plain == null ? "null" : plain);
        });
        return new Figure(title, caption, columns, panels, all, style);
    }

    /** Model, seed and versions of the result that is shown. */
    public Figure provenance(Provenance provenance) {
        return meta(provenance.toMap());
    }

    /** The page this figure is made for; without it any page is fine. */
    public Figure theme(Theme page) {
        return styled(style.with(page));
    }

    /** All panels get one horizontal range, with numbers below the lowest panels only; zooming one zooms all. */
    public Figure sharedX() {
        return styled(style.shared(true, false));
    }

    /** All panels get one vertical range, with numbers at the left only; zooming one zooms all. */
    public Figure sharedY() {
        return styled(style.shared(false, true));
    }

    /** Width and height of a panel in points, from 40 to 4000; NaN for the usual one. */
    public Figure panelSize(double width, double height) {
        return styled(style.sized(width, height));
    }

    /** What a screen reader says, instead of the text that is built from labels, ranges and caption. */
    public Figure alt(String text) {
        return styled(style.described(text));
    }

    private Figure styled(Style changed) {
        return new Figure(title, caption, columns, panels, meta, changed);
    }

    // Panels.

    /** Starts another panel; {@code columns} of them stand side by side. */
    public Figure panel(String panelTitle, int newColumns) {
        List<Panel> more = new ArrayList<>(panels);
        more.add(Panel.empty(panelTitle));
        return new Figure(title, caption, newColumns, more, meta, style);
    }

    /** Starts another panel, with as many in a row as before. */
    public Figure panel(String panelTitle) {
        return panel(panelTitle, columns);
    }

    private Panel last() {
        return panels.getLast();
    }

    private Figure last(Panel panel) {
        List<Panel> changed = new ArrayList<>(panels);
        changed.set(changed.size() - 1, panel);
        return new Figure(title, caption, columns, changed, meta, style);
    }

    Figure draw(Layer layer) {
        return last(last().with(layer));
    }

    /** The title of this panel. */
    public Figure panelTitle(String text) {
        Panel p = last();
        return last(new Panel(text, p.x(), p.y(), p.layers(), p.weight()));
    }

    /** How high this panel is relative to those in other rows; 1 at first. */
    public Figure weight(double relativeHeight) {
        Panel p = last();
        return last(new Panel(p.title(), p.x(), p.y(), p.layers(), relativeHeight));
    }

    // Axes.

    /** The label of the horizontal axis. */
    public Figure x(String label) {
        return last(last().withX(last().x().labelled(label)));
    }

    /** The label of the vertical axis. */
    public Figure y(String label) {
        return last(last().withY(last().y().labelled(label)));
    }

    /** A logarithmic horizontal axis. */
    public Figure logX() {
        return last(last().withX(last().x().logarithmic()));
    }

    /** A logarithmic vertical axis. */
    public Figure logY() {
        return last(last().withY(last().y().logarithmic()));
    }

    /** Fixes the horizontal range; NaN leaves an end to the data. */
    public Figure xRange(double low, double high) {
        return last(last().withX(last().x().between(low, high)));
    }

    /** Fixes the vertical range; NaN leaves an end to the data. */
    public Figure yRange(double low, double high) {
        return last(last().withY(last().y().between(low, high)));
    }

    /** Names at 0, 1, 2 … on the horizontal axis. */
    public Figure xNames(List<String> names) {
        return last(last().withX(last().x().of(names)));
    }

    /** Names at 0, 1, 2 … on the vertical axis, the first one at the top. */
    public Figure yNames(List<String> names) {
        return last(last().withY(last().y().of(names).turned()));
    }

    /** A vertical axis that grows downwards, as the rows of a matrix. */
    Figure yDownwards() {
        return last(last().withY(last().y().turned()));
    }

    /** Names at 0, 1, 2 … on the vertical axis, the first one at the bottom. */
    Figure yNamesUpwards(List<String> names) {
        return last(last().withY(last().y().of(names)));
    }

    // Curves and points.

    /** A curve. */
    public Figure line(String name, double[] x, double[] y) {
        int c = colorOf(name);
        return draw(new Layer.Line(name, x, y, c, Palette.dash(c)));
    }

    /** A dashed curve: a limit, a baseline. */
    public Figure dashed(String name, double[] x, double[] y) {
        return draw(new Layer.Line(name, x, y, colorOf(name), Layer.Dash.DASH));
    }

    /** A dotted curve. */
    public Figure dotted(String name, double[] x, double[] y) {
        return draw(new Layer.Line(name, x, y, colorOf(name), Layer.Dash.DOT));
    }

    /** Points without errors. */
    public Figure points(String name, double[] x, double[] y) {
        return draw(new Layer.Points(name, x, y, null, colorOf(name)));
    }

    /** Points with bars of one standard error; a NaN error draws no bar. */
    public Figure points(String name, double[] x, double[] y, double[] standardError) {
        return draw(new Layer.Points(name, x, y, standardError, colorOf(name)));
    }

    /** Measured points with bars of one standard error. */
    public Figure points(String name, double[] x, List<Measured> y) {
        return points(
                name,
                x,
                y.stream().mapToDouble(Measured::mean).toArray(),
                y.stream().mapToDouble(Measured::standardError).toArray());
    }

    /** The area between two curves: a spread, a confidence band. */
    public Figure band(String name, double[] x, double[] low, double[] high) {
        return draw(new Layer.Band(name, x, low, high, colorOf(name)));
    }

    // Bars.

    /** Bars of the given width, in units of x. */
    public Figure bars(String name, double[] x, double[] height, double width) {
        return draw(new Layer.Bars(name, x, height, null, width, colorOf(name)));
    }

    /** One bar for each category; several calls put their bars side by side. */
    public Figure bars(String name, List<String> categories, double[] height) {
        return bars(name, categories, height, null);
    }

    /** One bar with a standard error for each category; several calls put their bars side by side. */
    public Figure bars(String name, List<String> categories, double[] height, double @Nullable [] standardError) {
        double[] at = new double[categories.size()];
        Arrays.setAll(at, i -> i);
        return xNames(categories).draw(new Layer.Bars(name, at, height, standardError, 0.8, colorOf(name)));
    }

    /**
     * The density of values: counts in equal bins over the number of finite values and the width of a bin.
     *
     * @param bins number of bins, at least 1
     */
    public Figure histogram(String name, double[] values, int bins) {
        Histogram h = Histogram.of(values, bins);
        return bars(name, h.centres(), h.density(), h.width());
    }

    // Fields.

    /** A field over a grid: {@code z[i][j]} at (x[j], y[i]); colours run from the smallest to the largest value. */
    public Figure heat(String colorLabel, double[] x, double[] y, double[][] z) {
        return heat(colorLabel, x, y, z, ColorScale.SEQUENTIAL);
    }

    /** A field whose colours run from {@code low} to {@code high}; values beyond get the end colours. */
    public Figure heat(String colorLabel, double[] x, double[] y, double[][] z, double low, double high) {
        return heat(colorLabel, x, y, z, low, high, ColorScale.SEQUENTIAL);
    }

    /** A field in another scale; the {@linkplain ColorScale#DIVERGING diverging} one has zero in its middle. */
    public Figure heat(String colorLabel, double[] x, double[] y, double[][] z, ColorScale scale) {
        double[] range = scale.range(z);
        return heat(colorLabel, x, y, z, range[0], range[1], scale);
    }

    /** A field in another scale, whose colours run from {@code low} to {@code high}. */
    public Figure heat(
            String colorLabel, double[] x, double[] y, double[][] z, double low, double high, ColorScale scale) {
        return draw(new Layer.Heat(colorLabel, x, y, z, low, high, scale, List.of()));
    }

    /**
     * Which phase there is: {@code phase[i][j]} at (x[j], y[i]) is a place in {@code names}, or negative for none.
     *
     * @throws IllegalArgumentException for a phase without a name
     */
    public Figure phases(String label, double[] x, double[] y, int[][] phase, List<String> names) {
        return draw(Layer.Heat.phases(label, x, y, phase, names));
    }

    /** Lines of equal value of a field, each with its value written on it. */
    public Figure contours(String name, double[] x, double[] y, double[][] z, double... levels) {
        return draw(new Layer.Contours(name, x, y, z, levels, true, colorOf(name)));
    }

    /** Where a field has this value, as one curve with a legend entry: the boundary of a phase. */
    public Figure boundary(String name, double[] x, double[] y, double[][] z, double level) {
        return draw(new Layer.Contours(name, x, y, z, new double[] {level}, false, colorOf(name)));
    }

    // Marks.

    /** A vertical line with a short text. */
    public Figure vertical(double at, String text) {
        return draw(new Layer.Reference(text, true, at));
    }

    /** A horizontal line with a short text. */
    public Figure horizontal(double at, String text) {
        return draw(new Layer.Reference(text, false, at));
    }

    /** A shaded stretch of the horizontal axis with its name at the top: a phase of training. */
    public Figure between(double from, double to, String text) {
        return draw(new Layer.Region(text, true, from, to, regions()));
    }

    /** A shaded stretch of the vertical axis with its name at the right: a range of agreement. */
    public Figure betweenY(double from, double to, String text) {
        return draw(new Layer.Region(text, false, from, to, regions()));
    }

    private int regions() {
        return (int)
                last().layers().stream().filter(l -> l instanceof Layer.Region).count();
    }

    /** A text at a point. */
    public Figure note(double x, double y, String text) {
        return draw(new Layer.Note(text, x, y, 0, 0));
    }

    /** A text with an arrow to a point; the text stands {@code right} and {@code up} of it, in points. */
    public Figure note(double x, double y, String text, double right, double up) {
        return draw(new Layer.Note(text, x, y, right, up));
    }

    private int colorOf(String name) {
        return Legend.colorOf(this, name);
    }

    // What becomes of it.

    /** The figure as strict Plotly JSON in plain maps: {@code data} and {@code layout}. */
    public Map<String, Object> plotly() {
        return PlotlyJson.of(this);
    }

    /** The figure as a PNG at twice the usual resolution, drawn without a browser. */
    public byte[] png() {
        return StaticPicture.png(this, 2);
    }

    /** The figure as a vector drawing, for the web and for slides. */
    public String svg() {
        return VectorPicture.svg(this);
    }

    /** The figure as a page of vector drawing, for papers. */
    public byte[] pdf() {
        return VectorPicture.pdf(this);
    }

    /** What a screen reader says, and what a terminal shows. */
    public String alt() {
        return style.alt().isEmpty() ? FigureData.describe(this) : style.alt();
    }

    /** All drawn numbers: panel, kind, name, x, y, standard error, upper end of a band, value of a field. */
    public Table table() {
        return FigureData.table(this);
    }

    /** All drawn numbers as comma-separated values. */
    public String csv() {
        return FigureData.csv(this);
    }

    /**
     * Writes the figure to a file; the ending chooses the format: {@code .png}, {@code .svg}, {@code .pdf}, {@code .json}
     * (Plotly), {@code .csv} (data) or {@code .html} (a page that needs nothing else).
     *
     * @throws IllegalArgumentException for another ending
     */
    @Override
    public void save(String file) throws IOException {
        save(Path.of(file));
    }

    /** Writes the figure to a file; the ending chooses the format, as for a name. */
    public void save(Path file) throws IOException {
        FigureFile.write(this, Objects.requireNonNull(file, "file"));
    }

    @Override
    public String toString() {
        return alt();
    }
}
