package io.tidegate.gateway.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device's row on disk: one flat JSON array, {@code [format, id, position, firstSeen, lastSeen, usualGap, [scan],
 * [fault], name, value, at, recordedAt, name, ...]}, all times in milliseconds. Safe from any thread.
 */
final class LiveJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** A row of another format is left out: the device comes back with its next word. */
    private static final long FORMAT = 1;

    private LiveJson() {}

    static byte[] write(LiveDevice device) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            json.writeNumber(FORMAT);
            json.writeString(device.id().value());
            json.writeNumber(device.position());
            json.writeNumber(device.firstSeen().toEpochMilli());
            json.writeNumber(device.lastSeen().toEpochMilli());
            json.writeNumber(device.usualGap().toMillis());
            json.writeStartArray();
            if (device.scan().isPresent()) {
                LiveDevice.LastScan scan = device.scan().get();
                json.writeString(scan.data());
                json.writeString(scan.symbology().word());
                json.writeNumber(scan.at().toEpochMilli());
            }
            json.writeEndArray();
            json.writeStartArray();
            if (device.fault().isPresent()) {
                json.writeString(device.fault().get().reason());
                json.writeNumber(device.fault().get().at().toEpochMilli());
            }
            json.writeEndArray();
            for (Map.Entry<String, LiveDevice.Field> field : device.fields().entrySet()) {
                write(json, field.getKey(), field.getValue());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String name, LiveDevice.Field field) throws IOException {
        json.writeString(name);
        switch (field.value()) {
            case Value.Numeric number -> json.writeNumber(number.value());
            case Value.Flag flag -> json.writeBoolean(flag.value());
            case Value.Text text -> json.writeString(text.value());
        }
        json.writeNumber(field.at().toEpochMilli());
        json.writeNumber(field.recordedAt().toEpochMilli());
    }

    /** Empty for a row that another version of the program wrote. */
    static Optional<LiveDevice> read(byte[] row) {
        try (JsonParser json = JSON.createParser(row)) {
            next(json);
            next(json);
            if (json.getLongValue() != FORMAT) {
                return Optional.empty();
            }
            DeviceId id = new DeviceId(text(json));
            long position = number(json);
            Instant firstSeen = instant(json);
            Instant lastSeen = instant(json);
            Duration usualGap = Duration.ofMillis(number(json));
            List<String> scan = list(json);
            List<String> fault = list(json);
            return Optional.of(new LiveDevice(
                    id,
                    0,
                    position,
                    fields(json),
                    scan.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new LiveDevice.LastScan(
                                    scan.get(0), Symbology.ofWord(scan.get(1)), instant(scan.get(2)))),
                    fault.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new LiveDevice.LastFault(fault.get(0), instant(fault.get(1)))),
                    firstSeen,
                    lastSeen,
                    usualGap));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, LiveDevice.Field> fields(JsonParser json) throws IOException {
        Map<String, LiveDevice.Field> fields = new LinkedHashMap<>();
        while (next(json) != JsonToken.END_ARRAY) {
            String name = json.getText();
            Value value = switch (next(json)) {
                case VALUE_TRUE -> Value.of(true);
                case VALUE_FALSE -> Value.of(false);
                case VALUE_STRING -> Value.of(json.getText());
                default -> Value.of(json.getDoubleValue());
            };
            fields.put(name, new LiveDevice.Field(value, instant(json), instant(json)));
        }
        return fields;
    }

    private static List<String> list(JsonParser json) throws IOException {
        next(json);
        List<String> texts = new ArrayList<>();
        while (next(json) != JsonToken.END_ARRAY) {
            texts.add(json.getText());
        }
        return texts;
    }

    private static String text(JsonParser json) throws IOException {
        next(json);
        return json.getText();
    }

    private static long number(JsonParser json) throws IOException {
        next(json);
        return json.getLongValue();
    }

    /** A row may end too early, as one of another program does. */
    private static JsonToken next(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new EOFException("the row ends too early");
        }
        return token;
    }

    private static Instant instant(JsonParser json) throws IOException {
        return Instant.ofEpochMilli(number(json));
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
