package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tidegate.gateway.journal.Standing.Range;
import io.tidegate.site.Selection;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Sieve;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The lanes of one reader: what comes next in each, and how their cursors move. Used by its sink's thread only. */
final class Lanes {

    private final String reader;
    private final JournalOutbox.Shared shared;
    private final Settling settling;
    private final Giving giving;
    private final long print;

    /** Each keeps the block in which it goes on. */
    private final Map<Lane, LaneReader> lanes = new EnumMap<>(Lane.class);

    /** What each lane has found last. */
    private final Map<Lane, Look> looks = new EnumMap<>(Lane.class);

    /** In which stretch what was left for later was found. Another may come before it meanwhile. */
    private @Nullable Stretch found;

    /** So many steps of thinning the blocks that are kept have seen. */
    private long thinnings;

    Lanes(String reader, Selection selection, JournalOutbox.Shared shared, Settling settling) {
        this.reader = reader;
        this.shared = shared;
        this.settling = settling;
        this.giving = new Giving(reader, shared.cursors(), shared.change(), Giving.PATIENCE);
        this.print = printOf(selection);
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LaneReader(new BlockReader(shared.times(), shared.damage()), new Sieve(selection)));
        }
    }

    private static long printOf(Selection selection) {
        CRC32C sum = new CRC32C();
        sum.update(selection.toString().getBytes(UTF_8));
        return sum.getValue();
    }

    /** Tells selections apart: what was passed over by one may be wanted by another. */
    long print() {
        return print;
    }

    /** What is next in a lane, for {@link #done}. */
    Look look(Connection open, Lane lane, int entries, long bytes) throws SQLException {
        if (thinnings != shared.thinned().steps()) {
            // What stands in a block that was decoded before may be a part of what stands behind it.
            thinnings = shared.thinned().steps();
            lanes.values().forEach(LaneReader::forget);
        }
        Look look = switch (lane) {
            case FRESH -> fresh(open, entries, bytes);
            case OWED -> owed(open, entries, bytes);
            case URGENT, STATE -> ahead(open, lane, entries, bytes);
            case AGAIN -> throw new IllegalArgumentException("what is sent again is asked for by peekAgain");
        };
        looks.put(lane, look);
        return look;
    }

    private Look fresh(Connection open, int entries, long bytes) throws SQLException {
        shared.readers().passedAhead(reader);
        Standing standing = shared.standing(reader);
        Range range = new Range(standing.own().done(), shared.progress().last());
        if (range.after() >= range.upTo()) {
            return Look.NOTHING;
        }
        Look look = lane(Lane.FRESH).look(open, range, standing, entries, bytes);
        if (look.entries().isEmpty()) {
            pass(reader, look, range);
        }
        return noted(reader, look);
    }

    private Look owed(Connection open, int entries, long bytes) throws SQLException {
        Standing standing = shared.standing(reader);
        for (Standing.Left left : standing.left()) {
            Range range = new Range(left.place().done(), left.stretch().upTo());
            Standing seen = left.stretch().again() ? standing.withNothingAhead() : standing;
            Look look = lane(Lane.OWED).look(open, range, seen, entries, bytes);
            if (!look.entries().isEmpty()) {
                found = left.stretch();
                return noted(found.name(), look);
            }
            if (pass(left.stretch().name(), look, range) < range.upTo()) {
                return look;
            }
            finish(left.stretch());
        }
        return Look.NOTHING;
    }

    /** None of it becomes a part of something else from now on. */
    private Look noted(String cursor, Look look) {
        if (!look.entries().isEmpty()) {
            var _ = shared.cursors().give(cursor, look.entries().getLast().position());
        }
        return look;
    }

    /** Returns when what was found in a lane may be given to the sink; false where it may not be any more. */
    boolean give(Lane lane, Look look) throws InterruptedException {
        if (look.entries().isEmpty()) {
            return true;
        }
        long last = look.entries().getLast().position();
        return switch (lane) {
            case FRESH -> giving.give(reader, last);
            case OWED -> giving.give(requireNonNull(found).name(), last);
            // Of these nothing becomes a part of something else.
            case URGENT, STATE, AGAIN -> true;
        };
    }

    /** Of all ranges in which something waits, from where this lane stands. */
    private Look ahead(Connection open, Lane lane, int entries, long bytes) throws SQLException {
        Ahead own = Ahead.of(reader, lane);
        Standing standing = shared.standing(reader);
        long done = standing.doneAhead(own.priority());
        long newest = shared.progress().last();
        for (Range range : standing.waiting(newest)) {
            Range left = new Range(Math.max(done, range.after()), range.upTo());
            if (left.after() >= left.upTo()) {
                continue;
            }
            Look look = lane(lane).lookAhead(open, left, own.priority(), entries, bytes);
            if (!look.entries().isEmpty()) {
                shared.readers().openAhead(own, print);
                return look;
            }
            done = look.cut() ? look.upTo() : left.upTo();
            passAhead(own, done);
            if (look.cut()) {
                return look;
            }
        }
        // Nor does it look again before there is more.
        passAhead(own, newest);
        return Look.NOTHING;
    }

    private void passAhead(Ahead own, long upTo) {
        shared.readers().openAhead(own, print);
        shared.cursors().advance(own.name(), upTo);
    }

    private LaneReader lane(Lane lane) {
        return requireNonNull(lanes.get(lane));
    }

    /** Nothing of it is for the place, and behind its end nothing can be read, unless it was cut: how far the cursor is. */
    private long pass(String cursor, Look look, Range range) {
        long upTo = look.cut() ? look.upTo() : range.upTo();
        var _ = shared.cursors().advance(cursor, upTo, look.ofNothing().plus(Counts.missed(upTo - look.upTo())));
        return upTo;
    }

    /** All that was found up to there is settled. */
    void done(Lane lane, long upTo, List<Rejected> rejected) {
        Look look = looks.getOrDefault(lane, Look.NOTHING);
        switch (lane) {
            case FRESH -> settling.settle(reader, look, upTo, rejected);
            case OWED -> {
                Stretch stretch = found != null
                        ? found
                        : shared.standing(reader).left().getFirst().stretch();
                settling.settle(stretch.name(), look, upTo, rejected);
                if (look.reach(upTo) >= stretch.upTo()) {
                    finish(stretch);
                }
            }
            case URGENT, STATE -> {
                Ahead own = Ahead.of(reader, lane);
                // Where what was had ahead was forgotten meanwhile, its own lane gives this once more, and counts it.
                if (shared.standing(reader).ahead().containsKey(own.priority())) {
                    settling.settleAhead(own.name(), look, upTo, rejected);
                }
            }
            case AGAIN -> throw new IllegalArgumentException("what was sent again is settled by doneAgain");
        }
        lane(lane).gone(upTo);
    }

    /** Until that is on disk a crash makes the sink have its end again. */
    private void finish(Stretch stretch) {
        shared.readers().finish(stretch);
        Standing standing = shared.standing(reader);
        boolean nothingAhead = standing.left().isEmpty() && standing.counts().ahead() == 0;
        if (nothingAhead) {
            shared.readers().forgetAhead(reader);
        }
        // What became of it stands in the reader's books from here on; and where one place moves all do, or what the
        // reader has left since then would be lost.
        var _ = CursorSaving.soon(shared.cursors(), shared.change());
    }
}
