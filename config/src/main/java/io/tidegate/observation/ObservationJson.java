package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.Observation.Scan;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Reads what {@link EntryJson} writes, one object or an array of them, as others send it in. {@code id}, {@code site}
 * and {@code gateway} are not believed: the journal gives its own. A missing {@code time} is the arrival, a missing
 * {@code kind} shows by its member ({@code fields}, {@code data} or {@code reason}). Safe from any thread.
 */
public final class ObservationJson {

    private static final JsonItems JSON =
            new JsonItems(Scan.DATA_LENGTH_MAX, Observation.Reading.FIELD_NAME_LENGTH_MAX);

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
        return JSON.read(json, (parser, index) -> item(parser, index, arrival));
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
}
