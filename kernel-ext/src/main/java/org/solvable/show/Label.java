package org.solvable.show;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text of a figure with simple TeX between dollar signs: Greek letters, relations, fractions in a line, sub- and
 * superscripts.
 *
 * <p>{@code "$e_{ICL}$ at $\alpha=10$"} becomes HTML for Plotly, drawn text for the static picture, and plain Unicode for alt
 * texts and summaries; all three come from one parse, so they say the same. Anything that is not understood is shown as it
 * was written. Text from outside is escaped. Nested scripts are set on the level of the outer one.
 */
final class Label {

    enum Level {
        BASE,
        SUB,
        SUPER
    }

    record Run(String text, Level level, boolean italic) {}

    private final List<Run> runs;

    private Label(List<Run> runs) {
        this.runs = runs;
    }

    static Label of(String source) {
        List<Run> runs = new ArrayList<>();
        String[] parts = source.split("\\$", -1);
        // An odd number of dollars means that the last one is a dollar.
        boolean balanced = parts.length % 2 == 1;
        for (int i = 0; i < parts.length; i++) {
            boolean inside = i % 2 == 1;
            boolean closed = balanced || i < parts.length - 1;
            if (inside && closed && parts[i].isEmpty()) {
                runs.add(new Run("$$", Level.BASE, false));
            } else if (inside && closed) {
                new Tex(parts[i], runs).read(Level.BASE, false);
            } else {
                String text = (inside ? "$" : "") + parts[i];
                if (!text.isEmpty()) {
                    runs.add(new Run(text, Level.BASE, false));
                }
            }
        }
        return new Label(joined(runs));
    }

    /** Neighbours in the same style become one run: fewer elements in the page, better spacing in the picture. */
    private static List<Run> joined(List<Run> runs) {
        List<Run> out = new ArrayList<>();
        for (Run r : runs) {
            Run last = out.isEmpty() ? null : out.getLast();
            if (last != null && last.level() == r.level() && last.italic() == r.italic()) {
                out.set(out.size() - 1, new Run(last.text() + r.text(), r.level(), r.italic()));
            } else {
                out.add(r);
            }
        }
        return out;
    }

    /** A reader of the mathematics between two dollars; never fails, whatever it is given. */
    private static final class Tex {

        private final String s;
        private final List<Run> out;
        private int at;

        Tex(String s, List<Run> out) {
            this.s = s;
            this.out = out;
        }

        private void add(String text, Level level, boolean italic) {
            if (!text.isEmpty()) {
                out.add(new Run(text, level, italic));
            }
        }

        /** Reads to the end, or to the brace that closes this group. */
        void read(Level level, boolean upright) {
            while (at < s.length() && s.charAt(at) != '}') {
                item(level, upright);
            }
            if (at < s.length() && level == Level.BASE && !upright && depth == 0) {
                // A closing brace too many.
                at++;
                read(level, false);
            }
        }

        private int depth;

        /** One character, command or group. */
        private void item(Level level, boolean upright) {
            char c = s.charAt(at);
            switch (c) {
                case '{' -> group(level, upright);
                case '_', '^' -> {
                    at++;
                    if (at >= s.length()) {
                        add(String.valueOf(c), level, false);
                        return;
                    }
                    Level script = level != Level.BASE ? level : c == '_' ? Level.SUB : Level.SUPER;
                    argument(script, upright);
                }
                case '\\' -> command(level, upright);
                case '-' -> one("\u2212", level);
                case '*' -> one("\u2217", level);
                case '\'' -> one("\u2032", level);
                case '~' -> one("\u00A0", level);
                default -> letter(level, upright);
            }
        }

        private void one(String text, Level level) {
            at++;
            add(text, level, false);
        }

        private void group(Level level, boolean upright) {
            at++;
            depth++;
            read(level, upright);
            depth--;
            if (at < s.length()) {
                at++;
            }
        }

        /** What a script or a command applies to: a group, a command or a character. */
        private void argument(Level level, boolean upright) {
            while (at < s.length() && s.charAt(at) == ' ') {
                at++;
            }
            if (at < s.length() && s.charAt(at) != '}') {
                if (s.charAt(at) == '_' || s.charAt(at) == '^') {
                    one(String.valueOf(s.charAt(at)), level);
                } else {
                    item(level, upright);
                }
            }
        }

        /** Single Latin letters are variables, set in italics; words, digits and scripts of several letters are upright. */
        private void letter(Level level, boolean upright) {
            char c = s.charAt(at);
            boolean latin = c < 128 && Character.isLetter(c);
            boolean alone = !neighbour(at - 1) && !neighbour(at + 1);
            int length = Character.charCount(s.codePointAt(at));
            String text = s.substring(at, at + length);
            at += length;
            add(text, level, latin && alone && !upright);
        }

        private boolean neighbour(int i) {
            if (i < 0 || i >= s.length() || !Character.isLetter(s.charAt(i))) {
                return false;
            }
            // The last letter of a command is no neighbour.
            int k = i;
            while (k >= 0 && Character.isLetter(s.charAt(k))) {
                k--;
            }
            return k < 0 || s.charAt(k) != '\\';
        }

