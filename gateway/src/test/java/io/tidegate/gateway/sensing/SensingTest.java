package io.tidegate.gateway.sensing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings in the journal, and what the ledger says of them. */
class SensingTest {

    private static final String BIN = """
            scales:
              - {device: bin-7, item: nut, unitWeight: 5, empty: 100, settle: 1 s, less: consume}
            """;

    private static final String PRESS = """
            counters:
              - device: press
                field: strokes
                item: bracket
                recipe: [{item: strip, quantity: 0.24, unit: kg}, {item: nut, quantity: 2}]
                every: 1 s
            """;

    @TempDir
    Path folder;

    private static void awaitLevels(SensingSite site, String... levels) {
        Awaiting.until("the levels are " + List.of(levels), () -> site.levels().equals(List.of(levels)));
    }

    /** A hundred nuts on a scale, of which a press uses ten. */
    private static void bookBySensors(SensingSite site) throws Exception {
        site.say("bin-7", "weight", 600, 0);
        awaitLevels(site, "nut@sales-floor 100 each");
        site.say("press", "strokes", 10, 0);
        site.say("press", "strokes", 15, 1);
        awaitLevels(site, "bracket@sales-floor 5 each", "nut@sales-floor 90 each", "strip@sales-floor -1.2 kg");
    }

    @Test
    void a_scale_and_a_machine_book_by_themselves() throws Exception {
        try (SensingSite site = new SensingSite(folder, BIN + PRESS)) {
            bookBySensors(site);
            site.say("bin-7", "weight", 550, 30);
            awaitLevels(site, "bracket@sales-floor 5 each", "nut@sales-floor 80 each", "strip@sales-floor -1.2 kg");
        }
    }

    @Test
    void beside_a_till_goods_are_transferred_from_the_shelf_when_they_are_taken() throws Exception {
        String shelf = """
                scales:
                  - device: bin-7
                    item: nut
                    location: shelf-7
                    unitWeight: 5
                    settle: 1 s
                    less: transfer
                    more: transfer
                    store: sales-floor
                """;
        try (SensingSite site = new SensingSite(folder, shelf)) {
            site.say("bin-7", "weight", 50, 0);
            awaitLevels(site, "nut@shelf-7 10 each");
            site.say("bin-7", "weight", 40, 60);
            awaitLevels(site, "nut@sales-floor 2 each", "nut@shelf-7 8 each");
            site.book("{'id':'till:1','kind':'sell','item':'nut','quantity':2,'from':'sales-floor'}");
            awaitLevels(site, "nut@sales-floor 0 each", "nut@shelf-7 8 each");
        }
    }

    @Test
    void a_scale_that_means_something_else_now_begins_with_a_count() throws Exception {
        try (SensingSite site = new SensingSite(folder, BIN)) {
            site.say("bin-7", "weight", 600, 0);
            awaitLevels(site, "nut@sales-floor 100 each");
            site.reopen(BIN.replace("unitWeight: 5", "unitWeight: 10"));
            site.say("bin-7", "weight", 600, 60);
            awaitLevels(site, "nut@sales-floor 50 each");
            assertEquals(2, site.lines("nut", "count"));
        }
    }

    @Test
    void what_goes_into_it_is_known_from_the_catalogue() throws Exception {
        String press = "counters: [{device: press, item: bracket, every: 1 s}]\n";
        try (SensingSite site = new SensingSite(folder, press)) {
            site.catalogue("id,name,unit,recipe\nstrip,Steel strip,m,\nbracket,Bracket,each,strip=0.24;nut=2\n");
            site.say("press", "count", 10, 0);
            site.say("press", "count", 15, 1);
            awaitLevels(site, "bracket@sales-floor 5 each", "nut@sales-floor -10 each", "strip@sales-floor -1.2 m");
        }
    }

