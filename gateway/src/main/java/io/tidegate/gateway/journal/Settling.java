package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** What became of what a reader was given: parks what was refused, and moves cursors. Used by its sink's thread only. */
final class Settling {

    private final String reader;
    private final JournalOutbox.Shared shared;
    private final LongFunction<@Nullable Entry> journal;

    /** @param journal the entry at a position, where it is there yet */
    Settling(String reader, JournalOutbox.Shared shared, LongFunction<@Nullable Entry> journal) {
        this.reader = reader;
        this.shared = shared;
        this.journal = journal;
    }

    /** All up to there is settled, in a lane whose cursor that is. */
    void settle(String cursor, Look look, long upTo, List<Rejected> rejected) {
        long lost = park(look.entries(), upTo, rejected);
        long done = shared.cursors().done(cursor);
        Counts became = look.became(done, upTo, rejected.size() - lost);
        // What was refused without a copy of it was not taken either.
        Counts counts = became.plus(new Counts(-lost, 0, 0, lost, 0));
        shared.cursors().advance(cursor, look.reach(upTo), counts);
    }

    /** The same of a lane that passes the rest: these count here, and their own lanes pass over them. */
    void settleAhead(String cursor, Look look, long upTo, List<Rejected> rejected) {
        long lost = park(look.entries(), upTo, rejected);
        long done = shared.cursors().done(cursor);
        long refused = rejected.size();
        long had = look.entries().stream()
                .map(Entry::position)
                .filter(position -> position > done && position <= upTo)
                .count();
        shared.cursors().advance(cursor, look.reach(upTo), new Counts(had - refused, refused - lost, 0, lost, had));
    }

    /** @return of how many no copy can be kept */
    private long park(List<Entry> given, long upTo, List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return 0;
        }
        Map<Entry, String> reasons = withReasons(given, rejected);
        if (shared.rejections().park(reader, reasons)) {
            return (long) rejected.size() - reasons.size();
        }
        Logger.error(
                "'{}' refused {} entries up to {}, of which no copy can be kept, since their table is damaged on disk",
                reader,
                rejected.size(),
                upTo);
        return rejected.size();
    }

    /** From what the sink was just given; else from the journal. */
    private Map<Entry, String> withReasons(List<Entry> given, List<Rejected> rejected) {
        Map<Long, Entry> byPosition = given.stream().collect(Collectors.toMap(Entry::position, entry -> entry));
        Map<Entry, String> reasons = new LinkedHashMap<>();
        for (Rejected each : rejected) {
            Entry entry = byPosition.get(each.position());
            if (entry == null) {
                entry = journal.apply(each.position());
            }
            if (entry == null) {
                Logger.error(
                        "'{}' refused entry {} ({}), which is no longer in the journal: no copy of it can be kept",
                        reader,
                        each.position(),
                        each.reason());
            } else {
                reasons.put(entry, each.reason());
            }
        }
        return reasons;
    }
}
