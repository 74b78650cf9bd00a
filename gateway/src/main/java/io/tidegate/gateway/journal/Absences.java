package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Outages.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * When clouds are away, as it happens: at once in memory, where pages see it, and soon on disk. Safe from any thread.
 *
 * <p>A line that flaps is away twice in a second. So what follows within {@link #SAVE_NANOS} goes to disk together: that is one
 * change of a few rows, six times a minute at most, in the commit of a group. A lone outage is there at once, and a crash costs
 * the last seconds of what comes at once behind another.
 */
final class Absences {

    static final long SAVE_NANOS = Duration.ofSeconds(10).toNanos();

    /** More than these become one before they are on disk: where that takes nothing for hours. */
    private static final int UNSAVED_MAX = Outages.KEPT_MAX / 2;

    private final Function<StateChange, CompletionStage<Void>> change;
    private final Damage damage;
    private final LongSupplier nanos;

    /** Guarded by this. */
    private final Map<String, Known> byReader = new HashMap<>();

    /** What is known of one reader's cloud. */
    private static final class Known {

        /** When it was first told to be away, or to be there. */
        private @Nullable Instant tried;

        /** Not over yet. */
        private @Nullable Outage lasts;

        /** In the order in which they began, with the one that lasts where that is not on disk. */
        private final Deque<Outage> unsaved = new ArrayDeque<>();

        /** On their way to the disk. */
        private List<Outage> written = List.of();

        private long savedAt;

        private Known(long savedAt) {
            this.savedAt = savedAt;
        }

        /** In the place of what was known of the same. */
        private void put(Outage outage) {
            unsaved.removeIf(each -> each.began().equals(outage.began()));
            unsaved.addLast(outage);
            limit();
        }

        private void limit() {
            while (unsaved.size() > UNSAVED_MAX) {
                Outage oldest = unsaved.removeFirst();
                unsaved.addFirst(oldest.with(unsaved.removeFirst()));
            }
        }

        /** They are not on disk: next time. */
        private void refused() {
            List<Outage> all = inMemory();
            unsaved.clear();
            unsaved.addAll(all);
            written = List.of();
            limit();
        }

        /** All that may not be on disk. */
        private List<Outage> inMemory() {
            List<Outage> all = new ArrayList<>(written);
            all.removeIf(
                    each -> unsaved.stream().anyMatch(newer -> newer.began().equals(each.began())));
            all.addAll(unsaved);
            return all;
        }
    }

    /** @param change puts one into the next commit */
    Absences(Function<StateChange, CompletionStage<Void>> change, Damage damage, LongSupplier nanos) {
        this.change = change;
        this.damage = damage;
        this.nanos = nanos;
    }

    /** Finds out who was away when the program ended. */
    synchronized void load(Connection connection) throws SQLException {
        damage.sparing(Outages.TABLE, () -> {
            try (Sql sql = new Sql(connection)) {
                sql.each(
                        "SELECT " + Outages.COLUMNS + ", reader FROM outage WHERE ended IS NULL ORDER BY id",
                        row -> known(row.getString(6)).lasts = Outages.outage(row));
                sql.each(
                        "SELECT reader, since FROM tried",
                        row -> known(row.getString(1)).tried = Instant.ofEpochMilli(row.getLong(2)));
            }
        });
    }

    private Known known(String reader) {
        return byReader.computeIfAbsent(reader, _ -> new Known(nanos.getAsLong() - SAVE_NANOS));
    }

    /** It is away since then, unless it is known to be. */
    void began(String reader, Instant since, String reason) {
        tried(reader, since);
        synchronized (this) {
            Known known = known(reader);
            if (known.lasts != null) {
                return;
            }
            known.lasts = Outage.since(since.truncatedTo(ChronoUnit.MILLIS), reason);
            known.put(known.lasts);
        }
        saveWhenDue(reader);
    }

    /** It is back since then. */
    void ended(String reader, Instant since) {
        tried(reader, since);
        synchronized (this) {
            Known known = known(reader);
            Outage lasted = known.lasts;
            if (lasted == null) {
                return;
            }
            known.lasts = null;
            known.put(lasted.until(since.truncatedTo(ChronoUnit.MILLIS)));
        }
        saveWhenDue(reader);
    }

    /** Once, and for ever: before that nobody can say whether it was there. */
    private void tried(String reader, Instant since) {
        synchronized (this) {
            Known known = known(reader);
            if (known.tried != null) {
                return;
            }
            known.tried = since;
        }
        change.apply(Sql.writing(sql -> sql.change(
                        "INSERT OR IGNORE INTO tried (reader, since) VALUES (?, ?)", reader, since.toEpochMilli())))
                .exceptionally(failed -> {
                    Logger.debug(failed, "Since when '{}' is tried is not on disk", reader);
                    return null;
                });
    }

    /** Empty before it was. */
    synchronized Optional<Instant> triedSince(String reader) {
        return Optional.ofNullable(known(reader).tried);
    }

    /** Asked now and then by the reader. */
    void saveWhenDue(String reader) {
        save(reader, false);
    }

    /** Before the end. */
    void saveAll() {
        List<String> readers;
        synchronized (this) {
            readers = List.copyOf(byReader.keySet());
        }
        readers.forEach(each -> save(each, true));
    }

    private void save(String reader, boolean now) {
        List<Outage> written;
        synchronized (this) {
            Known known = known(reader);
            boolean due = nanos.getAsLong() - known.savedAt >= SAVE_NANOS && known.written.isEmpty();
            if (known.unsaved.isEmpty() || !(due || now)) {
                return;
            }
            known.savedAt = nanos.getAsLong();
            written = known.inMemory();
            known.written = written;
            known.unsaved.clear();
        }
        // Not waited for: history is no reason to hold up a delivery. What fails is tried again.
        change.apply(Sql.writing(sql -> Outages.write(sql, reader, written)))
                .thenRun(() -> saved(reader))
                .exceptionally(failed -> {
                    Logger.debug(failed, "The history of '{}' is not on disk", reader);
                    refused(reader);
                    return null;
                });
    }

    private synchronized void saved(String reader) {
        known(reader).written = List.of();
    }

    private synchronized void refused(String reader) {
        known(reader).refused();
    }

    /** Those that are kept, the newest first; only what is in memory where their table is damaged. */
    List<Outage> of(Connection connection, String reader) throws SQLException {
        List<Outage> all = new ArrayList<>(inMemory(reader).reversed());
        List<Instant> newer = all.stream().map(Outage::began).toList();
        damage.sparing(
                Outages.TABLE,
                () -> Outages.of(connection, reader).stream()
                        .filter(each -> !newer.contains(each.began()))
                        .forEach(all::add));
        return all;
    }

    private synchronized List<Outage> inMemory(String reader) {
        return known(reader).inMemory();
    }

    /** In the transaction in which the reader goes. */
    void forget(Connection transaction, String reader) throws SQLException {
        Outages.forget(transaction, reader);
        try (Sql sql = new Sql(transaction)) {
            sql.change("DELETE FROM tried WHERE reader = ?", reader);
        }
        synchronized (this) {
            byReader.remove(reader);
        }
    }
}
