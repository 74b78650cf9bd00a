package io.tidegate.observation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tidegate.observation.Observation.Scan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link EntryJson} writes, one object or an array of them, as others send it in. {@code id}, {@code site}
 * and {@code gateway} are not believed: the journal gives its own. A missing {@code time} is the arrival, a missing
 * {@code kind} shows by its member ({@code fields}, {@code data} or {@code reason}). Safe from any thread.
 */
public final class ObservationJson {

    /** Items of one array; a text with more is refused as a whole. */
    public static final int ITEMS_MAX = 10_000;

    /** An entry has two levels, in an array three; deeper texts are refused before they cost anything. */
    private static final int DEPTH_MAX = 8;

    private static final int NUMBER_LENGTH_MAX = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Scan.DATA_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(Observation.Reading.FIELD_NAME_LENGTH_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Senders choose the names: interning them, or failing because they collide, would let one hurt others.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private ObservationJson() {}

    /** What became of one item. */
    public sealed interface Item {}

    public record Good(Observation observation) implements Item {}

    /**
     * @param index of the item, from 0
     * @param reason what is wrong and what to do
     */
    public record Bad(int index, String reason) implements Item {}

    /**
     * The items in their order.
     *
     * @param arrival the time of items that bring none
     * @throws UnreadableJson when the text as a whole is no JSON, or above a limit
     */
    public static List<Item> read(byte[] json, Instant arrival) throws UnreadableJson {
        try (JsonParser parser = JSON.createParser(json)) {
            List<Item> items = items(parser, arrival);
            if (parser.nextToken() != null) {
                throw new UnreadableJson("There is more after the JSON. Send one object or one array.", false);
            }
            return items;
        } catch (StreamConstraintsException above) {
            throw new UnreadableJson(
                    "Too long or too deep" + place(above) + ": " + above.getOriginalMessage() + ". Send less at once.",
                    true);
        } catch (JacksonException broken) {
            throw new UnreadableJson("Not JSON" + place(broken) + ": " + broken.getOriginalMessage() + ".", false);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static List<Item> items(JsonParser parser, Instant arrival) throws IOException, UnreadableJson {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UnreadableJson("There is no JSON. Send one object or an array of them.", false);
        }
        if (first != JsonToken.START_ARRAY) {
            return List.of(item(parser, 0, arrival));
        }
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == ITEMS_MAX) {
                throw new UnreadableJson("There are more than " + ITEMS_MAX + " items. Send them in parts.", true);
            }
            items.add(item(parser, items.size(), arrival));
        }
        return items;
    }

    private static Item item(JsonParser parser, int index, Instant arrival) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Bad(index, "This is no JSON object. Send {\"device\":...,\"fields\":{...}}.");
        }
        ObservationDraft draft = new ObservationDraft(arrival);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            draft.member(name, parser);
        }
        try {
            return new Good(draft.observation());
        } catch (IllegalArgumentException unfit) {
            return new Bad(index, String.valueOf(unfit.getMessage()));
        }
    }

    private static String place(JacksonException at) {
        return at.getLocation() == null
                ? ""
                : " (line " + at.getLocation().getLineNr() + ", column "
                        + at.getLocation().getColumnNr() + ")";
    }
}
