package io.tidegate.gateway.partners;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidegate.observation.Booking;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.ItemJson;
import io.tidegate.observation.Members;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a gateway's ledger, as one gateway tells it another. Immutable.
 *
 * <pre>{@code
 * {"format":1,"site":"corner-shop","gateway":"gw-2","next":"6f...e1.4711.9c","more":false,"lines":[
 *   {"kind":"movement","device":"till-7","time":"2026-11-23T10:00:00.000Z","movement":{"id":"till-7:991","kind":"sell",...}},
 *   {"kind":"item","device":"catalogue","time":"2026-11-23T10:00:00.000Z","item":{"id":"brie","name":"Brie",...}}]}
 * }</pre>
 *
 * @param next what to ask for next, in the teller's own words
 * @param unread lines that this gateway does not understand
 */
public record LedgerPart(
        String site, String gateway, String next, boolean more, List<Stock> lines, List<Strange> unread) {

    static final int FORMAT = 1;

    private static final int DEPTH_MAX = 8;
    private static final int TEXT_LENGTH_MAX = 8_192;
    private static final String NEXT = "[!-~]{1,200}";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_LENGTH_MAX)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** @param line as it came */
    public record Strange(byte[] line, String reason) {}

    public static void write(JsonGenerator json, Origin teller, String next, boolean more, List<Stock> lines)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("site", teller.site());
        json.writeStringField("gateway", teller.gateway());
        json.writeStringField("next", next);
        json.writeBooleanField("more", more);
        json.writeArrayFieldStart("lines");
        for (Stock line : lines) {
            json.writeStartObject();
            json.writeStringField("kind", line.kind());
            json.writeStringField("device", line.device().value());
            json.writeStringField("time", EntryJson.time(line.at()));
            json.writeFieldName(line.kind());
            StockJson.write(json, line);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @throws NoPartner when it is no part of a ledger; a line that is none is told by itself */
    static LedgerPart read(byte[] text) throws NoPartner {
        Reading reading = new Reading(text);
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new NoPartner("its answer is no ledger");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                reading.member(json, String.valueOf(name));
            }
            return reading.whole();
        } catch (IOException damaged) {
            throw new NoPartner("its answer is damaged on the way", damaged);
        }
    }

    /** What has been read so far. */
    private static final class Reading {

        private final byte[] text;
        private final List<Stock> lines = new ArrayList<>();
        private final List<Strange> unread = new ArrayList<>();
        private @Nullable String site;
        private @Nullable String gateway;
        private @Nullable String next;
        private boolean more;
        private boolean listed;
        private int format;

        Reading(byte[] text) {
            this.text = text;
        }

        void member(JsonParser json, String name) throws IOException, NoPartner {
            switch (name) {
                case "format" -> format = json.getValueAsInt();
                case "site" -> site = json.getValueAsString();
                case "gateway" -> gateway = json.getValueAsString();
                case "next" -> next = json.getValueAsString();
                case "more" -> more = json.getValueAsBoolean();
                case "lines" -> lines(json);
                default -> json.skipChildren();
            }
        }

        private void lines(JsonParser json) throws IOException, NoPartner {
            listed = json.currentToken() == JsonToken.START_ARRAY;
            while (listed && json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw new NoPartner("its answer is no ledger");
                }
                int start = (int) json.currentTokenLocation().getByteOffset();
                Members members = Members.read(json);
                int end = (int) json.currentLocation().getByteOffset();
                try {
                    lines.add(line(members));
                } catch (IllegalArgumentException unfit) {
                    unread.add(new Strange(Arrays.copyOfRange(text, start, end), String.valueOf(unfit.getMessage())));
                }
            }
        }

        private static Stock line(Members members) {
            String kind = members.requiredText("kind");
            DeviceId device = DeviceId.of(members.requiredText("device"));
            Instant at = DeviceTime.ofText(members.requiredText("time"));
            if (at == null) {
                throw new IllegalArgumentException("'time' is no RFC 3339 with an offset.");
            }
            Members content =
                    members.object(kind).orElseThrow(() -> new IllegalArgumentException("'" + kind + "' is missing."));
            return switch (kind) {
                case Booking.KIND -> StockJson.booking(device, at, content);
                case CatalogueItem.KIND -> new CatalogueItem(device, at, ItemJson.item(content));
                default -> throw new IllegalArgumentException("kind '" + kind + "' is not of the ledger");
            };
        }

        LedgerPart whole() throws NoPartner {
            if (format > FORMAT) {
                throw new NoPartner("it has a newer version of Tidegate, which tells its ledger in another way: update"
                        + " this gateway");
            }
            if (format != FORMAT || site == null || gateway == null || next == null || !listed || !next.matches(NEXT)) {
                throw new NoPartner("its answer is no ledger");
            }
            return new LedgerPart(site, gateway, next, more, List.copyOf(lines), List.copyOf(unread));
        }
    }
}
