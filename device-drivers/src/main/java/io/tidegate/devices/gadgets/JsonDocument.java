package io.tidegate.devices.gadgets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidegate.devices.gadgets.Json.Broken;
import io.tidegate.devices.gadgets.Json.Flag;
import io.tidegate.devices.gadgets.Json.Items;
import io.tidegate.devices.gadgets.Json.Members;
import io.tidegate.devices.gadgets.Json.Nothing;
import io.tidegate.devices.gadgets.Json.Numeric;
import io.tidegate.devices.gadgets.Json.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one document, within limits. Used once, by one thread. */
final class JsonDocument {

    /** What one describes: a bridge its hundred gadgets, with all that each can do. */
    static final int BYTES_MAX = 1024 * 1024;

    /** What becomes of it in memory, at once. */
    static final int TREE_BYTES_MAX = 128 * 1024;

    /** Of a value beside its text: the object, and its place in a list or among members. */
    private static final int VALUE_BYTES = 80;

    static final int DEPTH_MAX = 32;

    static final int NAME_LENGTH_MAX = 256;

    static final int TEXT_LENGTH_MAX = 16 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_LENGTH_MAX)
                    .maxNumberLength(64)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Gadgets choose the names: interning them, or failing because they collide, would let one hurt the others.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private int treeBytes;

    Json read(byte[] payload) {
        return parse(payload, json -> next(json, json.nextToken()));
    }

    /** Items of a list, one after the other, which may be more than a tree takes. Broken, or nothing. */
    Json each(byte[] payload, Consumer<Json> taker) {
        return parse(payload, json -> {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("it is no list.");
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                treeBytes = 0;
                taker.accept(next(json, token));
            }
            return Nothing.NOTHING;
        });
    }

    @FunctionalInterface
    private interface Part {
        Json read(JsonParser json) throws IOException;
    }

    private static Json parse(byte[] payload, Part all) {
        if (payload.length > BYTES_MAX) {
            return new Broken("The payload has " + payload.length + " bytes; at most " + BYTES_MAX
                    + " are read. Let the gadget say less at once.");
        }
        try (JsonParser json = FACTORY.createParser(payload)) {
            Json document = all.read(json);
            return json.nextToken() == null
                    ? document
                    : new Broken("There is more behind the JSON document. Send one per message.");
        } catch (IOException broken) {
            String message = String.valueOf(broken.getMessage());
            return new Broken("The payload cannot be read: "
                    + message.lines().findFirst().orElse("?") + " Set the gadget to send JSON, and less at once.");
        }
    }

    private Json next(JsonParser json, JsonToken token) throws IOException {
        hold(VALUE_BYTES);
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(json.getDoubleValue());
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            case null -> throw new IOException("it is empty.");
            default -> Nothing.NOTHING;
        };
    }

    private void hold(int bytes) throws IOException {
        treeBytes += bytes;
        if (treeBytes > TREE_BYTES_MAX) {
            throw new IOException("it says too much.");
        }
    }

    private Text text(String text) throws IOException {
        hold(Character.BYTES * text.length());
        return new Text(text);
    }

    private Json object(JsonParser json) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            hold(Character.BYTES * name.length());
            members.put(name, next(json, json.nextToken()));
        }
        return new Members(members);
    }

    private Json array(JsonParser json) throws IOException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            items.add(next(json, token));
        }
        return new Items(items);
    }
}
