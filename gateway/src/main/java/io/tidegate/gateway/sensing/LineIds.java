package io.tidegate.gateway.sensing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import io.tidegate.site.SensorField;
import java.util.Map;
import java.util.UUID;

/** Names for what is booked: the same measurement leads to the same, however often it is taken up. */
record LineIds(Origin origin) {

    /** A longer name of a field would make the id of a line too long. */
    private static final int FIELD_LENGTH_MAX = 30;

    /** @param kind of sensor, as the id's first word */
    String of(String kind, SensorField source, Measurement measurement) {
        return kind + end(ref(measurement), source);
    }

    /** How each id ends that a measurement of that sensor has led to. */
    static String end(String ref, SensorField source) {
        String field = source.field();
        String name = field.length() <= FIELD_LENGTH_MAX
                ? field
                : UUID.nameUUIDFromBytes(field.getBytes(UTF_8)).toString();
        return ":" + ref + ":" + name;
    }

    /** The id of the measurement's entry. */
    String ref(Measurement measurement) {
        return origin.idOf(measurement.position());
    }

    /** What each line says of the measurement that led to it. */
    static void sign(Map<String, String> line, SensorField source, Measurement measurement) {
        line.put("device", source.device().value());
        if (measurement.timeKnown()) {
            line.put("time", EntryJson.time(measurement.at()));
        }
    }
}
