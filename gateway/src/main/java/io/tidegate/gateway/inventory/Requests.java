package io.tidegate.gateway.inventory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tidegate.observation.Members;
import io.tidegate.observation.UnreadableJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One JSON object or an array of them, as others send it in. Safe from any thread. */
public final class Requests {

    /** Objects of one array; a text with more is refused as a whole. */
    public static final int OBJECTS_MAX = 10_000;

    private static final int DEPTH_MAX = 8;
    private static final int TEXT_LENGTH_MAX = 8_192;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int NUMBER_LENGTH_MAX = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private Requests() {}

    /** @throws UnreadableJson when it is something else, or above a limit */
    public static List<Members> read(byte[] body) throws UnreadableJson {
        try (JsonParser json = JSON.createParser(body)) {
            List<Members> objects = objects(json);
            if (json.nextToken() != null) {
                throw new UnreadableJson("There is more after the JSON. Send one object or one array.", false);
            }
            return objects;
        } catch (StreamConstraintsException above) {
            throw new UnreadableJson(
                    "Too long or too deep: " + above.getOriginalMessage() + ". Send less at once.", true);
        } catch (JacksonException broken) {
            throw new UnreadableJson("Not JSON: " + broken.getOriginalMessage() + ".", false);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static List<Members> objects(JsonParser json) throws IOException, UnreadableJson {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return List.of(Members.read(json));
        }
        if (first != JsonToken.START_ARRAY) {
            throw new UnreadableJson("There is no JSON object. Send one, or an array of them.", false);
        }
        List<Members> objects = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new UnreadableJson("Item " + objects.size() + " is no JSON object.", false);
            }
            if (objects.size() == OBJECTS_MAX) {
                throw new UnreadableJson("There are more than " + OBJECTS_MAX + " items. Send them in parts.", true);
            }
            objects.add(Members.read(json));
        }
        return objects;
    }
}
