package org.solvable.show;

import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as HTML with header cells and right-aligned numbers, and as text. */
final class TableView {

    private static final int ROWS = 20;
    private static final int COLUMNS = 30;

    private TableView() {}

    static String html(Table table) {
        StringBuilder b = new StringBuilder("<table class=\"solvable-table\"><thead><tr>");
        int columns = Math.min(COLUMNS, table.columnCount());
        for (int c = 0; c < columns; c++) {
            b.append("<th scope=\"col\" style=\"text-align:")
                    .append(number(table.column(c)) ? "right" : "left")
                    .append("\">")
                    .append(Text.html(table.column(c).name()))
                    .append("</th>");
        }
        b.append("</tr></thead><tbody>");
        int rows = Math.min(ROWS, table.rowCount());
        for (int r = 0; r < rows; r++) {
            b.append("<tr>");
            for (int c = 0; c < columns; c++) {
                b.append("<td style=\"text-align:")
                        .append(number(table.column(c)) ? "right" : "left")
                        .append("\">")
                        .append(Text.html(cell(table.column(c), r)))
                        .append("</td>");
            }
            b.append("</tr>");
        }
        return b.append("</tbody></table>")
                .append("<p>")
                .append(Text.html(size(table, rows, columns)))
                .append("</p>")
                .toString();
    }

    static String plain(Table table) {
        int rows = Math.min(ROWS, table.rowCount());
        int columns = Math.min(COLUMNS, table.columnCount());
        String[][] text = new String[rows + 1][columns];
        int[] width = new int[columns];
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r <= rows; r++) {
                text[r][c] = r == 0 ? table.column(c).name() : cell(table.column(c), r - 1);
                width[c] = Math.max(width[c], text[r][c].length());
            }
        }
        StringBuilder b = new StringBuilder();
        for (String[] row : text) {
            for (int c = 0; c < columns; c++) {
                boolean right = number(table.column(c));
                String pad = " ".repeat(width[c] - row[c].length());
                b.append(right ? pad + row[c] : row[c] + pad).append(c + 1 < columns ? "  " : "\n");
            }
        }
        return b + size(table, rows, columns);
    }

    private static String size(Table table, int rows, int columns) {
        String s = table.rowCount() + " rows × " + table.columnCount() + " columns";
        boolean cut = rows < table.rowCount() || columns < table.columnCount();
        return cut ? s + " (first " + rows + " rows, " + columns + " columns shown)" : s;
    }

    private static boolean number(Column<?> column) {
        return column instanceof NumericColumn<?>;
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        if (column.type() == ColumnType.DOUBLE || column.type() == ColumnType.FLOAT) {
            return Numbers.text(((NumericColumn<?>) column).getDouble(row));
        }
        return column.getString(row);
    }
}
