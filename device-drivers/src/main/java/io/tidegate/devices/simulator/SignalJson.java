package io.tidegate.devices.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.observation.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A signal as a gadget would send it. Safe from any thread. */
final class SignalJson {

    private static final JsonFactory JSON = new JsonFactory();

    private SignalJson() {}

    static byte[] bytes(Signal signal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            switch (signal) {
                case Signal.State state -> writeFields(json, state.fields());
                case Signal.Beep beep -> {
                    json.writeStringField("scan", beep.data());
                    json.writeStringField("symbology", beep.symbology().word());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFields(JsonGenerator json, Map<String, Value> fields) throws IOException {
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            switch (field.getValue()) {
                case Value.Numeric number -> json.writeNumber(number.value());
                case Value.Flag flag -> json.writeBoolean(flag.value());
                case Value.Text text -> json.writeString(text.value());
            }
        }
    }
}
