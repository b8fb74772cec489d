package org.solvable.seminar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An unfolded property of a calendar [RFC 5545, section 3.1].
 *
 * @param name property name in capitals
 * @param parameters parameters by name in capitals, without quotes
 * @param value value, still escaped
 * @param line line of the document at which it begins
 * @param valueAt column of the value, from 1, as if the line were not folded
 */
record ContentLine(String name, Map<String, String> parameters, String value, int line, int valueAt) {

    static Optional<ContentLine> parse(String text, int line) {
        int i = 0;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-')) {
            i++;
        }
        if (i == 0 || i == text.length()) {
            return Optional.empty();
        }
        String name = text.substring(0, i).toUpperCase(Locale.ROOT);
        Map<String, String> parameters = new HashMap<>();
        while (i < text.length() && text.charAt(i) == ';') {
            int equal = i + 1;
            while (equal < text.length() && "=:;".indexOf(text.charAt(equal)) < 0) {
                equal++;
            }
            String key = text.substring(i + 1, equal).toUpperCase(Locale.ROOT);
            int end = equal;
            boolean quoted = false;
            while (end < text.length() && (quoted || (text.charAt(end) != ':' && text.charAt(end) != ';'))) {
                quoted ^= text.charAt(end) == '"';
                end++;
            }
            parameters.put(key, end > equal ? text.substring(equal + 1, end).replace("\"", "") : "");
            i = end;
        }
        if (i >= text.length() || text.charAt(i) != ':') {
            return Optional.empty();
        }
        return Optional.of(new ContentLine(name, Map.copyOf(parameters), text.substring(i + 1), line, i + 2));
    }

    String parameter(String key) {
        return parameters.getOrDefault(key, "");
    }

    /** The value as text. */
    String text() {
        return unescape(value);
    }

    /** The value as texts between commas that are not escaped. */
    List<String> list() {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ',') {
                String part = SourceText.clean(unescape(value.substring(start, i)));
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            } else if (value.charAt(i) == '\\') {
                i++;
            }
        }
        return parts;
    }

    static String unescape(String value) {
        StringBuilder b = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                switch (next) {
                    case 'n', 'N' -> b.append('\n');
                    case '\\', ',', ';', ':' -> b.append(next);
                    default -> b.append(c).append(next);
                }
            } else {
                b.append(c);
            }
        }
        return b.toString();
    }

    /** A text with the characters escaped that a value must not hold. */
    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n");
    }
}
