package io.tidegate.gateway.scanning;

import io.tidegate.site.ScanTask;
import java.util.Locale;
import java.util.Optional;

/**
 * What a printed code tells the gateway to do. Its text is made of capitals and digits that every layout of a keyboard
 * types alike (no Y and no Z, no sign that moves), but for the ids of locations; capitals or not is all one. Immutable.
 */
public sealed interface ScanCommand {

    /** The reason that the ledger keeps of what was refused, and done all the same. */
    String OVERRIDDEN = "scanned OVERRIDE";

    /** What every command begins with, and no number of goods does. */
    String PREFIX = "TIDEGATE ";

    int TIMES_MIN = 2;
    int TIMES_MAX = 99;

    /** What is in the bar code. */
    String text();

    /** The scans that follow do this, where the scanner is. */
    record Begin(ScanTask task) implements ScanCommand {
        @Override
        public String text() {
            return command(task.word());
        }
    }

    /** The scans that follow move goods from where the scanner is to that location. */
    record TransferTo(String location) implements ScanCommand {
        @Override
        public String text() {
            return command(ScanTask.TRANSFER.word() + " " + location);
        }
    }

    /** The scans that follow are thrown away, for a reason of one word. */
    record WasteFor(String reason) implements ScanCommand {
        @Override
        public String text() {
            return command(ScanTask.WASTE.word() + " " + reason);
        }
    }

    /** The scanner is at that location now. */
    record At(String location) implements ScanCommand {
        @Override
        public String text() {
            return command("at " + location);
        }
    }

    /** The next scan counts so many times. */
    record Times(int number) implements ScanCommand {
        @Override
        public String text() {
            return command("times " + number);
        }
    }

    /** A command without more to say. */
    enum Plain implements ScanCommand {
        /** Takes the scanner's last action back. */
        UNDO,
        /** Books what was counted where the scanner is. */
        BOOK,
        /** Forgets what was counted where the scanner is. */
        CANCEL,
        /** Does what was refused last, all the same; that is recorded. */
        OVERRIDE,
        /** Back to what the scanner usually does. */
        USUAL;

        @Override
        public String text() {
            return command(name());
        }
    }

    private static String command(String words) {
        return PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /** Whether the text is meant as a command, also where it is none that is known. */
    static boolean begins(String data) {
        return data.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Empty where the text is no command, or none that is known. */
    static Optional<ScanCommand> parse(String data) {
        if (!begins(data)) {
            return Optional.empty();
        }
        String[] words =
                data.substring(PREFIX.length()).strip().toLowerCase(Locale.ROOT).split(" +", 2);
        return words.length == 1 ? alone(words[0]) : with(words[0], words[1]);
    }

    private static Optional<ScanCommand> alone(String word) {
        for (Plain plain : Plain.values()) {
            if (plain.name().equalsIgnoreCase(word)) {
                return Optional.of(plain);
            }
        }
        return ScanTask.ofWord(word).map(Begin::new);
    }

    private static Optional<ScanCommand> with(String word, String more) {
        return switch (word) {
            case "at" -> Optional.of(new At(more));
            case "times" -> times(more);
            case "transfer" -> Optional.of(new TransferTo(more));
            case "waste" -> Optional.of(new WasteFor(more));
            default -> Optional.empty();
        };
    }

    private static Optional<ScanCommand> times(String digits) {
        if (!digits.matches("[0-9]{1,2}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        return number < TIMES_MIN ? Optional.empty() : Optional.of(new Times(number));
    }
}
