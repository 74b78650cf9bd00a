package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Rejected;
import java.sql.Connection;
import java.sql.SQLException;
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
        long done = shared.cursors().done(cursor);
        // What was refused without a copy of it was not taken either.
        move(
                new Target(cursor, look.reach(upTo), Stretch.named(cursor).anyMatch(Stretch::again)),
                look,
                rejected,
                lost -> look.became(done, upTo, rejected.size() - lost).plus(new Counts(-lost, 0, 0, lost, 0)));
    }

    /** The same of a lane that passes the rest: these count here, and their own lanes pass over them. */
    void settleAhead(String cursor, Look look, long upTo, List<Rejected> rejected) {
        long done = shared.cursors().done(cursor);
        long refused = rejected.size();
        long had = look.entries().stream()
                .map(Entry::position)
                .filter(position -> position > done && position <= upTo)
                .count();
        Target to = new Target(cursor, look.reach(upTo), false);
        move(to, look, rejected, lost -> new Counts(had - refused, refused - lost, 0, lost, had));
    }

    /**
     * Where a cursor goes.
     *
     * @param again whether what it passes goes once more, and counts apart
     */
    private record Target(String cursor, long upTo, boolean again) {}

    /** @param counts what became of it, when so many were refused and no copy of them can be kept */
    private void move(Target to, Look look, List<Rejected> rejected, LongFunction<Counts> counts) {
        if (rejected.isEmpty()) {
            var _ = shared.cursors().advance(to.cursor, to.upTo, counts.apply(0));
            return;
        }
        Map<Entry, String> reasons = withReasons(look.entries(), rejected);
        Rejections.Along along =
                new WithCopies(to, counts.apply((long) rejected.size() - reasons.size()), reasons.size());
        boolean kept = shared.rejections().park(reader, reasons, along);
        if (!kept) {
            // Where the table of cursors has turned out to be damaged, the copies do without it.
            kept = shared.rejections().park(reader, reasons, along);
        }
        if (!kept) {
            Logger.error(
                    "'{}' refused {} entries up to {}, of which no copy can be kept, since their table is damaged on"
                            + " disk",
                    reader,
                    rejected.size(),
                    to.upTo);
            var _ = shared.cursors().advance(to.cursor, to.upTo, counts.apply(rejected.size()));
        }
    }

    /** The cursor moves in the very transaction that keeps the copies, so that a crash undoes both or neither. */
    private final class WithCopies implements Rejections.Along {

        private final Target to;
        private final Counts counts;
        private final long copies;

        private WithCopies(Target to, Counts counts, long copies) {
            this.to = to;
            this.counts = counts;
            this.copies = copies;
        }

        @Override
        public boolean isDone(Connection transaction) throws SQLException {
            return shared.cursors().isSaved(transaction, to.cursor, to.upTo);
        }

        @Override
        public void apply(Connection transaction, long known) throws SQLException {
            Counts became = to.again ? counts : counts.plus(Counts.refusedBefore(known));
            boolean moved = shared.cursors().advance(to.cursor, to.upTo, became);
            if (moved && to.again) {
                // What it had before, and refuses now, waits for a person like any other.
                shared.readers().count(reader, Counts.refusedBefore(known - copies));
            }
            shared.cursors().save(transaction);
        }
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
