package io.tidegate.clouds.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import java.io.IOException;
import java.util.List;

/**
 * Entries as CloudEvents 1.0 in a JSON batch (JSON format, section 4). Source and id together are of one entry and no other,
 * so that receivers drop repeats by what CloudEvents gives them for it. Safe from any thread.
 */
final class CloudEvents {

    static final String BATCH = "application/cloudevents-batch+json";

    private CloudEvents() {}

    static byte[] batch(Origin origin, List<Entry> entries) {
        return EntryJson.array(entries, 448, (json, entry) -> write(json, origin, entry));
    }

    private static void write(JsonGenerator json, Origin origin, Entry entry) throws IOException {
        Observation seen = entry.observation();
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", origin.idOf(entry.position()));
        json.writeStringField("source", "/" + origin.site() + "/" + origin.gateway());
        json.writeStringField("type", "io.tidegate." + seen.kind() + ".v1");
        json.writeStringField("time", EntryJson.time(seen.at()));
        json.writeStringField("subject", seen.device().value());
        json.writeStringField("datacontenttype", "application/json");
        json.writeFieldName("data");
        EntryJson.write(json, origin, entry);
        json.writeEndObject();
    }
}
