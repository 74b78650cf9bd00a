package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * The one JSON form of an entry, the same in every JSON sink and in the API ({@code entry.schema.json}):
 *
 * <pre>{@code
 * {"id":"gw-1:4711","site":"corner-shop","gateway":"gw-1","kind":"reading","device":"fridge-2",
 *  "time":"2026-11-23T10:00:00.123Z","fields":{"temperature":3.4,"door":false}}
 * }</pre>
 *
 * Safe from any thread.
 */
public final class EntryJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Whole numbers below this are written without a fraction: 4, not 4.0. */
    private static final double WHOLE_MAX = 0x1p53;

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EntryJson() {}

    /** UTF-8 bytes of a JSON array of the entries. */
    public static byte[] array(Origin origin, List<Entry> entries) {
        return array(entries, 192, (json, entry) -> write(json, origin, entry));
    }

    /** Writes one entry. */
    @FunctionalInterface
    public interface Form {
        void write(JsonGenerator json, Entry entry) throws IOException;
    }

    /**
     * The same of entries in another form.
     *
     * @param bytesEach that one takes, roughly
     */
    public static byte[] array(List<Entry> entries, int bytesEach, Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + bytesEach * entries.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Entry entry : entries) {
                form.write(json, entry);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** UTF-8 bytes of the entry as one JSON object. */
    public static byte[] object(Origin origin, Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, origin, entry);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** The object as a part of something larger. */
    public static void write(JsonGenerator json, Origin origin, Entry entry) throws IOException {
        json.writeStartObject();
        writeHead(json, origin, entry);
        switch (entry.observation()) {
            case Observation.Reading reading -> writeFields(json, reading.fields());
            case Observation.Scan scan -> {
                json.writeStringField("data", scan.data());
                json.writeStringField("symbology", scan.symbology().word());
                if (scan.scanId().isPresent()) {
                    json.writeStringField("scanId", scan.scanId().get());
                }
            }
            case Observation.Fault fault -> json.writeStringField("reason", fault.reason());
            case Summary summary -> {
                json.writeStringField("until", time(summary.until()));
                json.writeNumberField("readings", summary.readings());
                writeDigests(json, summary.fields());
            }
            case Stock stock -> {
                json.writeFieldName(stock.kind());
                StockJson.write(json, stock);
            }
            case Proof proof -> {
                json.writeFieldName(Proof.KIND);
                ProofJson.write(json, proof);
            }
            case Remote remote -> {
                json.writeFieldName(remote.kind());
                RemoteJson.write(json, remote);
            }
        }
        json.writeEndObject();
    }

    /** What every kind has. */
    private static void writeHead(JsonGenerator json, Origin origin, Entry entry) throws IOException {
        Observation seen = entry.observation();
        json.writeStringField("id", origin.idOf(entry.position()));
        json.writeStringField("site", origin.site());
        json.writeStringField("gateway", origin.gateway());
        json.writeStringField("kind", seen.kind());
        json.writeStringField("device", seen.device().value());
        json.writeStringField("time", time(seen.at()));
        if (!entry.timed()) {
            json.writeStringField("timeQuality", "untrusted");
        }
        if (entry.summedUp() > 0) {
            json.writeNumberField("summedUp", entry.summedUp());
        }
    }

    /** RFC 3339 in UTC with milliseconds, always 24 characters. */
    public static String time(Instant at) {
        return MILLIS.format(at);
    }

    private static void writeFields(JsonGenerator json, Map<String, Value> fields) throws IOException {
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            writeValue(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void writeDigests(JsonGenerator json, Map<String, Summary.Digest> fields) throws IOException {
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, Summary.Digest> field : fields.entrySet()) {
            json.writeObjectFieldStart(field.getKey());
            json.writeNumberField("count", field.getValue().count());
            switch (field.getValue()) {
                case Summary.Spread spread -> {
                    json.writeFieldName("min");
                    writeNumber(json, spread.min());
                    json.writeFieldName("mean");
                    writeNumber(json, spread.mean());
                    json.writeFieldName("max");
                    writeNumber(json, spread.max());
                }
                case Summary.Last last -> {
                    json.writeFieldName("last");
                    writeValue(json, last.value());
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Numeric number -> writeNumber(json, number.value());
            case Value.Flag flag -> json.writeBoolean(flag.value());
            case Value.Text text -> json.writeString(text.value());
        }
    }

    private static void writeNumber(JsonGenerator json, double number) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) < WHOLE_MAX) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }
}