        private void command(Level level, boolean upright) {
            int end = at + 1;
            while (end < s.length() && Character.isLetter(s.charAt(end)) && s.charAt(end) < 128) {
                end++;
            }
            if (end == at + 1) {
                escaped(level);
                return;
            }
            String name = s.substring(at + 1, end);
            at = end;
            String symbol = TexSymbols.of(name);
            if (symbol != null) {
                add(symbol, level, false);
                swallow(symbol.length() == 1 && !Character.isLetter(symbol.charAt(0)));
                // TeX sets a thin space between an operator's name and its argument.
                if (symbol.length() > 1
                        && at < s.length()
                        && (Character.isLetter(s.charAt(at)) || s.charAt(at) == '\\')) {
                    add("\u2009", level, false);
                }
            } else if (name.equals("frac") || name.equals("tfrac") || name.equals("dfrac")) {
                operand(level, upright);
                add("/", level, false);
                operand(level, upright);
            } else if (name.equals("sqrt")) {
                add("√", level, false);
                operand(level, upright);
            } else if (TexSymbols.ACCENTS.containsKey(name)) {
                argument(level, upright);
                if (!out.isEmpty()) {
                    Run last = out.removeLast();
                    add(last.text() + TexSymbols.ACCENTS.get(name), last.level(), last.italic());
                }
            } else if (TexSymbols.UPRIGHT.contains(name)) {
                argument(level, true);
            } else if (!TexSymbols.TRANSPARENT.contains(name)) {
                add("\\" + name, level, false);
            }
        }

        /** A backslash and a character that is no letter: a thin space, or the character itself. */
        private void escaped(Level level) {
            if (at + 1 >= s.length()) {
                one("\\", level);
                return;
            }
            char c = s.charAt(at + 1);
            at += 2;
            switch (c) {
                case ',', ';', ':', ' ' -> add("\u2009", level, false);
                case '!' -> {}
                case '|' -> add("‖", level, false);
                default -> add(String.valueOf(c), level, false);
            }
        }

        /** A numerator, denominator or root: in brackets unless it is short. */
        private void operand(Level level, boolean upright) {
            List<Run> inner = new ArrayList<>();
            Tex reader = new Tex(s, inner);
            reader.at = at;
            reader.depth = 1;
            reader.argument(level, upright);
            at = reader.at;
            String text = inner.stream().map(Run::text).collect(Collectors.joining());
            boolean compound = text.chars().anyMatch(ch -> "+\u2212=/ ·".indexOf(ch) >= 0);
            add(compound ? "(" : "", level, false);
            out.addAll(inner);
            add(compound ? ")" : "", level, false);
        }

        /** TeX swallows the blank after a command; before and after a relation it sets its own, which is kept here. */
        private void swallow(boolean relation) {
            if (!relation && at + 1 < s.length() && s.charAt(at) == ' ' && Character.isLetter(s.charAt(at + 1))) {
                at++;
            }
        }
    }

    /** For Plotly, whose labels are a small HTML with few entities. */
    String html() {
        StringBuilder b = new StringBuilder();
        Level open = Level.BASE;
        for (Run r : runs) {
            if (r.level() != open) {
                b.append(tag(open, true)).append(tag(r.level(), false));
                open = r.level();
            }
            String text = Text.plotly(r.text());
            b.append(r.italic() ? "<i>" + text + "</i>" : text);
        }
        return b.append(tag(open, true)).toString();
    }

    private static String tag(Level level, boolean end) {
        String slash = end ? "/" : "";
        return switch (level) {
            case BASE -> "";
            case SUB -> "<" + slash + "sub>";
            case SUPER -> "<" + slash + "sup>";
        };
    }

    /** For alt texts and terminals. */
    String plain() {
        StringBuilder b = new StringBuilder();
        Level before = Level.BASE;
        for (Run r : runs) {
            b.append(r.level() == before || r.level() == Level.BASE ? "" : r.level() == Level.SUB ? "_" : "^")
                    .append(r.text());
            before = r.level();
        }
        return Text.visible(b.toString());
    }

    /** Advance of the text in this font. */
    double width(Font font, FontRenderContext context) {
        double width = 0;
        for (Run r : runs) {
            width += advance(r, font(r, font), context);
        }
        return width;
    }

    private static double advance(Run r, Font font, FontRenderContext context) {
        return font.getStringBounds(Text.visible(r.text()), context).getWidth();
    }

    /** Draws the text with its baseline at y; runs are set one by one, with the shift and size of their level. */
    void draw(Graphics2D g, Font font, double x, double y) {
        for (Run r : runs) {
            Font own = font(r, font);
            double shift = switch (r.level()) {
                case BASE -> 0;
                case SUB -> 0.22 * font.getSize2D();
                case SUPER -> -0.36 * font.getSize2D();
            };
            g.setFont(own);
            g.drawString(Text.visible(r.text()), (float) x, (float) (y + shift));
            x += advance(r, own, g.getFontRenderContext());
        }
    }

    private static Font font(Run r, Font font) {
        Font styled = r.italic() ? font.deriveFont(font.getStyle() | Font.ITALIC) : font;
        return r.level() == Level.BASE ? styled : styled.deriveFont(0.76f * font.getSize2D());
    }
}
