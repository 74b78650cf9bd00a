package io.tidegate.clouds.s3;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * How objects are called: {@code corner-shop-gw-1-2026-11-29T10-000000004711-000000005210.ndjson.gz}, by the hour in UTC in which
 * their entries were recorded, and the first and last position. The same entries have the same name whenever they are sent, so that
 * they replace themselves; and names sort as entries were recorded. Immutable.
 */
final class ObjectKeys {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String HOUR_SAMPLE = "2026-11-29T10";

    private final Origin origin;
    private final String prefix;

    /** @param prefix with parts in braces */
    ObjectKeys(Origin origin, String prefix) {
        this.origin = origin;
        this.prefix = origin.fillIn(prefix);
    }

    /** Behind the last of the entries from there on that were recorded in the same hour: an object holds no others. */
    static int endOfHour(List<Entry> entries, int from) {
        Instant hour = hourOf(entries.get(from));
        int end = from + 1;
        while (end < entries.size() && hourOf(entries.get(end)).equals(hour)) {
            end++;
        }
        return end;
    }

    private static Instant hourOf(Entry entry) {
        return entry.recordedAt().truncatedTo(ChronoUnit.HOURS);
    }

    /** @param entries of one hour */
    String of(List<Entry> entries) {
        Entry first = entries.getFirst();
        String hour = HOUR.format(first.recordedAt());
        int date = HOUR_SAMPLE.indexOf('T');
        return String.format(
                Locale.ROOT,
                "%s/%s-%s-%s-%012d-%012d.ndjson.gz",
                prefix.replace("{date}", hour.substring(0, date)).replace("{hour}", hour.substring(date + 1)),
                origin.site(),
                origin.gateway(),
                hour,
                first.position(),
                entries.getLast().position());
    }
}
