package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Cursor.Leeway;
import io.tidegate.gateway.journal.Cursor.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * How far each reader is. Positions move in memory at once and on disk now and then, never ahead of memory, so that a
 * crash makes a reader see some entries again and never skip one. A projection's cursor stands here too, but is written
 * by {@link Projections}, together with its state. Safe from any thread.
 */
final class Cursors {

    /** A projection's cursor stands among the readers' under this prefix and its name. */
    static final String PROJECTION = "projection/";

    private static final String TABLE = "cursors";

    /** Of one that is no longer there. */
    private static final Place NOWHERE = Place.of(-1, 0);

    private final Damage damage;
    private final Map<String, Cursor> byName = new TreeMap<>();
    private final Readers readers = new Readers(this, byName);

    /** Names that may still stand on disk. They go in the very transaction that saves the others, or would count twice. */
    private final Set<String> gone = new TreeSet<>();

    /** False once their table turned out to be damaged: after a restart readers then have some entries again. */
    private boolean savable = true;

    /** Nothing is given any more. */
    private boolean atRest;

    /** The newest entry when places turned out to be lost; else 0. */
    private long lostAt;

    Cursors(Damage damage) {
        this.damage = damage;
    }

    /**
     * As they are on disk, but none behind the newest entry, or it would pass over those to come. Where their table is
     * damaged, those in front of the damage and behind it.
     */
    synchronized void load(Connection connection, long newest) throws SQLException {
        if (!damage.sparing(TABLE, () -> CursorTable.each(connection, "ASC", (name, at) -> load(name, at, newest)))) {
            lostAt = newest;
            damage.sparing(TABLE, () -> CursorTable.each(connection, "DESC", (name, at) -> load(name, at, newest)));
        }
    }

    private void load(String name, Place at, long newest) {
        if (at.done() > newest) {
            Logger.error(
                    "'{}' stands at entry {} on disk, which is not there; it goes on behind the newest, {}",
                    name,
                    at.done(),
                    newest);
        }
        byName.put(
                name,
                Cursor.of(
                        new Place(Math.min(at.done(), newest), at.counts(), at.base(), Math.min(at.given(), newest))));
    }

    /** A projection's place. Where it is lost to damage it is the newest entry, since what sums up must not count twice. */
    synchronized void openProjection(String name) {
        if (lostAt > 0 && !byName.containsKey(name)) {
            Logger.error("'{}' goes on behind entry {}: how far it was is damaged on disk", name, lostAt);
        }
        open(name, lostAt + 1);
    }

    /** A new one begins before {@code oldest}. */
    synchronized Cursor open(String name, long oldest) {
        gone.remove(name);
        return byName.computeIfAbsent(name, _ -> {
            Cursor cursor = Cursor.at(oldest - 1);
            if (lostAt > 0) {
                // Nobody knows what it was given before.
                var _ = cursor.give(lostAt);
            }
            return cursor;
        });
    }

    synchronized long done(String name) {
        Cursor cursor = byName.get(name);
        return cursor == null ? 0 : cursor.done();
    }

    synchronized long missed(String name) {
        Cursor cursor = byName.get(name);
        return cursor == null ? 0 : cursor.missed();
    }

    /** A projection's place moves; never back. */
    synchronized void advance(String name, long upTo) {
        var _ = advance(name, upTo, Counts.NONE);
    }

    /** A projection's place moves past entries that are nothing to it: on disk now and then, like a reader's. */
    synchronized void pass(String name, long upTo) {
        advance(name, upTo);
        Cursor cursor = byName.get(name);
        if (cursor != null) {
            cursor.pass(true);
        }
    }

    /** A projection's place is about to be written along with its state: what is in memory is the older one. */
    synchronized void applies(String name) {
        Cursor cursor = byName.get(name);
        if (cursor != null) {
            cursor.pass(false);
        }
    }

    /** A reader's place moves, never back; this became of the entries in between. False where it is there already. */
    synchronized boolean advance(String name, long upTo, Counts counts) {
        Cursor cursor = byName.get(name);
        return cursor != null && cursor.advance(upTo, counts);
    }

    /**
     * Retention took everything up to a position: who had not had it has missed it.
     *
     * @return who misses entries now and did not before, since it had last had everything
     */
    synchronized List<JournalStatus.Reader> removed(long upTo, long newest) {
        List<JournalStatus.Reader> news = new ArrayList<>();
        Set<String> who = new TreeSet<>();
        byName.forEach((name, cursor) -> {
            if (cursor.done() >= newest) {
                cursor.hasAll();
            }
            Place behind = cursor.after(Stretch.reach(name, upTo));
            if (!behind.equals(cursor.place())) {
                cursor.become(behind);
                who.add(Stretch.reader(name));
                if (cursor.misses()) {
                    news.add(new JournalStatus.Reader(Stretch.reader(name), upTo, newest - upTo, cursor.missed()));
                }
            }
        });
        who.forEach(readers::tidy);
        return news;
    }

