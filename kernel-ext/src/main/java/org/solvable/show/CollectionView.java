package org.solvable.show;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Output;
import org.solvable.model.Parameter;

/** Records, maps and collections as tables: names beside values, and a column for each component of equal records. */
final class CollectionView {

    /** Beyond this a collection is counted but not copied: an endless one must not fill the memory. */
    private static final int MOST = 100_000;

    private CollectionView() {}

    /** A record: name, symbol where it has one, value. */
    static Map<String, Object> record(Record r) {
        if (ValueText.hasOwnText(r)) {
            return Renderers.plain(Text.visible(ValueText.of(r)));
        }
        RecordComponent[] components = r.getClass().getRecordComponents();
        List<Object> names = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent c : components) {
            names.add(name(c));
            values.add(ValueText.component(r, c));
        }
        return pairs(r.getClass().getSimpleName(), "component", names, values);
    }

    /** The name of a component, with its symbol if it is a parameter or an output of a model. */
    private static String name(RecordComponent c) {
        Parameter parameter = c.getAnnotation(Parameter.class);
        Output output = c.getAnnotation(Output.class);
        String symbol = parameter != null ? parameter.symbol() : output != null ? output.symbol() : "";
        return symbol.isEmpty() || symbol.equals(c.getName()) ? c.getName() : symbol + " (" + c.getName() + ")";
    }

    /** A map: keys beside values, in its own order. */
    static Map<String, Object> map(Map<?, ?> m) {
        List<@Nullable Object> keys = new ArrayList<>(m.keySet());
        List<@Nullable Object> values = new ArrayList<>();
        keys.forEach(k -> values.add(m.get(k)));
        return pairs(m.size() + (m.size() == 1 ? " entry" : " entries"), "key", keys, values);
    }

    private static Map<String, Object> pairs(
            String size, String first, List<? extends @Nullable Object> names, List<@Nullable Object> values) {
        List<HtmlTable.Column> columns =
                List.of(new HtmlTable.Column(first, false), new HtmlTable.Column("value", numbers(values)));
        return table(columns, names.size(), (r, c) -> ValueText.of((c == 0 ? names : values).get(r)), size);
    }

    private static Map<String, Object> table(
            List<HtmlTable.Column> columns, int rows, HtmlTable.Cells cells, String size) {
        String cut = rows > HtmlTable.PAGE ? " (first " + HtmlTable.PAGE + " shown)" : "";
        return Renderers.bundle(
                HtmlTable.of(columns, rows, cells, size),
                HtmlTable.plain(columns, rows, cells) + Text.visible(size) + cut);
    }

    /** A collection: numbers and words in one line, equal records as a table with their components, the rest in rows. */
    static Map<String, Object> collection(Collection<?> all) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object v : all) {
            if (values.size() == MOST) {
                break;
            }
            values.add(v);
        }
        String size = all.size() + (all.size() == 1 ? " element" : " elements");
        if (values.stream().allMatch(CollectionView::isWord)) {
            return Renderers.plain(Text.visible(
                    numbers(values)
                            ? ArrayView.numbers(all.getClass().getSimpleName(), values.toArray())
                            : ValueText.of(all) + (all.size() > ValueText.SHOWN ? "  " + size : "")));
        }
        if (values.getFirst() instanceof Record first
                && !ValueText.hasOwnText(first)
                && values.stream().allMatch(v -> v != null && v.getClass() == first.getClass())) {
            return records(first.getClass(), values, size);
        }
        List<HtmlTable.Column> columns = List.of(new HtmlTable.Column("", true), new HtmlTable.Column("value", false));
        return table(
                columns, values.size(), (r, c) -> c == 0 ? Integer.toString(r) : ValueText.of(values.get(r)), size);
    }

    private static Map<String, Object> records(
            Class<? extends Record> type, List<@Nullable Object> values, String size) {
        RecordComponent[] components = Objects.requireNonNull(type.getRecordComponents());
        List<HtmlTable.Column> columns = Arrays.stream(components)
                .map(c -> new HtmlTable.Column(name(c), isNumber(c.getType())))
                .toList();
        return table(
                columns,
                values.size(),
                (r, c) -> ValueText.of(
                        ValueText.component((Record) Objects.requireNonNull(values.get(r)), components[c])),
                size + " " + type.getSimpleName());
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type)
                || (type.isPrimitive() && type != boolean.class && type != char.class);
    }

    private static boolean numbers(List<@Nullable Object> values) {
        return !values.isEmpty() && values.stream().allMatch(v -> v instanceof Number);
    }

    private static boolean isWord(@Nullable Object v) {
        return v == null
                || v instanceof Number
                || v instanceof Boolean
                || v instanceof Character
                || v instanceof Enum<?>
                || (v instanceof CharSequence s && s.length() <= 40);
    }
}
