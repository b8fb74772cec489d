package org.solvable.seminar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.solvable.seminar.SourceText.Line;

/**
 * Reads events of iCalendar files [RFC 5545].
 *
 * <p>Own content lines instead of ical4j 4.4.0, which was tried on a real export: its strict mode refuses the whole file for
 * a DTSTAMP without Z; its relaxed mode replaces America/New_York by an invented zone id made from the VTIMEZONE block,
 * loses every event of a file cut at its end, and reports no line for what it mended.
 *
 * <p>VTIMEZONE blocks are ignored: TZIDs are read as IANA ids, whose rules are known here. Of a recurring event the first
 * occurrence is given, with the rule in the extras.
 */
final class CalendarReader {

    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})(Z?))?");
    private static final int DEEPEST = 16;

    private final SourceText source;
    private final Privacy privacy;
    private final List<Talk> talks = new ArrayList<>();
    private final List<Issue> loose = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, Integer> opened = new HashMap<>();
    private Map<String, ContentLine> event = new HashMap<>();
    private List<ContentLine> attachments = new ArrayList<>();
    private List<ContentLine> categories = new ArrayList<>();
    private int eventDepth;
    private int eventLine;
    private String calendarZone = "";
    private String calendarName = "";
    private boolean deep;

    private CalendarReader(SourceText source, Privacy privacy) {
        this.source = source;
        this.privacy = privacy;
        loose.addAll(source.issues());
    }

    static List<Talk> read(SourceText source, Privacy privacy) {
        return new CalendarReader(source, privacy).all();
    }

    private List<Talk> all() {
        StringBuilder unfolded = new StringBuilder();
        int first = 0;
        for (Line line : source.lines()) {
            String text = line.text();
            if (first > 0 && !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t')) {
                unfolded.append(text, 1, text.length());
                continue;
            }
            if (first > 0) {
                take(unfolded.toString(), first);
            }
            unfolded.setLength(0);
            unfolded.append(text);
            first = line.number();
        }
        take(unfolded.toString(), first);
        if (eventDepth > 0) {
            loose.add(new Issue(Issue.Severity.WARNING, eventLine, 1, "the event has no end", "the end of the file"));
            finish();
        }
        if (talks.isEmpty()) {
            int end = Math.max(1, source.lines().size());
            throw new UnreadableDocumentException(source.source(), end, 1, "the calendar has no event");
        }
        return List.copyOf(talks);
    }

    private void take(String text, int number) {
        if (text.isBlank()) {
            return;
        }
        Optional<ContentLine> parsed = ContentLine.parse(text, number);
        if (parsed.isEmpty()) {
            loose.add(new Issue(
                    Issue.Severity.WARNING,
                    number,
                    1,
                    "no property: \"" + LabelledText.shorten(text) + "\"",
                    "nothing; the line is skipped"));
            return;
        }
        ContentLine line = parsed.get();
        String value = line.value().strip().toUpperCase(Locale.ROOT);
        switch (line.name()) {
            case "BEGIN" -> begin(value, number);
            case "END" -> end(value, number);
            default -> property(line);
        }
    }

    private void begin(String name, int number) {
        open.push(name);
        opened.merge(name, 1, Integer::sum);
        if (open.size() > DEEPEST && !deep) {
            deep = true;
            loose.add(new Issue(Issue.Severity.WARNING, number, 1, "components nested deeper than " + DEEPEST, ""));
        }
        if (eventDepth == 0 && (name.equals("VEVENT") || name.equals("VJOURNAL"))) {
            eventDepth = open.size();
            eventLine = number;
            event = new HashMap<>();
            attachments = new ArrayList<>();
            categories = new ArrayList<>();
        }
    }

    private void end(String name, int number) {
        if (opened.getOrDefault(name, 0) == 0) {
            loose.add(new Issue(
                    Issue.Severity.WARNING,
                    number,
                    1,
                    "END of " + LabelledText.shorten(name) + ", which is not open",
                    ""));
            return;
        }
        while (!open.isEmpty()) {
            String top = open.pop();
            opened.merge(top, -1, Integer::sum);
            if (open.size() < eventDepth) {
                finish();
            }
            if (top.equals(name)) {
                return;
            }
        }
    }

    private void property(ContentLine line) {
        if (eventDepth == 0) {
            switch (line.name()) {
                case "X-WR-TIMEZONE" -> calendarZone = line.value();
                case "X-WR-CALNAME" -> calendarName = line.text();
                default -> {
                    // Other properties of the calendar say nothing about a talk.
                }
            }
        } else if (open.size() == eventDepth) {
            switch (line.name()) {
                case "ATTACH" -> attachments.add(line);
                case "CATEGORIES" -> categories.add(line);
                default -> event.putIfAbsent(line.name(), line);
            }
        }
    }

    private void finish() {
        eventDepth = 0;
        TalkDraft draft = new TalkDraft(source.source());
        draft.issues.addAll(loose);
        loose.clear();
        draft.extra("kind", "calendar");
        draft.extra("calendar", calendarName);
        description(draft);
        String summary = text("SUMMARY");
        draft.title = summary.isEmpty() ? draft.title : summary;
        String location = text("LOCATION");
        draft.place = location.isEmpty() ? draft.place : location;
        when(draft);
        categories.forEach(c -> c.list().forEach(tag -> draft.tags.add(tag)));
        draft.link("event", value("URL"));
        attachments.forEach(a -> draft.link(
                a.parameter("FMTTYPE").startsWith("image/") ? "image" : AnnouncementReader.role("", a.value()),
                a.value()));
        draft.extra("uid", value("UID"));
        draft.extra("last modified", value("LAST-MODIFIED"));
        for (String rule : List.of("RRULE", "RDATE")) {
            if (!value(rule).isEmpty()) {
                draft.extra("recurrence", value(rule));
                draft.issue(Issue.Severity.NOTE, line(rule), 1, "the event recurs", "its first occurrence");
            }
        }
        ContentLine stamp = event.get("DTSTAMP");
        if (stamp != null && !stamp.value().strip().endsWith("Z")) {
            draft.issue(Issue.Severity.NOTE, stamp.line(), 1, "DTSTAMP without Z", "UTC; it is not used");
        }
        Talk read = draft.talk(privacy);
        talks.add(CalendarWriter.restored(text(CalendarWriter.RECORD), read));
    }

    private void description(TalkDraft draft) {
        String text = text("DESCRIPTION");
        if (text.contains("</") || text.contains("<br")) {
            text = HtmlLines.text(Jsoup.parse(text));
        }
        LabelledText labels = new LabelledText(SourceText.of("", text).lines());
        AnnouncementReader.fill(draft, labels, Optional.empty());
        // The calendar's own properties give the time.
        draft.when = Optional.empty();
        draft.issues.removeIf(i -> i.line() > 0 && !labels.field("date").isEmpty() && i.line() == labels.line("date"));
        if (!labels.has("abstract") && !labels.has("speaker") && !labels.has("title")) {
            draft.summary = SourceText.clean(text);
        }
    }

    private void when(TalkDraft draft) {
        ContentLine start = event.get("DTSTART");
        if (start == null) {
            return;
        }
        boolean[] assumed = {false};
        Optional<ZonedDateTime> from = time(draft, start, assumed);
        if (from.isEmpty()) {
            return;
        }
        ContentLine end = event.get("DTEND");
        Optional<ZonedDateTime> to = Optional.empty();
        if (end != null) {
            to = time(draft, end, assumed);
        } else if (event.containsKey("DURATION")) {
            to = duration(draft, from.get());
        }
        if (to.isPresent() && to.get().isBefore(from.get())) {
            draft.issue(Issue.Severity.ERROR, line("DTEND"), 1, "the event ends before it begins", "");
            to = Optional.empty();
        }
        draft.when = Optional.of(new When(
                from.get().toOffsetDateTime(),
                to.map(ZonedDateTime::toOffsetDateTime),
                from.get().getZone().equals(ZoneOffset.UTC)
                        ? "UTC"
                        : from.get().getZone().getId(),
                assumed[0]));
    }

    private Optional<ZonedDateTime> duration(TalkDraft draft, ZonedDateTime from) {
        try {
            return Optional.of(from.plus(java.time.Duration.parse(value("DURATION"))));
        } catch (DateTimeException | ArithmeticException e) {
            draft.issue(
                    Issue.Severity.ERROR,
                    line("DURATION"),
                    1,
                    "DURATION cannot be read: " + LabelledText.shorten(value("DURATION")),
                    "");
            return Optional.empty();
        }
    }

    private Optional<ZonedDateTime> time(TalkDraft draft, ContentLine line, boolean[] assumed) {
        String written = LabelledText.shorten(line.value().strip());
        Matcher m = DATE_TIME.matcher(written);
        if (!m.matches()) {
            draft.issue(Issue.Severity.ERROR, line.line(), line.valueAt(), line.name() + " is no date: " + written, "");
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
            if (m.group(4) == null) {
                if (line.name().equals("DTSTART")) {
                    draft.extra("date", day.toString());
                    draft.issue(
                            Issue.Severity.NOTE,
                            line.line(),
                            line.valueAt(),
                            "an event of whole days",
                            "no time of day");
                }
                return Optional.empty();
            }
            LocalDateTime clock = day.atTime(number(m, 4), number(m, 5), number(m, 6));
            if ("Z".equals(m.group(7))) {
                return Optional.of(clock.atZone(ZoneOffset.UTC));
            }
            ZoneId zone = zone(draft, line, assumed);
            if (zone == null) {
                draft.extra(line.name().equals("DTSTART") ? "start" : "end", clock.toString());
                return Optional.empty();
            }
            ZonedDateTime at = clock.atZone(zone);
            if (!at.toLocalDateTime().equals(clock)) {
                draft.issue(
                        Issue.Severity.WARNING,
                        line.line(),
                        line.valueAt(),
                        clock + " does not exist in " + zone,
                        at.toLocalDateTime().toString());
            }
            return Optional.of(at);
        } catch (DateTimeException e) {
            draft.issue(
                    Issue.Severity.ERROR,
                    line.line(),
                    line.valueAt(),
                    written + " is no date of any year or no time of any day",
                    "");
            return Optional.empty();
        }
    }

    private @Nullable ZoneId zone(TalkDraft draft, ContentLine line, boolean[] assumed) {
        String tzid = line.parameter("TZID");
        Optional<ZoneId> zone = ZoneNames.ofCalendar(tzid);
        if (zone.isPresent()) {
            return zone.get();
        }
        Optional<ZoneId> other = ZoneNames.ofCalendar(calendarZone);
        draft.issue(
                Issue.Severity.WARNING,
                line.line(),
                1,
                tzid.isEmpty() ? "the time has no zone" : "no such time zone: " + LabelledText.shorten(tzid),
                other.map(z -> z.getId() + ", the calendar's").orElse(""));
        assumed[0] = true;
        return other.orElse(null);
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private String value(String name) {
        ContentLine line = event.get(name);
        return line == null ? "" : line.value().strip();
    }

    private String text(String name) {
        ContentLine line = event.get(name);
        return line == null ? "" : SourceText.clean(line.text());
    }

    private int line(String name) {
        ContentLine line = event.get(name);
        return line == null ? eventLine : line.line();
    }
}
