package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
            try (PreparedStatement select = open.prepareStatement("SELECT day, bytes FROM traffic WHERE reader = ?")) {
                select.setString(1, reader);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.put(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2));
                    }
                }
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
        shared.change().apply(transaction -> write(transaction, days)).exceptionally(failed -> {
            Logger.debug(failed, "What went to '{}' today is not on disk", reader);
            return null;
        });
    }

    private void write(Connection transaction, Map<LocalDate, Long> days) throws SQLException {
        forget(transaction, reader);
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT INTO traffic (reader, day, bytes) VALUES (?, ?, ?)")) {
            for (Map.Entry<LocalDate, Long> each : days.entrySet()) {
                insert.setString(1, reader);
                insert.setLong(2, each.getKey().toEpochDay());
                insert.setLong(3, each.getValue());
                insert.executeUpdate();
            }
        }
    }

    /** In the transaction in which the reader goes. */
    static void forget(Connection transaction, String reader) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM traffic WHERE reader = ?")) {
            delete.setString(1, reader);
            delete.executeUpdate();
        }
    }
}
