package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation.Scan;
import io.tidegate.observation.Symbology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An id of a sender's stands for one scan of a scanner: that counts once, and no other counts under it. */
class ScanIdTest {

    private static final String BREAD = "4006381333931";
    private static final String JAM = "4012345678901";
    private static final Optional<String> ID = Optional.of("dup");
    private static final List<String> BREAD_SOLD = List.of("bread@shop -1 each");

    @TempDir
    Path folder;

    private ScanSite site;

    @BeforeEach
    void open() throws Exception {
        site = new ScanSite(folder, """
                locations: [{id: shop}]
                scanners:
                  - {device: till, task: sell}
                  - {device: other, task: sell}
                """);
        site.catalogue("id,name,codes\nbread,Bread,%s\njam,Jam,%s\n".formatted(BREAD, JAM));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void isRefused(ScanAnswer answer) {
        assertEquals(Result.REFUSED, answer.result());
        assertTrue(answer.isOfAnother(), answer.toString());
        assertEquals(JAM, answer.scan().data());
    }

    @Test
    void another_code_under_it_is_refused_and_not_booked_also_after_a_restart() throws Exception {
        ScanAnswer first = site.scan("till", BREAD, ID);
        isRefused(site.scan("till", JAM, ID));
        site.reopen();
        isRefused(site.scan("till", JAM, ID));
        assertEquals(first, site.scan("till", BREAD, ID));
        assertFalse(first.isOfAnother());
        assertEquals(BREAD_SOLD, site.levels());
    }

    @Test
    void who_looks_later_finds_the_refusal_and_a_scan_under_an_id_of_its_own_counts() throws Exception {
        site.scan("till", BREAD, ID);
        isRefused(site.scan("till", JAM, ID));
        isRefused(site.scanning().newest(new DeviceId("till"), 1).getFirst());
        assertEquals(Result.BOOKED, site.scan("till", JAM, Optional.of("new")).result());
        assertEquals(Result.BOOKED, site.scan("other", JAM, ID).result());
        assertEquals(List.of("bread@shop -1 each", "jam@shop -2 each"), site.levels());
    }

    @Test
    void of_two_at_once_the_first_counts_and_each_is_told_its_own() throws Exception {
        site.journal().record(List.of(scan(BREAD), scan(JAM)));
        assertEquals("booked bread 1 each, -1 each", ScanSite.words(site.next()));
        isRefused(site.next());
    }

    @Test
    void each_of_two_callers_who_wait_under_one_id_hears_of_the_own_scan() throws Exception {
        var bread = site.scanning().await(scan(BREAD)).orElseThrow().toCompletableFuture();
        var jam = site.scanning().await(scan(JAM)).orElseThrow().toCompletableFuture();
        site.journal().record(List.of(scan(BREAD), scan(JAM)));
        site.next();
        site.next();
        assertEquals(Result.BOOKED, bread.join().result());
        isRefused(jam.join());
    }

    private static Scan scan(String data) {
        return new Scan(new DeviceId("till"), ScanSite.NOON, data, Symbology.UNKNOWN, ID);
    }

    @Test
    void the_ledger_knows_it_when_its_answer_is_long_forgotten() throws Exception {
        site.scan("till", BREAD, ID);
        site.journal()
                .changeNow(Sql.writing(sql -> sql.change("DELETE FROM scanning_answer")))
                .toCompletableFuture()
                .join();
        isRefused(site.scan("till", JAM, ID));
        assertEquals(Result.BOOKED, site.scan("till", BREAD, ID).result());
        assertEquals(BREAD_SOLD, site.levels());
    }

    @Test
    void it_is_not_done_all_the_same_by_an_override_nor_undone() throws Exception {
        site.scan("till", BREAD, ID);
        isRefused(site.scan("till", JAM, ID));
        assertTrue(site.say("till", "TIDEGATE OVERRIDE").startsWith("refused: Nothing was refused just now"));
        assertEquals("taken-back bread 1 each, 0 each", site.say("till", "TIDEGATE UNDO"));
    }
}
