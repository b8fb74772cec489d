package org.solvable.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.Trace;

/**
 * Figures and traces of tablesaw-jsplot as cell results.
 *
 * <p>That library writes JavaScript for a page that loads plotly.js from the network, with numbers as strings and titles in
 * the form of older versions. Here its object literals are read, without running anything, and become strict JSON with typed
 * numbers in the form of plotly.js 3. Curves, points, bars, histograms and fields get a static picture too.
 */
final class JsplotView {

    private static final JsonMapper LITERALS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private JsplotView() {}

    /** Both types, where the library is on the class path. */
    static List<Renderers.Entry<?>> entries() {
        return List.of(
                new Renderers.Entry<>(
                        tech.tablesaw.plotly.components.Figure.class, f -> bundle(f.getLayout(), f.getTraces())),
                new Renderers.Entry<>(Trace.class, t -> bundle(null, new Trace[] {t})));
    }

    private static Map<String, Object> bundle(@Nullable Layout layout, Trace @Nullable [] traces) {
        List<Map<String, Object>> data = new ArrayList<>();
        if (traces != null) {
            for (int i = 0; i < traces.length; i++) {
                data.add(trace(literal(traces[i].asJavascript(i))));
            }
        }
        Map<String, Object> page = layout == null ? new LinkedHashMap<>() : literal(layout.asJavascript());
        modern(page);
        Figure picture = picture(page, data);
        Map<String, Object> b = new LinkedHashMap<>();
        b.put(Renderers.PLOTLY, PlotlyJson.map("data", data, "layout", page));
        if (picture != null && StaticPicture.isPossible()) {
            b.put("image/png", Base64.getEncoder().encodeToString(picture.png()));
            b.put("text/plain", picture.alt());
        } else {
            List<String> types =
                    data.stream().map(t -> text(t, "type")).distinct().toList();
            b.put("text/plain", "Figure: " + title(page) + " (traces: " + String.join(", ", types) + ")");
        }
        return b;
    }

