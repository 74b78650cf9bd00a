package io.tidegate.gateway.mqttserver;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.StateChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What of the sessions must survive a restart, in the journal's file: who they are, their subscriptions, and the QoS 2
 * packet ids that may come again. Messages that wait for absent subscribers are in memory only. Safe from any thread.
 */
final class SessionTable {

    static final Renewal.Table SESSIONS = Renewal.Table.small("mqtt_session", "rowid");
    static final Renewal.Table RECEIVED = Renewal.Table.small("mqtt_received", "client", "packet");

    private static final String[] TABLES = {"""
            CREATE TABLE IF NOT EXISTS mqtt_session (
              client TEXT PRIMARY KEY, expiry INTEGER NOT NULL, subscriptions BLOB NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS mqtt_received (
              client TEXT NOT NULL, packet INTEGER NOT NULL, PRIMARY KEY (client, packet)) WITHOUT ROWID"""};

    private static final String WITHOUT_SESSION =
            "DELETE FROM mqtt_received WHERE client NOT IN (SELECT client FROM mqtt_session)";

    /** Removals that wait for the disk; above it an old session may be there again after a restart. */
    private static final int UNREMOVED_MAX = 10_000;

    /** Removals that are tried again together. */
    private static final int REMOVED_AGAIN_MAX = 100;

    private static final StateChange NOTHING = _ -> {};

    private final Journal journal;
    private final Complaints complaints;
    private final Map<Session, Received> unsaved = new ConcurrentHashMap<>();
    private final Set<String> unremoved = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean removing = new AtomicBoolean();

    /**
     * Writes something of one client, after the removal that could not be written before: what began afresh since must not
     * meet what was there.
     */
    private final class ClientChange implements StateChange {
        private final String client;
        private final StateChange change;
        private boolean removes;

        ClientChange(String client, StateChange change, boolean removes) {
            this.client = client;
            this.change = change;
            this.removes = removes;
        }

        @Override
        public void apply(Connection transaction) throws SQLException {
            // A commit may be repeated.
            removes |= unremoved.remove(client);
            if (removes) {
                delete(transaction, client);
            }
            change.apply(transaction);
        }

        void failed() {
            if (removes && unremoved.size() < UNREMOVED_MAX) {
                unremoved.add(client);
            }
        }
    }

    SessionTable(Journal journal, Complaints complaints) {
        this.journal = journal;
        this.complaints = complaints;
    }

