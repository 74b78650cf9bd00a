package io.tidegate.clouds.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Level;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Proof;
import io.tidegate.observation.StockJsonTest;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.InfluxDatabase;
import io.tidegate.site.Secret;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Influxd;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of an entry stands in a real InfluxDB 1.x afterwards, and how one is found that does not let us in. */
class InfluxPointsTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");
    private static final DeviceId TILL = new DeviceId("till-7");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00.123Z");

    /** All that means something in a line, and what looks like what we write instead. */
    private static final String NASTY = "a,b =c \"d\" 100%41 'e' ä€\\";

    @TempDir
    static Path folder;

    private static Influxd influxd;

    private final String database = UUID.randomUUID().toString();
    private Central central;
    private Sink sink;

    @BeforeAll
    static void start_server() throws Exception {
        influxd = Influxd.start(folder, "auth-enabled = true");
        try (Central first = new Central(influxd.url(), Central.version1("none"))) {
            first.ask("CREATE USER owner WITH PASSWORD 'pass word' WITH ALL PRIVILEGES");
        }
        try (Central owner = new Central(influxd.url(), as("owner", "none"))) {
            owner.ask("CREATE USER \"gw-1\" WITH PASSWORD 'pass word'");
        }
    }

    @AfterAll
    static void stop_server() {
        influxd.close();
    }

    private static InfluxDatabase.Version1 as(String user, String database) {
        Secret password = new Secret("${env:PASSWORD}", "pass word");
        return new InfluxDatabase.Version1(database, Optional.empty(), Optional.of(user), Optional.of(password));
    }

    /** The gateway may write there, and nothing else. */
    @BeforeEach
    void make_database() {
        central = new Central(influxd.url(), as("owner", database));
        central.ask("CREATE DATABASE \"" + database + "\"");
        central.ask("GRANT WRITE ON \"" + database + "\" TO \"gw-1\"");
        sink = sink(as("gw-1", database));
    }

    private static Sink sink(InfluxDatabase where) {
        return InfluxSink.of(Central.config(influxd.url(), where), ORIGIN);
    }

    @AfterEach
    void close() {
        sink.close();
        central.close();
    }

    private void deliver(Observation... seen) throws Exception {
        assertEquals(
                List.of(), sink.deliver(Central.entries(List.of(seen)), false).rejected());
    }

    /** The one row, by its columns. */
    private void assertPoint(String measurement, Map<String, String> expected) {
        List<Record> rows = central.ask("SELECT * FROM " + measurement);
        assertEquals(1, rows.size(), measurement);
        expected.forEach((column, value) ->
                assertEquals(value, String.valueOf(rows.getFirst().getValueByKey(column)), column));
    }

    private static Movement moved(MovementKind kind, Movement.Way way, Goods goods) {
        return new Movement(TILL, TEN, "m-" + kind, kind, goods, way, Cause.of(Cause.Source.API));
    }

    private static Goods cola(int quantity) {
        return Goods.of("cola", new Amount(BigDecimal.valueOf(quantity), "each"));
    }

    @Test
    void a_reading_has_its_numbers_and_flags_as_numbers_and_its_texts_apart() throws Exception {
        deliver(new Observation.Reading(
                TILL, TEN, Map.of("x", Value.of(3.4), "open", Value.of(true), "mode", Value.of("say \"ä\"\n\\"))));
        List<Record> rows = central.ask("SELECT x, open, type FROM reading GROUP BY site, gateway, device, type");
        assertEquals(2, rows.size());
        assertEquals(List.of("3.4"), central.column("SELECT x FROM reading WHERE type = 'number'", "x"));
        assertEquals(List.of("1"), central.column("SELECT open FROM reading WHERE type = 'flag'", "open"));
        assertPoint(
                "text",
                Map.of(
                        "time", "1795428000123000001",
                        "site", "corner-shop",
                        "gateway", "gw-1",
                        "device", "till-7",
                        "mode", "say \"ä\"\n\\"));
    }

    @Test
    void a_scan_and_a_fault_are_told_in_full() throws Exception {
        String data = "010400638133393110" + NASTY + (char) 29 + "\n21\\\"";
        deliver(
                new Observation.Scan(TILL, TEN, data, Symbology.EAN_8),
                new Observation.Fault(TILL, TEN, "no answer: " + NASTY));
        assertPoint("scan", Map.of("data", data, "symbology", "ean-8", "device", "till-7", "position", "1"));
        assertPoint("fault", Map.of("reason", "no answer: " + NASTY, "site", "corner-shop", "position", "2"));
    }

    @Test
    void a_summary_is_its_mean_among_the_readings_and_its_least_and_most_apart() throws Exception {
        deliver(new Summary(TILL, TEN, TEN.plusSeconds(58), 59, Map.of("x", new Summary.Spread(59, 3.1, 3.4, 4.2))));
        assertEquals(List.of("3.4"), central.column("SELECT x FROM reading WHERE type = 'number'", "x"));
        assertPoint("summary", Map.of("x_min", "3.1", "x_max", "4.2", "readings", "59", "device", "till-7"));
    }

    @Test
    void a_proof_tells_how_many_there_must_be() throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 22);
        String hash = "0123456789abcdef".repeat(4);
        deliver(new Proof(
                TILL, TEN, "reading", new Proof.Range(day, day, 17, 90_211, 0), new Proof.Sum(4711, hash, "")));
        assertPoint(
                "proof", Map.of("of", "reading", "to", "2026-11-22", "last", "90211", "count", "4711", "hash", hash));
    }

    @Test
    void names_of_goods_and_places_may_hold_what_separates_the_parts_of_a_line() throws Exception {
        Amount amount = new Amount(new BigDecimal("-2.5"), "kg");
        deliver(
                new Level(Level.LEDGER, TEN, NASTY, NASTY, Optional.of(NASTY), amount),
                moved(
                        MovementKind.RECEIVE,
                        Movement.Way.to(NASTY),
                        Goods.of(NASTY, new Amount(new BigDecimal("2.5"), "kg"))));
        String read = NASTY.replace("%41", "%2541").replace("\\", "%5C");
        assertPoint("level", Map.of("item", read, "location", read, "lot", read, "quantity", "-2.5", "unit", "kg"));
        assertPoint("movement", Map.of("item", read, "location", read, "change", "2.5", "bizStep", "receiving"));
    }

    @Test
    void what_moved_adds_up_at_each_location() throws Exception {
        deliver(
                moved(MovementKind.RECEIVE, Movement.Way.to("store"), cola(24)),
                moved(MovementKind.TRANSFER, new Movement.Way(Optional.of("store"), Optional.of("floor")), cola(10)),
                moved(MovementKind.SELL, Movement.Way.from("floor"), cola(3)),
                moved(MovementKind.COUNT, Movement.Way.to("floor"), cola(6)));
        String sum = "SELECT sum(change) AS n FROM movement WHERE item = 'cola' AND location = ";
        assertEquals(List.of("14"), central.column(sum + "'store'", "n"));
        assertEquals(List.of("7"), central.column(sum + "'floor'", "n"));
        assertEquals(List.of("6"), central.column("SELECT quantity FROM movement WHERE kind = 'count'", "quantity"));
        assertEquals(
                List.of("shipping", "receiving"),
                central.column("SELECT bizStep, quantity FROM movement WHERE kind = 'transfer'", "bizStep").stream()
                        .sorted((a, b) -> b.compareTo(a))
                        .toList());
    }

    @Test
    void every_kind_of_the_stock_has_its_measurement() throws Exception {
        deliver(StockJsonTest.samples().toArray(Observation[]::new));
        assertEquals(
                List.of("item", "level", "movement"),
                central.column("SHOW MEASUREMENTS", "name").stream().sorted().toList());
        assertPoint("item", Map.of("item", "cola", "name", "Cola 0.5 l", "unit", "each", "minimum", "24"));
        assertEquals(
                List.of("m-1"), central.column("SELECT reverses FROM movement WHERE kind = 'reverse'", "reverses"));
        assertEquals(
                List.of("24"),
                central.column("SELECT change FROM movement WHERE location = 'sales-floor'", "change"),
                "in the item's own unit");
    }

    @Test
    void points_of_one_millisecond_are_apart_and_repeats_are_not() throws Exception {
        Observation.Fault same = new Observation.Fault(TILL, TEN, "no answer");
        deliver(same, same, same);
        deliver(same, same, same);
        assertEquals(List.of("3"), central.column("SELECT count(reason) AS n FROM fault", "n"));
    }

    @Test
    void a_time_that_nobody_vouches_for_is_marked() throws Exception {
        Observation.Fault fault = new Observation.Fault(TILL, TEN, "no answer");
        sink.deliver(List.of(new Entry(1, TEN, fault, false), new Entry(2, TEN, fault)), false);
        assertEquals(
                List.of("1"), central.column("SELECT position FROM fault WHERE timeQuality = 'untrusted'", "position"));
        assertEquals(List.of("2"), central.column("SELECT position FROM fault WHERE timeQuality = ''", "position"));
    }

    @Test
    void a_retention_policy_gets_its_points() throws Exception {
        central.ask("CREATE RETENTION POLICY decade ON \"" + database + "\" DURATION 520w REPLICATION 1");
        InfluxDatabase.Version1 own = as("gw-1", database);
        try (Sink decade = sink(
                        new InfluxDatabase.Version1(database, Optional.of("decade"), own.username(), own.password()));
                Sink wrong = sink(new InfluxDatabase.Version1(
                        database, Optional.of("century"), own.username(), own.password()))) {
            Observation.Fault fault = new Observation.Fault(TILL, TEN, "no answer");
            decade.deliver(Central.entries(List.of(fault)), false);
            assertEquals(1, central.ask("SELECT * FROM decade.fault").size());
            UnavailableException refused = assertThrows(
                    UnavailableException.class, () -> wrong.deliver(Central.entries(List.of(fault)), false));
            assertTrue(refused.getMessage().contains("retention policy not found"), refused.getMessage());
        }
    }

    @Test
    void a_test_finds_out_whether_it_may_write_and_writes_nothing() throws Exception {
        sink.probe();
        assertEquals(List.of(), central.ask("SHOW MEASUREMENTS"));
        String others = UUID.randomUUID().toString();
        central.ask("CREATE DATABASE \"" + others + "\"");
        try (Sink elsewhere = sink(as("gw-1", others));
                Sink unknown = sink(as("nobody", database))) {
            UnavailableException noRight = assertThrows(UnavailableException.class, elsewhere::probe);
            assertTrue(noRight.getMessage().contains("check username and password"), noRight.getMessage());
            UnavailableException nobody = assertThrows(UnavailableException.class, unknown::probe);
            assertTrue(nobody.getMessage().contains("does not let us in"), nobody.getMessage());
            assertTrue(!nobody.getMessage().contains("pass word"));
        }
    }

    @Test
    void a_database_that_is_not_there_is_made_where_we_may() throws Exception {
        String missing = UUID.randomUUID().toString();
        try (Sink owner = sink(as("owner", missing));
                Sink mayNot = sink(as("gw-1", missing))) {
            owner.probe();
            Observation.Fault fault = new Observation.Fault(TILL, TEN, "no answer");
            assertThrows(UnavailableException.class, () -> mayNot.deliver(Central.entries(List.of(fault)), false));
            owner.deliver(Central.entries(List.of(fault)), false);
            assertEquals(
                    1, central.ask("SELECT * FROM \"" + missing + "\"..fault").size());
        }
    }
}
