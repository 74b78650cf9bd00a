package io.tidegate.observation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a line stands in the ledger, and by whom. Immutable.
 *
 * @param who a person or a program, in its own words
 * @param reason in words, such as why something was thrown away
 * @param override why something was done that the rules forbid, such as selling what has expired
 * @param ref the entry that led to it, such as a scan: gateway and position
 * @param run the run of production whose other lines have the same: what went in, and what came out
 */
public record Cause(
        Source source,
        Optional<String> who,
        Optional<String> reason,
        Optional<String> override,
        Optional<String> ref,
        Optional<String> run) {

    public static final int TEXT_LENGTH_MAX = 200;

    /** Where it came from. */
    public enum Source {
        SCAN,
        API,
        /** A shop on the internet. */
        CHANNEL,
        RULE,
        /** A scale, a counter, a machine. */
        SENSOR,
        /** By hand, on a page. */
        PERSON,
        IMPORT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Source> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    /** @throws IllegalArgumentException when a text is empty, too long or not printable */
    public Cause {
        who.ifPresent(text -> Goods.check("who", text, TEXT_LENGTH_MAX));
        reason.ifPresent(text -> Goods.check("reason", text, TEXT_LENGTH_MAX));
        override.ifPresent(text -> Goods.check("override", text, TEXT_LENGTH_MAX));
        ref.ifPresent(text -> Goods.check("ref", text, TEXT_LENGTH_MAX));
        run.ifPresent(text -> Goods.check("run", text, Booking.ID_LENGTH_MAX));
    }

    public static Cause of(Source source) {
        return new Cause(
                source, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Cause by(String person) {
        return new Cause(source, Optional.of(person), reason, override, ref, run);
    }

    public Cause because(String words) {
        return new Cause(source, who, Optional.of(words), override, ref, run);
    }

    /** @param entry gateway and position */
    public Cause after(String entry) {
        return new Cause(source, who, reason, override, Optional.of(entry), run);
    }

    public Cause inRun(String id) {
        return new Cause(source, who, reason, override, ref, Optional.of(id));
    }
}
