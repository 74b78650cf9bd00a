package io.tidegate.observation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One item as JSON or an array of them, as others send them in: with a limit on everything. Safe from any thread. */
public final class JsonItems {

    /** Items of one array; a text with more is refused as a whole. */
    public static final int ITEMS_MAX = 10_000;

    /** An entry has two levels, in an array three; deeper texts are refused before they cost anything. */
    private static final int DEPTH_MAX = 8;

    private static final int NUMBER_LENGTH_MAX = 64;

    private final JsonFactory json;

    /** @param textLengthMax characters of one text; of a name {@code nameLengthMax} */
    public JsonItems(int textLengthMax, int nameLengthMax) {
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(textLengthMax)
                        .maxNumberLength(NUMBER_LENGTH_MAX)
                        .maxNameLength(nameLengthMax)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Senders choose the names: interning them, or failing because they collide, would let one hurt others.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .build();
    }

    /** Reads the item at whose first token the parser stands, and leaves the parser at its last. */
    @FunctionalInterface
    public interface Reading<T> {
        T item(JsonParser json, int index) throws IOException, UnreadableJson;
    }

    /**
     * The items in their order.
     *
     * @throws UnreadableJson when the text as a whole is no JSON, or above a limit
     */
    public <T> List<T> read(byte[] text, Reading<T> reading) throws UnreadableJson {
        try (JsonParser parser = json.createParser(text)) {
            return all(parser, reading);
        } catch (IOException garbled) {
            throw new UnreadableJson("Not JSON: " + JsonFlaw.of(garbled) + ".", false);
        }
    }

    private static <T> List<T> all(JsonParser parser, Reading<T> reading) throws IOException, UnreadableJson {
        try {
            List<T> items = items(parser, reading);
            if (parser.nextToken() != null) {
                throw new UnreadableJson("There is more after the JSON. Send one object or one array.", false);
            }
            return items;
        } catch (StreamConstraintsException above) {
            throw new UnreadableJson(
                    "Too long or too deep: " + JsonFlaw.of(above, parser.currentLocation()) + ". Send less at once.",
                    true);
        } catch (JacksonException broken) {
            throw new UnreadableJson("Not JSON: " + JsonFlaw.of(broken) + ".", false);
        }
    }

    private static <T> List<T> items(JsonParser parser, Reading<T> reading) throws IOException, UnreadableJson {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UnreadableJson("There is no JSON. Send one object or an array of them.", false);
        }
        if (first != JsonToken.START_ARRAY) {
            return List.of(reading.item(parser, 0));
        }
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == ITEMS_MAX) {
                throw new UnreadableJson("There are more than " + ITEMS_MAX + " items. Send them in parts.", true);
            }
            items.add(reading.item(parser, items.size()));
        }
        return items;
    }
}
