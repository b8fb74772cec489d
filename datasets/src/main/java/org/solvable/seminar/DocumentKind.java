package org.solvable.seminar;

import java.util.Locale;
import java.util.regex.Pattern;
import org.solvable.seminar.SourceText.Line;

/** The kinds of document that have a reader. */
public enum DocumentKind {
    /** iCalendar. */
    CALENDAR,
    /** Raw mail with its header. */
    MAIL,
    /** A page of a mailing-list archive. */
    ARCHIVE_PAGE,
    /** A seminar's web page as text. */
    SEMINAR_PAGE,
    /** A page about a paper with its claimed contributions and numbered papers. */
    PAPER_OVERVIEW,
    /** A page about a paper with its summary and key terms. */
    PAPER_SUMMARY,
    /** A record written by {@link Talk#toJson}. */
    RECORD,
    /** None of these. */
    UNKNOWN;

    private static final Pattern HEADER = Pattern.compile(
            "(?i)^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to): .*");
    private static final Pattern MASKED = Pattern.compile("^\\S{1,64} at [\\w.-]{1,253}$");

    /** Recognises a text, HTML already made lines. */
    static DocumentKind of(SourceText source) {
        boolean contributions = false;
        boolean numbered = false;
        boolean summary = false;
        boolean terms = false;
        boolean masked = false;
        boolean labelled = false;
        int header = 0;
        int seen = 0;
        boolean inHeader = true;
        for (Line l : source.lines()) {
            String text = l.clean();
            if (text.isEmpty()) {
                inHeader = inHeader && seen == 0;
                continue;
            }
            seen++;
            String head = text.substring(0, Math.min(120, text.length()));
            String low = head.toLowerCase(Locale.ROOT);
            if (seen == 1 && low.startsWith("begin:v")) {
                return CALENDAR;
            }
            if (seen == 1 && low.startsWith("{")) {
                return RECORD;
            }
            header += inHeader && HEADER.matcher(head).matches() ? 1 : 0;
            masked |= seen <= 6 && MASKED.matcher(head).matches();
            contributions |= low.equals("claimed contributions");
            numbered |= low.equals("contribution analysis");
            summary |= low.equals("summary");
            terms |= low.equals("key terms");
            labelled |= low.startsWith("title:") || low.startsWith("abstract:") || low.startsWith("speaker:");
        }
        if (header >= 2 && !masked) {
            return MAIL;
        }
        return masked
                ? ARCHIVE_PAGE
                : contributions || numbered
                        ? PAPER_OVERVIEW
                        : summary && terms ? PAPER_SUMMARY : labelled ? SEMINAR_PAGE : UNKNOWN;
    }
}