    static void createTables(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate(table);
            }
            statement.executeUpdate(WITHOUT_SESSION);
        }
    }

    /** On a thread that may wait for the disk. */
    static void load(Connection reader, Function<String, Session> create, Map<String, Session> sessions)
            throws SQLException {
        try (Statement statement = reader.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT client, expiry, subscriptions FROM mqtt_session")) {
                while (row.next()) {
                    Session session = create.apply(row.getString(1));
                    session.expirySeconds = row.getLong(2);
                    for (Route.Subscription each : decode(row.getBytes(3))) {
                        session.subscriptions.put(each.filter(), each);
                    }
                    sessions.put(session.clientId(), session);
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT client, packet FROM mqtt_received")) {
                while (row.next()) {
                    Session session = sessions.get(row.getString(1));
                    if (session != null) {
                        session.received.add(row.getInt(2));
                    }
                }
            }
        }
    }

    /** Writes the session as it is when the disk comes to it: of one session, at most one save waits. */
    void save(Session session) {
        save(session, session.received);
    }

    /** Nothing is written of a session that has started afresh since. */
    private void save(Session session, Received life) {
        if (session.saving.compareAndSet(false, true)) {
            change(session.clientId(), transaction -> {
                        // From here on a change needs another save. A repeated commit writes the session as it is by
                        // then.
                        session.saving.set(false);
                        if (!life.isOver()) {
                            write(transaction, session);
                        }
                    })
                    .whenComplete((done, failed) -> {
                        if (failed != null) {
                            unsaved.put(session, life);
                            session.saving.set(false);
                        }
                    });
        }
    }

    /** Saves and removes again what could not be saved and removed. */
    void retry() {
        unsaved.forEach((session, life) -> {
            unsaved.remove(session, life);
            if (!life.isOver()) {
                save(session, life);
            }
        });
        if (!unremoved.isEmpty() && removing.compareAndSet(false, true)) {
            var _ = CompletableFuture.allOf(unremoved.stream()
                            .limit(REMOVED_AGAIN_MAX)
                            .map(client -> change(client, NOTHING).toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .whenComplete((done, failed) -> removing.set(false));
        }
    }

    private static void write(Connection transaction, Session session) throws SQLException {
        try (PreparedStatement upsert = transaction.prepareStatement(
                "INSERT OR REPLACE INTO mqtt_session (client, expiry, subscriptions) VALUES (?, ?, ?)")) {
            upsert.setString(1, session.clientId());
            upsert.setLong(2, session.expirySeconds);
            upsert.setBytes(3, encode(session.subscriptions.values()));
            upsert.executeUpdate();
        }
    }

    /** Forgets all of it: what is on its way to the disk does not come back. What is saved after this began after it. */
    void remove(Session session) {
        session.saving.set(false);
        session.received.end();
        change(new ClientChange(session.clientId(), NOTHING, true));
    }

    private static void delete(Connection transaction, String client) throws SQLException {
        for (String table : List.of("mqtt_session", "mqtt_received")) {
            try (PreparedStatement delete =
                    transaction.prepareStatement("DELETE FROM " + table + " WHERE client = ?")) {
                delete.setString(1, client);
                delete.executeUpdate();
            }
        }
    }

    /**
     * The client may send this QoS 2 message again, and it must not count twice.
     *
     * @param wanted asked on the journal's thread, when it is the change's turn
     */
    CompletionStage<Void> noteReceived(String client, int packetId, BooleanSupplier wanted) {
        StateChange insert =
                packet("INSERT OR REPLACE INTO mqtt_received (client, packet) VALUES (?, ?)", client, packetId);
        return change(client, transaction -> {
            if (wanted.getAsBoolean()) {
                insert.apply(transaction);
            }
        });
    }

    /** The client has released the packet id. */
    CompletionStage<Void> noteReleased(String client, int packetId) {
        return change(client, packet("DELETE FROM mqtt_received WHERE client = ? AND packet = ?", client, packetId));
    }

    private static StateChange packet(String sql, String client, int packetId) {
        return transaction -> {
            try (PreparedStatement statement = transaction.prepareStatement(sql)) {
                statement.setString(1, client);
                statement.setInt(2, packetId);
                statement.executeUpdate();
            }
        };
    }

    private CompletionStage<Void> change(String client, StateChange change) {
        return change(new ClientChange(client, change, false));
    }

    private CompletionStage<Void> change(ClientChange change) {
        return journal.change(change).whenComplete((done, failed) -> {
            if (failed != null) {
                change.failed();
                complaints.about("sessions", Reason.NOT_SAVED, String.valueOf(failed.getMessage()));
            }
        });
    }

    private static byte[] encode(Collection<Route.Subscription> subscriptions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Route.Subscription each : subscriptions) {
                out.writeUTF(each.filter());
                out.writeByte(each.qos());
                out.writeBoolean(each.noLocal());
                out.writeBoolean(each.asPublished());
                out.writeByte(each.retainHandling());
                out.writeInt(each.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Route.Subscription> decode(byte[] bytes) throws SQLException {
        List<Route.Subscription> subscriptions = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                subscriptions.add(new Route.Subscription(
                        in.readUTF(), in.readByte(), in.readBoolean(), in.readBoolean(), in.readByte(), in.readInt()));
            }
        } catch (IOException e) {
            throw new SQLException("the subscriptions of an MQTT session cannot be read", e);
        }
        return subscriptions;
    }
}
