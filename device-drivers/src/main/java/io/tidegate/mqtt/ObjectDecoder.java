package io.tidegate.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidegate.mqtt.Understood.Code;
import io.tidegate.mqtt.Understood.Members;
import io.tidegate.mqtt.Understood.Unreadable;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.JsonFlaw;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Flattens a JSON object into fields: nested members by dots ({@code ENERGY.Power}), array items by number ({@code
 * phases.0}); null is no value and is left out; of a name that stands twice the last counts. Used by one thread.
 *
 * <p>A member {@code scan} that is a text is a bar code and not a field, {@code symbology} beside it its kind, and {@code
 * scanId} the sender's own id of the scan. A number is none: in JSON a code loses the zeros that it begins with.
 */
final class ObjectDecoder {

    static final String SCAN = "scan";
    static final String SYMBOLOGY = "symbology";
    static final String SCAN_ID = "scanId";

    /** Deeper than any gadget nests; more is an attack on the parser's stack. */
    private static final int DEPTH_MAX = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Scan.DATA_LENGTH_MAX)
                    .maxNumberLength(64)
                    .maxNameLength(Reading.FIELD_NAME_LENGTH_MAX)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Devices choose the names: interning them, or failing because they collide, would let one hurt the others.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final Optional<String> timeMember;
    private final WrittenNumbers written;

    ObjectDecoder(Optional<String> timeMember, WrittenNumbers written) {
        this.timeMember = timeMember;
        this.written = written;
    }

    Understood decode(byte[] payload, int start, int end) {
        Gathering gathering = new Gathering();
        try (JsonParser json = JSON.createParser(payload, start, end - start)) {
            json.nextToken();
            gathering.object(json, "");
            if (json.nextToken() != null) {
                return new Unreadable("There is more after the JSON object. Send one object per message.");
            }
            return gathering.result();
        } catch (Unacceptable said) {
            return new Unreadable(said.reason);
        } catch (IOException broken) {
            return new Unreadable("The payload begins as a JSON object but is none: " + JsonFlaw.of(broken)
                    + ". Mend the device's template.");
        }
    }

    /** What cannot be taken; ends the parse from any depth. */
    private static final class Unacceptable extends IOException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Unacceptable(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** The fields found so far. */
    private final class Gathering {

        private final Map<String, Value> fields = new LinkedHashMap<>();
        private @Nullable Instant time;
        private @Nullable String scan;
        private @Nullable String scanId;

        void object(JsonParser json, String prefix) throws IOException {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                member(json, token, prefix.isEmpty() ? name : prefix + '.' + name);
            }
        }

        private void array(JsonParser json, String prefix) throws IOException {
            int index = 0;
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                member(json, token, prefix + '.' + index++);
            }
        }

        private void member(JsonParser json, JsonToken token, String name) throws IOException {
            switch (token) {
                case START_OBJECT -> object(json, name);
                case START_ARRAY -> {
                    mustBeNoScan(name);
                    array(json, name);
                }
                case VALUE_STRING -> text(json.getText(), name);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getDoubleValue(), name);
                case VALUE_TRUE -> put(name, Value.of(true));
                case VALUE_FALSE -> put(name, Value.of(false));
                default -> {
                    // null: the device has no value for it now
                }
            }
        }

        private void text(String text, String name) throws IOException {
            if (isTime(name)) {
                time = DeviceTime.ofText(text);
                if (time != null) {
                    return;
                }
            }
            if (name.equals(SCAN_ID)) {
                scanId = text;
            }
            if (name.equals(SCAN)) {
                if (text.isEmpty()) {
                    throw new Unacceptable("'scan' is empty, so no code was read. Let the device send what it reads.");
                }
                scan = text;
            } else if (text.length() > Value.TEXT_LENGTH_MAX) {
                throw new Unacceptable("The text '" + name + "' has " + text.length() + " characters; at most "
                        + Value.TEXT_LENGTH_MAX + " are kept. Let the device leave it out.");
            } else {
                double number = written.read(text);
                put(name, Double.isNaN(number) ? Value.of(text) : Value.of(number));
            }
        }

        private void number(double number, String name) throws IOException {
            mustBeNoScan(name);
            if (isTime(name)) {
                time = DeviceTime.ofEpoch(number);
                if (time != null) {
                    return;
                }
            }
            if (!Double.isFinite(number)) {
                throw new Unacceptable("The number '" + name + "' is too large for any measurement.");
            }
            put(name, Value.of(number));
        }

        private static void mustBeNoScan(String name) throws IOException {
            if (name.equals(SCAN)) {
                throw new Unacceptable(
                        "'scan' is no text. Put the code in quotes: a number loses the zeros that it begins with.");
            }
        }

        private boolean isTime(String name) {
            return timeMember.isPresent() && timeMember.get().equals(name);
        }

        private void put(String name, Value value) throws IOException {
            if (name.isBlank() || name.length() > Reading.FIELD_NAME_LENGTH_MAX) {
                throw new Unacceptable("A member's name is empty, or longer than " + Reading.FIELD_NAME_LENGTH_MAX
                        + " characters with the names around it. Let the device send shorter names.");
            }
            fields.put(name, value);
            if (fields.size() > Reading.FIELDS_MAX) {
                throw new Unacceptable("The object has more than " + Reading.FIELDS_MAX
                        + " values. Let the device send less, or several messages.");
            }
        }

        Understood result() throws IOException {
            Code code = scan == null ? null : new Code(scan, symbology(), scanId());
            if (fields.isEmpty() && code == null) {
                return new Unreadable("The JSON object holds no value. A reading needs at least one.");
            }
            return new Members(fields, time, code);
        }

        private Optional<String> scanId() throws IOException {
            boolean fits = scanId != null && Scan.isScanId(scanId);
            if (fields.remove(SCAN_ID) != null && !fits) {
                throw new Unacceptable("'scanId' is no text of 1 to " + Scan.SCAN_ID_LENGTH_MAX
                        + " letters, digits and signs, without spaces. Mend the device's template.");
            }
            return Optional.ofNullable(scanId);
        }

        private Symbology symbology() {
            if (fields.get(SYMBOLOGY) instanceof Value.Text word) {
                for (Symbology each : Symbology.values()) {
                    if (each.word().equals(word.value())) {
                        fields.remove(SYMBOLOGY);
                        return each;
                    }
                }
            }
            return Symbology.UNKNOWN;
        }
    }
}
