package org.solvable.seminar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;

/** The front door: recognises the kind of a document and calls its reader. */
final class DocumentReader {

    private DocumentReader() {}

    static List<Talk> read(String source, byte[] bytes, Privacy privacy) {
        SourceText text = SourceText.of(source, bytes);
        if (isHtml(text)) {
            text = new SourceText(
                    source,
                    SourceText.of(source, HtmlLines.text(Jsoup.parse(text.text())))
                            .lines(),
                    text.issues());
        }
        final SourceText lines = text;
        return switch (DocumentKind.of(lines)) {
            case CALENDAR -> CalendarReader.read(lines, privacy);
            case MAIL -> List.of(MailReader.read(source, bytes, privacy));
            case ARCHIVE_PAGE -> List.of(AnnouncementReader.archivePage(lines, privacy));
            case SEMINAR_PAGE -> List.of(AnnouncementReader.page(lines, privacy));
            case PAPER_OVERVIEW -> List.of(PaperReader.overview(lines, privacy));
            case PAPER_SUMMARY -> List.of(PaperReader.summary(lines, privacy));
            case RECORD -> record(lines);
            case UNKNOWN ->
                throw new UnreadableDocumentException(
                        source,
                        lines.lines().size(),
                        1,
                        "no calendar, mail, list archive page, seminar page or paper page was recognised");
        };
    }

    private static List<Talk> record(SourceText lines) {
        try {
            return List.of(Talk.fromJson(lines.text()));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableDocumentException(lines.source(), 1, 1, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isHtml(SourceText text) {
        for (SourceText.Line l : text.lines()) {
            String s = l.clean();
            if (!s.isEmpty()) {
                String low = s.substring(0, Math.min(40, s.length())).toLowerCase(Locale.ROOT);
                return low.startsWith("<!doctype")
                        || low.startsWith("<html")
                        || low.startsWith("<?xml")
                        || low.startsWith("<div")
                        || low.startsWith("<!--")
                        || low.startsWith("<body");
            }
        }
        return false;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
