package org.solvable.seminar;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * When a talk takes place.
 *
 * @param start begin, with offset from UTC
 * @param end end, if known
 * @param zone IANA time zone id of the place
 * @param zoneAssumed whether the source did not say the zone and it was inferred
 */
public record When(OffsetDateTime start, Optional<OffsetDateTime> end, String zone, boolean zoneAssumed) {

    public When {
        java.time.ZoneId.of(zone);
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new IllegalArgumentException("end = " + end.get() + ": must not be before start = " + start);
        }
    }
}