    @Test
    void what_was_measured_while_nobody_listened_is_booked_at_the_next_start() throws Exception {
        try (SensingSite site = new SensingSite(folder, PRESS)) {
            site.say("press", "strokes", 10, 0);
            site.say("press", "strokes", 15, 1);
            awaitLevels(site, "bracket@sales-floor 5 each", "nut@sales-floor -10 each", "strip@sales-floor -1.2 kg");
            site.sensing().close();
            site.say("press", "strokes", 17, 100);
            site.reopen(PRESS);
            awaitLevels(site, "bracket@sales-floor 7 each", "nut@sales-floor -14 each", "strip@sales-floor -1.68 kg");
        }
    }

    @Test
    void what_was_made_while_the_machine_was_not_in_the_site_file_is_not_booked() throws Exception {
        try (SensingSite site = new SensingSite(folder, PRESS)) {
            site.say("press", "strokes", 10, 0);
            site.say("press", "strokes", 15, 1);
            awaitLevels(site, "bracket@sales-floor 5 each", "nut@sales-floor -10 each", "strip@sales-floor -1.2 kg");
            site.reopen(BIN);
            site.say("press", "strokes", 900, 10);
            site.reopen(PRESS);
            site.say("press", "strokes", 1_000, 20);
            site.say("press", "strokes", 1_001, 21);
            awaitLevels(site, "bracket@sales-floor 6 each", "nut@sales-floor -12 each", "strip@sales-floor -1.44 kg");
        }
    }

    @Test
    void what_the_ledger_refuses_is_parked_and_the_rest_goes_on() throws Exception {
        try (SensingSite site = new SensingSite(folder, BIN + PRESS)) {
            site.catalogue("id,name,unit\nstrip,Steel strip,m\n");
            site.say("press", "strokes", 10, 0);
            site.say("press", "strokes", 15, 1);
            Awaiting.until("it is parked", () -> site.parked().size() == 1);
            assertTrue(site.parked().getFirst().startsWith("made:gw-1:"), site.parked()::toString);
            assertTrue(site.parked().getFirst().contains("kg"), site.parked()::toString);
            site.say("bin-7", "weight", 600, 0);
            awaitLevels(site, "nut@sales-floor 100 each");
            Awaiting.until("what became of them is told", () -> parked(site).equals(List.of(0, 1)));
            GaugeStanding press = site.sensing().gauges().getLast();
            assertTrue(press.bookings().reason().orElseThrow().contains("kg"), press::toString);
        }
    }

    private static List<Integer> parked(SensingSite site) {
        return site.sensing().gauges().stream()
                .map(each -> each.bookings().parked())
                .toList();
    }

    @Test
    void what_is_booked_is_known_after_a_restart() throws Exception {
        try (SensingSite site = new SensingSite(folder, BIN + PRESS)) {
            bookBySensors(site);
            site.reopen(BIN + PRESS);
            assertEquals(
                    List.of("Optional[100]", "Optional[5]"),
                    site.sensing().gauges().stream()
                            .map(each -> each.booked().toString())
                            .toList());
        }
    }

    @Test
    void what_no_machine_makes_is_parked() throws Exception {
        try (SensingSite site = new SensingSite(folder, PRESS)) {
            site.say("press", "strokes", 10, 0);
            site.say("press", "strokes", 1e6, 1);
            // It is believed once it has been so for ten seconds.
            Awaiting.until("it is parked", () -> {
                site.say("press", "strokes", 1e6, 12);
                return !site.parked().isEmpty();
            });
            assertEquals(
                    "From 10 to 1000000 no machine counts so soon, so nothing is booked. Look at the counter, and book by hand"
                            + " what was made; or set 'perMinuteMax'.",
                    site.parked().getFirst().replaceFirst("odd:gw-1:[0-9]+:strokes: ", ""));
            assertEquals(List.of(), site.levels());
        }
    }

    @Test
    void a_word_in_place_of_a_number_says_nothing() throws Exception {
        try (SensingSite site = new SensingSite(folder, BIN)) {
            site.say("bin-7", "weight", Value.of("overload"), SensingSite.NOON);
            site.say("bin-7", "other", 300, 0);
            site.say("bin-7", "weight", 600, 1);
            awaitLevels(site, "nut@sales-floor 100 each");
        }
    }
}
