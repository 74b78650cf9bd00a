package io.tidegate.clouds.sparkplug;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether the primary host application is online, by what it says at one server (Sparkplug 3.0, sections 5.4 and 6.4.23).
 * What is older than what was heard before counts for nothing: it is a will that comes late, or was kept too long. Immutable.
 *
 * @param timestamp of the newest word, in ms since 1970
 */
record HostState(boolean online, long timestamp) {

    /** Nothing was heard. */
    static final HostState UNKNOWN = new HostState(false, Long.MIN_VALUE);

    /** Two members and their names; what is much longer is no state. */
    private static final int LENGTH_MAX = 1024;

    private static final JsonFactory JSON = new JsonFactory();

    /** A new connection hears it anew, but remembers how new it must be. */
    HostState unheard() {
        return new HostState(false, timestamp);
    }

    /** This one, where the word is old or none at all. */
    HostState after(byte[] word) {
        return read(word).filter(next -> next.timestamp >= timestamp).orElse(this);
    }

    private static Optional<HostState> read(byte[] word) {
        if (word.length > LENGTH_MAX) {
            return Optional.empty();
        }
        Boolean online = null;
        Long timestamp = null;
        try (JsonParser json = JSON.createParser(word)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("online") && value.isBoolean()) {
                    online = json.getBooleanValue();
                } else if (name.equals("timestamp") && value == JsonToken.VALUE_NUMBER_INT) {
                    timestamp = json.getLongValue();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException noJson) {
            return Optional.empty();
        }
        return online == null || timestamp == null ? Optional.empty() : Optional.of(new HostState(online, timestamp));
    }
}
