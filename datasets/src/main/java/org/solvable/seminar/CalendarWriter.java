package org.solvable.seminar;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes talks as an iCalendar file [RFC 5545]: a VEVENT each, or a VJOURNAL where a talk has no date, as for papers.
 *
 * <p>The standard properties are for every calendar program. What they have no place for travels in an extension property
 * with the whole record; where the two differ on reading, somebody edited the calendar, and the standard property wins.
 */
final class CalendarWriter {

    static final String RECORD = "X-SOLVABLE-RECORD";

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private CalendarWriter() {}

    static String write(List<Talk> talks) {
        StringBuilder b = new StringBuilder();
        line(b, "BEGIN:VCALENDAR");
        line(b, "VERSION:2.0");
        line(b, "PRODID:-//Solvable//Talks//EN");
        for (Talk t : talks) {
            String component = t.when().isPresent() ? "VEVENT" : "VJOURNAL";
            line(b, "BEGIN:" + component);
            line(b, "UID:" + ContentLine.escape(t.extras().getOrDefault("uid", t.id() + "@solvable.invalid")));
            // A fixed stamp keeps the file the same from one writing to the next; nothing revises these entries.
            line(
                    b,
                    "DTSTAMP:"
                            + UTC.format(t.when().map(When::start).orElse(EPOCH).atZoneSameInstant(ZoneOffset.UTC)));
            t.when().ifPresent(w -> {
                line(b, "DTSTART:" + UTC.format(w.start().atZoneSameInstant(ZoneOffset.UTC)));
                w.end().ifPresent(e -> line(b, "DTEND:" + UTC.format(e.atZoneSameInstant(ZoneOffset.UTC))));
            });
            text(b, "SUMMARY", t.title());
            text(b, "LOCATION", t.place());
            text(b, "DESCRIPTION", description(t));
            if (!t.tags().isEmpty()) {
                line(
                        b,
                        "CATEGORIES:"
                                + String.join(
                                        ",",
                                        t.tags().stream()
                                                .map(ContentLine::escape)
                                                .toList()));
            }
            t.links().stream()
                    .filter(l -> l.role().equals("event"))
                    .findFirst()
                    .ifPresent(l -> line(b, "URL:" + oneLine(l.url())));
            line(b, RECORD + ":" + ContentLine.escape(t.toJson()));
            line(b, "END:" + component);
        }
        line(b, "END:VCALENDAR");
        return b.toString();
    }

    private static final OffsetDateTime EPOCH = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static String description(Talk t) {
        StringBuilder b = new StringBuilder();
        t.speakers()
                .forEach(p -> b.append("Speaker: ")
                        .append(p.name())
                        .append(p.affiliation().isEmpty() ? "" : ", " + p.affiliation())
                        .append('\n'));
        b.append(t.summary().isEmpty() ? "" : "Abstract: " + t.summary() + "\n");
        b.append(t.bio().isEmpty() ? "" : "Bio: " + t.bio());
        return b.toString().strip();
    }

    /** The record that the calendar carries, with what the standard properties say otherwise. */
    static Talk restored(String json, Talk read) {
        if (json.isEmpty()) {
            return read;
        }
        Talk t;
        try {
            t = Talk.fromJson(json);
        } catch (IllegalArgumentException | NullPointerException e) {
            return read;
        }
        Optional<When> when = t.when();
        boolean same = when.isPresent() == read.when().isPresent()
                && when.map(w -> instant(w).equals(instant(read.when().orElseThrow())))
                        .orElse(true);
        if (!same) {
            when = read.when();
            if (when.isPresent() && t.when().isPresent()) {
                ZoneId zone = ZoneId.of(t.when().get().zone());
                When moved = when.get();
                when = Optional.of(new When(
                        moved.start().atZoneSameInstant(zone).toOffsetDateTime(),
                        moved.end().map(e -> e.atZoneSameInstant(zone).toOffsetDateTime()),
                        zone.getId(),
                        t.when().get().zoneAssumed()));
            }
        }
        return new Talk(
                t.id(),
                t.source(),
                same(t.title(), read.title()),
                t.speakers(),
                when,
                same(t.place(), read.place()),
                t.summary(),
                t.bio(),
                t.links(),
                t.coauthors(),
                t.tags(),
                t.contributions(),
                t.references(),
                t.keyTerms(),
                t.models(),
                t.notebook(),
                t.extras(),
                t.issues());
    }

    /** Blanks at the ends do not survive a calendar's text, so they make no difference. */
    private static String same(String kept, String read) {
        return read.isEmpty()
                        || SourceText.clean(kept.replace("\r\n", "\n").replace("\r", "\n"))
                                .equals(read)
                ? kept
                : read;
    }

    private static List<java.time.Instant> instant(When w) {
        return w.end().isPresent() ? List.of(seconds(w.start()), seconds(w.end().get())) : List.of(seconds(w.start()));
    }

    private static java.time.Instant seconds(OffsetDateTime at) {
        return at.toInstant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private static void text(StringBuilder b, String name, String value) {
        if (!value.isEmpty()) {
            line(b, name + ":" + ContentLine.escape(value));
        }
    }

    private static String oneLine(String s) {
        return s.replaceAll("\\s", "");
    }

    /** Folds at 75 octets, never inside a character. */
    private static void line(StringBuilder b, String text) {
        int octets = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > 75) {
                b.append("\r\n ");
                octets = 1;
            }
            b.appendCodePoint(c);
            octets += size;
            i += Character.charCount(c);
        }
        b.append("\r\n");
    }
}
