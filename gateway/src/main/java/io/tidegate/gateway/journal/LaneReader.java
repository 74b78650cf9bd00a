package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Standing.Range;
import io.tidegate.observation.Entry;
import io.tidegate.sync.EntrySize;
import io.tidegate.sync.Priority;
import io.tidegate.sync.Sieve;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds what comes next in one lane of a reader, and passes over the rest. Used by one thread at a time. */
final class LaneReader {

    /** Entries that are looked at for one batch, at most: what is seldom must not hold up other lanes. */
    private static final int LOOKED_AT_MAX = 20_000;

    private static final int SLICE_ENTRIES = 1_000;

    private static final Counts UNWANTED = new Counts(0, 0, 1, 0, 0);
    private static final Counts PASSED = new Counts(0, 0, 0, 0, -1);

    private final BlockReader blocks;
    private final Sieve sieve;

    /** How much a batch may hold yet. */
    private int entriesLeft;

    private long bytesLeft;

    LaneReader(BlockReader blocks, Sieve sieve) {
        this.blocks = blocks;
        this.sieve = sieve;
    }

    /**
     * What of a range is for the place.
     *
     * @param standing of the reader: what was had ahead is passed over
     */
    Look look(Connection open, Range range, Standing standing, int entries, long bytes) throws SQLException {
        sieve.back();
        boolean nothingAhead = standing.ahead().isEmpty();
        if (sieve.isOpen() && nothingAhead) {
            List<Entry> read = blocks.after(open, range.after(), entries, bytes);
            List<Entry> found = read.stream()
                    .filter(entry -> entry.position() <= range.upTo())
                    .toList();
            boolean toTheEnd = found.size() < read.size();
            long last = found.isEmpty() ? range.after() : found.getLast().position();
            return new Look(
                    range.after(),
                    found,
                    summedUp(range.after(), found),
                    toTheEnd ? range.upTo() : last,
                    !toTheEnd && blocks.isCut());
        }
        return scan(open, range, entries, bytes, new Passing(sieve::sift, entry -> {
            Priority priority = Priority.of(entry);
            return priority != Priority.TELEMETRY && entry.position() <= standing.doneAhead(priority);
        }));
    }

    /** The same of a lane that passes the rest: what is not of its priority is nothing to it. */
    Look lookAhead(Connection open, Range range, Priority priority, int entries, long bytes) throws SQLException {
        Function<Entry, Optional<Entry>> own =
                entry -> Priority.of(entry) == priority ? sieve.sift(entry) : Optional.empty();
        return scan(open, range, entries, bytes, new Passing(own, _ -> false));
    }

    /** The block that it keeps may be another by now. */
    void forget() {
        blocks.forget();
    }

    /** What was settled up to there depends on nothing that may come again. */
    void gone(long position) {
        sieve.gone(position);
    }

    /**
     * How entries are told apart.
     *
     * @param wanted the entry as it is for the place, if it is
     * @param ahead it was had before
     */
    private record Passing(Function<Entry, Optional<Entry>> wanted, Predicate<Entry> ahead) {}

    /** Up to each of the entries and, as the last, up to the end; empty where nothing was. */
    private static List<Counts> summedUp(long after, List<Entry> found) {
        if (found.stream().allMatch(entry -> entry.summedUp() == 0)) {
            return List.of();
        }
        List<Counts> passed = new ArrayList<>();
        Counts all = Counts.NONE;
        long at = after;
        for (Entry entry : found) {
            all = all.plus(summedUp(at, entry));
            passed.add(all);
            at = entry.position();
        }
        passed.add(all);
        return passed;
    }

    /** Between a position and the entry; some of it may lie before. */
    private static Counts summedUp(long after, Entry entry) {
        return entry.summedUp() == 0
                ? Counts.NONE
                : Counts.summedUp(Math.min(entry.summedUp(), entry.position() - after - 1));
    }

    private Look scan(Connection open, Range range, int entries, long bytes, Passing passing) throws SQLException {
        List<Entry> found = new ArrayList<>();
        List<Counts> passed = new ArrayList<>();
        Counts others = Counts.NONE;
        long at = range.after();
        int looked = 0;
        entriesLeft = entries;
        bytesLeft = bytes;
        while (looked < LOOKED_AT_MAX) {
            List<Entry> slice = blocks.after(open, at, SLICE_ENTRIES, BlockReader.SLICE_BYTES);
            for (Entry entry : slice) {
                if (entry.position() > range.upTo()) {
                    return look(range, found, passed, others, range.upTo(), false);
                }
                Counts before = others;
                others = others.plus(summedUp(at, entry));
                Optional<Entry> wanted = passing.wanted.apply(entry);
                if (wanted.isEmpty()) {
                    others = others.plus(UNWANTED);
                } else if (passing.ahead.test(entry)) {
                    others = others.plus(PASSED);
                } else if (!fits(wanted.get(), found.isEmpty())) {
                    return look(range, found, passed, before, at, true);
                } else {
                    found.add(wanted.get());
                    passed.add(others);
                }
                at = entry.position();
            }
            looked += slice.size();
            if (slice.isEmpty() || at >= range.upTo()) {
                return look(range, found, passed, others, at, false);
            }
        }
        return look(range, found, passed, others, at, true);
    }

    private boolean fits(Entry entry, boolean first) {
        long size = EntrySize.of(entry);
        if (entriesLeft == 0 || (size > bytesLeft && !first)) {
            return false;
        }
        entriesLeft--;
        bytesLeft -= size;
        return true;
    }

    private static Look look(
            Range range, List<Entry> found, List<Counts> passed, Counts others, long upTo, boolean cut) {
        passed.add(others);
        return new Look(range.after(), found, passed, upTo, cut);
    }
}
