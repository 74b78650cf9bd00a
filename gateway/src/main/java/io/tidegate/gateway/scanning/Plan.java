package io.tidegate.gateway.scanning;

import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import java.util.Map;
import java.util.Optional;

/** What a scan is to do. Each brings how the scanner works afterwards, if it is done. Immutable. */
sealed interface Plan {

    Mode next();

    /** Nothing but to answer. */
    record Say(Mode next, Result result, Optional<Subject> subject, Optional<String> words) implements Plan {

        static Say set(Mode next) {
            return new Say(next, Result.SET, Optional.empty(), Optional.empty());
        }

        static Say refused(Mode unchanged, String why) {
            return new Say(unchanged, Result.REFUSED, Optional.empty(), Optional.of(why));
        }
    }

    /**
     * To book a line.
     *
     * @param line its members, as the desk takes them
     * @param words what to look at besides
     */
    record Book(Mode next, Map<String, String> line, Subject subject, Optional<String> words) implements Plan {}

    /**
     * To count it.
     *
     * @param added to the tally
     */
    record Count(Mode next, CountSession session, Tally added, Subject subject) implements Plan {}

    /** To take back the line that the scanner's last action has booked. */
    record Reverse(Mode next, Action action, String line) implements Plan {}

    /** To take the scanner's last action out of a count. */
    record Uncount(Mode next, Action action, Tally added) implements Plan {}

    /** To go on with a count that the scanner has forgotten. */
    record Reopen(Mode next, Action action, CountSession session) implements Plan {}

    /** To book what was counted. */
    record BookCount(Mode next, CountSession session) implements Plan {}

    /** To forget what was counted. */
    record Cancel(Mode next, CountSession session) implements Plan {}
}
