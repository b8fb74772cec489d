package org.solvable.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one unit of a sweep; as text it is a line of the journal.
 *
 * <p>Theory has numbers in the order of the model's outputs, an experiment has measured quantities by name.
 */
record UnitResult(
        long unit,
        Status status,
        String message,
        double[] solved,
        Map<String, Measured> measured,
        Map<String, @Nullable Object> notes) {

    private static final double[] NONE = {};

    static UnitResult of(long unit, Solution<?> s) {
        double[] numbers = Outputs.of(s.outputs().getClass()).numbers(s.outputs());
        return new UnitResult(unit, s.status(), s.message(), numbers, Map.of(), Map.of());
    }

    static UnitResult of(long unit, Measurement m) {
        Map<String, @Nullable Object> notes = new LinkedHashMap<>();
        // Only what a cell of a table can hold; in JSON's terms, so that a resumed sweep sees the same values.
        m.notes().forEach((name, note) -> {
            Object plain = Json.plain(note);
            if (!(plain instanceof Map) && !(plain instanceof List)) {
                notes.put(name, plain);
            }
        });
        return new UnitResult(unit, m.status(), m.message(), NONE, m.outputs(), Collections.unmodifiableMap(notes));
    }

    static UnitResult failed(long unit, Status status, String message) {
        return new UnitResult(unit, status, message, NONE, Map.of(), Map.of());
    }

    UnitResult withUnit(long id) {
        return new UnitResult(id, status, message, solved, measured, notes);
    }

    String toText() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", unit);
        map.put("status", status.word());
        if (!message.isEmpty()) {
            map.put("message", message);
        }
        if (solved.length > 0) {
            map.put("solved", solved);
        }
        if (!measured.isEmpty()) {
            map.put("measured", measured);
        }
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        return Json.write(map);
    }

    /** Reads a line; throws {@link IllegalArgumentException} if it is no answer. */
    static UnitResult parse(String text) {
        Map<String, Object> map = Json.readObject(text);
        try {
            double[] solved = map.get("solved") instanceof List<?> list
                    ? list.stream().mapToDouble(UnitResult::number).toArray()
                    : NONE;
            Map<String, Measured> measured = new LinkedHashMap<>();
            if (map.get("measured") instanceof Map<?, ?> outputs) {
                outputs.forEach((name, value) -> measured.put(String.valueOf(name), measured(value)));
            }
            Map<String, @Nullable Object> notes = new LinkedHashMap<>();
            if (map.get("notes") instanceof Map<?, ?> remarks) {
                remarks.forEach((name, value) -> notes.put(String.valueOf(name), value));
            }
            long unit = whole(map.get("unit"));
            if (unit < 0) {
                throw new IllegalArgumentException("unit = " + unit + ": must be >= 0");
            }
            return new UnitResult(
                    unit,
                    Status.ofWord(String.valueOf(map.get("status"))),
                    map.get("message") instanceof String s ? s : "",
                    solved,
                    Collections.unmodifiableMap(measured),
                    Collections.unmodifiableMap(notes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an answer to a unit of work (" + e.getMessage() + "): " + text, e);
        }
    }

    private static Measured measured(@Nullable Object value) {
        if (value instanceof Map<?, ?> m) {
            return new Measured(number(m.get("mean")), number(m.get("standardError")), whole(m.get("count")));
        }
        throw new IllegalArgumentException(value + ": must have mean, standardError and count");
    }

    private static double number(@Nullable Object value) {
        if (value == null) {
            return Double.NaN;
        }
        return Json.readNumber(value).orElseThrow(() -> new IllegalArgumentException(value + ": must be a number"));
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException(value + ": must be a whole number");
    }
}
