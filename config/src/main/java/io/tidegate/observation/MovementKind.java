package io.tidegate.observation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why goods move. */
public enum MovementKind {
    RECEIVE(Ends.TO),
    SELL(Ends.FROM),
    /** A customer brings something back. */
    RETURN(Ends.TO),
    TRANSFER(Ends.BOTH),
    /** So many are there at that moment, whatever was booked before. */
    COUNT(Ends.TO),
    WASTE(Ends.FROM),
    PRODUCE(Ends.TO),
    CONSUME(Ends.FROM),
    /** A correction by hand, either way. */
    ADJUST(Ends.TO);

    /** Which ends of its way a movement has. */
    private enum Ends {
        FROM,
        TO,
        BOTH
    }

    private final Ends ends;

    MovementKind(Ends ends) {
        this.ends = ends;
    }

    /** Whether goods leave one of the site's locations. */
    public boolean leaves() {
        return ends != Ends.TO;
    }

    /** Whether goods come to one of the site's locations, or are counted there. */
    public boolean arrives() {
        return ends != Ends.FROM;
    }

    /** In JSON, on pages and in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MovementKind> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
