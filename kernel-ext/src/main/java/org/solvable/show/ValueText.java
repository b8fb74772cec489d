package org.solvable.show;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Any value in one line: numbers as in tables, records, maps, arrays and collections with what is in them, down to a depth
 * and a length. What says by itself how it reads is taken at its word.
 */
final class ValueText {

    /** Elements that are shown. */
    static final int SHOWN = 8;

    private static final int DEEPEST = 4;
    private static final int LONGEST = 300;

    private ValueText() {}

    static String of(@Nullable Object value) {
        String text = text(value, 0);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String text(@Nullable Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Double || value instanceof Float) {
            return Numbers.text(((Number) value).doubleValue());
        }
        boolean holder = value.getClass().isArray()
                || value instanceof Iterable<?>
                || value instanceof Map<?, ?>
                || value instanceof Record
                || value instanceof Optional<?>;
        if (!holder || value instanceof java.nio.file.Path) {
            return string(value);
        }
        if (depth == DEEPEST) {
            return "…";
        }
        return switch (value) {
            case Optional<?> o -> o.isPresent() ? text(o.get(), depth + 1) : "none";
            case Map<?, ?> m -> map(m, depth);
            case Iterable<?> all -> elements(all, depth);
            case Record r -> hasOwnText(r) ? string(r) : record(r, depth);
            default -> array(value, depth);
        };
    }

    private static String map(Map<?, ?> m, int depth) {
        StringJoiner b = new StringJoiner(", ", "{", m.size() > SHOWN ? ", …}" : "}");
        m.entrySet().stream()
                .limit(SHOWN)
                .forEach(e -> b.add(text(e.getKey(), depth + 1) + ": " + text(e.getValue(), depth + 1)));
        return b.toString();
    }

    private static String elements(Iterable<?> all, int depth) {
        StringBuilder b = new StringBuilder("[");
        int n = 0;
        for (Object v : all) {
            if (n == SHOWN) {
                return b.append(", …]").toString();
            }
            b.append(n++ > 0 ? ", " : "").append(text(v, depth + 1));
        }
        return b.append(']').toString();
    }

    private static String array(Object array, int depth) {
        int n = Array.getLength(array);
        StringJoiner b = new StringJoiner(", ", "{", n > SHOWN ? ", …}" : "}");
        for (int i = 0; i < Math.min(n, SHOWN); i++) {
            b.add(text(Array.get(array, i), depth + 1));
        }
        return b.toString();
    }

    private static String record(Record r, int depth) {
        StringJoiner b = new StringJoiner(", ", r.getClass().getSimpleName() + "[", "]");
        for (RecordComponent c : r.getClass().getRecordComponents()) {
            b.add(c.getName() + "=" + text(component(r, c), depth + 1));
        }
        return b.toString();
    }

    /** Whether the class has a text of its own: the one that Java writes for records is not declared in a source. */
    static boolean hasOwnText(Record r) {
        try {
            // The text that the compiler adds is final; one that somebody wrote hardly ever is.
            return !Modifier.isFinal(r.getClass().getMethod("toString").getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** The value of a component; a sentence in place of one that cannot be read. */
    static @Nullable Object component(Record r, RecordComponent c) {
        try {
            Method accessor = c.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(r);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            return "cannot be read: " + e.getClass().getSimpleName();
        }
    }

    private static String string(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException e) {
            return value.getClass().getSimpleName() + " whose text cannot be made: " + e;
        }
    }
}
