package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidegate.driver.Command;
import io.tidegate.observation.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A command as a program sends it: {@code {"id": "7", "set": {"on": true}, "for": "PT10S"}}.
 *
 * @param id by which a command that comes again is known
 */
record CommandBody(Optional<String> id, Command command) {

    /** What the memory of commands is reckoned with. */
    static final int BYTES_MAX = 1024;

    private static final int ID_LENGTH_MAX = 64;
    private static final Duration TIME_MAX = Duration.ofDays(1);
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static CommandBody read(byte[] body) throws InvalidRequest {
        if (body.length > BYTES_MAX) {
            throw new InvalidRequest(413, "The command is larger than " + BYTES_MAX + " bytes", "Set fewer fields.");
        }
        try (JsonParser json = JSON.createParser(body)) {
            CommandBody read = read(json);
            if (json.nextToken() != null) {
                throw unfit("There is more than one command", "Send each by itself.");
            }
            return read;
        } catch (JsonProcessingException garbled) {
            throw unfit("The body is no JSON", "Send something like {\"set\":{\"on\":true}}.");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory cannot fail", impossible);
        }
    }

    private static CommandBody read(JsonParser json) throws IOException, InvalidRequest {
        Optional<String> id = Optional.empty();
        Optional<Duration> time = Optional.empty();
        Map<String, Value> set = Map.of();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw unfit("A command is an object", "Send something like {\"set\":{\"on\":true}}.");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "id" -> id = Optional.of(id(json));
                case "for" -> time = Optional.of(time(json));
                case "set" -> set = set(json);
                default -> throw unfit("'" + member + "' is no member of a command", "Use id, set and for.");
            }
        }
        if (set.isEmpty()) {
            throw unfit("The command sets nothing", "Say what, such as \"set\":{\"on\":true}.");
        }
        return new CommandBody(id, new Command(set, time));
    }

    private static String id(JsonParser json) throws IOException, InvalidRequest {
        String id = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        if (id.isBlank() || id.length() > ID_LENGTH_MAX) {
            throw unfit("The id of a command is a text of 1 to " + ID_LENGTH_MAX + " characters", "Choose another.");
        }
        return id;
    }

    private static Duration time(JsonParser json) throws IOException, InvalidRequest {
        try {
            Duration time = Duration.parse(json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "");
            if (time.isPositive() && time.compareTo(TIME_MAX) <= 0) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw unfit("'for' is no time that a command can have", "Write it in ISO 8601, up to a day: PT10S, PT5M.");
    }

    private static Map<String, Value> set(JsonParser json) throws IOException, InvalidRequest {
        Map<String, Value> set = new LinkedHashMap<>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unfit("'set' is an object", "Name the fields in it, such as \"set\":{\"on\":true}.");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            set.put(
                    field,
                    switch (json.nextToken()) {
                        case VALUE_TRUE -> Value.of(true);
                        case VALUE_FALSE -> Value.of(false);
                        case VALUE_STRING -> Value.of(json.getText());
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
                        case null, default ->
                            throw unfit("'" + field + "' is no value", "Use a number, a text, true or false.");
                    });
        }
        return set;
    }

    private static Value number(JsonParser json) throws IOException, InvalidRequest {
        double number = json.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw unfit("A number is too large", "Use one that a device can have.");
        }
        return Value.of(number);
    }

    private static InvalidRequest unfit(String title, String remedy) {
        return new InvalidRequest(422, title, remedy);
    }
}
