package org.solvable.seminar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as people write them in English announcements; the JVM's locale plays no part. */
final class DateText {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})\\.?";
    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?i)\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?i)(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + ",? (\\d{4})(?!\\d)");
    private static final String CLOCK = "(\\d{1,2})(?:[:.](\\d{2}))?(?::\\d{2})? ?([ap]\\.?m\\.?)?";
    private static final Pattern TIME = Pattern.compile("(?i)(?<![\\d:/.-])" + CLOCK
            + "(?: ?(?:-|\u2013|\u2014|to|until) ?" + CLOCK + ")?(?![\\d:/])(?: ?\\(?([a-z]{2,4})\\b\\)?)?");

    private DateText() {}

    /**
     * A date in a text.
     *
     * @param date the date, empty if no calendar has it
     * @param written as in the text
     * @param at index of its first character
     */
    record FoundDate(Optional<LocalDate> date, String written, int at) {}

    /**
     * Times in a text.
     *
     * @param start begin
     * @param end end, if given
     * @param zone zone of the abbreviation behind, if the table has it
     * @param zoneName the abbreviation, empty if there is none
     */
    record FoundTime(LocalTime start, Optional<LocalTime> end, Optional<ZoneId> zone, String zoneName) {}

    static Optional<FoundDate> date(String text) {
        Matcher m = ISO.matcher(text);
        if (m.find()) {
            return Optional.of(found(m, m.group(1), Integer.parseInt(m.group(2)), m.group(3)));
        }
        m = MONTH_FIRST.matcher(text);
        if (m.find()) {
            return Optional.of(found(m, m.group(3), month(m.group(1)), m.group(2)));
        }
        m = DAY_FIRST.matcher(text);
        if (m.find()) {
            return Optional.of(found(m, m.group(3), month(m.group(2)), m.group(1)));
        }
        return Optional.empty();
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
    }

    private static FoundDate found(Matcher m, String year, int month, String day) {
        Optional<LocalDate> date;
        try {
            date = Optional.of(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)));
        } catch (DateTimeException e) {
            date = Optional.empty();
        }
        return new FoundDate(date, m.group(), m.start());
    }

    /** The first time of day that says am or pm, or has minutes. */
    static Optional<FoundTime> time(String text) {
        Matcher m = TIME.matcher(text);
        while (m.find()) {
            boolean clear = m.group(2) != null || m.group(3) != null || m.group(6) != null;
            if (!clear) {
                continue;
            }
            // In "4-5pm" the half of the day is said once, for both.
            String half = m.group(3) != null ? m.group(3) : m.group(6);
            Optional<LocalTime> start = clock(m.group(1), m.group(2), half);
            if (start.isEmpty()) {
                continue;
            }
            Optional<LocalTime> end = m.group(4) == null
                    ? Optional.empty()
                    : clock(m.group(4), m.group(5), m.group(6) != null ? m.group(6) : m.group(3));
            if (m.group(3) == null && end.isPresent() && start.get().isAfter(end.get()) && m.group(6) != null) {
                start = clock(m.group(1), m.group(2), "am");
            }
            String name =
                    m.group(7) == null || !m.group(7).equals(m.group(7).toUpperCase(Locale.ROOT)) ? "" : m.group(7);
            return Optional.of(new FoundTime(
                    start.orElseThrow(), end, name.isEmpty() ? Optional.empty() : ZoneNames.abbreviated(name), name));
        }
        return Optional.empty();
    }

    private static Optional<LocalTime> clock(
            String hour,
            @org.jspecify.annotations.Nullable String minute,
            @org.jspecify.annotations.Nullable String half) {
        int h = Integer.parseInt(hour);
        int min = minute == null ? 0 : Integer.parseInt(minute);
        if (half != null) {
            if (h < 1 || h > 12) {
                return Optional.empty();
            }
            h = h % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        return h > 23 || min > 59 ? Optional.empty() : Optional.of(LocalTime.of(h, min));
    }
}
