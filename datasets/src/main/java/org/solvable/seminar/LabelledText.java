package org.solvable.seminar;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.solvable.seminar.SourceText.Line;

/** An announcement made of labels and texts ("Title: …"), as mails, web pages and calendar descriptions share it. */
final class LabelledText {

    private static final int LABEL_REACH = 60;
    private static final Pattern LABEL =
            Pattern.compile("(?i)^(title|speakers?|affiliation|(?:information and )?abstract|bio(?:graphy)?"
                    + "|about the speaker|date(?: and time)?|time|when|location|place|venue|where|room|webcast(?: option)?|zoom|live ?stream"
                    + "|video|recording|slides|paper|code|host(?:ed by)?|organi[sz]ers?|contact|keywords|topics|tags|url"
                    + "|for more details[^:]{0,40}) ?:[ \u00A0]*");
    private static final Pattern JOINT = Pattern.compile("(?i)^(?:this is )?joint work with ");
    private static final Pattern OTHER_EVENT = Pattern.compile("(?i)^\\d{1,2}(?:[:.]\\d{2})? ?[ap]\\.?m\\.?\\b.*");
    private static final Pattern FOOTER = Pattern.compile(
            "(?i)^(?:-- ?|-{6,}.*|for more details.*|this website uses cookies.*|more information about the .*)$");
    private static final Pattern HONORIFIC =
            Pattern.compile("(?i)^(?:(?:prof(?:essor)?|dr|mr|mrs|ms)(?:\\.|(?= ))\\s*)+");

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Line> head = new ArrayList<>();

    LabelledText(List<Line> lines) {
        String current = "";
        boolean closed = false;
        for (Line line : lines) {
            String text = line.clean();
            String start = text.substring(0, Math.min(LABEL_REACH, text.length()));
            Matcher m = LABEL.matcher(start);
            if (FOOTER.matcher(start).matches()) {
                closed = true;
                current = "";
            } else if (!closed && m.find()) {
                current = canonical(m.group(1));
                if (fields.putIfAbsent(current, text.substring(m.end()).strip()) != null) {
                    current = "";
                } else {
                    places.put(current, line.number());
                }
            } else if (!closed && JOINT.matcher(start).find()) {
                fields.putIfAbsent("joint", JOINT.matcher(text).replaceFirst(""));
                current = "";
            } else if (!closed && OTHER_EVENT.matcher(start).matches() && !fields.isEmpty()) {
                fields.putIfAbsent("beside", text);
                current = "";
            } else if (fields.isEmpty()) {
                head.add(line);
            } else if (current.equals("place")) {
                // An address ends where a blank line or a sentence begins.
                if (text.isEmpty() || text.length() > 60) {
                    current = "";
                } else {
                    append(current, ", ", text);
                }
            } else if (current.equals("abstract") || current.equals("bio")) {
                append(current, "\n", text);
            } else if (!current.isEmpty() && fields.getOrDefault(current, "").isEmpty()) {
                append(current, "", text);
            }
        }
    }

    /** Joined once at the end would need a builder per field; texts this long are rare enough for one buffer. */
    private final Map<String, StringBuilder> longTexts = new LinkedHashMap<>();

    private void append(String field, String between, String text) {
        StringBuilder b = longTexts.computeIfAbsent(field, f -> new StringBuilder(fields.getOrDefault(f, "")));
        b.append(b.isEmpty() ? "" : between).append(text);
        fields.put(field, "…");
    }

    private static String canonical(String label) {
        String low = label.toLowerCase(Locale.ROOT);
        return switch (low) {
            case "speakers" -> "speaker";
            case "information and abstract" -> "abstract";
            case "biography", "about the speaker" -> "bio";
            case "date and time", "when" -> "date";
            case "location", "venue", "where", "room" -> "place";
            case "webcast", "webcast option", "zoom", "livestream", "live stream", "recording" -> "video";
            case "topics", "tags" -> "keywords";
            default -> low;
        };
    }

    String field(String name) {
        StringBuilder b = longTexts.get(name);
        return (b == null ? fields.getOrDefault(name, "") : b.toString()).strip();
    }

    int line(String name) {
        return places.getOrDefault(name, 0);
    }

