package org.solvable.show;

import java.util.List;

/**
 * A table as HTML with header cells and numbers at the right. Beyond twenty rows it has pages that open one at a time; they
 * are {@code details} elements and no script, so that they work in an exported page and in a notebook that is not trusted.
 */
final class HtmlTable {

    /** Rows of a page. */
    static final int PAGE = 20;

    /** Rows and letters that are shown at most: a notebook keeps its outputs for ever. */
    static final int MOST_ROWS = 500;

    private static final int MOST_LETTERS = 100_000;

    /**
     * One column.
     *
     * @param number whether its cells are numbers
     */
    record Column(String name, boolean number) {}

    /** Reads a cell. */
    interface Cells {
        String text(int row, int column);
    }

    private final List<Column> columns;
    private final Cells cells;

    private HtmlTable(List<Column> columns, Cells cells) {
        this.columns = columns;
        this.cells = cells;
    }

    /**
     * The table.
     *
     * @param size what stands below, such as the number of rows and columns
     */
    static String of(List<Column> columns, int rows, Cells cells, String size) {
        HtmlTable table = new HtmlTable(columns, cells);
        if (rows <= PAGE) {
            return table.part(0, rows) + note(size);
        }
        StringBuilder pages = new StringBuilder();
        // Pages of one name open one at a time. The name depends on the content, so that equal results are equal bytes.
        String group = "solvable-" + Integer.toHexString((table.part(0, PAGE) + size).hashCode());
        int shown = 0;
        while (shown < Math.min(rows, MOST_ROWS) && pages.length() < MOST_LETTERS) {
            int to = Math.min(shown + PAGE, Math.min(rows, MOST_ROWS));
            pages.append("<details name=\"")
                    .append(group)
                    .append(shown == 0 ? "\" open>" : "\">")
                    .append("<summary>")
                    .append(to == shown + 1 ? "row " + to : "rows " + (shown + 1) + " to " + to)
                    .append("</summary>")
                    .append(table.part(shown, to))
                    .append("</details>");
            shown = to;
        }
        return pages + note(shown < rows ? size + " (first " + shown + " rows shown)" : size);
    }

    private static String note(String text) {
        return text.isEmpty() ? "" : "<p>" + Text.html(text) + "</p>";
    }

    private String part(int from, int to) {
        StringBuilder b = new StringBuilder("<table class=\"solvable-table\"><thead><tr>");
        for (Column c : columns) {
            b.append("<th scope=\"col\" style=\"text-align:")
                    .append(align(c))
                    .append("\">")
                    .append(Text.html(c.name()))
                    .append("</th>");
        }
        b.append("</tr></thead><tbody>");
        for (int r = from; r < to; r++) {
            b.append("<tr>");
            for (int c = 0; c < columns.size(); c++) {
                b.append("<td style=\"text-align:")
                        .append(align(columns.get(c)))
                        .append("\">")
                        .append(Text.html(cells.text(r, c)))
                        .append("</td>");
            }
            b.append("</tr>");
        }
        return b.append("</tbody></table>").toString();
    }

    private static String align(Column column) {
        return column.number() ? "right" : "left";
    }

    /** The first page as lines of text, numbers at the right. */
    static String plain(List<Column> columns, int rows, Cells cells) {
        int shown = Math.min(rows, PAGE);
        String[][] text = new String[shown + 1][columns.size()];
        int[] width = new int[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            for (int r = 0; r <= shown; r++) {
                text[r][c] = Text.visible(r == 0 ? columns.get(c).name() : cells.text(r - 1, c))
                        .replace('\n', ' ');
                width[c] = Math.max(width[c], text[r][c].length());
            }
        }
        StringBuilder b = new StringBuilder();
        for (String[] row : text) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                String pad = " ".repeat(width[c] - row[c].length());
                line.append(c > 0 ? "  " : "").append(columns.get(c).number() ? pad + row[c] : row[c] + pad);
            }
            b.append(line.toString().stripTrailing()).append('\n');
        }
        return b.toString();
    }
}
