package io.tidegate.gateway.proofs;

import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.proofs.Counting.StreamId;
import io.tidegate.observation.Proof;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** Up to where days are closed, and the last hash of each stream. Damage in them costs a chain that begins anew. Stateless. */
final class ProofTables {

    static final Renewal.Table PLACE = Renewal.Table.small("proof_place", "one");
    static final Renewal.Table STREAMS = Renewal.Table.small("proof_stream", "device", "kind");

    /** Of more streams than these, those that have been silent longest begin anew: devices that make up names come without end. */
    static final int STREAMS_MAX = 20_000;

    /**
     * @param upTo position up to which all is proven
     * @param day that is open behind it
     */
    record Place(long upTo, LocalDate day) {}

    private ProofTables() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS proof_place (
                  one INTEGER PRIMARY KEY, up_to INTEGER NOT NULL, day TEXT NOT NULL)""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS proof_stream (
                  device TEXT NOT NULL, kind TEXT NOT NULL, hash TEXT NOT NULL, up_to INTEGER NOT NULL,
                  PRIMARY KEY (device, kind)) WITHOUT ROWID""");
    }

    /** Empty before the first day. */
    static Optional<Place> place(Sql sql) throws SQLException {
        return sql.one(
                "SELECT up_to, day FROM proof_place WHERE one = 1",
                row -> new Place(row.getLong(1), LocalDate.parse(row.getString(2))));
    }

    static void move(Sql sql, Place place) throws SQLException {
        sql.change(
                "INSERT OR REPLACE INTO proof_place (one, up_to, day) VALUES (1, ?, ?)",
                place.upTo,
                place.day.toString());
    }

    /** The stream's last; empty where nothing is known of it. */
    static String hash(Sql sql, StreamId stream) throws SQLException {
        return sql.one(
                        "SELECT hash FROM proof_stream WHERE device = ? AND kind = ?",
                        row -> row.getString(1),
                        stream.device().value(),
                        stream.kind())
                .orElse("");
    }

    static void proven(Sql sql, Proof proof) throws SQLException {
        sql.change(
                "INSERT OR REPLACE INTO proof_stream (device, kind, hash, up_to) VALUES (?, ?, ?, ?)",
                proof.device().value(),
                proof.of(),
                proof.sum().hash(),
                proof.range().last());
    }

    static void forgetOld(Sql sql) throws SQLException {
        sql.change(
                "DELETE FROM proof_stream WHERE up_to < (SELECT up_to FROM proof_stream ORDER BY up_to DESC LIMIT 1 OFFSET ?)",
                STREAMS_MAX - 1);
    }
}
