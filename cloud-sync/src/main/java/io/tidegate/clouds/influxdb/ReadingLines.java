package io.tidegate.clouds.influxdb;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readings as points, their summaries by the means, and nothing of what has no values. A field's type is fixed in InfluxDB once
 * and for all devices; so numbers, flags (as 0 and 1) and texts go to places where no other kind ever goes, and a device that
 * says 4 and then "error" blocks nobody. Safe from any thread.
 *
 * @param origin whose entries they are: many gateways may share a database
 */
public record ReadingLines(Origin origin) implements PointLines {

    /** Numbers and flags, told apart by the tag {@link #TYPE}. */
    public static final String READING = "reading";

    public static final String TEXT = "text";

    public static final String TYPE = "type";
    public static final String FLAG = "flag";
    public static final String NUMBER = "number";

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

    @Override
    public Optional<List<String>> of(Entry entry) {
        return switch (entry.observation()) {
            case Reading reading -> of(entry, reading);
            case Summary summary -> of(entry, summary.asReading());
            default -> Optional.of(List.of());
        };
    }

    private Optional<List<String>> of(Entry entry, Reading reading) {
        return InfluxTime.nanos(reading.at(), entry.position()).map(nanos -> lines(entry, reading, nanos));
    }

    private List<String> lines(Entry entry, Reading reading, long nanos) {
        Map<Kind, Line> lines = new EnumMap<>(Kind.class);
        reading.fields().forEach((name, value) -> {
            Line line = lines.computeIfAbsent(
                    kind(value),
                    kind -> Line.of(kind.measurement, entry, origin).tag(TYPE, kind.type));
            String inLine = FieldNames.inLines(name);
            switch (value) {
                case Value.Numeric number -> line.field(inLine, number.value());
                case Value.Flag flag -> line.field(inLine, flag.value() ? 1 : 0);
                case Value.Text text -> line.text(inLine, text.value());
            }
        });
        return lines.values().stream().map(line -> line.at(nanos)).toList();
    }

    private static Kind kind(Value value) {
        return switch (value) {
            case Value.Numeric _ -> Kind.NUMBERS;
            case Value.Flag _ -> Kind.FLAGS;
            case Value.Text _ -> Kind.TEXTS;
        };
    }
}
