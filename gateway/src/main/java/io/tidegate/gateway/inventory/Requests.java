package io.tidegate.gateway.inventory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.JsonItems;
import io.tidegate.observation.Members;
import io.tidegate.observation.UnreadableJson;
import java.io.IOException;
import java.util.List;

/** One JSON object or an array of them, as others send it in. Safe from any thread. */
public final class Requests {

    private static final int TEXT_LENGTH_MAX = 8_192;
    private static final int NAME_LENGTH_MAX = 64;

    private static final JsonItems JSON = new JsonItems(TEXT_LENGTH_MAX, NAME_LENGTH_MAX);

    private Requests() {}

    /** @throws UnreadableJson when it is something else, or above a limit */
    public static List<Members> read(byte[] body) throws UnreadableJson {
        return JSON.read(body, Requests::object);
    }

    private static Members object(JsonParser json, int index) throws IOException, UnreadableJson {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new UnreadableJson("Item " + index + " is no JSON object. Send one, or an array of them.", false);
        }
        return Members.read(json);
    }
}
