package org.solvable.show;

/** Escapes for each place where text from outside may end up. */
final class Text {

    private Text() {}

    /** For HTML and SVG, element content and quoted attributes; invisible direction marks become visible. */
    static String html(String s) {
        StringBuilder b = new StringBuilder(s.length() + 16);
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '&' -> b.append("&amp;");
                case '<' -> b.append("&lt;");
                case '>' -> b.append("&gt;");
                case '"' -> b.append("&quot;");
                case '\'' -> b.append("&#39;");
                // JupyterLab typesets dollars in HTML output as mathematics; the entity keeps them dollars.
                case '$' -> b.append("<span>&#36;</span>");
                default -> {
                    if (isInvisible(c)) {
                        b.append(String.format("\\u%04X", (int) c));
                    } else {
                        b.append(c);
                    }
                }
            }
        }
        return b.toString();
    }

    /** For Plotly's labels, which know no quote entity; without a dollar in it no MathJax on the page touches the text. */
    static String plotly(String s) {
        return visible(s)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("$", "&#36;")
                .replace("\n", " ");
    }

    /** Direction marks and control characters made visible: nothing in a text may change how its neighbours read. */
    static String visible(String s) {
        StringBuilder b = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            b.append(isInvisible(c) ? String.format("\\u%04X", (int) c) : String.valueOf(c));
        }
        return b.toString();
    }

    /** For HTML attributes, where no element may stand. */
    static String attribute(String s) {
        return html(s).replace("<span>&#36;</span>", "&#36;");
    }

    /** For Markdown: every character that could start markup is escaped. */
    static String markdown(String s) {
        return html(s).replaceAll("([\\\\`*_\\[\\]|~#])", "\\\\$1").replace("\n", " ");
    }

    /** For the text of a LaTeX document. */
    static String latex(String s) {
        StringBuilder b = new StringBuilder();
        for (char c : visible(s).toCharArray()) {
            switch (c) {
                case '\\' -> b.append("\\textbackslash{}");
                case '&', '%', '$', '#', '_', '{', '}' -> b.append('\\').append(c);
                case '^' -> b.append("\\textasciicircum{}");
                case '~' -> b.append("\\textasciitilde{}");
                case '<' -> b.append("\\textless{}");
                case '>' -> b.append("\\textgreater{}");
                case '"' -> b.append("\\char34{}");
                case '\n' -> b.append(' ');
                default -> b.append(c);
            }
        }
        return b.toString();
    }

    /** One CSV field; a text that a spreadsheet would run as a formula gets an apostrophe in front. */
    static String csv(String s) {
        boolean formula = !s.isEmpty() && "=+-@\t\r".indexOf(s.charAt(0)) >= 0 && !s.matches("[-+]?[0-9.eE+-]+");
        String safe = formula ? "'" + s : s;
        return safe.matches("(?s).*[\",\n\r].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static boolean isInvisible(char c) {
        return (c < ' ' && c != '\n' && c != '\t')
                || (c >= '\u200B' && c <= '\u200F')
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\uFEFF';
    }
}
