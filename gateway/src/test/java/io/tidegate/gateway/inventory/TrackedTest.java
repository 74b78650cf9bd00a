package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Desk.Answer;
import io.tidegate.observation.Cause;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goods of which the catalogue wants lot, expiry or serial number come in with them. */
class TrackedTest {

    @TempDir
    Path root;

    private TestLedger ledger;
    private Catalogue catalogue;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        catalogue = ledger.catalogue();
        desk = ledger.desk();
        catalogue("brie,Brie,09520123456788,lot; expiry\ndrill,Drill,,serial\nsalt,Salt,,\n");
    }

    private void catalogue(String rows) throws Exception {
        assertEquals(
                List.of(),
                catalogue
                        .take(("id,name,codes,tracked\n" + rows).getBytes(UTF_8), false, Unknown.ADD)
                        .problems());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Answer send(String members, Cause.Source source) throws Exception {
        String json = "{'id':'1','quantity':1,'location':'back-room'," + members + "}";
        return desk.book(Requests.read(json.replace('\'', '"').getBytes(UTF_8)), Cause.of(source))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'kind':'receive','item':'brie' | 'brie' comes in with its lot only",
                "'kind':'produce','item':'brie','expiry':'2031-01-31' | 'brie' comes in with its lot only",
                "'kind':'receive','item':'09520123456788','lot':'A1' | 'brie' comes in with its expiry date only",
                "'kind':'receive','item':'drill','lot':'A1' | 'drill' comes in with its serial number only"
            })
    void what_comes_in_without_them_is_refused_with_a_reason(String members, String reason) throws Exception {
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, send(members, Cause.Source.API));
        assertTrue(refused.problems().getFirst().reason().startsWith(reason), refused.toString());
        assertEquals(List.of(), ledger.levels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'kind':'receive','item':'(01)09520123456788(10)A1(17)310131'",
                "'kind':'receive','item':'drill','serial':'S-1'",
                "'kind':'receive','item':'salt'",
                "'kind':'receive','item':'brie','override':'the label is torn'",
                "'kind':'sell','item':'brie'",
                "'kind':'return','item':'brie'",
                "'kind':'count','item':'brie'",
                "'kind':'waste','item':'drill'",
                "'kind':'consume','item':'brie'"
            })
    void what_tells_them_or_need_not_is_booked(String members) throws Exception {
        assertInstanceOf(Answer.Booked.class, send(members, Cause.Source.API));
    }

    @Test
    void a_machine_cannot_be_asked() throws Exception {
        assertInstanceOf(Answer.Booked.class, send("'kind':'produce','item':'brie'", Cause.Source.SENSOR));
    }

    @Test
    void the_expiry_of_a_lot_is_told_once() throws Exception {
        ledger.book("{'id':'0','kind':'receive','item':'brie','quantity':1,'lot':'A1','expiry':'2031-01-31'}");
        assertInstanceOf(Answer.Booked.class, send("'kind':'receive','item':'brie','lot':'A1'", Cause.Source.PERSON));
    }

    @Test
    void what_was_booked_before_they_were_wanted_is_answered_like_then() throws Exception {
        String salt = "'kind':'receive','item':'salt'";
        Answer first = assertInstanceOf(Answer.Booked.class, send(salt, Cause.Source.API));
        catalogue("salt,Salt,,lot\n");
        assertEquals(first, send(salt, Cause.Source.API));
    }
}
