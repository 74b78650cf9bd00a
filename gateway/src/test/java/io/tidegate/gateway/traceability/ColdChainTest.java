package io.tidegate.gateway.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.gateway.StockSite;
import io.tidegate.gateway.TestSite;
import io.tidegate.gateway.history.EmbeddedHistory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.Site;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real readings and movements in a real journal: fridge 2 has a reading each minute of two hours, and a warm half of one. */
class ColdChainTest {

    private static final DeviceId FRIDGE = new DeviceId("fridge-2");
    private static final DeviceId TILL = new DeviceId("till-1");

    /** Minutes are counted from here; a full hour, not long ago, as a box that runs has it. */
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));

    private static final int WARM_FROM = 40;
    private static final int WARM_TO = 70;

    @TempDir
    Path root;

    private StockSite site;
    private Journal journal;
    private ColdChain coldChain;
    private int ids;

    @BeforeEach
    void open() throws Exception {
        GatewaySettings gateway =
                new GatewaySettings("gw-1", root, Duration.ofMillis(1), GatewaySettings.Retention.DEFAULT);
        SiteFile file =
                TestSite.of(new Site("shop", "Shop", ZoneOffset.UTC, Locale.UK), gateway, StockSettings.DEFAULT);
        site = StockSite.open(file, root, Instant::now);
        journal = site.journal();
        coldChain = new ColdChain(
                EmbeddedHistory.open(journal, HistorySettings.Embedded.DEFAULT, Instant::now),
                site.inventory().stays());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    /** Of all minutes but those from the one to before the other. */
    private void readings(int silentFrom, int silentTo) throws Exception {
        List<Observation> readings = new ArrayList<>();
        for (int minute = -5; minute < 120; minute++) {
            if (minute < silentFrom || minute >= silentTo) {
                double celsius = minute >= WARM_FROM && minute < WARM_TO ? 9 + minute / 100.0 : 4;
                readings.add(new Observation.Reading(FRIDGE, minute(minute), Map.of("temperature", Value.of(celsius))));
            }
        }
        journal.record(readings);
    }

    private void readings() throws Exception {
        readings(0, 0);
    }

    private String book(MovementKind kind, int minute, String lot, int quantity, Movement.Way way) throws Exception {
        String id = "line-" + ids++;
        journal.record(List.of(new Movement(
                TILL,
                minute(minute),
                id,
                kind,
                Goods.of("brie", new Amount(BigDecimal.valueOf(quantity), Amount.EACH))
                        .ofLot(lot),
                way,
                Cause.of(Cause.Source.API))));
        return id;
    }

    private String came(String lot, int minute, int quantity) throws Exception {
        return book(MovementKind.RECEIVE, minute, lot, quantity, Movement.Way.to("fridge"));
    }

    private void went(String lot, int minute, int quantity) throws Exception {
        book(MovementKind.SELL, minute, lot, quantity, Movement.Way.from("fridge"));
    }

    private Exposures asked(double above) throws Exception {
        return coldChain.exposures(new ColdChain.Question(
                "fridge", FRIDGE, "temperature", Limits.above(above), minute(0), minute(120), Duration.ofMinutes(5)));
    }

    /** {@code lot quantity minutes+minutes unknown}. */
    private List<String> exposed() throws Exception {
        return asked(8).lots().stream()
                .map(each -> each.goods().lot().orElse("-") + " " + each.most() + " "
                        + each.exposed().toMinutes() + "+" + each.unknown().toMinutes())
                .toList();
    }

    @Test
    void a_lot_that_left_before_it_was_warm_or_came_after_is_not_among_the_exposed() throws Exception {
        readings();
        came("LEFT", -60, 5);
        went("LEFT", WARM_FROM - 1, 5);
        came("LATER", WARM_TO, 5);
        came("THERE", -60, 5);
        assertEquals(List.of("THERE 5 each 30+0"), exposed());
        Exposures all = asked(8);
        assertEquals(1, all.intervals().size());
        assertEquals(
                new Excursion(minute(WARM_FROM), minute(WARM_TO), 9.4, 9.69),
                all.intervals().getFirst().excursion());
        assertEquals(1, all.intervals().getFirst().goods().size());
        assertEquals(List.of(), all.gaps());
        assertEquals(Duration.ofMinutes(1), all.resolution());
        assertFalse(all.more());
    }

    @Test
    void a_lot_is_exposed_as_long_as_it_was_there() throws Exception {
        readings();
        came("CAME", 50, 3);
        came("WENT", 0, 8);
        went("WENT", 45, 2);
        went("WENT", 55, 6);
        assertEquals(List.of("CAME 3 each 20+0", "WENT 8 each 15+0"), exposed());
    }

    @Test
    void where_it_was_never_too_warm_nothing_was_exposed() throws Exception {
        readings();
        came("A", 0, 3);
        assertEquals(List.of(), asked(10).lots());
        assertEquals(List.of(), asked(10).intervals());
    }

    @Test
    void a_till_that_was_offline_changes_what_was_there_when_it_tells() throws Exception {
        readings();
        came("A", 0, 3);
        assertEquals(List.of("A 3 each 30+0"), exposed());
        went("A", 30, 3);
        assertEquals(List.of(), exposed());
    }

    @Test
    void a_count_says_what_was_there_whatever_was_booked_before_it() throws Exception {
        readings();
        came("A", 0, 3);
        book(MovementKind.COUNT, 20, "A", 0, Movement.Way.to("fridge"));
        book(MovementKind.COUNT, 60, "B", 4, Movement.Way.to("fridge"));
        came("A", 10, 7);
        assertEquals(List.of("B 4 each 10+0"), exposed());
    }

    @Test
    void what_was_taken_back_was_never_there() throws Exception {
        readings();
        String line = came("A", 0, 3);
        journal.record(List.of(new Reversal(TILL, minute(119), "undo", line, Cause.of(Cause.Source.PERSON))));
        assertEquals(List.of(), exposed());
    }

    @Test
    void a_silent_sensor_is_told_and_what_was_there_meanwhile() throws Exception {
        readings(60, 90);
        came("A", 0, 3);
        came("B", 75, 2);
        went("B", 85, 2);
        assertEquals(List.of("A 3 each 20+30", "B 2 each 0+10"), exposed());
        Gap gap = asked(8).gaps().getFirst();
        assertEquals(minute(90), gap.to());
        assertEquals(1, asked(8).gaps().size());
    }
}
