package org.solvable.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a record class: names, symbols, ranges and defaults, read once from its {@link Parameter} annotations.
 *
 * <p>A record checks itself in its constructor with {@code Domain.of(Model.class).check(alpha, kappa, …)}: the ranges are
 * those of the annotations, and NaN fails them.
 */
public final class Domain {

    /** One parameter. */
    public record Field(
            String name,
            String symbol,
            String doc,
            Class<?> type,
            double min,
            boolean minOpen,
            double max,
            boolean maxOpen,
            boolean infinite,
            String byDefault) {

        boolean isNumber() {
            return type == double.class || type == int.class || type == long.class;
        }

        boolean contains(double v) {
            if (v == Double.POSITIVE_INFINITY) {
                return infinite;
            }
            boolean above = minOpen ? v > min : v >= min;
            boolean below = maxOpen ? v < max : v <= max;
            return above && below && v > Double.NEGATIVE_INFINITY;
        }

        /** The range in words: {@code finite and > 0}. */
        public String range() {
            if (!isNumber()) {
                return "one of " + String.join(", ", words());
            }
            List<String> parts = new ArrayList<>();
            boolean whole = type != double.class;
            if (whole) {
                parts.add("a whole number");
            } else if (!infinite && max == Double.POSITIVE_INFINITY) {
                parts.add("finite");
            }
            if (min > Double.NEGATIVE_INFINITY) {
                parts.add((minOpen ? "> " : ">= ") + text(min));
            }
            if (max < Double.POSITIVE_INFINITY) {
                parts.add((maxOpen ? "< " : "<= ") + text(max));
            }
            if (infinite) {
                parts.add("inf allowed");
            }
            return parts.isEmpty() ? "a number" : String.join(" and ", parts);
        }

        List<String> words() {
            if (type == boolean.class) {
                return List.of("true", "false");
            }
            List<String> words = new ArrayList<>();
            if (type.isEnum()) {
                for (Object c : type.getEnumConstants()) {
                    words.add(word((Enum<?>) c));
                }
            }
            return words;
        }
    }

    private static final ClassValue<Domain> CACHE = new ClassValue<>() {
        @Override
        protected Domain computeValue(Class<?> type) {
            return new Domain(type);
        }
    };

    private final Class<?> type;
    private final List<Field> fields = new ArrayList<>();
    private final List<MethodHandle> readers = new ArrayList<>();
    private final Field[] numbers;

    private Domain(Class<?> type) {
        this.type = type;
        if (!type.isRecord()) {
            throw new IllegalArgumentException("type = " + type.getName() + ": must be a record class");
        }
        for (RecordComponent c : type.getRecordComponents()) {
            Parameter p = c.getAnnotation(Parameter.class);
            if (p == null) {
                throw new IllegalArgumentException(
                        "component " + c.getName() + " of " + type.getName() + ": must carry @Parameter");
            }
            fields.add(new Field(
                    p.name().isEmpty() ? c.getName() : p.name(),
                    p.symbol().isEmpty() ? c.getName() : p.symbol(),
                    p.doc(),
                    c.getType(),
                    p.min(),
                    p.minOpen(),
                    p.max(),
                    p.maxOpen(),
                    p.infinite(),
                    p.byDefault()));
            readers.add(reader(c));
        }
        numbers = fields.stream().filter(Field::isNumber).toArray(Field[]::new);
    }

    private static MethodHandle reader(RecordComponent c) {
        try {
            c.getAccessor().setAccessible(true);
            return MethodHandles.lookup().unreflect(c.getAccessor());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("accessor of " + c.getName() + " cannot be called", e);
        }
    }

    /** The domain of a record class whose components all carry {@link Parameter}. */
    public static Domain of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    /** All parameters, in the order of the components. */
    public List<Field> fields() {
        return List.copyOf(fields);
    }

