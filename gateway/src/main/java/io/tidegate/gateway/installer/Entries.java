package io.tidegate.gateway.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the API says of the journal, read again. Immutable.
 *
 * @param after the position of the last of them
 * @param seen those of them that a terminal can show
 */
record Entries(long after, List<Observation> seen) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @param from the position after which they begin */
    static Entries read(byte[] array, long from) throws IOException {
        long after = from;
        List<Observation> seen = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> members = new HashMap<>();
                Map<String, Value> fields = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    member(json, members, fields);
                }
                String id = members.getOrDefault("id", ":" + from);
                after = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
                observation(members, fields).ifPresent(seen::add);
            }
        }
        return new Entries(after, seen);
    }

    /** The number behind a name, in the answer of {@code /api/v1/journal}. */
    static long number(byte[] object, String name) throws IOException {
        try (JsonParser json = JSON.createParser(object)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME && name.equals(json.currentName())) {
                    return json.nextLongValue(0);
                }
            }
            return 0;
        }
    }

    private static void member(JsonParser json, Map<String, String> members, Map<String, Value> fields)
            throws IOException {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT && name.equals("fields")) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                fields.put(field, value(json));
            }
        } else if (json.currentToken().isStructStart()) {
            json.skipChildren();
        } else {
            members.put(name, json.getText());
        }
    }

    /** The next one. */
    static Value value(JsonParser json) throws IOException {
        return switch (json.nextToken()) {
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(json.getDoubleValue());
            default -> Value.of(json.getText());
        };
    }

    private static Optional<Observation> observation(Map<String, String> members, Map<String, Value> fields) {
        DeviceId device = new DeviceId(members.getOrDefault("device", "unknown"));
        Instant at = Instant.parse(members.getOrDefault("time", "1970-01-01T00:00:00Z"));
        return switch (members.getOrDefault("kind", "")) {
            case Observation.Reading.KIND -> Optional.of(new Observation.Reading(device, at, fields));
            case Observation.Fault.KIND ->
                Optional.of(new Observation.Fault(device, at, members.getOrDefault("reason", "")));
            case Observation.Scan.KIND ->
                Optional.of(new Observation.Scan(
                        device,
                        at,
                        members.getOrDefault("data", "?"),
                        Symbology.ofWord(members.getOrDefault("symbology", ""))));
            default -> Optional.empty();
        };
    }
}
