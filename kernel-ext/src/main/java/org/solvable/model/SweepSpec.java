package org.solvable.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the JSON description of a sweep; every key is known or named in the error. */
final class SweepSpec {

    private static final List<String> KEYS = List.of("model", "task", "axes", "with", "replicas");
    private static final List<String> AXIS_KEYS = List.of("name", "values", "linear", "log");

    private SweepSpec() {}

    static Sweep read(String json) {
        Map<String, Object> spec = Json.readObject(json);
        requireKnown("key", spec, KEYS);
        SolvableModel<?, ?, ?> model = Models.named(text("model", spec.get("model")));
        String task = spec.containsKey("task") ? text("task", spec.get("task")) : "solve";
        Sweep sweep = switch (task) {
            case "solve" -> Sweep.solving(model);
            case "measure" -> Sweep.measuring(model);
            default -> throw wrong("task", task, "\"solve\" or \"measure\"");
        };
        if (spec.containsKey("replicas")) {
            sweep = sweep.withReplicas(count("replicas", spec.get("replicas")));
        }
        if (spec.get("with") instanceof Map<?, ?> with) {
            for (Map.Entry<?, ?> e : with.entrySet()) {
                sweep = sweep.with(String.valueOf(e.getKey()), scalar("with." + e.getKey(), e.getValue()));
            }
        } else if (spec.containsKey("with")) {
            throw wrong("with", spec.get("with"), "an object of names and values");
        }
        if (spec.get("axes") instanceof List<?> axes) {
            for (Object axis : axes) {
                sweep = sweep.over(axis(axis));
            }
        } else if (spec.containsKey("axes")) {
            throw wrong("axes", spec.get("axes"), "a list of axes");
        }
        return sweep;
    }

    private static Axis axis(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("axis", value, "an object such as {\"name\": \"tau\", \"linear\": [0.1, 3, 30]}");
        }
        requireKnown("key of an axis", map, AXIS_KEYS);
        String name = text("name of an axis", map.get("name"));
        if (map.size() != 2) {
            throw wrong("axis " + name, map, "a name and one of values, linear, log");
        }
        if (map.get("values") instanceof List<?> values) {
            return new Axis(
                    name, values.stream().map(v -> scalar("axis " + name, v)).toList());
        }
        boolean log = map.containsKey("log");
        Object ends = map.get(log ? "log" : "linear");
        if (!(ends instanceof List<?> list)
                || list.size() != 3
                || !(list.get(0) instanceof Number from)
                || !(list.get(1) instanceof Number to)) {
            throw wrong("axis " + name, ends, "[from, to, count] for linear and log, or a list for values");
        }
        int count = count("count of axis " + name, list.get(2));
        return log
                ? Axis.log(name, from.doubleValue(), to.doubleValue(), count)
                : Axis.linear(name, from.doubleValue(), to.doubleValue(), count);
    }

    private static void requireKnown(String kind, Map<?, ?> map, List<String> known) {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new UnknownNameException(kind, String.valueOf(key), known);
            }
        }
    }

    private static String text(String name, @Nullable Object value) {
        if (value instanceof String s) {
            return s;
        }
        throw wrong(name, value, "a string");
    }

    private static int count(String name, @Nullable Object value) {
        if (value instanceof Integer n && n >= 1) {
            return n;
        }
        throw wrong(name, value, "a whole number >= 1");
    }

    private static Object scalar(String name, @Nullable Object value) {
        if (value instanceof Number || value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw wrong(name, value, "a number, a string or a boolean");
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object value, String rule) {
        return new IllegalArgumentException(name + " = " + Objects.toString(value) + ": must be " + rule);
    }
}