    /**
     * Checks the numeric components, given in their order.
     *
     * @throws IllegalArgumentException for the first that is out of its range (NaN is): "alpha = -1.0: must be finite and > 0"
     */
    public void check(double... values) {
        if (values.length != numbers.length) {
            throw new IllegalArgumentException(
                    "check of " + values.length + " values: " + type.getName() + " has " + numbers.length + " numbers");
        }
        for (int i = 0; i < values.length; i++) {
            if (!numbers[i].contains(values[i])) {
                boolean whole = numbers[i].type() != double.class;
                throw new IllegalArgumentException(numbers[i].name() + " = "
                        + (whole ? Long.toString((long) values[i]) : Double.toString(values[i])) + ": must be "
                        + numbers[i].range());
            }
        }
    }

    /**
     * Makes a record from values by name; names that are not given get their default.
     *
     * @param values numbers, booleans, or text ({@code 0.5}, {@code inf}, a word of an enumeration)
     * @throws IllegalArgumentException for an unknown name (with the nearest known one), text that is no such value, or a
     *     value out of range
     */
    public Record build(Map<String, ?> values) {
        for (String name : values.keySet()) {
            if (fields.stream().noneMatch(f -> f.name().equals(name))) {
                throw new UnknownNameException(
                        "parameter", name, fields.stream().map(Field::name).toList());
            }
        }
        Object[] arguments = new Object[fields.size()];
        Class<?>[] types = new Class<?>[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            Field f = fields.get(i);
            types[i] = f.type();
            arguments[i] = value(f, values, 0);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(arguments);
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("constructor of " + type.getName() + " cannot be called", e);
        }
    }

    private Object value(Field f, Map<String, ?> values, int depth) {
        Object given = values.get(f.name());
        if (given != null) {
            return parse(f, given);
        }
        if (f.byDefault().startsWith("=")) {
            String other = f.byDefault().substring(1);
            Field target = fields.stream()
                    .filter(g -> g.name().equals(other))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("default of " + f.name() + " names no parameter"));
            if (depth > fields.size()) {
                throw new IllegalStateException("defaults of " + type.getName() + " go round in a circle");
            }
            return value(target, values, depth + 1);
        }
        return parse(f, f.byDefault());
    }

    private static Object parse(Field f, Object given) {
        String text = given.toString().strip();
        if (f.type() == boolean.class || f.type().isEnum()) {
            String word = text.toLowerCase(Locale.ROOT);
            if (!f.words().contains(word)) {
                throw new IllegalArgumentException(f.name() + " = " + text + ": must be " + f.range());
            }
            if (f.type() == boolean.class) {
                return Boolean.valueOf(word);
            }
            return f.type().getEnumConstants()[f.words().indexOf(word)];
        }
        if (f.type() == String.class) {
            return text;
        }
        double number = number(text)
                .orElseThrow(() -> new IllegalArgumentException(f.name() + " = " + text + ": must be " + f.range()));
        if (f.type() == double.class) {
            return number;
        }
        long whole = (long) number;
        boolean exact = whole == number && Math.abs(number) < 0x1p53;
        try {
            // Text of a long may have more digits than a double holds.
            whole = Long.parseLong(text);
            exact = true;
        } catch (NumberFormatException e) {
            // "1e3" is a whole number too: keep what the double said.
        }
        if (!exact || (f.type() == int.class && whole != (int) whole)) {
            throw new IllegalArgumentException(f.name() + " = " + text + ": must be " + f.range());
        }
        return f.type() == int.class ? (Object) (int) whole : (Object) whole;
    }

    private static Optional<Double> number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "nan" -> Optional.of(Double.NaN);
            default -> {
                try {
                    // Java alone reads "1d" and "0x1p3" as numbers; other tools that share this door do not.
                    yield text.matches("[-+0-9.eE]+") ? Optional.of(Double.parseDouble(text)) : Optional.empty();
                } catch (NumberFormatException e) {
                    yield Optional.empty();
                }
            }
        };
    }

    /** The record's values by name, in order; enumerations as words. */
    public Map<String, Object> values(Record instance) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Object v = read(readers.get(i), instance);
            map.put(fields.get(i).name(), v instanceof Enum<?> e ? word(e) : v);
        }
        return map;
    }

    static Object read(MethodHandle reader, Record instance) {
        try {
            return reader.invoke(instance);
        } catch (Throwable e) {
            throw new IllegalStateException("component of " + instance + " cannot be read", e);
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}
