package io.tidegate.gateway.commands;

import io.tidegate.observation.CommandResult;
import io.tidegate.observation.Members;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * By what people know a command, as far as it says so.
 *
 * @param subject what it is about, such as an output or a report, and what is wanted of it
 */
record CommandLabel(Optional<String> command, Optional<String> subject) {

    private static final int LENGTH_MAX = 64;
    private static final int SUBJECT_LENGTH_MAX = 128;

    static CommandLabel of(Members body) {
        return new CommandLabel(word(body, "command"), subject(body));
    }

    /** With what is wanted of it, in the order in which people say it. */
    private static Optional<String> subject(Members body) {
        List<String> parts = new ArrayList<>();
        word(body, "device").or(() -> word(body, "report")).ifPresent(parts::add);
        values(body, "set").ifPresent(parts::add);
        values(body, "with").ifPresent(parts::add);
        word(body, "for").ifPresent(time -> parts.add("for " + time));
        range(body).ifPresent(parts::add);
        String subject = String.join(" ", parts);
        return Optional.of(cut(subject, SUBJECT_LENGTH_MAX)).filter(text -> !text.isEmpty());
    }

    /** Of a site file, whose text is no subject: which version it has become. */
    static Optional<String> version(CommandResult result) {
        return result.answer()
                .filter(_ -> result.command().equals(Optional.of(Instruction.Configure.WORD)))
                .flatMap(answer -> RemoteJson.members(answer).decimal("version"))
                .map(number -> "version " + number.toPlainString());
    }

    private static Optional<String> values(Members body, String name) {
        return fit(() -> body.object(name)
                .map(Members::plain)
                .map(values -> values.entrySet().stream()
                        .map(each -> each.getKey() + "=" + text(each.getValue()))
                        .collect(Collectors.joining(" "))));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Numeric(double number) -> Value.plain(number);
            case Value.Flag(boolean flag) -> String.valueOf(flag);
            case Value.Text(String words) -> words;
        };
    }

    private static Optional<String> range(Members body) {
        return fit(() -> {
            List<Long> positions = body.wholes("positions");
            return positions.isEmpty()
                    ? body.decimal("first")
                            .flatMap(first -> body.decimal("last")
                                    .map(last -> first.toPlainString() + "-" + last.toPlainString()))
                    : Optional.of(positions.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        });
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }

    private static Optional<String> word(Members body, String name) {
        return fit(() -> body.text(name).map(text -> cut(text, LENGTH_MAX)));
    }

    /** Empty where the member is of another kind: what a cloud sent need not be a command. */
    private static Optional<String> fit(Supplier<Optional<String>> member) {
        try {
            return member.get();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
