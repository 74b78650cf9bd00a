package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A projection that notes each position it is given, and how often. Used by the journal's thread. */
class Counting implements Projection {

    static final String TWICE = "SELECT count(*) FROM counting WHERE times <> 1";
    static final String NOTED = "SELECT count(*) FROM counting";

    private final Duration lag;
    private final Predicate<Observation> concern;
    private volatile long failsAt = -1;
    private volatile RuntimeException bug = new IllegalStateException("unset");
    private volatile boolean buggy;

    Counting(Duration lag) {
        this(lag, _ -> true);
    }

    /** It takes only what concerns it. */
    Counting(Duration lag, Predicate<Observation> concern) {
        this.lag = lag;
        this.concern = concern;
    }

    @Override
    public boolean concerns(Observation seen) {
        return concern.test(seen);
    }

    /** From now on it fails at this position, by SQL. */
    void failAt(long position) {
        failsAt = position;
    }

    /** From now on it throws what no projection should. */
    void breakWith(RuntimeException mistake) {
        bug = mistake;
        buggy = true;
    }

    void mend() {
        failsAt = -1;
        buggy = false;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public void prepare(Connection transaction) throws SQLException {
        Schema.execute(
                transaction,
                "CREATE TABLE IF NOT EXISTS counting (position INTEGER PRIMARY KEY, times INTEGER NOT NULL)");
    }

    @Override
    public void apply(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (!concerns(entry.observation())) {
                continue;
            }
            try (var upsert = transaction.prepareStatement("""
                    INSERT INTO counting (position, times) VALUES (?, 1)
                    ON CONFLICT (position) DO UPDATE SET times = times + 1""")) {
                upsert.setLong(1, entry.position());
                upsert.executeUpdate();
            }
            if (buggy) {
                throw bug;
            }
            if (entry.position() == failsAt) {
                throw new SQLException("cannot take entry " + failsAt);
            }
        }
    }

    @Override
    public Duration lag() {
        return lag;
    }
}
