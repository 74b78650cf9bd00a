package io.tidegate.clouds.epcis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How far a repository is with a document that it was given.
 *
 * @param running it is still at it
 * @param success whether all of it is in; empty where it does not say
 * @param reason the first thing that is wrong, in its own words
 * @param onlyRepeats whether nothing is wrong but that it has the event already
 */
record CaptureJob(boolean running, Optional<Boolean> success, Optional<String> reason, boolean onlyRepeats) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CONFLICT = 409;

    /** Also of the beginning of an answer: a list of a thousand errors is not read to its end. */
    static CaptureJob read(String body) {
        Reading reading = new Reading();
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                reading.take(json, token);
            }
        } catch (IOException cut) {
            // What stands before the cut counts.
        }
        return reading.job();
    }

    private static final class Reading {
        private final Deque<String> path = new ArrayDeque<>();
        private boolean running;
        private Optional<Boolean> success = Optional.empty();
        private Optional<String> title = Optional.empty();
        private Optional<String> detail = Optional.empty();
        private int errors;
        private int repeats;

        void take(JsonParser json, JsonToken token) throws IOException {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    String name = json.getParsingContext().getParent().getCurrentName();
                    errors += token == JsonToken.START_OBJECT && inErrors() ? 1 : 0;
                    path.push(name == null ? "" : name);
                }
                case END_OBJECT, END_ARRAY -> path.pop();
                case VALUE_TRUE, VALUE_FALSE -> flag(json.currentName(), token == JsonToken.VALUE_TRUE);
                case VALUE_STRING, VALUE_NUMBER_INT -> ofError(json.currentName(), json.getText());
                default -> {
                    // nothing that we know
                }
            }
        }

        private boolean inErrors() {
            return path.contains("errors");
        }

        private void flag(String name, boolean value) {
            if (path.size() == 1 && "running".equals(name)) {
                running = value;
            } else if (path.size() == 1 && "success".equals(name)) {
                success = Optional.of(value);
            }
        }

        private void ofError(String name, String text) {
            if (!inErrors() || name == null) {
                return;
            }
            switch (name) {
                case "title" -> title = title.or(() -> Optional.of(text));
                case "detail" -> detail = detail.or(() -> Optional.of(text));
                case "status" -> repeats += text.equals(String.valueOf(CONFLICT)) ? 1 : 0;
                default -> {
                    // type and instance are for programs
                }
            }
        }

        CaptureJob job() {
            return new CaptureJob(
                    running,
                    success.or(() -> errors > 0 ? Optional.of(false) : Optional.empty()),
                    detail.or(() -> title),
                    errors > 0 && repeats == errors);
        }
    }
}
