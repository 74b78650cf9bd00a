package io.tidegate.gateway.mqttserver;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.StateChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last message of each topic that was published to be kept: in memory for subscribers, in the journal's file for the
 * next start. Safe from any thread; its lock is held for microseconds and never while the disk works.
 */
final class Retained {

    /** All of them together; above it nothing new is kept, which is counted and logged. */
    static final long BYTES_MAX = 8L * 1024 * 1024;

    /** Publishers that wait for one commit, those included that have gone meanwhile; above it nothing changes. */
    private static final int REPLIES_MAX = 20_000;

    static final Renewal.Table ON_DISK = Renewal.Table.small("mqtt_retained", "rowid");

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS mqtt_retained (
              topic TEXT PRIMARY KEY, qos INTEGER NOT NULL, properties BLOB NOT NULL,
              expires INTEGER NOT NULL, payload BLOB NOT NULL)""";

    private final NavigableMap<String, Publication> kept = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final int messagesMax;
    private final Complaints complaints;
    private final List<Round> failed = new ArrayList<>();
    private @Nullable Round open;
    private long bytes;

    /** Changes that go to disk in one commit; of one topic only the last. */
    private final class Round implements StateChange {
        final List<Reply> replies = new ArrayList<>();
        final Map<String, Publication> changed = new LinkedHashMap<>();

        @Override
        public void apply(Connection transaction) throws SQLException {
            // From here on later changes go into the next round. A repeated commit writes the same again.
            lock.lock();
            try {
                if (open == this) {
                    open = null;
                }
            } finally {
                lock.unlock();
            }
            write(transaction, changed);
        }
    }

    Retained(Journal journal, int messagesMax, Complaints complaints) {
        this.journal = journal;
        this.messagesMax = messagesMax;
        this.complaints = complaints;
    }

    /** On a thread that may wait for the disk. */
    void load(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT topic, qos, properties, expires, payload FROM mqtt_retained")) {
            while (row.next()) {
                Publication publication = new Publication(
                        Topic.of(row.getString(1)),
                        row.getBytes(5),
                        row.getInt(2),
                        true,
                        row.getBytes(3),
                        row.getLong(4));
                kept.put(publication.topic().name(), publication);
                bytes += publication.weight();
            }
        }
    }

    static void createTable(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.executeUpdate(TABLE);
        }
    }

    /** Keeps or, with an empty payload, forgets. False when as much is kept as may be. The reply waits for the disk. */
    boolean change(Publication publication, @Nullable Reply reply) {
        String topic = publication.topic().name();
        boolean gone = publication.payload().length == 0;
        lock.lock();
        try {
            Publication before = kept.get(topic);
            if (gone && before == null) {
                return true;
            }
            if ((!gone && !fits(publication, before)) || isRoundFull(topic)) {
                return false;
            }
            bytes += (gone ? 0 : publication.weight()) - (before == null ? 0 : before.weight());
            if (gone) {
                kept.remove(topic);
            } else {
                kept.put(topic, publication);
            }
            note(topic, publication, reply);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Publication publication, @Nullable Publication before) {
        long freed = before == null ? 0 : before.weight();
        return (before != null || kept.size() < messagesMax) && bytes - freed + publication.weight() <= BYTES_MAX;
    }

    /** While the disk is in trouble nothing is written, and what is set and cleared on ever new topics piles up. */
    private boolean isRoundFull(String topic) {
        Round round = open;
        return round != null
                && (round.replies.size() >= REPLIES_MAX
                        || (round.changed.size() >= 2 * messagesMax && !round.changed.containsKey(topic)));
    }

    private void note(String topic, Publication publication, @Nullable Reply reply) {
        Round round = openRound();
        round.changed.put(topic, publication);
        if (reply != null) {
            reply.addPart();
            round.replies.add(reply);
        }
    }

    private Round openRound() {
        Round round = open;
        if (round == null) {
            round = new Round();
            open = round;
            Round opened = round;
            journal.change(round).whenComplete((done, failure) -> finished(opened, failure));
        }
        return round;
    }

    private void finished(Round round, @Nullable Throwable failure) {
        if (failure == null) {
            round.replies.forEach(Reply::partDone);
            return;
        }
        complaints.about("retained messages", Reason.NOT_SAVED, String.valueOf(failure.getMessage()));
        lock.lock();
        try {
            if (open == round) {
                open = null;
            }
            failed.add(round);
        } finally {
            lock.unlock();
        }
    }

    /** Writes again what could not be written, as it is by now. Its publishers still wait. */
    void retry() {
        lock.lock();
        try {
            List<Round> again = List.copyOf(failed);
            failed.clear();
            for (Round each : again) {
                Round round = openRound();
                for (Map.Entry<String, Publication> change : each.changed.entrySet()) {
                    Publication now = kept.get(change.getKey());
                    round.changed.put(
                            change.getKey(), now == null ? change.getValue().cleared() : now);
                }
                round.replies.addAll(each.replies);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void write(Connection transaction, Map<String, Publication> changed) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM mqtt_retained WHERE topic = ?");
                PreparedStatement upsert = transaction.prepareStatement(
                        "INSERT OR REPLACE INTO mqtt_retained (topic, qos, properties, expires, payload)"
                                + " VALUES (?, ?, ?, ?, ?)")) {
            for (Map.Entry<String, Publication> each : changed.entrySet()) {
                Publication publication = each.getValue();
                if (publication.payload().length == 0) {
                    delete.setString(1, each.getKey());
                    delete.executeUpdate();
                    continue;
                }
                upsert.setString(1, each.getKey());
                upsert.setInt(2, publication.qos());
                upsert.setBytes(3, publication.properties());
                upsert.setLong(4, publication.expiresAt());
                upsert.setBytes(5, publication.payload());
                upsert.executeUpdate();
            }
        }
    }

    /** Looks for what matches the filter, one message at a time, in the order of their topics. */
    Search search(String filter) {
        return new Search(kept, filter);
    }

    /** A place in the retained messages. What is kept or forgotten meanwhile may be found or not. Used by one thread. */
    static final class Search {
        private final String filter;
        private final String start;
        private final Iterator<Publication> ahead;

        private Search(NavigableMap<String, Publication> kept, String filter) {
            this.filter = filter;
            this.start = Filters.start(filter);
            this.ahead = Filters.hasWildcard(filter)
                    ? kept.tailMap(start, true).values().iterator()
                    : kept.subMap(filter, true, filter, true).values().iterator();
        }

        /** The next that may match; null when there is none. */
        @Nullable
        Publication next() {
            if (!ahead.hasNext()) {
                return null;
            }
            Publication next = ahead.next();
            return next.topic().name().startsWith(start) ? next : null;
        }

        boolean matches(Publication found) {
            return Filters.matches(filter, found.topic().name());
        }
    }

    List<Publication> matching(String filter, long nowMillis) {
        List<Publication> matching = new ArrayList<>();
        Search search = search(filter);
        for (Publication each = search.next(); each != null; each = search.next()) {
            if (search.matches(each) && !each.isExpired(nowMillis)) {
                matching.add(each);
            }
        }
        return matching;
    }

    /** Forgets what has expired. */
    void expire(long nowMillis) {
        for (Publication each : kept.values()) {
            if (each.isExpired(nowMillis)) {
                change(each.cleared(), null);
            }
        }
    }

    int size() {
        return kept.size();
    }
}
