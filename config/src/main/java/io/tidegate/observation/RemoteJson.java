package io.tidegate.observation;

import static io.tidegate.observation.StockJson.optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Commands of clouds and their results as JSON: as they come, in the journal, in sinks and in the API. Safe from any thread.
 *
 * <pre>{@code
 * {"id":"c-4711","command":"switch","device":"fan","set":{"on":true},"for":"PT10M","expires":"2026-11-29T10:05:00Z"}
 * {"id":"c-4711","command":"switch","outcome":"done"}
 * }</pre>
 */
public final class RemoteJson {

    private static final int DEPTH_MAX = 16;
    private static final int NUMBER_LENGTH_MAX = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(CommandResult.ANSWER_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(Observation.Reading.FIELD_NAME_LENGTH_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Senders choose the names, as for observations.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** The member of a command that holds a site file. */
    private static final String SITE = "\"site\":";

    /** All names of members, and what is never long. */
    private static final int FRAME_LENGTH = 96;

    private RemoteJson() {}

    /**
     * A command as it came.
     *
     * @throws IllegalArgumentException when it is none; the message says what to do
     */
    public static RemoteCommand command(DeviceId sink, Instant at, byte[] payload) {
        if (payload.length > RemoteCommand.BYTES_MAX) {
            throw new IllegalArgumentException("The command has more than " + RemoteCommand.BYTES_MAX
                    + " bytes. Send less at once, in several commands.");
        }
        Members members = members(payload);
        String id = members.requiredText("id");
        return new RemoteCommand(sink, at, id, compact(payload));
    }

    /**
     * The items of a list of commands, each as it stands there.
     *
     * @throws IllegalArgumentException when it is no list; the message says what is wrong
     */
    public static List<byte[]> items(byte[] list) {
        List<byte[]> items = new ArrayList<>();
        try (JsonParser json = JSON.createParser(list)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("This is no JSON array. Send [{\"id\":...,\"command\":...}].");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                int begin = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                // A text is read to its end only when somebody wants it.
                json.finishToken();
                items.add(Arrays.copyOfRange(
                        list, begin, (int) json.currentLocation().getByteOffset()));
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("There is more after the JSON. Send one array.");
            }
        } catch (IOException garbled) {
            throw new IllegalArgumentException("Not JSON: " + JsonFlaw.of(garbled) + ".", garbled);
        }
        return items;
    }

    /**
     * What came in place of a command whose id could be made out.
     *
     * @param flaw what is wrong with it
     */
    public static RemoteCommand unreadable(DeviceId sink, Instant at, String id, String flaw) {
        String body = written(FRAME_LENGTH, json -> {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("flaw", flaw);
            json.writeEndObject();
        });
        return new RemoteCommand(sink, at, id, body);
    }

    /** The id of something that is no command, if it can be made out, so that its sender can be answered. */
    public static Optional<String> idIn(byte[] payload) {
        byte[] beginning = Arrays.copyOf(payload, Math.min(payload.length, RemoteCommand.BYTES_MAX));
        try (JsonParser json = JSON.createParser(beginning)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("id")) {
                    return isText ? Optional.of(json.getText()).filter(RemoteJson::isId) : Optional.empty();
                }
                json.skipChildren();
            }
        } catch (IOException broken) {
            // Behind here nothing can be made out.
        }
        return Optional.empty();
    }

    private static boolean isId(String text) {
        try {
            Booking.checkId(text);
            return StandardCharsets.UTF_8.newEncoder().canEncode(text);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /**
     * The members of a command's body, or of a payload.
     *
     * @throws IllegalArgumentException when it is no JSON object; the message says what is wrong
     */
    public static Members members(String body) {
        return members(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Members members(byte[] text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("This is no JSON object. Send {\"id\":...,\"command\":...}.");
            }
            Members members = Members.read(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("There is more after the JSON. Send one object.");
            }
            return members;
        } catch (IOException garbled) {
            throw new IllegalArgumentException("Not JSON: " + JsonFlaw.of(garbled) + ".", garbled);
        }
    }

    /** Of JSON that was read before. */
    private static String compact(byte[] payload) {
        StringWriter text = new StringWriter(payload.length);
        try (JsonParser from = JSON.createParser(payload);
                JsonGenerator to = JSON.createGenerator(text)) {
            from.nextToken();
            to.copyCurrentStructureExact(from);
        } catch (IOException e) {
            throw new UncheckedIOException("it was read before", e);
        }
        return text.toString();
    }

    /** The object that stands beside device and time. A site file is nobody's but the cloud's that has sent it. */
    public static void write(JsonGenerator json, Remote remote) throws IOException {
        if (remote instanceof RemoteCommand command && command.body().contains(SITE)) {
            writeWithout(json, command.body());
        } else {
            writeWhole(json, remote);
        }
    }

    private static void writeWithout(JsonGenerator json, String body) throws IOException {
        try (JsonParser from = JSON.createParser(body)) {
            from.nextToken();
            json.writeStartObject();
            for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
                from.nextToken();
                if (name.equals("site")) {
                    from.skipChildren();
                } else {
                    json.writeFieldName(name);
                    json.copyCurrentStructureExact(from);
                }
            }
            json.writeEndObject();
        }
    }

    private static void writeWhole(JsonGenerator json, Remote remote) throws IOException {
        switch (remote) {
            case RemoteCommand command -> json.writeRawValue(command.body());
            case CommandResult result -> {
                json.writeStartObject();
                json.writeStringField("id", result.id());
                optional(json, "command", result.command());
                json.writeStringField("outcome", result.outcome().word());
                optional(json, "reason", result.reason());
                if (result.answer().isPresent()) {
                    json.writeFieldName("answer");
                    json.writeRawValue(result.answer().get());
                }
                json.writeEndObject();
            }
        }
    }

    /** As {@link #write} has it, as text. */
    public static String sent(Remote remote) {
        return written(roughLength(remote), json -> write(json, remote));
    }

    /** All of it as text, for the journal. */
    public static String text(Remote remote) {
        return written(roughLength(remote), json -> writeWhole(json, remote));
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String written(int roughLength, Writing writing) {
        StringWriter text = new StringWriter(roughLength);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /** As long as {@link #text} or somewhat longer, but for characters that JSON escapes. */
    public static int roughLength(Remote remote) {
        return switch (remote) {
            case RemoteCommand command -> command.body().length();
            case CommandResult result ->
                FRAME_LENGTH
                        + result.id().length()
                        + result.command().map(String::length).orElse(0)
                        + result.reason().map(String::length).orElse(0)
                        + result.answer().map(String::length).orElse(0);
        };
    }

    /** @throws IllegalArgumentException when it is not what {@link #text} makes */
    public static Remote read(String kind, DeviceId device, Instant at, String text) {
        Members members = members(text);
        String id = members.requiredText("id");
        return switch (kind) {
            case RemoteCommand.KIND -> new RemoteCommand(device, at, id, text);
            case CommandResult.KIND ->
                new CommandResult(
                        device,
                        at,
                        id,
                        members.text("command"),
                        CommandResult.Outcome.ofWord(members.requiredText("outcome"))
                                .orElseThrow(() -> new IllegalArgumentException("an outcome that is not known")),
                        members.text("reason"),
                        answer(text));
            default -> throw new IllegalArgumentException("kind '" + kind + "' is no command and no result");
        };
    }

    /** It stands last, as it was written. */
    private static Optional<String> answer(String result) {
        try (JsonParser json = JSON.createParser(result)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                if (name.equals("answer")) {
                    int begin = (int) json.currentTokenLocation().getCharOffset();
                    json.skipChildren();
                    return Optional.of(
                            result.substring(begin, (int) json.currentLocation().getCharOffset()));
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("it was read before", e);
        }
    }
}
