package io.tidegate.gateway.commands;

import io.tidegate.observation.Members;
import java.util.Optional;

/**
 * By what people know a command, as far as it says so.
 *
 * @param subject what it is about, such as an output or a report
 */
record Words(Optional<String> command, Optional<String> subject) {

    private static final int LENGTH_MAX = 64;

    static Words of(Members body) {
        return new Words(word(body, "command"), word(body, "device").or(() -> word(body, "report")));
    }

    private static Optional<String> word(Members body, String name) {
        try {
            return body.text(name).map(text -> text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text);
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
