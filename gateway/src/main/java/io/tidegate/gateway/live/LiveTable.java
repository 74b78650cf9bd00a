package io.tidegate.gateway.live;

import io.tidegate.gateway.journal.Projection;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.observation.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Keeps a {@link LiveSite} on disk, one row a device. Used by the journal's thread only. */
final class LiveTable implements Projection {

    /** A minute's changes share one commit. What a crash leaves out is in the journal and is applied at the next start. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final LiveSite live;

    LiveTable(LiveSite live) {
        this.live = live;
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public List<Renewal.Table> tables() {
        return List.of(Renewal.Table.small("live_device", "id"));
    }

    @Override
    public void prepare(Connection transaction) throws SQLException {
        try (var create = transaction.createStatement()) {
            create.execute(
                    "CREATE TABLE IF NOT EXISTS live_device (id TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID");
        }
        try (PreparedStatement select = transaction.prepareStatement("SELECT state FROM live_device ORDER BY id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                LiveJson.read(row.getBytes(1)).ifPresent(live::restore);
            }
        }
    }

    @Override
    public void apply(List<Entry> entries, Connection transaction) throws SQLException {
        live.take(entries);
        try (PreparedStatement upsert =
                transaction.prepareStatement("INSERT OR REPLACE INTO live_device (id, state) VALUES (?, ?)")) {
            for (LiveDevice device : live.touchedBy(entries)) {
                upsert.setString(1, device.id().value());
                upsert.setBytes(2, LiveJson.write(device));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    @Override
    public Duration lag() {
        return LAG;
    }
}
