package org.solvable.seminar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jsoup.Jsoup;

/** Reads a mail [RFC 5322 and MIME] through mime4j: its subject, its date, and the first body that is text. */
final class MailReader {

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(2000)
            .setMaxContentLen(-1)
            .build();
    private static final Pattern ZONE_COMMENT = Pattern.compile("\\(([A-Z]{2,5})\\)\\s{0,9}$");

    private MailReader() {}

    static Talk read(String source, byte[] bytes, Privacy privacy) {
        TalkDraft draft = new TalkDraft(source);
        draft.extra("kind", "mail");
        String subject = "";
        String date = "";
        String plain = "";
        String html = "";
        try {
            MimeTokenStream stream = new MimeTokenStream(CONFIG);
            stream.parse(new ByteArrayInputStream(bytes));
            int depth = 0;
            for (EntityState s = stream.getState(); s != EntityState.T_END_OF_STREAM; s = stream.next()) {
                if (s == EntityState.T_START_MULTIPART && ++depth > 32) {
                    throw new MimeException("parts nested deeper than 32");
                } else if (s == EntityState.T_FIELD && depth == 0) {
                    Field f = stream.getField();
                    String body = f.getBody() == null ? "" : f.getBody().strip();
                    if (f.getName().equalsIgnoreCase("Subject") && subject.isEmpty()) {
                        subject = SourceText.clean(DecoderUtil.decodeEncodedWords(body, DecodeMonitor.SILENT));
                    } else if (f.getName().equalsIgnoreCase("Date") && date.isEmpty()) {
                        date = body;
                    }
                } else if (s == EntityState.T_BODY) {
                    String type = stream.getBodyDescriptor().getMimeType();
                    if (type.equals("text/plain") && plain.isEmpty()) {
                        plain = decoded(stream);
                    } else if (type.equals("text/html") && html.isEmpty()) {
                        html = decoded(stream);
                    }
                }
            }
        } catch (MimeException | IOException | RuntimeException e) {
            draft.issue(
                    Issue.Severity.WARNING,
                    0,
                    0,
                    "the mail's structure is broken: " + e.getMessage(),
                    "what came before");
        }
        String text = plain.isBlank() && !html.isBlank() ? HtmlLines.text(Jsoup.parse(html)) : plain;
        draft.extra("posted", date);
        AnnouncementReader.body(draft, subject, SourceText.of(source, text).lines(), zone(date));
        return draft.talk(privacy);
    }

    private static String decoded(MimeTokenStream stream) throws IOException {
        byte[] content = stream.getDecodedInputStream().readAllBytes();
        String name = stream.getBodyDescriptor().getCharset();
        try {
            return new String(content, name == null || name.equalsIgnoreCase("us-ascii") ? "UTF-8" : name);
        } catch (java.io.UnsupportedEncodingException e) {
            return new String(content, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** The zone of the sender, by its abbreviation or else as the bare offset. */
    private static Optional<ZoneId> zone(String date) {
        String end = date.substring(Math.max(0, date.length() - 60));
        Matcher m = ZONE_COMMENT.matcher(end);
        if (m.find()) {
            Optional<ZoneId> zone = ZoneNames.abbreviated(m.group(1));
            if (zone.isPresent()) {
                return zone;
            }
        }
        try {
            return Optional.of(OffsetDateTime.parse(
                            date.replaceAll("\\([^)]{0,60}\\)", "").strip(),
                            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .getOffset());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
