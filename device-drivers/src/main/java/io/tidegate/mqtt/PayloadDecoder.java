package io.tidegate.mqtt;

import io.tidegate.mqtt.Understood.Bare;
import io.tidegate.mqtt.Understood.Unreadable;
import io.tidegate.observation.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Understands a payload by its looks, strictly: a JSON object, a number, a boolean word, or text. Never throws on bad
 * input. Used by one thread.
 *
 * <ul>
 *   <li>{@code {"temperature":3.4}}: see {@link ObjectDecoder}.
 *   <li>{@code 21.5}, {@code -4e-3}, with spaces around: a number as JSON writes it. {@code 21,5}, {@code 21.5 C} and
 *       {@code 007} are text, since guessing at a comma or a unit is wrong one day; {@link WrittenNumbers} can say more.
 *   <li>{@code true false on off} in any case: a flag.
 *   <li>anything else that is UTF-8 without control characters: text.
 * </ul>
 */
public final class PayloadDecoder {

    /** No sensor state is larger; above it the message is parked. */
    public static final int PAYLOAD_BYTES_MAX = 64 * 1024;

    private static final Bare YES = new Bare(Value.of(true));
    private static final Bare NO = new Bare(Value.of(false));

    private final ObjectDecoder objects;
    private final WrittenNumbers written;

    /** @param timeMember the path of the JSON member that holds the device's time */
    public PayloadDecoder(Optional<String> timeMember) {
        this(timeMember, WrittenNumbers.NONE);
    }

    /** @param written which texts are numbers, bare or as members of an object */
    public PayloadDecoder(Optional<String> timeMember, WrittenNumbers written) {
        this.objects = new ObjectDecoder(timeMember, written);
        this.written = written;
    }

    public Understood decode(byte[] payload) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            return new Unreadable("The payload has " + payload.length + " bytes; at most " + PAYLOAD_BYTES_MAX
                    + " are read. Let the device send less at once.");
        }
        int start = 0;
        int end = payload.length;
        while (start < end && isSpace(payload[start])) {
            start++;
        }
        while (end > start && isSpace(payload[end - 1])) {
            end--;
        }
        if (start == end) {
            return new Unreadable("The payload is empty. An empty payload only clears a retained message;"
                    + " a reading needs a value.");
        }
        return switch (payload[start]) {
            case '{' -> objects.decode(payload, start, end);
            case '[' -> new Unreadable("The payload is a JSON array. Send one JSON object per message.");
            default -> bare(payload, start, end);
        };
    }

    private Understood bare(byte[] payload, int start, int end) {
        double number = Decimal.parse(payload, start, end);
        if (Double.isFinite(number)) {
            return new Bare(Value.of(number));
        }
        if (Double.isInfinite(number)) {
            return new Unreadable("The number is too large for any measurement.");
        }
        if (is(payload, start, end, "true") || is(payload, start, end, "on")) {
            return YES;
        }
        if (is(payload, start, end, "false") || is(payload, start, end, "off")) {
            return NO;
        }
        return text(payload, start, end);
    }

    private Understood text(byte[] payload, int start, int end) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload, start, end - start))
                    .toString();
        } catch (CharacterCodingException binary) {
            return new Unreadable("The payload is not UTF-8 text. Set the device to send JSON or plain text.");
        }
        if (text.length() > Value.TEXT_LENGTH_MAX) {
            return new Unreadable("The text has " + text.length() + " characters; at most " + Value.TEXT_LENGTH_MAX
                    + " are kept. Send a short state or a number.");
        }
        if (text.chars().anyMatch(letter -> letter < ' ' && !isSpace((byte) letter))) {
            return new Unreadable("The payload holds control characters, so it is not text."
                    + " Set the device to send JSON or plain text.");
        }
        double number = written.read(text);
        return new Bare(Double.isNaN(number) ? Value.of(text) : Value.of(number));
    }

    /** ASCII only, which is all that the words need. */
    private static boolean is(byte[] payload, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((payload[start + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }
}
