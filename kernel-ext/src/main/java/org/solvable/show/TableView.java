package org.solvable.show;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table for a page, a terminal, a README, a paper or a spreadsheet. Whatever stands in a cell is shown as text: no
 * markup, mathematics or formula of it comes to life.
 *
 * {@snippet :
 * Files.writeString(Path.of("results.tex"), TableView.latex(table));
 * }
 */
public final class TableView {

    private static final int COLUMNS = 30;

    private TableView() {}

    /** For a page: header cells, numbers at the right, pages of 20 rows up to row 500, the first 30 columns. */
    public static String html(Table table) {
        return HtmlTable.of(
                columns(table),
                table.rowCount(),
                (r, c) -> cell(table.column(c), r),
                table.rowCount() + " rows × " + table.columnCount() + " columns" + cut(table, ""));
    }

    /** For a terminal: the first 20 rows and 30 columns. */
    public static String plain(Table table) {
        String size = table.rowCount() + " rows × " + table.columnCount() + " columns";
        String rows = table.rowCount() > HtmlTable.PAGE ? "first " + HtmlTable.PAGE + " rows" : "";
        return HtmlTable.plain(columns(table), table.rowCount(), (r, c) -> cell(table.column(c), r))
                + size
                + cut(table, rows);
    }

    private static String cut(Table table, String rows) {
        String columns = table.columnCount() > COLUMNS ? "first " + COLUMNS + " columns" : "";
        String both = rows + (rows.isEmpty() || columns.isEmpty() ? "" : ", ") + columns;
        return both.isEmpty() ? "" : " (" + both + " shown)";
    }

    private static List<HtmlTable.Column> columns(Table table) {
        return table.columns().stream()
                .limit(COLUMNS)
                .map(c -> new HtmlTable.Column(c.name(), number(c)))
                .toList();
    }

    /** All of it as a Markdown table. */
    public static String markdown(Table table) {
        String line = lines(table, Text::markdown, "| ", " | ", " |");
        int end = line.indexOf('\n') + 1;
        StringJoiner rule = new StringJoiner("|", "|", "|\n");
        table.columns().forEach(c -> rule.add(number(c) ? "---:" : "---"));
        return line.substring(0, end) + rule + line.substring(end);
    }

    /** All of it as a LaTeX {@code tabular}, which needs no package. */
    public static String latex(Table table) {
        StringBuilder layout = new StringBuilder();
        table.columns().forEach(c -> layout.append(number(c) ? 'r' : 'l'));
        String lines = lines(table, Text::latex, "", " & ", " \\\\");
        int end = lines.indexOf('\n') + 1;
        return "\\begin{tabular}{" + layout + "}\n\\hline\n" + lines.substring(0, end) + "\\hline\n"
                + lines.substring(end) + "\\hline\n\\end{tabular}\n";
    }

    /** All of it as comma-separated values with every digit; a text that a spreadsheet would run gets an apostrophe. */
    public static String csv(Table table) {
        StringBuilder b = new StringBuilder();
        for (int r = -1; r < table.rowCount(); r++) {
            StringJoiner row = new StringJoiner(",", "", "\n");
            for (Column<?> c : table.columns()) {
                row.add(Text.csv(r < 0 ? c.name() : c.isMissing(r) ? "" : c.getString(r)));
            }
            b.append(row);
        }
        return b.toString();
    }

    private static String lines(
            Table table, UnaryOperator<String> escape, String before, String between, String after) {
        StringBuilder b = new StringBuilder();
        for (int r = -1; r < table.rowCount(); r++) {
            int row = r;
            StringJoiner line = new StringJoiner(between, before, after + "\n");
            IntStream.range(0, table.columnCount())
                    .mapToObj(table::column)
                    .map(c -> row < 0 ? c.name() : cell(c, row))
                    .map(escape)
                    .forEach(line::add);
            b.append(line);
        }
        return b.toString();
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
