package org.solvable.seminar;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** An HTML page as the lines that a reader would see, each link as "text<address>". Nothing is fetched. */
final class HtmlLines {

    private static final Set<String> HIDDEN = Set.of("script", "style", "head", "noscript", "template");

    private HtmlLines() {}

    static String text(Document page) {
        StringBuilder b = new StringBuilder();
        page.traverse(new NodeVisitor() {
            private int hidden;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element e) {
                    if (HIDDEN.contains(e.normalName())) {
                        hidden++;
                    } else if (e.isBlock() || e.normalName().equals("br")) {
                        newLine(b);
                    }
                } else if (hidden == 0 && node instanceof TextNode t) {
                    append(b, t.getWholeText());
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element e) {
                    if (HIDDEN.contains(e.normalName())) {
                        hidden--;
                    } else if (e.isBlock()) {
                        newLine(b);
                    } else if (hidden == 0 && e.normalName().equals("a") && isWeb(e.attr("href"))) {
                        b.append('<').append(e.attr("href").strip()).append('>');
                    }
                }
            }
        });
        return b.toString();
    }

    private static boolean isWeb(String address) {
        return address.toLowerCase(Locale.ROOT).matches("https?://[^\\s<>\"]{1,2000}");
    }

    private static void newLine(StringBuilder b) {
        if (!b.isEmpty() && b.charAt(b.length() - 1) != '\n') {
            b.append('\n');
        }
    }

    /** Blanks and line ends count as one blank. */
    private static void append(StringBuilder b, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
                if (!b.isEmpty() && b.charAt(b.length() - 1) != ' ' && b.charAt(b.length() - 1) != '\n') {
                    b.append(' ');
                }
            } else {
                b.append(c);
            }
        }
    }
}
