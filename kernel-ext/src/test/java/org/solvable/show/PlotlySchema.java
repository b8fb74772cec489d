package org.solvable.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Checks figures against the schema that plotly.js publishes: every attribute exists, and every value has its type, lies in
 * its range or is one of its words.
 *
 * <p>The resource holds the parts of {@code dist/plot-schema.json} of the npm package plotly.js that are needed here.
 */
final class PlotlySchema {

    private final JsonNode schema;
    private final List<String> faults = new ArrayList<>();

    PlotlySchema() {
        try (InputStream in = PlotlySchema.class.getResourceAsStream("plot-schema.json")) {
            schema = new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return schema.get("version").asText();
    }

    /** What is wrong with a figure, as sentences with the path of the attribute; empty for nothing. */
    List<String> faults(JsonNode figure) {
        faults.clear();
        figure.fieldNames().forEachRemaining(name -> {
            if (!List.of("data", "layout", "frames").contains(name)) {
                faults.add(name + " is no part of a figure");
            }
        });
        List<String> types = new ArrayList<>();
        for (JsonNode trace : figure.get("data")) {
            types.add(trace.path("type").asText("scatter"));
            trace("data[" + (types.size() - 1) + "]", types.getLast(), trace);
        }
        object("layout", schema.get("layout"), figure.get("layout"));
        Set<String> names = new HashSet<>();
        for (JsonNode frame : figure.path("frames")) {
            String path = "frames[" + names.size() + "]";
            object(path, schema.get("frame"), frame);
            names.add(frame.get("name").asText());
            object(path + ".layout", schema.get("layout"), frame.get("layout"));
            for (int i = 0; i < frame.get("data").size(); i++) {
                int trace = frame.at("/traces/" + i).asInt();
                trace(path + ".data[" + i + "]", types.get(trace), frame.at("/data/" + i));
            }
        }
        for (JsonNode slider : figure.at("/layout/sliders")) {
            for (JsonNode step : slider.get("steps")) {
                String name = step.at("/args/0/0").asText();
                if (!names.contains(name)) {
                    faults.add("a slider's step leads to frame " + name + ", which is not there");
                }
            }
        }
        return List.copyOf(faults);
    }

    private void trace(String path, String type, JsonNode trace) {
        JsonNode known = schema.at("/traces/" + type);
        if (known.isMissingNode()) {
            faults.add(path + ".type = " + type + " is no type of trace");
        } else {
            object(path, known, trace);
        }
    }

    private void object(String path, JsonNode known, JsonNode given) {
        if (!given.isObject()) {
            faults.add(path + " must be an object");
            return;
        }
        given.fields().forEachRemaining(e -> {
            String name = e.getKey();
            String at = path + "." + name;
            // Further axes and legends are numbered.
            JsonNode attribute =
                    known.has(name) ? known.get(name) : known.path(name.replaceAll("([a-z])[0-9]+$", "$1"));
            if (attribute.isMissingNode()) {
                faults.add(at + " does not exist");
            } else if (attribute.isTextual()) {
                // The type of a trace, by which these attributes were found.
                return;
            } else if (attribute.has("items") && !attribute.has("valType")) {
                int i = 0;
                for (JsonNode item : e.getValue()) {
                    object(
                            at + "[" + i++ + "]",
                            attribute.get("items").elements().next(),
                            item);
                }
            } else if (!attribute.has("valType")) {
                object(at, attribute, e.getValue());
            } else if (attribute.path("arrayOk").asBoolean() && e.getValue().isArray()) {
                e.getValue().forEach(v -> value(at, attribute, v));
            } else {
                value(at, attribute, e.getValue());
            }
        });
    }

    private void value(String at, JsonNode known, JsonNode v) {
        String type = known.get("valType").asText();
        boolean right = switch (type) {
            case "any" -> true;
            case "data_array" -> v.isArray();
            case "boolean" -> v.isBoolean();
            case "number", "integer" -> number(known, v, type.equals("integer"));
            case "string" -> v.isTextual() && (!known.has("values") || word(known.get("values"), v));
            case "color" -> v.isTextual() && v.asText().matches("#[0-9A-Fa-f]{6}|rgba?\\([0-9., ]+\\)|[a-z]+");
            case "angle" -> v.isNumber() || v.asText().equals("auto");
            case "subplotid" ->
                v.asText().matches(known.get("dflt").asText().replaceAll("[0-9]", "") + "([2-9]|[1-9][0-9]+)?");
            case "enumerated" -> word(known.get("values"), v);
            case "flaglist" -> flags(known, v);
            case "colorscale" -> colorscale(v);
            case "info_array" -> list(at, known, v);
            default -> throw new AssertionError("the schema has a type that is not checked here: " + type);
        };
        if (!right) {
            faults.add(at + " = " + v + " is not " + type + " "
                    + (known.has("values") ? known.get("values").toString() : ""));
        }
    }

    private static boolean number(JsonNode known, JsonNode v, boolean integer) {
        if (!v.isNumber() || (integer && !v.canConvertToExactIntegral())) {
            return false;
        }
        return v.asDouble() >= known.path("min").asDouble(Double.NEGATIVE_INFINITY)
                && v.asDouble() <= known.path("max").asDouble(Double.POSITIVE_INFINITY);
    }

    /** One of the words; a word between slashes is a pattern. */
    private static boolean word(JsonNode words, JsonNode v) {
        for (JsonNode w : words) {
            String s = w.asText();
            boolean pattern = s.length() > 1 && s.startsWith("/") && s.endsWith("/");
            if (w.equals(v)
                    || (pattern && v.isTextual() && v.asText().matches("(?:" + s.substring(1, s.length() - 1) + ")"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean flags(JsonNode known, JsonNode v) {
        if (known.has("extras") && word(known.get("extras"), v)) {
            return true;
        }
        Set<String> flags = new HashSet<>();
        known.get("flags").forEach(f -> flags.add(f.asText()));
        return v.isTextual() && flags.containsAll(List.of(v.asText().split("\\+")));
    }

    private static boolean colorscale(JsonNode v) {
        if (v.isTextual()) {
            return true;
        }
        double before = 0;
        for (JsonNode stop : v) {
            double at = stop.path(0).asDouble(-1);
            if (at < before
                    || !stop.path(0).isNumber()
                    || !stop.path(1).asText().startsWith("#")) {
                return false;
            }
            before = at;
        }
        return v.size() >= 2 && v.at("/0/0").asDouble() == 0 && before == 1;
    }

    private boolean list(String at, JsonNode known, JsonNode v) {
        JsonNode items = known.get("items");
        boolean free = known.path("freeLength").asBoolean();
        if (!v.isArray() || (items.isArray() && !free && v.size() > items.size())) {
            return false;
        }
        for (int i = 0; i < v.size(); i++) {
            value(at + "[" + i + "]", items.isArray() ? items.get(Math.min(i, items.size() - 1)) : items, v.get(i));
        }
        return true;
    }
}
