package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The one JSON form of what a proof says, in the journal, in sinks and in the API. Safe from any thread.
 *
 * <pre>{@code
 * {"of":"reading","from":"2026-11-22","to":"2026-11-22","first":17,"last":90211,"count":4711,
 *  "hash":"9f86d081...","previous":"60303ae2..."}
 * }</pre>
 */
public final class ProofJson {

    /** As long as {@link #text} is, but for some digits. */
    public static final int ROUGH_LENGTH = 300;

    private static final JsonFactory JSON = new JsonFactory();

    private ProofJson() {}

    /** The object that stands beside device and time. */
    static void write(JsonGenerator json, Proof proof) throws IOException {
        json.writeStartObject();
        json.writeStringField("of", proof.of());
        json.writeStringField("from", proof.range().from().toString());
        json.writeStringField("to", proof.range().to().toString());
        json.writeNumberField("first", proof.range().first());
        json.writeNumberField("last", proof.range().last());
        if (proof.range().missing() > 0) {
            json.writeNumberField("missing", proof.range().missing());
        }
        json.writeNumberField("count", proof.sum().count());
        json.writeStringField("hash", proof.sum().hash());
        json.writeStringField("previous", proof.sum().previous());
        json.writeEndObject();
    }

    public static String text(Proof proof) {
        StringWriter text = new StringWriter(ROUGH_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, proof);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException when that is no {@link #text} */
    public static Proof read(DeviceId device, Instant at, String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            Members members = Members.read(json);
            Proof.Range range = new Proof.Range(
                    members.requiredDate("from"),
                    members.requiredDate("to"),
                    members.requiredWhole("first"),
                    members.requiredWhole("last"),
                    members.wholeOrZero("missing"));
            Proof.Sum sum = new Proof.Sum(
                    members.requiredWhole("count"),
                    members.requiredText("hash"),
                    members.text("previous").orElse(""));
            return new Proof(device, at, members.requiredText("of"), range, sum);
        } catch (IOException e) {
            throw new IllegalArgumentException("a proof cannot be read: " + e.getMessage(), e);
        }
    }
}
