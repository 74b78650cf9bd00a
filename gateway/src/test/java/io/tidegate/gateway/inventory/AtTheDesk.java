package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tidegate.gateway.inventory.Desk.Answer;
import io.tidegate.site.StockSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A desk before a ledger of its own, for tests of it; by a clock that stands at noon until it is set. */
abstract class AtTheDesk {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path root;

    final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    boolean synchronised = true;
    Optional<String> trouble = Optional.empty();
    TestLedger ledger;
    final UnderWay underWay = new UnderWay();
    Catalogue catalogue;
    Desk desk;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        desk = desk(StockSettings.DEFAULT);
    }

    Desk desk(StockSettings settings) throws Exception {
        Moments moments = Moments.after(Inventory.recorded(ledger.journal()), now::get, () -> synchronised);
        catalogue = new Catalogue(ledger.journal(), moments, underWay);
        return new Desk(
                ledger.journal(), Drafting.Rules.of(settings, ZoneOffset.UTC, moments), underWay, () -> trouble);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    static Answer answer(CompletionStage<Answer> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    final Answer send(String json) throws Exception {
        return answer(desk.book(Requests.read(json.replace('\'', '"').getBytes(UTF_8))));
    }

    final void booked(String json) throws Exception {
        assertInstanceOf(Answer.Booked.class, send(json));
    }

    final String refused(String json) throws Exception {
        return assertInstanceOf(Answer.Refused.class, send(json))
                .problems()
                .getFirst()
                .reason();
    }

    static final String SALE = "{'id':'till-7:991','kind':'sell','item':'4006381333931','quantity':2,'unit':'each',"
            + "'from':'sales-floor','lot':'A1','time':'2026-11-23T10:00:00Z'}";
}