    /** The first object literal in a piece of JavaScript. */
    private static Map<String, Object> literal(String javascript) {
        String object = javascript.substring(javascript.indexOf('{'), javascript.lastIndexOf('}') + 1);
        try {
            return LITERALS.readValue(object, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("tablesaw-jsplot wrote what is no object: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> trace(Map<String, Object> t) {
        t.replaceAll((key, value) -> value instanceof List<?> list ? typed(list) : value);
        if (t.get("opacity") instanceof String s) {
            t.put("opacity", Double.valueOf(s));
        }
        t.remove("autobinx");
        t.remove("autobiny");
        for (String unset : List.of("nbinsx", "nbinsy")) {
            if (t.get(unset) instanceof Number n && n.intValue() == 0) {
                t.remove(unset);
            }
        }
        t.values().removeIf(""::equals);
        double[] x = numbers(t.get("x"));
        if (text(t, "type").equals("histogram") && x != null && !t.containsKey("nbinsx")) {
            // Bins are chosen here, so that the static picture has the same ones.
            Histogram h = Histogram.of(x, bins(x));
            double start = h.centres()[0] - h.width() / 2;
            Map<String, Object> where =
                    PlotlyJson.map("start", start, "end", start + h.width() * h.centres().length, "size", h.width());
            t.put("xbins", where);
        }
        return t;
    }

    private static int bins(double[] x) {
        return (int) Math.clamp(Math.round(Math.sqrt(x.length)), 5, 60);
    }

    /** Numbers that were written as strings; a list with any other string is one of names and stays as it is. */
    private static List<@Nullable Object> typed(List<?> list) {
        List<@Nullable Object> numbers = new ArrayList<>();
        for (Object v : list) {
            if (v instanceof List<?> inner) {
                numbers.add(typed(inner));
            } else if (v instanceof Number n) {
                numbers.add(Double.isFinite(n.doubleValue()) ? n : null);
            } else if (v instanceof String s && s.matches("NaN|[-+]?Infinity")) {
                numbers.add(null);
            } else if (v instanceof String s && s.matches("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?")) {
                numbers.add(Double.valueOf(s));
            } else {
                return new ArrayList<>(list);
            }
        }
        return numbers;
    }

    /** Titles are objects since plotly.js 3. */
    @SuppressWarnings("unchecked")
    private static void modern(Map<String, Object> part) {
        if (part.get("title") instanceof String s) {
            part.put("title", PlotlyJson.map("text", s));
        }
        Object font = part.remove("titlefont");
        if (font == null) {
            font = part.remove("titleFont");
        }
        if (font != null && part.get("title") instanceof Map<?, ?> title) {
            ((Map<String, Object>) title).put("font", font);
        }
        part.values().forEach(v -> {
            if (v instanceof Map<?, ?> inner && inner.keySet().stream().anyMatch("title"::equals)) {
                modern((Map<String, Object>) inner);
            }
        });
    }

    private static String text(Map<String, Object> map, String key) {
        return map.get(key) instanceof String s ? unescaped(s) : "";
    }

    /** The entities that the library's templates write. */
    private static String unescaped(String s) {
        return s.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @SuppressWarnings("unchecked")
    private static String title(Map<String, Object> part) {
        return part.get("title") instanceof Map<?, ?> t ? text((Map<String, Object>) t, "text") : "";
    }

    @SuppressWarnings("unchecked")
    private static String axis(Map<String, Object> page, String key) {
        return page.get(key) instanceof Map<?, ?> a ? title((Map<String, Object>) a) : "";
    }

    private static double @Nullable [] numbers(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.stream().anyMatch(v -> v != null && !(v instanceof Number))) {
            return null;
        }
        return list.stream()
                .mapToDouble(v -> v == null ? Double.NaN : ((Number) v).doubleValue())
                .toArray();
    }

    private static @Nullable Figure picture(Map<String, Object> page, List<Map<String, Object>> data) {
        Figure f = Figure.of(title(page)).x(axis(page, "xaxis")).y(axis(page, "yaxis"));
        for (Map<String, Object> t : data) {
            double[] x = numbers(t.get("x"));
            double[] y = numbers(t.get("y"));
            String name = text(t, "name");
            Figure more = switch (text(t, "type")) {
                case "scatter" -> x == null || y == null ? null : scatter(f, name, text(t, "mode"), x, y);
                case "bar" -> y == null || !(t.get("x") instanceof List<?> names) ? null : bars(f, name, names, x, y);
                case "histogram" -> x == null ? null : histogram(f, name, x);
                case "heatmap" -> heat(f, name, t);
                default -> null;
            };
            if (more == null) {
                return null;
            }
            f = more;
        }
        return data.isEmpty() ? null : f;
    }

    private static Figure scatter(Figure f, String name, String mode, double[] x, double[] y) {
        Figure g = mode.contains("lines") ? f.line(name, x, y) : f;
        return mode.contains("markers") || mode.isEmpty() ? g.points(name, x, y) : g;
    }

    private static Figure bars(Figure f, String name, List<?> names, double @Nullable [] x, double[] y) {
        if (x == null) {
            return f.bars(name, names.stream().map(String::valueOf).toList(), y);
        }
        double least = 1;
        double[] sorted = Arrays.stream(x).sorted().toArray();
        for (int i = 1; i < sorted.length; i++) {
            least = i == 1 ? sorted[1] - sorted[0] : Math.min(least, sorted[i] - sorted[i - 1]);
        }
        return f.bars(name, x, y, least > 0 ? 0.8 * least : 0.8);
    }

    private static Figure histogram(Figure f, String name, double[] x) {
        Histogram h = Histogram.of(x, bins(x));
        long n = Arrays.stream(x).filter(Double::isFinite).count();
        double[] counts = Arrays.stream(h.density()).map(v -> v * n * h.width()).toArray();
        return f.bars(name, h.centres(), counts, h.width());
    }

    private static @Nullable Figure heat(Figure f, String name, Map<String, Object> t) {
        if (!(t.get("z") instanceof List<?> rows) || rows.isEmpty()) {
            return null;
        }
        double[][] z = new double[rows.size()][];
        for (int i = 0; i < z.length; i++) {
            double[] row = numbers(rows.get(i));
            if (row == null || row.length == 0 || (i > 0 && row.length != z[0].length)) {
                return null;
            }
            z[i] = row;
        }
        Figure g = f;
        double[] x = numbers(t.get("x"));
        double[] y = numbers(t.get("y"));
        if (x == null && t.get("x") instanceof List<?> names) {
            g = g.xNames(names.stream().map(String::valueOf).toList());
        }
        if (y == null && t.get("y") instanceof List<?> names) {
            // Here the first row lies at the bottom, as plotly.js draws it.
            g = g.yNamesUpwards(names.stream().map(String::valueOf).toList());
        }
        return g.heat(name, x == null ? places(z[0].length) : x, y == null ? places(z.length) : y, z);
    }

    private static double[] places(int n) {
        double[] at = new double[n];
        Arrays.setAll(at, i -> i);
        return at;
    }
}
