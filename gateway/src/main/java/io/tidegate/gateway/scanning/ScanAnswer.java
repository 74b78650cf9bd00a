package io.tidegate.gateway.scanning;

import io.tidegate.codes.Code;
import io.tidegate.observation.Amount;
import io.tidegate.observation.DeviceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a scan. Immutable.
 *
 * @param mode of the scanner afterwards
 * @param subject what was scanned; empty for most commands
 * @param words why not, or what else to look at, in English
 */
public record ScanAnswer(Scan scan, Result result, Mode mode, Optional<Subject> subject, Optional<String> words) {

    /** The words to a scan whose id stands for another one. */
    static final String OF_ANOTHER = "Its scanId belongs to another scan already, so nothing is booked. Scan it again;"
            + " a program gives each scan an id of its own.";

    /** Whether nothing is done since the scan's id stands for another one. */
    public boolean isOfAnother() {
        return words.equals(Optional.of(OF_ANOTHER));
    }

    /**
     * The scan that is answered.
     *
     * @param position of its entry in the journal
     * @param data that was read
     */
    public record Scan(long position, DeviceId device, Instant at, String data, Optional<String> scanId) {}

    /** In short. */
    public enum Result {
        /** It is in the ledger. */
        BOOKED,
        /** It is in the ledger under the code, which nobody has named yet; or just unknown, where nothing is booked. */
        UNKNOWN,
        /** Nothing is done; the words say why. */
        REFUSED,
        /** The same scan as the one before. */
        REPEATED,
        /** It was only looked up. */
        SHOWN,
        /** It is among what is being counted. */
        COUNTED,
        /** The action before is taken back. */
        TAKEN_BACK,
        /** The scanner works as it was told. */
        SET;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Result ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * What was scanned.
     *
     * @param item its id in the catalogue; the code where the catalogue does not know it
     * @param name for people; empty where the catalogue does not know it
     * @param amount that is booked, counted or taken back
     * @param level of the item where the scanner is, afterwards; of a count, what is counted of it so far
     */
    public record Subject(String item, Optional<String> name, Amount amount, Batch batch, Optional<Amount> level) {

        Subject with(Amount after) {
            return new Subject(item, name, amount, batch, Optional.of(after));
        }
    }

    /** What the label says of the goods besides. */
    public record Batch(Optional<String> lot, Optional<String> serial, Optional<LocalDate> expiry) {

        static Batch of(Optional<Code> label) {
            return new Batch(label.flatMap(Code::lot), label.flatMap(Code::serial), label.flatMap(Code::lastDay));
        }
    }
}
