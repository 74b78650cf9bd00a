package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.inventory.Line;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Members;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.observation.Symbology;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is booked is answered as booked, whatever fails while the rest of its answer is put together. */
class BookedAnswerTest {

    private static final String BREAD = "4006381333931";
    private static final String JAM = "4012345678901";
    private static final String UNSAID = ": How much of it there is cannot be said now: see the gateway's log.";

    @TempDir
    Path folder;

    private ScanSite site;

    /** Of the bread nobody can say how much there is, nor which lot goes first. */
    @BeforeEach
    void open() throws Exception {
        site = new ScanSite(folder, """
                locations: [{id: shop}]
                scanners: [{device: dock, task: receive}, {device: till, task: sell}]
                """);
        site.catalogue("id,name,codes\nbread,Bread,%s\njam,Jam,%s\n".formatted(BREAD, JAM));
        site.book("{'id':'1','kind':'receive','item':'bread','quantity':5,'lot':'A','expiry':'2027-01-31'}");
        site.scan("dock", JAM);
        site.scan("till", JAM);
        spoil("UPDATE ledger_level SET unit = '' WHERE lot = 'A'");
        spoil("INSERT INTO ledger_level (item, location, lot, millionths, unit, counted_at, counted_id)"
                + " VALUES ('bread', 'attic', '', 0, '!', 0, '')");
    }

    private void spoil(String sentence) {
        site.journal()
                .changeNow(Sql.writing(sql -> sql.change(sentence)))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_scan_whose_level_cannot_be_told_is_booked_and_says_so() throws Exception {
        assertEquals("booked bread 1 each" + UNSAID, site.say("dock", BREAD));
        assertEquals(
                "dock",
                site.inventory()
                        .books()
                        .newest("bread", 1)
                        .getFirst()
                        .booking()
                        .device()
                        .value());
    }

    @Test
    void undo_takes_back_that_one_and_no_older_one() throws Exception {
        site.scan("dock", BREAD);
        ScanAnswer undone = site.scan("dock", "TIDEGATE UNDO");
        assertEquals(Result.TAKEN_BACK, undone.result());
        assertEquals("bread", undone.subject().orElseThrow().item());
        assertEquals(Optional.of(true), reversed("bread", "dock"));
        assertEquals(Optional.of(false), reversed("jam", "dock"));
    }

    /** The newest line of that scanner. */
    private Optional<Boolean> reversed(String item, String scanner) throws Exception {
        return site.inventory().books().newest(item, 100).stream()
                .filter(line -> line.booking() instanceof Movement)
                .filter(line -> line.booking().device().value().equals(scanner))
                .map(Line::reversed)
                .findFirst();
    }

    @Test
    void no_sale_is_stopped_because_nobody_can_say_which_lot_goes_first() throws Exception {
        assertEquals("booked bread 1 each" + UNSAID, site.say("till", BREAD));
    }

    @Test
    void what_is_answered_as_a_mistake_is_not_booked_after_a_restart_either() throws Exception {
        spoil("UPDATE catalogue_item SET item = '{}' WHERE id = 'jam'");
        List<String> before = lines();
        assertEquals("refused: A mistake in the gateway: see its log.", site.say("till", JAM));
        assertEquals(
                Result.REFUSED,
                site.scanning().newest(new DeviceId("till"), 1).getFirst().result());
        assertEquals(before, lines());
    }

    @Test
    void what_was_booked_before_the_power_was_cut_is_no_mistake_whatever_is_wrong_now() throws Exception {
        site.rest();
        Scan scan = new Scan(new DeviceId("till"), ScanSite.NOON, JAM, Symbology.UNKNOWN, Optional.of("cut"));
        site.journal().record(List.of(scan));
        Map<String, String> line =
                Map.of("id", "scan:till:cut", "kind", "sell", "item", "jam", "quantity", "1", "device", "till");
        assertEquals(
                Optional.empty(),
                site.inventory()
                        .desk()
                        .bookNow(
                                List.of(Members.ofTexts(line)),
                                Cause.of(Cause.Source.SCAN).after("gw-1:" + position(scan))));
        spoil("UPDATE catalogue_item SET item = '{}' WHERE id = 'jam'");
        site.goOn();
        ScanAnswer answer = site.next();
        assertEquals("booked jam 1 each: A mistake in the gateway: see its log.", ScanSite.words(answer));
        assertEquals(answer, site.scan("till", JAM, Optional.of("cut")));
        assertEquals(Result.TAKEN_BACK, site.scan("till", "TIDEGATE UNDO").result());
        assertEquals(Optional.of(true), reversed("jam", "till"));
    }

    private long position(Scan scan) throws Exception {
        try (Connection reader = site.journal().openReader()) {
            return site.journal().entriesAfter(reader, 0, 1_000).stream()
                    .filter(entry -> entry.observation().equals(scan))
                    .findFirst()
                    .orElseThrow()
                    .position();
        }
    }

    private List<String> lines() throws Exception {
        return site.inventory().books().newest("jam", 100).stream()
                .map(line -> line.booking().id())
                .toList();
    }
}
