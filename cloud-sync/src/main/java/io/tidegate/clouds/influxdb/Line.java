package io.tidegate.clouds.influxdb;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;

/**
 * One point in the line protocol, put together from left to right: tags in the order of their names, then fields. Used by one
 * thread.
 */
final class Line {

    /** Of entries whose time is that of a clock which nobody has set: points that lie at the wrong place. */
    static final String TIME_QUALITY = "timeQuality";

    private final StringBuilder tags;
    private final StringBuilder fields = new StringBuilder();

    Line(String measurement) {
        this.tags = new StringBuilder(192).append(measurement);
    }

    /** With what every point has. */
    static Line of(String measurement, Entry entry, Origin origin) {
        return new Line(measurement)
                .tag("device", entry.observation().device().value())
                .tag("gateway", origin.gateway())
                .tag("site", origin.site())
                .tag(TIME_QUALITY, entry.timed() ? "" : "untrusted");
    }

    /**
     * @param name of letters
     * @param value nothing is written of an empty one, which InfluxDB does not know
     */
    Line tag(String name, String value) {
        if (!value.isEmpty()) {
            tags.append(',').append(name).append('=').append(FieldNames.tagInLines(value));
        }
        return this;
    }

    /** @param name as {@link FieldNames#inLines} gives it, or of letters */
    Line field(String name, double value) {
        named(name).append(value);
        return this;
    }

    Line whole(String name, long value) {
        named(name).append(value).append('i');
        return this;
    }

    Line text(String name, String value) {
        named(name)
                .append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
        return this;
    }

    private StringBuilder named(String name) {
        return (fields.isEmpty() ? fields : fields.append(',')).append(name).append('=');
    }

    String at(long nanos) {
        return tags + " " + fields + " " + nanos;
    }
}
