package io.tidegate.gateway.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a sink is, as its gateway says. Immutable.
 *
 * @param delivered entries
 * @param waiting entries
 * @param owed of these, entries that were left for later
 * @param done up to that position nothing waits but what was left for later
 */
record DeliveredUpTo(long delivered, long waiting, long owed, long done) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads the answer of {@code /api/v1/sinks}. */
    static DeliveredUpTo read(byte[] sinks, String sink) throws IOException {
        try (JsonParser json = JSON.createParser(sinks)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Long> numbers = new HashMap<>();
                if (isOf(sink, json, numbers)) {
                    return new DeliveredUpTo(
                            numbers.getOrDefault("delivered", 0L),
                            numbers.getOrDefault("waiting", 0L),
                            numbers.getOrDefault("owed", 0L),
                            numbers.getOrDefault("done", 0L));
                }
            }
        }
        throw new IOException("it has no sink '" + sink + "'");
    }

    /** Reads one object to its end, with the numbers of those within. */
    private static boolean isOf(String sink, JsonParser json, Map<String, Long> numbers) throws IOException {
        boolean its = false;
        for (int depth = 1; depth > 0; ) {
            switch (json.nextToken()) {
                case START_OBJECT -> depth++;
                case END_OBJECT -> depth--;
                case VALUE_STRING ->
                    its |= depth == 1
                            && json.currentName().equals("id")
                            && json.getText().equals(sink);
                case VALUE_NUMBER_INT -> numbers.put(json.currentName(), json.getLongValue());
                default -> {
                    // Nothing that is asked for.
                }
            }
        }
        return its;
    }
}
