package org.solvable.seminar;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Zone abbreviations that announcements use, each with the one IANA zone it is read as.
 *
 * <p>Abbreviations are not unique, so every zone found here counts as assumed. Where an abbreviation has several common
 * meanings the table says which was taken: GST is the Gulf's (not South Georgia's), IST is India's (not Israel's or
 * Ireland's), CST is Chicago's (not China's), BST is Britain's (not Bangladesh's), AST is Halifax's (not Arabia's). EST and
 * EDT are both read as New York's clock at that date, since authors write EST the whole year round.
 */
final class ZoneNames {

    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("UTC", "UTC"),
            Map.entry("GMT", "UTC"),
            Map.entry("EST", "America/New_York"),
            Map.entry("EDT", "America/New_York"),
            Map.entry("ET", "America/New_York"),
            Map.entry("CST", "America/Chicago"),
            Map.entry("CDT", "America/Chicago"),
            Map.entry("CT", "America/Chicago"),
            Map.entry("MST", "America/Denver"),
            Map.entry("MDT", "America/Denver"),
            Map.entry("PST", "America/Los_Angeles"),
            Map.entry("PDT", "America/Los_Angeles"),
            Map.entry("PT", "America/Los_Angeles"),
            Map.entry("AST", "America/Halifax"),
            Map.entry("BST", "Europe/London"),
            Map.entry("WET", "Europe/Lisbon"),
            Map.entry("WEST", "Europe/Lisbon"),
            Map.entry("CET", "Europe/Paris"),
            Map.entry("CEST", "Europe/Paris"),
            Map.entry("EET", "Europe/Helsinki"),
            Map.entry("EEST", "Europe/Helsinki"),
            Map.entry("MSK", "Europe/Moscow"),
            Map.entry("GST", "Asia/Dubai"),
            Map.entry("IST", "Asia/Kolkata"),
            Map.entry("SGT", "Asia/Singapore"),
            Map.entry("HKT", "Asia/Hong_Kong"),
            Map.entry("KST", "Asia/Seoul"),
            Map.entry("JST", "Asia/Tokyo"),
            Map.entry("AEST", "Australia/Sydney"),
            Map.entry("AEDT", "Australia/Sydney"),
            Map.entry("NZST", "Pacific/Auckland"),
            Map.entry("NZDT", "Pacific/Auckland"));

    /** Names that Windows calendars write where RFC 5545 readers expect an IANA id (from the Unicode CLDR mapping). */
    private static final Map<String, String> WINDOWS = Map.of(
            "Eastern Standard Time", "America/New_York",
            "Central Standard Time", "America/Chicago",
            "Mountain Standard Time", "America/Denver",
            "Pacific Standard Time", "America/Los_Angeles",
            "GMT Standard Time", "Europe/London",
            "W. Europe Standard Time", "Europe/Berlin",
            "Romance Standard Time", "Europe/Paris",
            "Arabian Standard Time", "Asia/Dubai",
            "China Standard Time", "Asia/Shanghai",
            "Tokyo Standard Time", "Asia/Tokyo");

    private ZoneNames() {}

    /** The zone of an abbreviation. */
    static Optional<ZoneId> abbreviated(String name) {
        return Optional.ofNullable(ZONES.get(name.toUpperCase(Locale.ROOT))).map(ZoneId::of);
    }

    /** The zone of a calendar's TZID: an IANA id, one with a vendor's prefix, or a Windows name. */
    static Optional<ZoneId> ofCalendar(String tzid) {
        String name = tzid.strip();
        // Olson ids may follow a vendor's path: /freeassociation.sourceforge.net/Europe/Paris
        for (int from = 0; from >= 0 && from <= name.length(); from = name.indexOf('/', from) + 1) {
            String tail = name.substring(from);
            if (tail.length() <= 64 && (tail.indexOf('/') > 0 || tail.equals("UTC"))) {
                try {
                    return Optional.of(ZoneId.of(tail));
                } catch (DateTimeException e) {
                    // Not this one; the next shorter tail may be.
                }
            }
            if (name.indexOf('/', from) < 0) {
                break;
            }
        }
        return Optional.ofNullable(WINDOWS.get(name)).map(ZoneId::of);
    }
}
