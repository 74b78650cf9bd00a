package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.StateChange;
import io.tidegate.gateway.journal.View;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Requests that had a key of their sender's and were done, with their answers, so that a repeat is answered like the first
 * time and does nothing. Safe from any thread; reads the database.
 */
final class Keys {

    /** The oldest are forgotten beyond that. */
    static final int KEPT_MAX = 10_000;

    static final Duration KEPT = Duration.ofDays(7);

    /** Longer answers are not kept: such lists have ids in them, by which a repeat is known. */
    private static final int ANSWER_LENGTH_MAX = 16 * 1024;

    /** By a clock that is not set nobody can tell how old it is. */
    private static final long AGELESS = Long.MAX_VALUE;

    private static final Renewal.Table TABLE = Renewal.Table.small("request_key", "number");

    private final Journal journal;
    private final Supplier<Optional<Instant>> now;

    /** A request that was done. */
    record AnsweredRequest(String request, Answer answer) {}

    private Keys(Journal journal, Supplier<Optional<Instant>> now) {
        this.journal = journal;
        this.now = now;
    }

    static Keys open(Rooms rooms) throws SQLException, InterruptedException {
        Journal journal = rooms.journal();
        Rooms.Surroundings around = rooms.surroundings();
        journal.renewal().prepare(List.of(TABLE), Sql.writing(Keys::create));
        return new Keys(
                journal,
                () -> around.clockTrusted().getAsBoolean()
                        ? Optional.of(around.clock().instant())
                        : Optional.empty());
    }

    private static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS request_key (
                  number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, request TEXT NOT NULL, at INTEGER NOT NULL,
                  status INTEGER NOT NULL, type TEXT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL)""");
        sql.change("CREATE INDEX IF NOT EXISTS request_key_at ON request_key (at)");
    }

    Optional<AnsweredRequest> find(String key) throws SQLException {
        long oldest = oldest();
        return new View(journal).ask(sql -> sql.one("""
                        SELECT request, status, type, headers, body FROM request_key WHERE key = ? AND at >= ?""", Keys::answered, key, oldest));
    }

    private long oldest() {
        return now.get().map(time -> time.minus(KEPT).toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    private static AnsweredRequest answered(ResultSet row) throws SQLException {
        Map<String, String> headers = row.getString(4)
                .lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(header -> header[0], header -> header[1]));
        byte[] body = row.getString(5).getBytes(StandardCharsets.UTF_8);
        return new AnsweredRequest(row.getString(1), new Answer(row.getInt(2), row.getString(3), body, headers));
    }

    /** Whether what was done can be known again by its key. */
    static boolean isKeepable(Answer answer) {
        return answer.succeeded() && answer.body().length <= ANSWER_LENGTH_MAX;
    }

    /** Writes down that it was done, best in the very transaction of what it did. */
    StateChange keeping(String key, String request, Answer answer) {
        long at = now.get().map(Instant::toEpochMilli).orElse(AGELESS);
        long oldest = oldest();
        String headers = answer.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        return Sql.writing(sql -> {
            sql.change("DELETE FROM request_key WHERE key = ? OR at < ?", key, oldest);
            sql.change(
                    """
                    INSERT INTO request_key (key, request, at, status, type, headers, body)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    key,
                    request,
                    at,
                    answer.status(),
                    answer.contentType(),
                    headers,
                    new String(answer.body(), StandardCharsets.UTF_8));
            sql.change("DELETE FROM request_key WHERE number <= (SELECT max(number) FROM request_key) - ?", KEPT_MAX);
        });
    }
}