    /** With all of its lanes. */
    synchronized void forget(String name) {
        List.copyOf(byName.keySet()).stream()
                .filter(each -> Stretch.reader(each).equals(name))
                .forEach(this::remove);
    }

    /** @return what it was; null where there is none */
    synchronized @Nullable Cursor remove(String name) {
        gone.add(name);
        return byName.remove(name);
    }

    /** What every reader has had; {@code newest} when there is no reader. */
    synchronized long doneByAll(long newest) {
        return byName.entrySet().stream()
                .filter(each -> !Ahead.isOne(each.getKey()))
                .mapToLong(each -> each.getValue().done())
                .min()
                .orElse(newest);
    }

    /** What every projection has taken into account; {@code newest} when there is none. */
    synchronized long appliedByAll(long newest) {
        return byName.entrySet().stream()
                .filter(each -> each.getKey().startsWith(PROJECTION))
                .mapToLong(each -> each.getValue().done())
                .min()
                .orElse(newest);
    }

    /** A reader is about to be given entries up to there. Where places cannot be saved, it may have them all the same. */
    synchronized Leeway give(String name, long upTo) {
        Cursor cursor = byName.get(name);
        if (atRest) {
            return Leeway.NEVER;
        }
        return cursor == null || !savable ? Leeway.PLENTY : cursor.give(upTo);
    }

    /** The program ends: nothing more is given to anybody, and what is saved next says just what was. */
    synchronized void rest() {
        atRest = true;
        byName.values().forEach(Cursor::rest);
    }

    synchronized boolean dirty() {
        return !gone.isEmpty() || byName.entrySet().stream().anyMatch(Cursors::isToBeSaved);
    }

    private static boolean isToBeSaved(Map.Entry<String, Cursor> each) {
        return each.getValue().isToBeSaved(each.getKey().startsWith(PROJECTION));
    }

    /** Writes what has moved; {@link #saved} says later that the transaction is on disk. */
    Map<String, Place> save(Connection transaction) throws SQLException {
        return save(transaction, 0);
    }

    /** The same, as it will be once everything up to {@code trimmed} is {@link #removed}. */
    synchronized Map<String, Place> save(Connection transaction, long trimmed) throws SQLException {
        if (!savable) {
            return Map.of();
        }
        try {
            return write(transaction, trimmed);
        } catch (SQLException e) {
            throw noted(e);
        }
    }

    private SQLException noted(SQLException failed) {
        if (DiskTrouble.isDamage(failed)) {
            savable = false;
            damage.found(TABLE, failed);
        }
        return failed;
    }

    private Map<String, Place> write(Connection transaction, long trimmed) throws SQLException {
        Map<String, Place> written = new TreeMap<>();
        for (String name : gone) {
            CursorTable.delete(transaction, name);
            written.put(name, NOWHERE);
        }
        for (Map.Entry<String, Cursor> each : byName.entrySet()) {
            Cursor cursor = each.getValue();
            Place behind = cursor.after(Stretch.reach(each.getKey(), trimmed));
            boolean misses = !behind.equals(cursor.place()) && !each.getKey().startsWith(PROJECTION);
            if (misses || isToBeSaved(each)) {
                Place place = misses ? behind : cursor.place();
                CursorTable.write(transaction, each.getKey(), place);
                written.put(each.getKey(), place);
            }
        }
        return written;
    }

    synchronized void saved(Map<String, Place> written) {
        written.forEach((name, place) -> {
            Cursor cursor = byName.get(name);
            if (cursor != null) {
                cursor.saved(place);
            } else if (place.equals(NOWHERE)) {
                gone.remove(name);
            }
        });
    }

    /** Whether the place on disk is there already, as the transaction sees it. Where the table is damaged, not. */
    synchronized boolean isSaved(Connection transaction, String name, long position) throws SQLException {
        try {
            return savable && CursorTable.done(transaction, name) >= position;
        } catch (SQLException e) {
            throw noted(e);
        }
    }

    /** The place on disk, as the connection sees it; 0 where there is none. Where the table is damaged, that in memory. */
    long read(Connection reader, String name) throws SQLException {
        try {
            return CursorTable.done(reader, name);
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                return done(name);
            }
            throw e;
        }
    }

    /** Those who read by an outbox. */
    Readers readers() {
        return readers;
    }
}
