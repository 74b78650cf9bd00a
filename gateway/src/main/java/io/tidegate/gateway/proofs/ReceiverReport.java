package io.tidegate.gateway.proofs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Members;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a receiver has of one gateway. Immutable.
 *
 * @param entries different ones
 * @param last the highest position
 * @param gaps positions below that are not there
 * @param checked how what it has compares with the proofs that it got
 */
public record ReceiverReport(String gateway, long entries, long last, List<Gap> gaps, Checked checked) {

    /** A file of more gaps than this is no report. */
    private static final int GAPS_MAX = 1_000_000;

    /** So many gaps and wrong sums are kept, and more than that are no list that anybody reads. */
    static final int KEPT_MAX = 200;

    private static final int WORD_LENGTH_MAX = 32;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param upTo the last position of which it has a proof; 0 where it has none, or compares none
     * @param through the last day with which, and before which, all agrees
     * @param wrong what does not agree
     */
    public record Checked(long upTo, Optional<LocalDate> through, List<Wrong> wrong) {
        public static final Checked NOTHING = new Checked(0, Optional.empty(), List.of());
    }

    /**
     * A range of a stream of which it lacks something.
     *
     * @param of the kind of the stream's entries
     * @param count that the proof says
     * @param here how many it has
     */
    public record Wrong(DeviceId device, String of, LocalDate from, LocalDate to, Gap range, long count, long here) {}

    /** Of a receiver that has nothing. */
    public static ReceiverReport nothing(String gateway) {
        return new ReceiverReport(gateway, 0, 0, List.of(), Checked.NOTHING);
    }

    /** That of one gateway in a JSON array, an object for each; members that nobody asked for are passed over. */
    public static ReceiverReport of(String gateway, byte[] reports) throws IOException {
        ReceiverReport found = nothing(gateway);
        try (JsonParser json = JSON.createParser(reports)) {
            expect(json, json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                ReceiverReport report = one(json);
                found = report.gateway.equals(gateway) ? report : found;
            }
            expect(json, json.currentToken(), JsonToken.END_ARRAY);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no report: " + e.getMessage(), e);
        }
        return found;
    }

    private static ReceiverReport one(JsonParser json) throws IOException {
        String gateway = "";
        long entries = 0;
        long last = 0;
        List<Gap> gaps = List.of();
        Checked checked = Checked.NOTHING;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "gateway" -> gateway = json.getText();
                case "entries" -> entries = json.getLongValue();
                case "last" -> last = json.getLongValue();
                case "gaps" -> gaps = gaps(json);
                case "proofs" -> checked = checked(json);
                default -> json.skipChildren();
            }
        }
        return new ReceiverReport(gateway, entries, last, Gap.joined(gaps), checked);
    }

    private static List<Gap> gaps(JsonParser json) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            long first = json.nextLongValue(0);
            long last = json.nextLongValue(0);
            if (gaps.size() == GAPS_MAX) {
                throw new IOException("it is no report: it has more than " + GAPS_MAX + " gaps");
            }
            gaps.add(new Gap(first, last));
            expect(json, json.nextToken(), JsonToken.END_ARRAY);
        }
        expect(json, json.currentToken(), JsonToken.END_ARRAY);
        return gaps;
    }

    private static Checked checked(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        Members members = Members.read(json);
        return new Checked(
                members.wholeOrZero("upTo"),
                members.date("through"),
                members.objects("wrong").stream().map(ReceiverReport::wrong).toList());
    }

    private static Wrong wrong(Members members) {
        String of = members.requiredText("of");
        if (of.length() > WORD_LENGTH_MAX) {
            throw new IllegalArgumentException("'of' is no kind of entries");
        }
        LocalDate to = members.requiredDate("to");
        return new Wrong(
                new DeviceId(members.requiredText("device")),
                of,
                members.date("from").orElse(to),
                to,
                new Gap(members.wholeOrZero("first"), members.wholeOrZero("last")),
                members.wholeOrZero("count"),
                members.wholeOrZero("here"));
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("it is no report: a JSON array of objects with gateway, entries, last and gaps (line "
                    + json.currentLocation().getLineNr() + ")");
        }
    }

    /** What is left of it where that is much: neighbouring gaps are one, and of what is wrong the oldest are named. */
    public ReceiverReport condensed() {
        List<Wrong> named = checked.wrong.stream().limit(KEPT_MAX).toList();
        return new ReceiverReport(
                gateway, entries, last, Gap.fewer(gaps, KEPT_MAX), new Checked(checked.upTo, checked.through, named));
    }

    /** As {@link #of} reads it. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("gateway", gateway);
            json.writeNumberField("entries", entries);
            json.writeNumberField("last", last);
            json.writeArrayFieldStart("gaps");
            for (Gap gap : gaps) {
                json.writeArray(new long[] {gap.first(), gap.last()}, 0, 2);
            }
            json.writeEndArray();
            json.writeFieldName("proofs");
            write(json, checked);
            json.writeEndObject();
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /** One object. */
    public static void write(JsonGenerator json, Checked checked) throws IOException {
        json.writeStartObject();
        json.writeNumberField("upTo", checked.upTo);
        if (checked.through.isPresent()) {
            json.writeStringField("through", checked.through.get().toString());
        }
        json.writeArrayFieldStart("wrong");
        for (Wrong wrong : checked.wrong) {
            json.writeStartObject();
            json.writeStringField("device", wrong.device.value());
            json.writeStringField("of", wrong.of);
            json.writeStringField("from", wrong.from.toString());
            json.writeStringField("to", wrong.to.toString());
            json.writeNumberField("first", wrong.range.first());
            json.writeNumberField("last", wrong.range.last());
            json.writeNumberField("count", wrong.count);
            json.writeNumberField("here", wrong.here);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
