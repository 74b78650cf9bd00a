package io.tidegate.gateway.scanning;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.tidegate.gateway.scanning.ScanAnswer.Batch;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.gateway.scanning.ScanAnswer.Scan;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.observation.Amount;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Members;
import io.tidegate.observation.StockJson;
import io.tidegate.site.ScanTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** An answer as JSON, for who asks and for its table. Stateless. */
public final class ScanAnswerJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ScanAnswerJson() {}

    /** Its members, into the object that is open. */
    public static void members(JsonGenerator json, ScanAnswer answer) throws IOException {
        Scan scan = answer.scan();
        json.writeStringField("result", answer.result().word());
        json.writeNumberField("position", scan.position());
        json.writeStringField("device", scan.device().value());
        json.writeStringField("time", EntryJson.time(scan.at()));
        json.writeStringField("data", scan.data());
        StockJson.optional(json, "scanId", scan.scanId());
        StockJson.optional(json, "words", answer.words());
        json.writeObjectFieldStart("mode");
        mode(json, answer.mode());
        json.writeEndObject();
        if (answer.subject().isPresent()) {
            subject(json, answer.subject().get());
        }
    }

    static void mode(JsonGenerator json, Mode mode) throws IOException {
        json.writeStringField("task", mode.task().word());
        json.writeStringField("location", mode.location());
        StockJson.optional(json, "to", mode.to());
        StockJson.optional(json, "reason", mode.reason());
        json.writeNumberField("times", mode.times());
        json.writeBooleanField("usual", mode.usual());
    }

    private static void subject(JsonGenerator json, Subject subject) throws IOException {
        json.writeStringField("item", subject.item());
        StockJson.optional(json, "name", subject.name());
        StockJson.amount(json, subject.amount());
        StockJson.optional(json, "lot", subject.batch().lot());
        StockJson.optional(json, "serial", subject.batch().serial());
        StockJson.optional(json, "expiry", subject.batch().expiry().map(LocalDate::toString));
        if (subject.level().isPresent()) {
            json.writeObjectFieldStart("level");
            StockJson.amount(json, subject.level().get());
            json.writeEndObject();
        }
    }

    static String text(ScanAnswer answer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members(json, answer);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /** What {@link #text} has written. */
    static ScanAnswer read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Members members = Members.read(json);
            Scan scan = new Scan(
                    members.requiredWhole("position"),
                    new DeviceId(members.requiredText("device")),
                    Instant.parse(members.requiredText("time")),
                    members.requiredText("data"),
                    members.text("scanId"));
            return new ScanAnswer(
                    scan,
                    Result.ofWord(members.requiredText("result")),
                    mode(members.object("mode").orElseThrow()),
                    members.has("item") ? Optional.of(subject(members)) : Optional.empty(),
                    members.text("words"));
        } catch (IOException e) {
            throw new IllegalArgumentException("no answer to a scan: " + text, e);
        }
    }

    private static Mode mode(Members members) {
        return new Mode(
                ScanTask.ofWord(members.requiredText("task")).orElseThrow(),
                members.requiredText("location"),
                members.text("to"),
                members.text("reason"),
                members.whole("times").orElse(1),
                members.flag("usual"));
    }

    private static Subject subject(Members members) {
        return new Subject(
                members.requiredText("item"),
                members.text("name"),
                amount(members),
                new Batch(members.text("lot"), members.text("serial"), members.date("expiry")),
                members.object("level").map(ScanAnswerJson::amount));
    }

    private static Amount amount(Members members) {
        return new Amount(members.requiredDecimal("quantity"), members.requiredText("unit"));
    }
}
