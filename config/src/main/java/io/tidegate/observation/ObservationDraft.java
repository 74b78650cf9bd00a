package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.Observation.Fault;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Observation.Scan;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of one item, as far as they are read. It goes on past what is wrong, so that the next item is read. */
final class ObservationDraft {

    private final Map<String, Value> fields = new LinkedHashMap<>();
    private final Instant arrival;
    private Instant at;
    private @Nullable String kind;
    private @Nullable String device;
    private @Nullable String data;
    private @Nullable String reason;
    private @Nullable String scanId;
    private Symbology symbology = Symbology.UNKNOWN;
    private boolean hasFields;
    private @Nullable String problem;

    ObservationDraft(Instant arrival) {
        this.arrival = arrival;
        this.at = arrival;
    }

    /** Takes the member on whose value the parser stands, and leaves the parser at the value's end. */
    void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id", "site", "gateway" -> json.skipChildren();
            case "kind" -> kind = text(name, json);
            case "device" -> device = text(name, json);
            case "time" -> time(json);
            case "fields" -> fields(json);
            case "data" -> data = text(name, json);
            case "symbology" -> symbology(text(name, json));
            case "reason" -> reason = text(name, json);
            case "scanId" -> scanId = text(name, json);
            default -> {
                json.skipChildren();
                wrong("'" + name
                        + "' is not known. Use device, time, kind, and fields, data, symbology, scanId or reason.");
            }
        }
    }

    /** @throws IllegalArgumentException when it is none; the message says what is wrong and what to do */
    Observation observation() {
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (device == null) {
            throw new IllegalArgumentException("'device' is missing. Name the device.");
        }
        DeviceId id = new DeviceId(device);
        return switch (kind == null ? kindByMembers() : kind) {
            case Reading.KIND -> {
                if (!hasFields) {
                    throw new IllegalArgumentException("A reading needs 'fields', such as {\"temperature\":3.4}.");
                }
                yield new Reading(id, at, fields);
            }
            case Scan.KIND -> {
                if (data == null) {
                    throw new IllegalArgumentException("A scan needs 'data', the characters that were read.");
                }
                yield new Scan(id, at, data, symbology, Optional.ofNullable(scanId));
            }
            case Fault.KIND -> {
                if (reason == null) {
                    throw new IllegalArgumentException("A fault needs a 'reason'.");
                }
                yield new Fault(id, at, reason);
            }
            default ->
                throw new IllegalArgumentException(
                        "Kind '" + kind + "' cannot be sent in. Use reading, scan or" + " fault.");
        };
    }

    private String kindByMembers() {
        if (hasFields) {
            return Reading.KIND;
        }
        if (data != null) {
            return Scan.KIND;
        }
        if (reason != null) {
            return Fault.KIND;
        }
        throw new IllegalArgumentException("There is no value. Send 'fields' for a reading, or 'data' for a scan.");
    }

    private void fields(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            wrong("'fields' is no JSON object. Write it like {\"temperature\":3.4}.");
            return;
        }
        hasFields = true;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            field(name, json.nextToken(), json);
        }
    }

    private void field(String name, JsonToken token, JsonParser json) throws IOException {
        switch (token) {
            case VALUE_TRUE -> put(name, Value.of(true));
            case VALUE_FALSE -> put(name, Value.of(false));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double number = json.getDoubleValue();
                if (Double.isFinite(number)) {
                    put(name, Value.of(number));
                } else {
                    wrong("The number '" + name + "' is too large for any measurement. Leave it out.");
                }
            }
            case VALUE_STRING -> {
                if (json.getTextLength() > Value.TEXT_LENGTH_MAX) {
                    wrong("The text '" + name + "' is longer than " + Value.TEXT_LENGTH_MAX
                            + " characters. Shorten it.");
                } else {
                    put(name, Value.of(json.getText()));
                }
            }
            case VALUE_NULL -> {
                // the device has no value for it now
            }
            default -> {
                json.skipChildren();
                wrong("The field '" + name + "' is an object or array. Send plain values, with names like a.b.");
            }
        }
    }

    /** Past the limit values are read and dropped: one too many is kept, so that the reading is refused. */
    private void put(String name, Value value) {
        if (fields.size() <= Reading.FIELDS_MAX) {
            fields.put(name, value);
        }
    }

    private void time(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            // Which zone a time without an offset means would be a guess.
            case VALUE_STRING -> time(DeviceTime.ofText(json.getText()), "RFC 3339 with an offset");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                time(DeviceTime.ofEpoch(json.getDoubleValue()), "number of s, ms or us since 1970");
            case VALUE_NULL -> {
                // as if it were not there
            }
            default -> {
                json.skipChildren();
                wrong("'time' is neither text nor number. Write it like \"2026-11-23T10:00:00Z\".");
            }
        }
    }

    private void time(@Nullable Instant time, String form) {
        if (time == null) {
            wrong("'time' is no " + form + ". Write it like 2026-11-23T10:00:00Z, or leave it out.");
        } else if (DeviceTime.isTooEarly(time)) {
            wrong("'time' is before the year 2000. Set the sender's clock, or leave it out.");
        } else if (DeviceTime.isTooFarAhead(time, arrival)) {
            wrong("'time' is more than a day ahead of the gateway's clock, which says " + EntryJson.time(arrival)
                    + ". Set the clock that is wrong, or leave it out.");
        } else {
            at = time;
        }
    }

    private void symbology(@Nullable String word) {
        if (word == null) {
            return;
        }
        try {
            symbology = Symbology.ofWord(word);
        } catch (IllegalArgumentException unknown) {
            wrong(unknown.getMessage() + ". Use one like ean-13, code-128 or qr-code, or leave it out.");
        }
    }

    private @Nullable String text(String name, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            json.skipChildren();
            wrong("'" + name + "' is no text. Put it in quotes.");
        }
        return null;
    }

    /** The first problem is told; further ones often follow from it. */
    private void wrong(String what) {
        if (problem == null) {
            problem = what;
        }
    }
}
