package io.tidegate.gateway.sensing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.sensing.GaugeStanding.Bookings;
import io.tidegate.observation.Amount;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Origin;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockCounter;
import io.tidegate.site.StockCounter.Ingredient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A press that makes brackets of 0.24 kg of strip and two nuts; a minute is booked together, 100 in a minute at most. */
class PartCounterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final StockCounter PRESS = new StockCounter(
            new SensorField(new DeviceId("press"), "strokes"),
            "bracket",
            new Amount(BigDecimal.ONE, "each"),
            "store",
            "line",
            List.of(
                    new Ingredient("strip", new Amount(new BigDecimal("0.24"), "kg")),
                    new Ingredient("nut", new Amount(BigDecimal.TWO, "each"))),
            Duration.ofMinutes(1),
            100);

    private final List<String> booked = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private PartCounter counter = counter();
    private long position;

    private static PartCounter counter() {
        return new PartCounter(PRESS, new LineIds(new Origin("shop", "gw-1")), StockCounter::recipe);
    }

    private PartCounterTest at(int seconds, long strokes) throws Exception {
        return at(seconds, seconds, strokes);
    }

    /** @param heard later than it was so */
    private PartCounterTest at(int seconds, int heard, long strokes) throws Exception {
        counter.take(new Measurement(
                        BigDecimal.valueOf(strokes),
                        NOON.plusSeconds(seconds),
                        true,
                        NOON.plusSeconds(heard),
                        ++position))
                .forEach(this::note);
        return this;
    }

    private PartCounterTest silent(int seconds) throws Exception {
        counter.silentFor(Duration.ofSeconds(seconds)).ifPresent(this::note);
        return this;
    }

    /** What it shows, what it has gained, what was booked last, and what it does. */
    private String stands() {
        GaugeStanding now = counter.standing(Bookings.NONE);
        return now.said().map(said -> said.value().toPlainString()).orElse("nothing") + ", "
                + now.quantity().map(BigDecimal::toPlainString).orElse("nothing") + " gained, "
                + now.booked().map(BigDecimal::toPlainString).orElse("nothing") + " booked, "
                + now.state();
    }

    private void note(PendingBooking due) {
        if (due.doubt().isPresent()) {
            doubts.add(due.lines().toString());
            return;
        }
        due.lines()
                .forEach(line -> booked.add(line.get("kind") + " " + line.get("item") + " "
                        + new BigDecimal(line.get("quantity"))
                                .stripTrailingZeros()
                                .toPlainString() + " "
                        + line.get("unit") + " " + line.get("location")));
    }

    private static List<String> brackets(int... made) {
        List<String> lines = new ArrayList<>();
        for (int count : made) {
            lines.add("produce bracket " + count + " each store");
            lines.add("consume strip "
                    + BigDecimal.valueOf(24L * count, 2).stripTrailingZeros().toPlainString() + " kg line");
            lines.add("consume nut " + 2 * count + " each line");
        }
        return lines;
    }

    @Test
    void what_it_shows_first_is_only_where_it_begins() throws Exception {
        at(0, 5_000).at(120, 5_000).silent(600);
        assertEquals(List.of(), booked);
    }

    @Test
    void a_minute_is_booked_together_with_what_went_into_it() throws Exception {
        at(0, 5_000).at(10, 5_003).at(40, 5_010).at(69, 5_012).at(70, 5_013).at(140, 5_013);
        assertEquals(brackets(12, 1), booked);
    }

    @Test
    void lines_of_one_run_belong_together() throws Exception {
        at(0, 0).at(10, 3);
        PendingBooking due = counter.silentFor(Duration.ofMinutes(1)).orElseThrow();
        assertEquals("made:gw-1:2:strokes", due.id());
        assertEquals(
                List.of("made:gw-1:2:strokes:0", "made:gw-1:2:strokes:1", "made:gw-1:2:strokes:2"),
                due.lines().stream().map(line -> line.get("id")).toList());
        assertEquals(
                List.of("made:gw-1:2:strokes", "made:gw-1:2:strokes", "made:gw-1:2:strokes"),
                due.lines().stream().map(line -> line.get("run")).toList());
        assertEquals("2026-11-23T12:00:10.000Z", due.lines().getFirst().get("time"));
    }

    @Test
    void a_machine_that_stops_is_booked_all_the_same() throws Exception {
        at(0, 0).at(10, 3).silent(30);
        assertEquals(List.of(), booked);
        silent(60).silent(120);
        assertEquals(brackets(3), booked);
    }

    @Test
    void what_was_made_while_the_gateway_was_off_is_booked() throws Exception {
        at(0, 5_000).at(36_000, 9_000).silent(60);
        assertEquals(brackets(4_000), booked);
    }

    @Test
    void a_controller_that_begins_anew_begins_at_0() throws Exception {
        at(0, 5_000).at(30, 5_020).at(60, 2).at(65, 3).at(71, 4).silent(60);
        assertEquals(brackets(20 + 4), booked);
        assertEquals(List.of(), doubts);
    }

    @Test
    void telegrams_that_are_delivered_again_count_once() throws Exception {
        at(0, 70).at(1, 80).at(2, 90);
        at(3, 70).at(3, 80).at(3, 90).at(4, 92).silent(60);
        assertEquals(brackets(22), booked);
    }

    @Test
    void telegrams_with_times_of_their_own_that_are_delivered_again_count_once() throws Exception {
        at(0, 70).at(11, 80).at(20, 90);
        // After a power cut the broker delivers again what was not acknowledged, within a moment.
        at(0, 40, 70).at(11, 40, 80).at(20, 40, 90).at(41, 91).silent(60);
        assertEquals(brackets(20, 1), booked);
        assertEquals(List.of(), doubts);
    }

    @Test
    void a_clock_that_is_set_back_loses_no_parts() throws Exception {
        at(0, 50).at(5, 53).at(-7200, 54).at(-7140, 55).at(-7100, 56).silent(60);
        assertEquals(brackets(3, 1, 2), booked);
    }

    @Test
    void a_slip_of_one_reading_is_nothing() throws Exception {
        at(0, 50).at(1, 51).at(2, 0).at(3, 52).at(4, 1_000_000).at(5, 53).silent(60);
        assertEquals(brackets(3), booked);
    }

    @Test
    void what_no_machine_makes_is_told_and_not_booked() throws Exception {
        at(0, 50).at(1, 900_000).at(6, 900_001).at(12, 900_002).at(13, 900_004).silent(60);
        assertEquals(brackets(2), booked);
        assertEquals(1, doubts.size());
        assertTrue(doubts.getFirst().contains("to=900002"), doubts::toString);
    }

    @Test
    void it_tells_what_it_has_gained_and_when_that_is_booked() throws Exception {
        assertEquals("nothing, nothing gained, nothing booked, Unheard[]", stands());
        at(0, 5_000);
        assertEquals("5000, 0 gained, nothing booked, Still[]", stands());
        at(10, 5_003).at(20, 5_010);
        assertEquals("5010, 10 gained, nothing booked, Collecting[until=2026-11-23T12:01:10Z]", stands());
        silent(60);
        assertEquals("5010, 0 gained, 10 booked, Still[]", stands());
    }

    @Test
    void it_tells_why_it_does_not_count() throws Exception {
        at(0, 50).at(1, 53).at(2, 7).at(4, 8);
        assertEquals("8, 3 gained, nothing booked, Fewer[until=2026-11-23T12:00:12Z]", stands());
        at(20, 9).at(21, 900_000);
        assertEquals("900000, 12 gained, nothing booked, TooMany[until=2026-11-23T12:00:31Z]", stands());
    }

    @Test
    void what_it_told_is_known_after_a_restart() throws Exception {
        at(0, 50).at(1, 53).silent(60).at(70, 58).at(71, 7);
        GaugeState state = counter.state();
        counter = counter();
        counter.resume(state);
        assertEquals("7, 5 gained, 3 booked, Fewer[until=2026-11-23T12:01:21Z]", stands());
    }

    @Test
    void it_goes_on_after_a_restart_where_it_was() throws Exception {
        at(0, 50).at(1, 53).at(2, 7);
        GaugeState state = counter.state();
        counter = counter();
        counter.resume(state);
        at(9, 8).at(13, 9).silent(60);
        assertEquals(brackets(3 + 9), booked);
    }
}
