package org.solvable.show;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text of a figure with simple TeX between dollar signs: Greek letters, a few relations, sub- and superscripts.
 *
 * <p>{@code "$e_{ICL}$ at $\alpha=10$"} becomes HTML for Plotly, drawn text for the static picture, and plain Unicode
 * for alt texts and summaries; all three come from one parse, so they say the same. Anything that is not understood is
 * shown as it was written. Text from outside is escaped.
 */
final class Label {

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("Gamma", "Γ"),
            Map.entry("delta", "δ"),
            Map.entry("Delta", "Δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("Lambda", "Λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("Sigma", "Σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("omega", "ω"),
            Map.entry("Omega", "Ω"),
            Map.entry("zeta", "ζ"),
            Map.entry("ell", "ℓ"),
            Map.entry("to", "→"),
            Map.entry("infty", "∞"),
            Map.entry("times", "×"),
            Map.entry("cdot", "·"),
            Map.entry("le", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("approx", "≈"),
            Map.entry("propto", "∝"),
            Map.entry("pm", "±"),
            Map.entry("partial", "∂"),
            Map.entry("sqrt", "√"),
            Map.entry("log", "log"),
            Map.entry("ln", "ln"));

    private enum Level {
        BASE,
        SUB,
        SUPER
    }

    private record Run(String text, Level level, boolean italic) {}

    private final List<Run> runs = new ArrayList<>();

    private Label(String source) {
        String[] parts = source.split("\\$", -1);
        // An odd number of dollars means that the last one is a dollar.
        boolean balanced = parts.length % 2 == 1;
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1 && (balanced || i < parts.length - 1)) {
                tex(parts[i]);
            } else {
                add((i % 2 == 1 ? "$" : "") + parts[i], Level.BASE, false);
            }
        }
    }

    static Label of(String source) {
        return new Label(source);
    }

    private void add(String text, Level level, boolean italic) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, level, italic));
        }
    }

    private void tex(String s) {
        int i = 0;
        while (i < s.length()) {
            char c = s.charAt(i);
            if ((c == '_' || c == '^') && i + 1 < s.length()) {
                int end = argumentEnd(s, i + 1);
                String argument = s.substring(i + 1, end);
                if (argument.startsWith("{") && argument.endsWith("}")) {
                    argument = argument.substring(1, argument.length() - 1);
                }
                add(symbols(argument), c == '_' ? Level.SUB : Level.SUPER, false);
                i = end;
            } else {
                int end = i;
                while (end < s.length() && s.charAt(end) != '_' && s.charAt(end) != '^') {
                    end++;
                }
                if (end == i) {
                    end = i + 1;
                }
                letters(symbols(s.substring(i, end)));
                i = end;
            }
        }
    }

    /** Single Latin letters are variables, set in italics; words and digits are upright. */
    private void letters(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c < 128 && Character.isLetter(c);
            boolean alone = (i == 0 || !Character.isLetter(text.charAt(i - 1)))
                    && (i + 1 == text.length() || !Character.isLetter(text.charAt(i + 1)));
            if (letter && alone) {
                add(plain.toString(), Level.BASE, false);
                plain.setLength(0);
                add(String.valueOf(c), Level.BASE, true);
            } else {
                plain.append(c);
            }
        }
        add(plain.toString(), Level.BASE, false);
    }

    private static int argumentEnd(String s, int from) {
        if (s.charAt(from) == '{') {
            int close = s.indexOf('}', from);
            return close < 0 ? s.length() : close + 1;
        }
        if (s.charAt(from) == '\\') {
            int end = from + 1;
            while (end < s.length() && Character.isLetter(s.charAt(end))) {
                end++;
            }
            return end;
        }
        return from + 1;
    }

    private static String symbols(String s) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < s.length()) {
            char c = s.charAt(i);
            if (c != '\\') {
                if (c != '{' && c != '}') {
                    out.append(c);
                }
                i++;
                continue;
            }
            int end = i + 1;
            while (end < s.length() && Character.isLetter(s.charAt(end))) {
                end++;
            }
            String name = s.substring(i + 1, end);
            if (name.isEmpty()) {
                // A spacing command such as \, or \;
                out.append(end < s.length() ? "\u2009" : "");
                i = Math.min(s.length(), end + 1);
            } else {
                out.append(SYMBOLS.getOrDefault(name, "\\" + name));
                // TeX swallows the blank after a command; before a relation it sets its own, which is kept here.
                boolean glued = end + 1 < s.length() && s.charAt(end) == ' ' && Character.isLetter(s.charAt(end + 1));
                i = glued ? end + 1 : end;
            }
        }
        return out.toString();
    }

    /** For Plotly, whose labels are a small HTML. */
    String html() {
        StringBuilder b = new StringBuilder();
        for (Run r : runs) {
            String text = Text.html(r.text());
            if (r.italic()) {
                text = "<i>" + text + "</i>";
            }
            b.append(
                    switch (r.level()) {
                        case BASE -> text;
                        case SUB -> "<sub>" + text + "</sub>";
                        case SUPER -> "<sup>" + text + "</sup>";
                    });
        }
        return b.toString();
    }

    /** For alt texts and terminals. */
    String plain() {
        StringBuilder b = new StringBuilder();
        for (Run r : runs) {
            b.append(
                    switch (r.level()) {
                        case BASE -> r.text();
                        case SUB -> "_" + r.text();
                        case SUPER -> "^" + r.text();
                    });
        }
        return b.toString();
    }

    /** Advance of the text in this font. */
    double width(Font font, FontRenderContext context) {
        double width = 0;
        for (Run r : runs) {
            width += font(r, font).getStringBounds(r.text(), context).getWidth();
        }
        return width;
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
            g.drawString(r.text(), (float) x, (float) (y + shift));
            x += own.getStringBounds(r.text(), g.getFontRenderContext()).getWidth();
        }
    }

    private static Font font(Run r, Font font) {
        Font styled = r.italic() ? font.deriveFont(font.getStyle() | Font.ITALIC) : font;
        return r.level() == Level.BASE ? styled : styled.deriveFont(0.76f * font.getSize2D());
    }
}
