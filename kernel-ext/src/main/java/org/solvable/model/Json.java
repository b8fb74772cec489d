package org.solvable.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON of plain values: +∞ is {@code "inf"}, -∞ is {@code "-inf"}, NaN is {@code null}.
 *
 * <p>Numbers are written with the fewest digits that read back to the same bits.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** One line of JSON for maps, lists, arrays of double, strings, numbers, booleans, records of this package. */
    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plain value could not be written as JSON", e);
        }
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException if the text is not one; the message has line and column
     */
    public static Map<String, Object> readObject(String text) {
        try {
            Map<String, Object> map = MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (map == null) {
                throw new IllegalArgumentException("not a JSON object: null");
            }
            return map;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IllegalArgumentException("not a JSON object" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The value in terms of Map, List, String, Number, Boolean and null only. */
    public static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double d -> number(d);
            case Float f -> number(f.doubleValue());
            case Measured m -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                map.put("mean", number(m.mean()));
                map.put("standardError", number(m.standardError()));
                map.put("count", m.count());
                yield map;
            }
            case Status s -> s.word();
            case Enum<?> e -> Domain.word(e);
            case Optional<?> o -> plain(o.orElse(null));
            case OptionalLong o -> o.isPresent() ? o.getAsLong() : null;
            case double[] a -> {
                List<@Nullable Object> list = new ArrayList<>(a.length);
                for (double d : a) {
                    list.add(number(d));
                }
                yield list;
            }
            case Map<?, ?> m -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                m.forEach((k, v) -> map.put(String.valueOf(k), plain(v)));
                yield map;
            }
            case Iterable<?> i -> {
                List<@Nullable Object> list = new ArrayList<>();
                i.forEach(v -> list.add(plain(v)));
                yield list;
            }
            case Number n -> n;
            case Boolean b -> b;
            default -> value.toString();
        };
    }

    /** The number that a value read from JSON stands for; empty if it is none. */
    static Optional<Double> readNumber(Object value) {
        if (value instanceof Number n) {
            return Optional.of(n.doubleValue());
        }
        return value.equals("inf")
                ? Optional.of(Double.POSITIVE_INFINITY)
                : value.equals("-inf") ? Optional.of(Double.NEGATIVE_INFINITY) : Optional.empty();
    }

    private static @Nullable Object number(double d) {
        if (Double.isNaN(d)) {
            return null;
        }
        if (Double.isInfinite(d)) {
            return d > 0 ? "inf" : "-inf";
        }
        return d;
    }
}
