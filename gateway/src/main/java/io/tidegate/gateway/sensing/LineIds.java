package io.tidegate.gateway.sensing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import io.tidegate.site.SensorField;
import java.util.Map;
import java.util.UUID;

/** Names for what is booked: the same reading leads to the same, however often it is taken up. */
record LineIds(Origin origin) {

    /** A longer name of a field would make the id of a line too long. */
    private static final int FIELD_LENGTH_MAX = 30;

    /** @param kind of sensor, as the id's first word */
    String of(String kind, SensorField source, Reading reading) {
        String field = source.field();
        String name = field.length() <= FIELD_LENGTH_MAX
                ? field
                : UUID.nameUUIDFromBytes(field.getBytes(UTF_8)).toString();
        return kind + ":" + ref(reading) + ":" + name;
    }

    /** The id of the reading's entry. */
    String ref(Reading reading) {
        return origin.idOf(reading.position());
    }

    /** What each line says of the reading that led to it. */
    static void sign(Map<String, String> line, SensorField source, Reading reading) {
        line.put("device", source.device().value());
        if (reading.timeKnown()) {
            line.put("time", EntryJson.time(reading.at()));
        }
    }
}