    /** The lines before the first label. */
    List<Line> head() {
        return head;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A name without its academic titles. */
    static String withoutHonorific(String name) {
        return HONORIFIC.matcher(name.strip()).replaceFirst("").strip();
    }

    static boolean hasHonorific(String name) {
        return HONORIFIC.matcher(name.strip()).find();
    }

    /** "A. Name, University" or several of these between semicolons. */
    static List<Person> people(String text, String affiliation) {
        List<Person> people = new ArrayList<>();
        for (String one : text.split(";", 50)) {
            int comma = one.indexOf(',');
            int bracket = one.indexOf('(');
            int cut = comma < 0 ? bracket : bracket < 0 ? comma : Math.min(comma, bracket);
            String name = withoutHonorific(cut < 0 ? one : one.substring(0, cut));
            String of = cut < 0
                    ? affiliation
                    : one.substring(cut + 1).replace(")", "").strip();
            if (!name.isBlank()) {
                people.add(new Person(name, of));
            }
        }
        return people;
    }

    /** "A, B, and C." as people. */
    static List<Person> names(String text) {
        List<Person> people = new ArrayList<>();
        String list = text.strip().replaceAll("[.\\s]{1,10}$", "");
        for (String name : list.split(",\\s{0,4}and\\s|,|\\sand\\s", 200)) {
            if (!name.isBlank()) {
                people.add(new Person(withoutHonorific(name), ""));
            }
        }
        return people;
    }

    /**
     * Puts date, time and zone together.
     *
     * @param line where the date stands
     * @param posting zone in which the announcement was posted, taken where the time says none
     */
    static void when(TalkDraft draft, String dateText, String timeText, int line, Optional<ZoneId> posting) {
        Optional<DateText.FoundDate> date = DateText.date(dateText);
        if (date.isEmpty()) {
            draft.issue(Issue.Severity.ERROR, line, 1, "no date in \"" + shorten(dateText) + "\"", "");
            return;
        }
        DateText.FoundDate d = date.get();
        if (d.date().isEmpty()) {
            draft.issue(Issue.Severity.ERROR, line, d.at() + 1, "\"" + d.written() + "\" is no date of any year", "");
            return;
        }
        LocalDate day = d.date().get();
        String low = dateText.toLowerCase(Locale.ROOT);
        for (java.time.DayOfWeek w : java.time.DayOfWeek.values()) {
            if (low.contains(w.getDisplayName(TextStyle.FULL, Locale.ROOT).toLowerCase(Locale.ROOT))
                    && w != day.getDayOfWeek()) {
                draft.issue(Issue.Severity.WARNING, line, 1, day + " is no " + w, "the date");
            }
        }
        // The year must not be read as a time.
        String rest = timeText.equals(dateText) ? timeText.replace(d.written(), " ") : timeText;
        Optional<DateText.FoundTime> time = DateText.time(rest);
        Optional<ZoneId> zone = time.flatMap(DateText.FoundTime::zone).or(() -> posting);
        if (time.isEmpty() || zone.isEmpty()) {
            draft.extra("date", day.toString());
            time.ifPresent(t ->
                    draft.extra("time", t.start() + t.end().map(e -> " to " + e).orElse("")));
            draft.issue(Issue.Severity.WARNING, line, 1, time.isEmpty() ? "no time of day" : "no time zone", "");
            return;
        }
        DateText.FoundTime t = time.get();
        ZonedDateTime start = day.atTime(t.start()).atZone(zone.get());
        if (!start.toLocalTime().equals(t.start())) {
            draft.issue(
                    Issue.Severity.WARNING,
                    line,
                    1,
                    t.start() + " does not exist in " + zone.get() + " on " + day,
                    start.toString());
        }
        Optional<OffsetDateTime> end = t.end()
                .map(e -> (e.isBefore(t.start()) ? day.plusDays(1) : day)
                        .atTime(e)
                        .atZone(zone.get())
                        .toOffsetDateTime());
        draft.issue(
                Issue.Severity.NOTE,
                line,
                1,
                t.zone().isPresent()
                        ? "the abbreviation " + t.zoneName() + " may mean several zones"
                        : "the time has no zone"
                                + (t.zoneName().isEmpty() ? "" : " that is known (" + t.zoneName() + ")"),
                zone.get().getId());
        draft.when =
                Optional.of(new When(start.toOffsetDateTime(), end, zone.get().getId(), true));
    }

    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
