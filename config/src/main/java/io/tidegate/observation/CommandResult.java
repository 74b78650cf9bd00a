package io.tidegate.observation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a command of a cloud: one for each. Immutable.
 *
 * @param command the word by which it was asked; empty where that could not be read
 * @param reason why it was not done, in words for the sender
 * @param answer what was asked for, as JSON without blanks
 */
public record CommandResult(
        DeviceId device,
        Instant at,
        String id,
        Optional<String> command,
        Outcome outcome,
        Optional<String> reason,
        Optional<String> answer)
        implements Remote {

    public static final String KIND = "result";

    /** Longer ones are cut, as those of a fault. */
    public static final int REASON_LENGTH_MAX = Fault.REASON_LENGTH_MAX;

    public static final int COMMAND_LENGTH_MAX = 64;

    /** An entry with it still goes through brokers that take 128 KiB at once. */
    public static final int ANSWER_LENGTH_MAX = 32 * 1024;

    /** What became of it. */
    public enum Outcome {
        DONE,
        /** It is not done and will not be: not allowed, not understood, or the device does not take it. */
        DECLINED,
        /** Its time was over before it was its turn. */
        EXPIRED,
        /** It was begun, and nobody knows whether it was done. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Outcome> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    public CommandResult {
        Observation.checkTime(at);
        Booking.checkId(id);
        command = command.map(word -> cut(word, COMMAND_LENGTH_MAX));
        reason = reason.map(words -> cut(words, REASON_LENGTH_MAX));
        if (answer.filter(json -> json.length() > ANSWER_LENGTH_MAX).isPresent()) {
            throw new IllegalArgumentException("an answer has at most " + ANSWER_LENGTH_MAX + " characters");
        }
    }

    /** Not through the middle of a character. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
