package org.solvable.show;

import java.lang.reflect.Array;
import java.util.Map;
import java.util.StringJoiner;

/** An array: type and shape, the first values, and smallest, mean and largest where they are numbers. */
final class ArrayView {

    private static final int SHOWN = 10;

    private ArrayView() {}

    static Map<String, Object> of(Object array) {
        return Renderers.plain(text(array));
    }

    private static String text(Object array) {
        if (array instanceof double[][] matrix) {
            int columns = matrix.length == 0 ? 0 : matrix[0].length;
            boolean even = java.util.Arrays.stream(matrix).allMatch(r -> r.length == columns);
            if (even) {
                return "double[" + matrix.length + "][" + columns + "] "
                        + MatrixText.bundle(matrix.length, columns, (i, j) -> matrix[i][j])
                                .get("text/plain");
            }
        }
        int n = Array.getLength(array);
        StringJoiner values = new StringJoiner(", ", "{", n > SHOWN ? ", …}" : "}");
        for (int i = 0; i < Math.min(n, SHOWN); i++) {
            Object v = Array.get(array, i);
            values.add(
                    v instanceof Number x && !(v instanceof Long) ? Numbers.text(x.doubleValue()) : String.valueOf(v));
        }
        String head = array.getClass().getComponentType().getSimpleName() + "[" + n + "] " + values;
        if (n <= SHOWN || !(Array.get(array, 0) instanceof Number)) {
            return head;
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double v = ((Number) Array.get(array, i)).doubleValue();
            min = Math.min(min, v);
            max = Math.max(max, v);
            sum += v;
        }
        return head + "  min " + Numbers.text(min) + ", mean " + Numbers.text(sum / n) + ", max " + Numbers.text(max);
    }
}
