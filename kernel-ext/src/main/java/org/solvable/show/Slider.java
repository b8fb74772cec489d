package org.solvable.show;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Json;

/**
 * A figure with a slider: every position is computed beforehand, so that it moves without a kernel, also in a saved page.
 *
 * <p>All positions share their axes and colour ranges. Where only a static picture can be shown, it is that of the chosen
 * position, and its caption names the variable and its values.
 *
 * {@snippet :
 * Slider.of("$\\kappa$", new double[] {0.5, 1, 2, 4}, k -> Figure.of("Errors").line("theory", tau, errors(k))).startAt(2)
 * }
 */
public final class Slider implements Drawable {

    /** Room for the slider below a figure, in points. */
    private static final int ROOM = 84;

    private final String variable;
    private final double[] values;
    private final List<Figure> frames;
    private final int start;

    private Slider(String variable, double[] values, List<Figure> frames, int start) {
        this.variable = variable;
        this.values = values;
        this.frames = frames;
        this.start = start;
    }

    /**
     * Computes all positions.
     *
     * @param variable what the slider changes, with simple TeX between dollar signs
     * @param values its positions, finite and increasing, at least one; each adds its numbers to the size of the notebook
     * @param figure the figure at a position; always with the same panels, layers and names
     * @throws IllegalArgumentException if values are out of order, or figures differ in more than their numbers
     */
    public static Slider of(String variable, double[] values, DoubleFunction<? extends Drawable> figure) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values = 0 positions: there must be at least one");
        }
        for (int i = 0; i < values.length; i++) {
            boolean rising = i == 0 || values[i] > values[i - 1];
            if (!Double.isFinite(values[i]) || !rising) {
                throw new IllegalArgumentException(
                        "values[" + i + "] = " + values[i] + ": positions must be finite and increasing");
            }
        }
        List<Figure> frames = new ArrayList<>();
        for (double v : values) {
            frames.add(figure.apply(v).figure());
        }
        for (int i = 1; i < frames.size(); i++) {
            if (!outline(frames.get(i)).equals(outline(frames.getFirst()))) {
                throw new IllegalArgumentException("figure at " + values[i] + " has other layers than that at "
                        + values[0] + ": " + outline(frames.get(i)) + " instead of " + outline(frames.getFirst()));
            }
        }
        return new Slider(variable, values.clone(), SharedRanges.of(frames), 0);
    }

    private static String outline(Figure figure) {
        List<List<String>> panels = new ArrayList<>();
        for (Panel p : figure.panels()) {
            panels.add(p.layers().stream()
                    .map(l -> l.getClass().getSimpleName() + " " + l.name())
                    .toList());
        }
        return panels.toString();
    }

    /**
     * Starts at another position, which is also the one of the static picture.
     *
     * @param value one of the values
     */
    public Slider startAt(double value) {
        int at = Arrays.binarySearch(values, value);
        if (at < 0) {
            throw new IllegalArgumentException("value = " + value + ": must be one of " + Arrays.toString(values));
        }
        return new Slider(variable, values, frames, at);
    }

    /** The figure at the chosen position; its caption names the variable and its values. */
    @Override
    public Figure figure() {
        Figure f = frames.get(start);
        String shown = variable + " = " + Numbers.label(values[start])
                + (values.length == 1
                        ? "."
                        : ", one of " + values.length + " positions from " + Numbers.label(values[0]) + " to "
                                + Numbers.label(values[values.length - 1]) + ".");
        return f.caption(f.caption().isEmpty() ? "Shown: " + shown : f.caption() + " Shown: " + shown);
    }

    /** Strict Plotly JSON in plain maps: {@code data}, {@code layout} with the slider, {@code frames}. */
    public Map<String, Object> plotly() {
        List<Map<String, Object>> all = frames.stream().map(Figure::plotly).toList();
        Map<String, Object> base = all.get(start);
        List<Set<String>> moving = moving(all);
        List<Object> moves = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            moves.add(frame(i, all.get(i), moving));
        }
        Map<String, Object> layout = new LinkedHashMap<>(map(base.get("layout")));
        Map<String, Object> margin = new LinkedHashMap<>(map(layout.get("margin")));
        int bottom = ((Number) Objects.requireNonNull(margin.get("b"))).intValue();
        margin.put("b", bottom + ROOM);
        layout.put("margin", margin);
        layout.put("height", ((Number) Objects.requireNonNull(layout.get("height"))).intValue() + ROOM);
        layout.put("sliders", List.of(slider(bottom)));
        return PlotlyJson.map("data", traces(base), "layout", layout, "frames", moves);
    }

    private Map<String, Object> slider(int below) {
        List<Object> steps = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Map<String, Object> how = PlotlyJson.map(
                    "mode",
                    "immediate",
                    "frame",
                    PlotlyJson.map("duration", 0, "redraw", true),
                    "transition",
                    PlotlyJson.map("duration", 0));
            steps.add(PlotlyJson.map(
                    "label",
                    Numbers.label(values[i]),
                    "method",
                    "animate",
                    "args",
                    List.of(List.of(Integer.toString(i)), how)));
        }
        Map<String, Object> current =
                PlotlyJson.map("prefix", Label.of(variable).html() + " = ", "xanchor", "left");
        return PlotlyJson.map(
                "active",
                start,
                "steps",
                steps,
                "currentvalue",
                current,
                "x",
                0,
                "len",
                1,
                "y",
                0,
                "yanchor",
                "top",
                "pad",
                PlotlyJson.map("t", below, "b", 4),
                "bgcolor",
                "rgba(128,134,145,0.35)",
                "bordercolor",
                "rgba(128,134,145,0.6)",
                "activebgcolor",
                Palette.line(0, false),
                "ticklen",
                4,
                "tickcolor",
                "#808080");
    }

    /** For each trace, the keys that move; what stays the same is not repeated in every frame. */
    private static List<Set<String>> moving(List<Map<String, Object>> all) {
        List<Set<String>> moving = new ArrayList<>();
        List<?> first = traces(all.getFirst());
        for (int i = 0; i < first.size(); i++) {
            Set<String> keys = new LinkedHashSet<>();
            for (Map<String, Object> one : all) {
                Map<String, Object> trace = map(traces(one).get(i));
                map(first.get(i)).forEach((key, value) -> {
                    if (!value.equals(trace.get(key))) {
                        keys.add(key);
                    }
                });
            }
            moving.add(keys);
        }
        return moving;
    }

    private static List<?> traces(Map<String, Object> figure) {
        return (List<?>) Objects.requireNonNull(figure.get("data"));
    }

    private static Map<String, Object> frame(int index, Map<String, Object> figure, List<Set<String>> moving) {
        List<Object> data = new ArrayList<>();
        List<Object> traces = new ArrayList<>();
        for (int i = 0; i < moving.size(); i++) {
            if (!moving.get(i).isEmpty()) {
                Map<String, Object> trace =
                        new LinkedHashMap<>(map(traces(figure).get(i)));
                trace.keySet().retainAll(moving.get(i));
                data.add(trace);
                traces.add(i);
            }
        }
        Map<String, Object> layout = new LinkedHashMap<>(map(figure.get("layout")));
        layout.keySet().retainAll(List.of("title", "annotations", "shapes"));
        return PlotlyJson.map("name", Integer.toString(index), "data", data, "traces", traces, "layout", layout);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object json) {
        return (Map<String, Object>) Objects.requireNonNull(json);
    }

    /** Writes the figure; {@code .html} and {@code .json} keep the slider, other endings get the chosen position. */
    @Override
    public void save(String file) throws IOException {
        Path path = Path.of(file);
        String json = Json.write(plotly());
        if (file.endsWith(".html")) {
            FigureFile.text(path, HtmlPage.of(figure(), json));
        } else if (file.endsWith(".json")) {
            FigureFile.text(path, json);
        } else {
            figure().save(path);
        }
    }

    @Override
    public String toString() {
        return figure().alt();
    }
}
