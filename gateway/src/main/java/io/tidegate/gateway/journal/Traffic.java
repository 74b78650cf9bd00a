package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** How many bytes went to a reader's cloud on which day: the table {@code traffic}. Used by its sink's thread only. */
final class Traffic {

    private static final String TABLE = "traffic of clouds";

    private static final String FORGET = "DELETE FROM traffic WHERE reader = ?";

    /** A month, and the one before it. */
    private static final int DAYS_KEPT = 62;

    /** A row of its own in every commit would wear the disk. */
    private static final long SAVE_NANOS = Duration.ofSeconds(10).toNanos();

    private final String reader;
    private final JournalOutbox.Shared shared;
    private final LongSupplier nanos;
    private @Nullable NavigableMap<LocalDate, Long> byDay;
    private long savedAt;
    private boolean unsaved;

    Traffic(String reader, JournalOutbox.Shared shared, LongSupplier nanos) {
        this.reader = reader;
        this.shared = shared;
        this.nanos = nanos;
        this.savedAt = nanos.getAsLong() - SAVE_NANOS;
    }

    /** Reads what is on disk, once. */
    void load(Connection open) throws SQLException {
        if (byDay != null) {
            return;
        }
        NavigableMap<LocalDate, Long> found = new TreeMap<>();
        shared.damage().sparing(TABLE, () -> {
            try (Sql sql = new Sql(open)) {
                sql.each(
                        "SELECT day, bytes FROM traffic WHERE reader = ?",
                        row -> found.put(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2)),
                        reader);
            }
        });
        byDay = found;
    }

    /** Of both days and those between. A clock that was ahead once has days of which nobody asks. */
    long between(LocalDate first, LocalDate last) {
        saveWhenDue();
        return known().subMap(first, true, last, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    void sent(LocalDate day, long bytes) {
        known().merge(day, bytes, Long::sum);
        while (known().size() > DAYS_KEPT) {
            known().pollFirstEntry();
        }
        unsaved = true;
        saveWhenDue();
    }

    private void saveWhenDue() {
        if (unsaved && nanos.getAsLong() - savedAt >= SAVE_NANOS) {
            unsaved = false;
            savedAt = nanos.getAsLong();
            save(Map.copyOf(known()));
        }
    }

    private NavigableMap<LocalDate, Long> known() {
        NavigableMap<LocalDate, Long> days = byDay;
        if (days == null) {
            throw new IllegalStateException("it is loaded first");
        }
        return days;
    }

    private void save(Map<LocalDate, Long> days) {
        shared.change().apply(Sql.writing(sql -> write(sql, days))).exceptionally(failed -> {
            Logger.debug(failed, "What went to '{}' today is not on disk", reader);
            return null;
        });
    }

    private void write(Sql sql, Map<LocalDate, Long> days) throws SQLException {
        sql.change(FORGET, reader);
        for (Map.Entry<LocalDate, Long> each : days.entrySet()) {
            sql.change(
                    "INSERT INTO traffic (reader, day, bytes) VALUES (?, ?, ?)",
                    reader,
                    each.getKey().toEpochDay(),
                    each.getValue());
        }
    }

    /** In the transaction in which the reader goes. */
    static void forget(Connection transaction, String reader) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            sql.change(FORGET, reader);
        }
    }
}
