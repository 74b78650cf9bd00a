package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Value;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1}: what the floor has shown. Each method answers one route, on a worker thread; safe from any of them. */
final class FloorApi {

    private static final int ENTRIES_DEFAULT = 100;
    private static final int ENTRIES_MAX = 1_000;

    private final Rooms rooms;

    FloorApi(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer devices(Asked asked) {
        return Answer.list(rooms.live().devices(), this::write);
    }

    Answer device(Asked asked) throws InvalidRequest {
        DeviceId id = deviceId(String.valueOf(asked.path().get("id")));
        Optional<LiveDevice> device = rooms.live().device(id);
        return device.map(found -> Answer.object(json -> write(json, found)))
                .orElseThrow(() -> new InvalidRequest(
                        404, "No device '" + id + "' has spoken yet", "GET /api/v1/devices lists those that have."));
    }

    static DeviceId deviceId(String text) throws InvalidRequest {
        if (!DeviceId.isValid(text)) {
            throw new InvalidRequest(
                    400, "That is no device id", "Use 1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or digit first.");
        }
        return new DeviceId(text);
    }

    private void write(JsonGenerator json, LiveDevice device) throws IOException {
        json.writeStringField("device", device.id().value());
        json.writeStringField("firstSeen", EntryJson.time(device.firstSeen()));
        json.writeStringField("lastSeen", EntryJson.time(device.lastSeen()));
        json.writeBooleanField(
                "silent",
                rooms.fields().silent(device, rooms.surroundings().clock().instant()));
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, LiveDevice.Field> field : device.fields().entrySet()) {
            json.writeObjectFieldStart(field.getKey());
            json.writeFieldName("value");
            write(json, field.getValue().value());
            Optional<String> unit = rooms.fields().profiles().unit(device.id(), field.getKey());
            if (unit.isPresent()) {
                json.writeStringField("unit", unit.get());
            }
            json.writeStringField("time", EntryJson.time(field.getValue().at()));
            json.writeStringField("recordedAt", EntryJson.time(field.getValue().recordedAt()));
            json.writeEndObject();
        }
        json.writeEndObject();
        if (device.scan().isPresent()) {
            LiveDevice.LastScan scan = device.scan().get();
            json.writeObjectFieldStart("scan");
            json.writeStringField("data", scan.data());
            json.writeStringField("symbology", scan.symbology().word());
            json.writeStringField("time", EntryJson.time(scan.at()));
            json.writeEndObject();
        }
        if (device.fault().isPresent()) {
            json.writeObjectFieldStart("fault");
            json.writeStringField("reason", device.fault().get().reason());
            json.writeStringField("time", EntryJson.time(device.fault().get().at()));
            json.writeEndObject();
        }
    }

    static void write(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Numeric number -> json.writeNumber(number.value());
            case Value.Flag flag -> json.writeBoolean(flag.value());
            case Value.Text text -> json.writeString(text.value());
        }
    }

    Answer entries(Asked asked) throws InvalidRequest, SQLException {
        long after = asked.number("after", 0, 0, Long.MAX_VALUE - 1);
        int limit = (int) asked.number("limit", ENTRIES_DEFAULT, 1, ENTRIES_MAX);
        try (Connection reader = rooms.journal().openReader()) {
            List<Entry> entries = rooms.journal().entriesAfter(reader, after, limit);
            return Answer.json(EntryJson.array(rooms.site().origin(), entries));
        }
    }
}
