package org.solvable.show;

import java.util.LinkedHashMap;
import java.util.Map;

/** A matrix: all of it as LaTeX where it is small, shape and corner where it is large. */
final class MatrixText {

    private static final int SMALL = 8;
    private static final int CORNER = 6;

    /** Reads an element. */
    interface Elements {
        double get(int row, int column);
    }

    private MatrixText() {}

    static Map<String, Object> bundle(int rows, int columns, Elements e) {
        Map<String, Object> b = new LinkedHashMap<>();
        if (rows <= SMALL && columns <= SMALL && rows > 0 && columns > 0) {
            b.put("text/latex", latex(rows, columns, e));
        } else {
            b.put("text/html", html(rows, columns, e));
        }
        b.put("text/plain", plain(rows, columns, e));
        return b;
    }

    private static String latex(int rows, int columns, Elements e) {
        StringBuilder b = new StringBuilder("$$\\begin{pmatrix}");
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                String n = Numbers.text(e.get(i, j))
                        .replace("NaN", "\\mathrm{NaN}")
                        .replace("∞", "\\infty")
                        .replace("−", "-");
                b.append(n.replaceAll("^(.*)e([-+]?)0*(\\d+)$", "$1\\\\cdot 10^{$2$3}")
                        .replace("{+", "{"));
                b.append(j + 1 < columns ? " & " : i + 1 < rows ? " \\\\ " : "");
            }
        }
        return b.append("\\end{pmatrix}$$").toString();
    }

    private static String html(int rows, int columns, Elements e) {
        int r = Math.min(rows, CORNER);
        int c = Math.min(columns, CORNER);
        StringBuilder b = new StringBuilder(
                "<p>" + rows + " × " + columns + " matrix; MatrixMap.of(title, matrix) shows all of it</p><table>");
        for (int i = 0; i < r; i++) {
            b.append("<tr>");
            for (int j = 0; j < c; j++) {
                b.append("<td style=\"text-align:right\">")
                        .append(Numbers.text(e.get(i, j)))
                        .append("</td>");
            }
            b.append(c < columns ? "<td>…</td></tr>" : "</tr>");
        }
        return b.append(r < rows ? "<tr><td>⋮</td></tr></table>" : "</table>").toString();
    }

    private static String plain(int rows, int columns, Elements e) {
        boolean small = rows <= SMALL && columns <= SMALL;
        int r = small ? rows : Math.min(rows, CORNER);
        int c = small ? columns : Math.min(columns, CORNER);
        StringBuilder b = new StringBuilder(rows + " x " + columns + " matrix\n");
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < c; j++) {
                b.append(String.format("%13s", Numbers.text(e.get(i, j))));
            }
            b.append(c < columns ? "  …\n" : "\n");
        }
        return r < rows ? b + "            ⋮" : b.toString().stripTrailing();
    }
}
