package org.solvable.show;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;

/** An array: type and shape, the first values, and smallest, mean and largest where they are numbers. */
final class ArrayView {

    private static final int SHOWN = 10;

    private ArrayView() {}

    static Map<String, Object> of(Object array) {
        if (array instanceof Object[] rows && isMatrix(rows)) {
            int columns = Array.getLength(rows[0]);
            String type = rows[0].getClass().getComponentType().getSimpleName();
            return Renderers.plain(type + "[" + rows.length + "][" + columns + "] "
                    + MatrixText.bundle(rows.length, columns, (i, j) -> ((Number) Array.get(rows[i], j)).doubleValue())
                            .get("text/plain"));
        }
        if (array instanceof Object[] objects
                && Arrays.stream(objects).anyMatch(v -> v != null && !(v instanceof Number))) {
            return CollectionView.collection(Arrays.asList(objects));
        }
        Object[] values = new Object[Array.getLength(array)];
        Arrays.setAll(values, i -> Array.get(array, i));
        return Renderers.plain(numbers(array.getClass().getComponentType().getSimpleName(), values));
    }

    /** Rows of numbers, all of one length. */
    private static boolean isMatrix(Object[] rows) {
        return rows.length > 0
                && Arrays.stream(rows)
                        .allMatch(r -> r != null
                                && r.getClass().isArray()
                                && r.getClass().getComponentType().isPrimitive()
                                && r.getClass().getComponentType() != boolean.class
                                && r.getClass().getComponentType() != char.class
                                && Array.getLength(r) == Array.getLength(rows[0]));
    }

    /** A line for numbers of this kind; what is no number is listed without a summary. */
    static String numbers(String kind, Object[] values) {
        int n = values.length;
        StringJoiner line = new StringJoiner(", ", kind + "[" + n + "] {", n > SHOWN ? ", …}" : "}");
        for (int i = 0; i < Math.min(n, SHOWN); i++) {
            line.add(ValueText.of(values[i]));
        }
        if (n <= SHOWN || !Arrays.stream(values).allMatch(v -> v instanceof Number)) {
            return line.toString();
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (Object value : values) {
            double v = ((Number) value).doubleValue();
            min = Math.min(min, v);
            max = Math.max(max, v);
            sum += v;
        }
        return line + "  min " + Numbers.text(min) + ", mean " + Numbers.text(sum / n) + ", max " + Numbers.text(max);
    }
}
