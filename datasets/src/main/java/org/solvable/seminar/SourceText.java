package org.solvable.seminar;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A document as numbered lines, without byte order mark, split at CR LF, LF and lone CR.
 *
 * @param source file name or address, empty for a bare text
 * @param lines the lines, in order
 * @param issues what was wrong with the bytes
 */
record SourceText(String source, List<Line> lines, List<Issue> issues) {

    /**
     * A line.
     *
     * @param number from 1
     * @param text without its end
     */
    record Line(int number, String text) {

        /** The text with no-break spaces as spaces, without blanks at either end. */
        String clean() {
            return SourceText.clean(text);
        }
    }

    static SourceText of(String source, byte[] bytes) {
        List<Issue> issues = new ArrayList<>();
        String text;
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            text = chars.toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.UTF_8);
            int at = Math.max(0, text.indexOf('\uFFFD'));
            int line = 1;
            int start = 0;
            for (int i = 0; i < at; i++) {
                if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && text.charAt(i + 1) != '\n')) {
                    line++;
                    start = i + 1;
                }
            }
            issues.add(new Issue(
                    Issue.Severity.WARNING, line, at - start + 1, "bytes that are not UTF-8", "U+FFFD in their place"));
        }
        return new SourceText(source, split(text), issues);
    }

    static SourceText of(String source, String text) {
        return new SourceText(source, split(text), new ArrayList<>());
    }

    private static List<Line> split(String text) {
        List<Line> lines = new ArrayList<>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        for (int i = start; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c == '\n' || c == '\r') {
                lines.add(new Line(lines.size() + 1, text.substring(start, i)));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        return lines;
    }

    /** The whole text, its lines ended by LF. */
    String text() {
        StringBuilder b = new StringBuilder();
        lines.forEach(l -> b.append(l.text()).append('\n'));
        return b.toString();
    }

    static String clean(String s) {
        return s.replace('\u00A0', ' ').replace('\u202F', ' ').strip();
    }
}
