package org.solvable.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a record class: names, symbols, ranges and defaults, read once from its {@link Parameter} annotations.
 *
 * <p>A record checks itself in its constructor with {@code Domain.of(Model.class).check(alpha, kappa, …)}: the ranges are
 * those of the annotations, and NaN fails them.
 */
public final class Domain {

    /**
     * One parameter.
     *
     * @param name the name at the named door
     * @param symbol the symbol of the paper
     * @param unit unit or scale, empty for a pure number
     * @param doc what it is
     * @param type {@code double}, {@code int}, {@code long}, {@code boolean}, an enum or {@code String}
     * @param min lower end of the range of a number
     * @param minOpen whether {@code min} is excluded
     * @param max upper end
     * @param maxOpen whether {@code max} is excluded
     * @param infinite whether plus infinity is a value
     * @param byDefault the default as it would be typed, {@code =other} to follow another parameter; empty if there is none
     */
    public record Field(
            String name,
            String symbol,
            String unit,
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

        /** The exception for a value that does not fit: {@code alpha = -1.0: must be finite and > 0}. */
        IllegalArgumentException reject(Object value) {
            return new IllegalArgumentException(name + " = " + value + ": must be " + range());
        }

        /** The range in words: {@code finite and > 0}. */
        public String range() {
            if (type == String.class) {
                return "text";
            }
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

        /** The words that a boolean or an enumeration can be; empty for other types. */
        public List<String> words() {
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

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private static final ClassValue<Domain> CACHE = new ClassValue<>() {
        @Override
        protected Domain computeValue(Class<?> type) {
            return new Domain(type);
        }
    };

    private final Class<?> type;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> names;
    private final List<MethodHandle> readers = new ArrayList<>();
    private final MethodHandle constructor;
    private final Field[] numbers;
    /** Parsed defaults, by component; empty where there is none, or where another parameter is followed. */
    private final List<Optional<Object>> defaults = new ArrayList<>();
    /** The component that a missing value is taken from, or -1. */
    private final int[] follows;

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
            Field field = new Field(
                    p.name().isEmpty() ? c.getName() : p.name(),
                    p.symbol().isEmpty() ? c.getName() : p.symbol(),
                    p.unit(),
                    p.doc(),
                    c.getType(),
                    p.min(),
                    p.minOpen(),
                    p.max(),
                    p.maxOpen(),
                    p.infinite(),
                    p.byDefault());
            if (!field.isNumber() && field.words().isEmpty() && field.type() != String.class) {
                throw new IllegalArgumentException("component " + c.getName() + " of " + type.getName() + " is a "
                        + c.getType().getSimpleName() + ": must be double, int, long, boolean, an enum or String");
            }
            fields.add(field);
            readers.add(reader(c));
        }
        names = fields.stream().map(Field::name).toList();
        numbers = fields.stream().filter(Field::isNumber).toArray(Field[]::new);
        constructor = constructor(type);
        follows = new int[fields.size()];
        for (int i = 0; i < follows.length; i++) {
            String text = fields.get(i).byDefault();
            follows[i] = text.startsWith("=") ? names.indexOf(text.substring(1)) : -1;
            if (text.startsWith("=") && follows[i] < 0) {
                throw new IllegalArgumentException("default " + text + " of " + names.get(i) + " in " + type.getName()
                        + ": must name another parameter, one of " + names);
            }
            boolean own = !text.isEmpty() && follows[i] < 0;
            defaults.add(own ? Optional.of(parse(fields.get(i), text)) : Optional.empty());
        }
        requireNoCircle();
    }

    private void requireNoCircle() {
        for (int i = 0; i < follows.length; i++) {
            int steps = 0;
            for (int j = i; follows[j] >= 0; j = follows[j]) {
                if (++steps > follows.length) {
                    throw new IllegalArgumentException(
                            "default " + fields.get(i).byDefault() + " of " + names.get(i) + " in " + type.getName()
                                    + ": must not lead back to itself");
                }
            }
        }
    }

    private static MethodHandle constructor(Class<?> type) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Record.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("constructor of " + type.getName() + " cannot be called", e);
        }
    }

    private static MethodHandle reader(RecordComponent c) {
        try {
            c.getAccessor().setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(c.getAccessor())
                    .asType(MethodType.methodType(Object.class, Record.class));
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
        return Collections.unmodifiableList(fields);
    }

    /** The names of all parameters, in the order of the components. */
    public List<String> names() {
        return names;
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
                throw numbers[i].reject(whole ? Long.toString((long) values[i]) : number(values[i]));
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
        Object[] arguments = new Object[fields.size()];
        values.forEach((name, value) -> {
            int i = index(name);
            arguments[i] = parse(fields.get(i), value);
        });
        return make(arguments);
    }

    /** The position of a parameter; unknown names throw with the nearest known one. */
    int index(String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new UnknownNameException("parameter", name, names);
        }
        return i;
    }

    /** A value for component {@code i} from a number, a boolean or text; throws with name, value and range. */
    Object parse(int i, Object given) {
        return parse(fields.get(i), given);
    }

    /**
     * Makes a record from parsed values in component order.
     *
     * @param arguments changed: where it holds null it gets the default
     */
    Record make(@Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                arguments[i] = missing(i, arguments);
            }
        }
        try {
            return (Record) constructor.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("constructor of " + type.getName() + " throws a checked exception", e);
        }
    }

    /** Throws if a component without a default has no value; the values of the others are not looked at. */
    void requireGiven(@Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            int source = i;
            while (arguments[source] == null && follows[source] >= 0) {
                source = follows[source];
            }
            if (arguments[source] == null && defaults.get(source).isEmpty()) {
                throw isMissing(fields.get(source));
            }
        }
    }

    private static IllegalArgumentException isMissing(Field f) {
        return new IllegalArgumentException(f.name() + " is missing: must be " + f.range() + " (" + f.doc() + ")");
    }

    private Object missing(int i, @Nullable Object[] arguments) {
        int source = i;
        while (follows[source] >= 0) {
            source = follows[source];
            Object given = arguments[source];
            if (given != null) {
                // The other parameter may be of another type or have a wider range.
                return parse(fields.get(i), given);
            }
        }
        Field origin = fields.get(source);
        Object value = defaults.get(source).orElseThrow(() -> isMissing(origin));
        return source == i ? value : parse(fields.get(i), value);
    }

    private static Object parse(Field f, Object given) {
        if (f.type() == double.class && given instanceof Double d) {
            return inRange(f, d, d);
        }
        String text = given instanceof Enum<?> e ? word(e) : given.toString().strip();
        if (f.type() == boolean.class || f.type().isEnum()) {
            String word = text.toLowerCase(Locale.ROOT).replace('_', '-');
            if (!f.words().contains(word)) {
                throw new IllegalArgumentException(f.reject(text).getMessage()
                        + UnknownNameException.nearest(word, f.words())
                                .map(n -> " (did you mean " + n + "?)")
                                .orElse(""));
            }
            if (f.type() == boolean.class) {
                return Boolean.valueOf(word);
            }
            return f.type().getEnumConstants()[f.words().indexOf(word)];
        }
        if (f.type() == String.class) {
            return text;
        }
        if (f.type() == double.class) {
            double number = number(text).orElseThrow(() -> f.reject(text));
            return inRange(f, number, number);
        }
        long whole = whole(text).orElseThrow(() -> f.reject(text));
        if (f.type() == int.class && whole != (int) whole) {
            throw f.reject(text);
        }
        return inRange(f, whole, f.type() == int.class ? (Object) (int) whole : (Object) whole);
    }

    private static Object inRange(Field f, double number, Object value) {
        if (!f.contains(number)) {
            throw f.reject(value instanceof Double d ? number(d) : value);
        }
        return value;
    }

    /** Exact for all 64-bit numbers; 1e3 and 40.0 are whole numbers too. */
    private static Optional<Long> whole(String text) {
        try {
            return DECIMAL.matcher(text).matches()
                    ? Optional.of(new BigDecimal(text).longValueExact())
                    : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "nan" -> Optional.of(Double.NaN);
            // Java alone reads "1d" and "0x1p3" as numbers; other tools that share this door do not.
            default -> DECIMAL.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
        };
    }

    /** A number as the named door writes it: infinities as {@code inf} and {@code -inf}. */
    static String number(double x) {
        return Double.isInfinite(x) ? (x > 0 ? "inf" : "-inf") : Double.toString(x);
    }

    /** The record's values as text that names them all: {@code alpha=10.0 kappa=inf}; equal records give equal text. */
    public String text(Record instance) {
        StringJoiner text = new StringJoiner(" ");
        values(instance).forEach((name, v) -> text.add(name + "=" + (v instanceof Double d ? number(d) : v)));
        return text.toString();
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

    private static Object read(MethodHandle reader, Record instance) {
        try {
            return (Object) reader.invokeExact(instance);
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
