package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Cursor.Place;
import io.tidegate.gateway.journal.Standing.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Those who read by an outbox, each with several lanes: what moves more than one cursor, or asks for all of them. Safe from
 * any thread.
 */
final class Readers {

    /** Its monitor guards the map, too. */
    private final Cursors cursors;

    private final Map<String, Cursor> byName;

    private final ReadWriteLock giving = new ReentrantReadWriteLock();

    Readers(Cursors cursors, Map<String, Cursor> byName) {
        this.cursors = cursors;
        this.byName = byName;
    }

    /** @param print of what is meant for the reader now */
    void openAhead(Ahead lane, long print) {
        synchronized (cursors) {
            cursors.open(lane.name(), 1).print(print);
        }
    }

    /**
     * A new one begins before {@code oldest}. Its books begin now where it has none.
     *
     * @param kept refused entries that are kept for it from before
     * @return whether its books are new
     */
    boolean openReader(String name, long oldest, long kept) {
        synchronized (cursors) {
            return cursors.open(name, oldest).openBooks(standing(name).owedFirst(), kept);
        }
    }

    /**
     * The reader goes on behind the newest entry, and what lies before is left for later, as a stretch of its own. On disk
     * both move together. False where it has left too many already.
     */
    boolean leap(String reader, long newest) {
        synchronized (cursors) {
            Cursor cursor = byName.get(reader);
            if (cursor == null
                    || cursor.done() >= newest
                    || standing(reader).left().size() >= Stretch.READER_MAX) {
                return false;
            }
            cursor.leap(newest, cursors.open(new Stretch(reader, newest).name(), cursor.done() + 1));
            return true;
        }
    }

    /**
     * The reader shall have these once more: a stretch of its own, which is accounted for apart. False where another ends at the
     * same entry, or there are too many.
     */
    boolean again(String reader, long first, long last) {
        synchronized (cursors) {
            Cursor cursor = byName.get(reader);
            Stretch stretch = new Stretch(reader, last, true);
            if (cursor == null
                    || byName.containsKey(stretch.name())
                    || standing(reader).left().size() >= Stretch.READER_MAX) {
                return false;
            }
            // It has had most of that: none of it becomes a part of something else meanwhile.
            var _ = cursors.open(stretch.name(), first).give(last);
            return true;
        }
    }

    /** The reader has had all of the stretch that there is. */
    void finish(Stretch stretch) {
        synchronized (cursors) {
            Cursor left = cursors.remove(stretch.name());
            Cursor cursor = byName.get(stretch.reader());
            if (left != null && cursor != null) {
                if (stretch.again()) {
                    cursor.count(Counts.again(left.sent()));
                } else {
                    cursor.takeOver(left, Math.max(0, stretch.upTo() - left.done()));
                }
            }
        }
    }

    /** So many were sent to the reader once more, on request. */
    void sentAgain(String reader, long entries) {
        count(reader, Counts.again(entries));
    }

    /** So much more became of what the reader has gone past. */
    void count(String reader, Counts counts) {
        synchronized (cursors) {
            Cursor cursor = byName.get(reader);
            if (cursor != null) {
                cursor.count(counts);
            }
        }
    }

    /** Those that read by an outbox, without projections. */
    List<String> names() {
        synchronized (cursors) {
            return byName.keySet().stream()
                    .filter(name -> !name.startsWith(Cursors.PROJECTION) && isOwn(name))
                    .toList();
        }
    }

    /** Neither a stretch's nor that of a lane that passes. */
    private static boolean isOwn(String cursor) {
        return !Stretch.isOne(cursor) && !Ahead.isOne(cursor);
    }

    List<JournalStatus.Reader> status(long newest, Thinned thinned) {
        synchronized (cursors) {
            List<JournalStatus.Reader> readers = new ArrayList<>();
            byName.forEach((name, cursor) -> {
                if (isOwn(name)) {
                    Account account = standing(name).account(newest, thinned);
                    readers.add(new JournalStatus.Reader(name, cursor.done(), account.backlog(), account.missed()));
                }
            });
            return readers;
        }
    }

    /** Where the reader stands in all of its lanes; at the beginning, where there is no such reader. */
    Standing standing(String reader) {
        synchronized (cursors) {
            Cursor cursor = byName.get(reader);
            return Standing.of(reader, cursor == null ? Place.of(0, 0) : cursor.place(), byName);
        }
    }

    /**
     * What was had ahead is to be considered anew by its own lane, and goes once more where it is wanted: nobody knows what of it
     * was passed over, or where it is. It counts as if it had not been had, so that its own lane counts it, and once.
     */
    void forgetAhead(String reader) {
        synchronized (cursors) {
            Cursor cursor = byName.get(reader);
            Standing standing = standing(reader);
            if (cursor != null && !standing.ahead().isEmpty()) {
                long ahead = standing.counts().ahead();
                standing.ahead().values().forEach(each -> cursor.count(each.counts()));
                cursor.count(new Counts(-ahead, 0, 0, 0, -ahead));
                standing.ahead().keySet().forEach(each -> cursors.remove(new Ahead(reader, each).name()));
            }
        }
    }

    /**
     * All that was had ahead has been passed by its own lane; what that has not met was dropped meanwhile, and not missed, since
     * the reader has it.
     */
    void passedAhead(String reader) {
        synchronized (cursors) {
            Cursor cursor = byName.get(reader);
            Standing standing = standing(reader);
            if (cursor != null && standing.isPastAhead()) {
                long dropped = standing.counts().ahead();
                standing.ahead().values().forEach(each -> cursor.count(each.counts()));
                cursor.count(new Counts(0, 0, 0, -dropped, -dropped));
                standing.ahead().keySet().forEach(each -> cursors.remove(new Ahead(reader, each).name()));
            }
        }
    }

    /** Held from the look for what a reader shall be given until it is known to be given. */
    Lock giving() {
        return giving.readLock();
    }

    /** Held while entries become one; who finds it taken comes again. */
    Lock stillness() {
        return giving.writeLock();
    }

    /** How far readers are, where what they have left for later ends, and what they are being given. */
    Seams seams() {
        synchronized (cursors) {
            List<Long> ends = new ArrayList<>();
            List<Range> given = new ArrayList<>();
            byName.forEach((name, cursor) -> {
                Stretch.named(name).forEach(each -> ends.add(each.upTo()));
                if (!name.startsWith(Cursors.PROJECTION) && !Ahead.isOne(name)) {
                    ends.add(cursor.done());
                    long upTo = Stretch.reach(name, cursor.given());
                    if (upTo > cursor.done()) {
                        given.add(new Range(cursor.done(), upTo));
                    }
                }
            });
            return Seams.of(ends, given);
        }
    }

    /** Retention took something that the reader had not had. */
    void tidy(String reader) {
        synchronized (cursors) {
            for (Standing.Left each : standing(reader).left()) {
                if (each.entries() == 0) {
                    finish(each.stretch());
                }
            }
            if (standing(reader).counts().ahead() != 0) {
                // Some of it may be what is gone.
                forgetAhead(reader);
            }
        }
    }
}
