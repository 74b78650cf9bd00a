package io.tidegate.gateway.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings.ClockRule;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When days are proven, and what a proof says: by the clock of London. */
class ProvingTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T00:00:30Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-25T00:00:30Z");

    @TempDir
    Path folder;

    private static Observation reading(String device) {
        return new Observation.Reading(new DeviceId(device), MONDAY, Map.of("temperature", Value.of(3.4)));
    }

    private static Observation scan(String device) {
        return new Observation.Scan(new DeviceId(device), MONDAY, "96385074", Symbology.EAN_8);
    }

    /** As a receiver computes it. */
    private static String hash(String previous, int... positions) throws Exception {
        StringBuilder text = new StringBuilder(previous).append('\n');
        for (int position : positions) {
            text.append("gw-1:").append(position).append('\n');
        }
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(text.toString().getBytes(UTF_8)));
    }

    private static Proof.Range range(String from, String to, long first, long last) {
        return new Proof.Range(LocalDate.parse(from), LocalDate.parse(to), first, last, 0);
    }

    @Test
    void a_day_that_is_over_is_proven_once_for_each_stream() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            shop.journal.record(
                    List.of(reading("fridge-1"), reading("fridge-2"), scan("fridge-1"), reading("fridge-1")));
            shop.step(Instant.parse("2026-11-23T23:59:59Z"));
            assertEquals(List.of(), shop.proofs(), "it is not over");
            shop.step(TUESDAY);
            Proof.Range monday = range("2026-11-23", "2026-11-23", 1, 4);
            List<Proof> proofs = List.of(
                    new Proof(
                            new DeviceId("fridge-1"), TUESDAY, "reading", monday, new Proof.Sum(2, hash("", 1, 4), "")),
                    new Proof(new DeviceId("fridge-2"), TUESDAY, "reading", monday, new Proof.Sum(1, hash("", 2), "")),
                    new Proof(new DeviceId("fridge-1"), TUESDAY, "scan", monday, new Proof.Sum(1, hash("", 3), "")));
            assertEquals(proofs, shop.proofs());
            shop.step(TUESDAY.plusSeconds(60));
            assertEquals(proofs, shop.proofs());
        }
        try (ProvenShop shop = ProvenShop.open(folder, TUESDAY)) {
            shop.step(TUESDAY);
            assertEquals(3, shop.proofs().size(), "how far it was stands on disk with them");
        }
    }

    @Test
    void the_hash_of_a_day_goes_on_from_the_day_before() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(TUESDAY);
            shop.journal.record(List.of(reading("fridge-1")));
        }
        try (ProvenShop shop = ProvenShop.open(folder, TUESDAY)) {
            shop.step(WEDNESDAY);
            Proof second = shop.proofs().getLast();
            assertEquals(new Proof.Sum(1, hash(hash("", 1), 3), hash("", 1)), second.sum());
            assertEquals(range("2026-11-24", "2026-11-24", 2, 3), second.range());
        }
    }

    @Test
    void what_proves_is_not_proven() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(TUESDAY);
            shop.step(WEDNESDAY);
            assertEquals(1, shop.proofs().size());
        }
    }

    @Test
    void a_box_that_was_off_for_days_proves_all_of_them_at_once() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(TUESDAY);
            shop.journal.record(List.of(reading("fridge-1")));
        }
        try (ProvenShop shop = ProvenShop.open(folder, Instant.parse("2026-11-27T08:00:00Z"))) {
            shop.step(Instant.parse("2026-11-27T08:02:00Z"));
            assertEquals(
                    range("2026-11-24", "2026-11-26", 2, 3),
                    shop.proofs().getLast().range());
        }
    }

    @Test
    void no_day_is_over_by_a_clock_that_nobody_has_set_but_who_asks_has_it_proven() throws Exception {
        PretendedMachine machine = new PretendedMachine(folder.resolve("machine"));
        machine.boot(MONDAY);
        try (ProvenShop shop = ProvenShop.open(machine, folder, MONDAY)) {
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(WEDNESDAY);
            assertEquals(List.of(), shop.proofs());
            shop.wanted();
            assertEquals(1, shop.proofs().getLast().range().last());
        }
    }

    @Test
    void a_day_is_over_as_soon_as_a_time_server_has_set_the_clock() throws Exception {
        PretendedMachine machine = new PretendedMachine(folder.resolve("machine"));
        machine.boot(MONDAY);
        try (ProvenShop shop = ProvenShop.open(machine, folder, MONDAY)) {
            machine.synchronise(MONDAY);
            shop.journal.record(List.of(reading("fridge-1")));
            Awaiting.until("the journal knows", () -> shop.journal.clock().synchronised());
            shop.step(MONDAY);
            assertEquals(List.of(), shop.proofs());
            shop.step(TUESDAY);
            assertEquals(1, shop.proofs().size());
        }
    }

    @Test
    void a_day_of_which_a_part_was_proven_already_goes_on_from_there() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            shop.journal.record(List.of(reading("fridge-1")));
            shop.wanted();
            shop.wanted();
            assertEquals(List.of(range("2026-11-23", "2026-11-23", 1, 1)), shop.ranges());
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(TUESDAY);
            assertEquals(
                    range("2026-11-23", "2026-11-23", 3, 3),
                    shop.proofs().getLast().range());
        }
    }

    @Test
    void a_clock_that_ran_ahead_costs_no_proof() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(Instant.parse("2031-01-01T00:00:00Z"));
            shop.journal.record(List.of(reading("fridge-1")));
            shop.step(MONDAY);
            shop.step(TUESDAY);
            assertEquals(
                    List.of(range("2026-11-23", "2030-12-31", 1, 1), range("2026-11-23", "2026-11-23", 2, 3)),
                    shop.ranges());
        }
    }

    @Test
    void what_the_journal_no_longer_has_is_told_and_the_rest_is_proven() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            for (int i = 0; i < 4; i++) {
                shop.journal.record(List.of(reading("fridge-1"), reading("fridge-2")));
            }
        }
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = writer.createStatement()) {
            assertEquals(1, statement.executeUpdate("DELETE FROM block WHERE first = 3"));
        }
        try (ProvenShop shop = ProvenShop.open(folder, TUESDAY)) {
            shop.step(TUESDAY);
            Proof first = shop.proofs().getFirst();
            assertEquals(2, first.range().missing());
            assertEquals(new Proof.Sum(3, hash("", 1, 5, 7), ""), first.sum());
        }
    }

    @Test
    void devices_without_end_are_proven_in_several_ranges() throws Exception {
        try (ProvenShop shop = ProvenShop.open(folder, MONDAY)) {
            List<Observation> beacons = IntStream.rangeClosed(1, Counting.STREAMS_MAX + 1)
                    .mapToObj(each -> reading("beacon-" + each))
                    .toList();
            shop.journal.record(beacons);
            shop.step(TUESDAY);
            assertEquals(
                    List.of(
                            range("2026-11-23", "2026-11-23", 1, Counting.STREAMS_MAX),
                            range("2026-11-23", "2026-11-23", Counting.STREAMS_MAX + 1, Counting.STREAMS_MAX + 1)),
                    shop.ranges());
            assertEquals(Counting.STREAMS_MAX + 1, shop.proofs().size());
            shop.step(TUESDAY.plusSeconds(60));
            assertEquals(Counting.STREAMS_MAX + 1, shop.proofs().size());
        }
    }

    @Test
    void a_journal_that_was_there_before_is_proven_from_its_oldest_entry_on() throws Exception {
        LocalDate recorded;
        try (Journal journal = Journal.open(folder, ProvenShop.gateway(folder, ClockRule.TRUST));
                Connection reader = journal.openReader()) {
            journal.record(List.of(reading("fridge-1"), reading("fridge-1")));
            // By the journal's clock, which is the machine's.
            Instant at = journal.entriesAfter(reader, 0, 1).getFirst().recordedAt();
            recorded = LocalDate.ofInstant(at, ProvenShop.LONDON);
        }
        Instant later = recorded.plusDays(3).atStartOfDay(ProvenShop.LONDON).toInstant();
        try (ProvenShop shop = ProvenShop.open(folder, later)) {
            Proof proof = shop.proofs().getFirst();
            assertEquals(new Proof.Range(recorded, recorded.plusDays(2), 1, 2, 0), proof.range());
            assertTrue(proof.sum().previous().isEmpty());
        }
    }
}
