package io.tidegate.gateway.history;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries as lines for InfluxDB, the same entry always the same lines, so that a point which is written twice is one. A
 * field's type is fixed there once and for all devices; so numbers, flags (as 0 and 1) and texts go to places where no
 * other kind ever goes, and a device that says 4 and then "error" blocks nobody. Safe from any thread.
 *
 * @param origin whose entries they are: many gateways may share a database
 */
record LineProtocol(Origin origin) {

    /** Numbers and flags, told apart by the tag {@link #TYPE}. */
    static final String READING = "reading";

    static final String TEXT = "text";

    static final String TYPE = "type";
    static final String FLAG = "flag";
    static final String NUMBER = "number";

    static final long NANOS_OF_A_MILLI = 1_000_000;

    private enum Kind {
        NUMBERS(READING, NUMBER),
        FLAGS(READING, FLAG),
        TEXTS(TEXT, "text");

        final String measurement;
        final String type;

        Kind(String measurement, String type) {
            this.measurement = measurement;
            this.type = type;
        }
    }

    /** What InfluxDB gets of one entry; no line of scans and faults, which have no values. */
    record Lines(long position, List<String> lines) {}

    /** Empty when its time is one that InfluxDB cannot name. */
    Optional<Lines> of(Entry entry) {
        if (!(entry.observation() instanceof Observation.Reading reading)) {
            return Optional.of(new Lines(entry.position(), List.of()));
        }
        if (reading.at().isBefore(Span.EARLIEST) || !reading.at().isBefore(Span.LATEST)) {
            return Optional.empty();
        }
        Map<Kind, StringBuilder> fields = new EnumMap<>(Kind.class);
        reading.fields().forEach((name, value) -> add(fields, name, value));
        long nanos = nanos(reading.at().toEpochMilli(), entry.position());
        List<String> lines = new ArrayList<>(fields.size());
        fields.forEach((kind, text) -> lines.add(kind.measurement + ",device=" + reading.device() + ",gateway="
                + origin.gateway() + ",site=" + origin.site() + "," + TYPE + "=" + kind.type + " " + text + " "
                + nanos));
        return Optional.of(new Lines(entry.position(), lines));
    }

    /**
     * Two readings of one device in the same millisecond would be one point, the second over the first. So the nanoseconds
     * within it come from the position, which tells them apart and is the same whenever the entry is written again.
     */
    static long nanos(long millis, long position) {
        return millis * NANOS_OF_A_MILLI + position % NANOS_OF_A_MILLI;
    }

    private static void add(Map<Kind, StringBuilder> fields, String name, Value value) {
        Kind kind = switch (value) {
            case Value.Numeric _ -> Kind.NUMBERS;
            case Value.Flag _ -> Kind.FLAGS;
            case Value.Text _ -> Kind.TEXTS;
        };
        StringBuilder line = fields.computeIfAbsent(kind, _ -> new StringBuilder());
        if (!line.isEmpty()) {
            line.append(',');
        }
        line.append(FieldNames.inLines(name)).append('=');
        switch (value) {
            case Value.Numeric number -> line.append(number.value());
            case Value.Flag flag -> line.append(flag.value() ? "1" : "0");
            case Value.Text text ->
                line.append('"')
                        .append(text.value().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
        }
    }
}
