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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the API says of a device, read as the observations that made it so, oldest first. Functions only. */
final class LastKnown {

    private static final JsonFactory JSON = new JsonFactory();

    private LastKnown() {}

    static List<Observation> read(DeviceId device, byte[] object) throws IOException {
        Map<Instant, Map<String, Value>> readings = new TreeMap<>();
        List<Observation> seen = new ArrayList<>();
        try (JsonParser json = JSON.createParser(object)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    switch (name) {
                        case "fields" -> fields(json, readings);
                        case "scan" -> seen.add(scan(device, members(json)));
                        case "fault" -> seen.add(fault(device, members(json)));
                        default -> json.skipChildren();
                    }
                }
            }
        }
        readings.forEach((at, fields) -> seen.add(new Observation.Reading(device, at, fields)));
        seen.sort(Comparator.comparing(Observation::at));
        return seen;
    }

    /** The names in the list of all devices. */
    static List<String> ids(byte[] array) throws IOException {
        List<String> ids = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("device")) {
                        ids.add(json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return ids;
    }

    private static void fields(JsonParser json, Map<Instant, Map<String, Value>> readings) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            Map<String, Value> said = members(json);
            Value value = said.get("value");
            if (value != null) {
                readings.computeIfAbsent(time(said), _ -> new LinkedHashMap<>()).put(field, value);
            }
        }
    }

    private static Map<String, Value> members(JsonParser json) throws IOException {
        Map<String, Value> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            members.put(name, Entries.value(json));
        }
        return members;
    }

    private static Observation scan(DeviceId device, Map<String, Value> said) {
        return new Observation.Scan(device, time(said), text(said, "data"), Symbology.ofWord(text(said, "symbology")));
    }

    private static Observation fault(DeviceId device, Map<String, Value> said) {
        return new Observation.Fault(device, time(said), text(said, "reason"));
    }

    private static Instant time(Map<String, Value> said) {
        return Instant.parse(text(said, "time"));
    }

    private static String text(Map<String, Value> said, String name) {
        return said.get(name) instanceof Value.Text text ? text.value() : "?";
    }
}
