package io.tidegate.gateway.commands;

import io.tidegate.driver.Command;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Members;
import io.tidegate.observation.Value;
import io.tidegate.site.CommandRights;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a command wants done, one record for each word. A new one is a record here, a right, and a case in {@link Doing}. */
sealed interface Instruction {

    boolean isAllowed(CommandRights rights);

    /** Whether doing it once more comes to the same, so that one that a power cut has interrupted is done again. */
    default boolean isRepeatable() {
        return true;
    }

    /** An output shall show something else. */
    record Switch(DeviceId device, Command command) implements Instruction {

        static final String WORD = "switch";
        private static final Duration TIME_MAX = Duration.ofDays(1);

        @Override
        public boolean isAllowed(CommandRights rights) {
            return rights.maySwitch(device);
        }

        /** A time would begin anew. */
        @Override
        public boolean isRepeatable() {
            return command.time().isEmpty();
        }

        private static Switch of(Members body) {
            Map<String, Value> set = body.object("set").map(Members::plain).orElse(Map.of());
            if (set.isEmpty()) {
                throw new IllegalArgumentException("'set' is missing. Say what, such as \"set\":{\"on\":true}.");
            }
            return new Switch(
                    new DeviceId(body.requiredText("device")),
                    new Command(set, body.text("for").map(Switch::time)));
        }

        private static Duration time(String text) {
            try {
                Duration time = Duration.parse(text);
                if (time.isPositive() && time.compareTo(TIME_MAX) <= 0) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    "'for' is no time that a command can have. Write it in ISO 8601, up to a" + " day: PT10S, PT5M.");
        }
    }

    /** Entries shall go to the cloud that asks once more. */
    record Resend(long first, long last) implements Instruction {

        static final String WORD = "resend";

        @Override
        public boolean isAllowed(CommandRights rights) {
            return rights.resend();
        }

        /** It would be accounted for twice. */
        @Override
        public boolean isRepeatable() {
            return false;
        }

        private static Resend of(Members body) {
            Resend resend = new Resend(body.requiredWhole("first"), body.requiredWhole("last"));
            if (resend.first < 1 || resend.last < resend.first) {
                throw new IllegalArgumentException(
                        "'first' and 'last' are no range of positions. Begin with 1 or more.");
            }
            return resend;
        }
    }

    /** The sender wants to know how something is. */
    record Report(CommandRights.Report what, Map<String, Value> with) implements Instruction {

        static final String WORD = "report";

        @Override
        public boolean isAllowed(CommandRights rights) {
            return rights.report().contains(what);
        }

        private static Report of(Members body) {
            String word = body.requiredText("report");
            CommandRights.Report what = Arrays.stream(CommandRights.Report.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no report '" + word + "'. Use "
                            + String.join(
                                    ", ",
                                    Arrays.stream(CommandRights.Report.values())
                                            .map(CommandRights.Report::word)
                                            .toList())
                            + "."));
            return new Report(what, body.object("with").map(Members::plain).orElse(Map.of()));
        }
    }

    /**
     * What the cloud that asks has refused shall go once more.
     *
     * @param positions empty for all
     */
    record Replay(List<Long> positions) implements Instruction {

        static final String WORD = "replay";

        @Override
        public boolean isAllowed(CommandRights rights) {
            return rights.replay();
        }

        /** Of those that it names none may be there any more. */
        @Override
        public boolean isRepeatable() {
            return positions.isEmpty();
        }
    }

    /** What the cloud that asks has refused shall be given up. */
    record Dismiss(List<Long> positions) implements Instruction {

        static final String WORD = "dismiss";

        @Override
        public boolean isAllowed(CommandRights rights) {
            return rights.dismiss();
        }

        /** They are there no more. */
        @Override
        public boolean isRepeatable() {
            return false;
        }

        private static Dismiss of(Members body) {
            List<Long> positions = body.wholes("positions");
            if (positions.isEmpty()) {
                throw new IllegalArgumentException("'positions' is missing. Name those that are given up.");
            }
            return new Dismiss(positions);
        }
    }

    /**
     * The site shall run by another site file.
     *
     * @param text YAML
     */
    record Configure(String text) implements Instruction {

        static final String WORD = "configure";

        @Override
        public boolean isAllowed(CommandRights rights) {
            return rights.configure();
        }

        /** It may be what has stopped the gateway. */
        @Override
        public boolean isRepeatable() {
            return false;
        }
    }

    /** By the word for each, the members that it can have beside those of all. */
    Map<String, Set<String>> MEMBERS = Map.of(
            Switch.WORD, Set.of("device", "set", "for"),
            Resend.WORD, Set.of("first", "last"),
            Report.WORD, Set.of("report", "with"),
            Replay.WORD, Set.of("positions"),
            Dismiss.WORD, Set.of("positions"),
            Configure.WORD, Set.of("site"));

    /** @throws IllegalArgumentException when it is none; the message says what to do */
    static Instruction of(String word, Members body) {
        Set<String> own = Optional.ofNullable(MEMBERS.get(word))
                .orElseThrow(() -> new IllegalArgumentException("There is no command '" + word + "'. Use "
                        + String.join(", ", new TreeSet<>(MEMBERS.keySet())) + "."));
        Set<String> known = new TreeSet<>(own);
        known.addAll(Set.of("id", "command", "expires"));
        body.onlyOf(known);
        return switch (word) {
            case Switch.WORD -> Switch.of(body);
            case Resend.WORD -> Resend.of(body);
            case Report.WORD -> Report.of(body);
            case Replay.WORD -> new Replay(body.wholes("positions"));
            case Dismiss.WORD -> Dismiss.of(body);
            default -> new Configure(body.requiredText("site"));
        };
    }
}
