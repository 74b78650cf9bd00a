package io.tidegate.gateway.sensing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.sensing.GaugeStanding.Bookings;
import io.tidegate.gateway.sensing.GaugeStanding.Goods;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Origin;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockScale;
import io.tidegate.site.StockScale.Booking;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bin of nuts of 5 g each on a scale, whose own weight is 100 g; a quantity is believed after 10 s. */
class ShelfScaleTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<String> booked = new ArrayList<>();
    private ShelfScale scale = scale(Booking.COUNT, "1");
    private long position;

    private static ShelfScale scale(Booking booking, String step) {
        return new ShelfScale(
                new StockScale(
                        new SensorField(new DeviceId("bin-7"), "weight"),
                        "nut",
                        "each",
                        "floor",
                        BigDecimal.valueOf(5),
                        BigDecimal.valueOf(100),
                        new BigDecimal(step),
                        Duration.ofSeconds(10),
                        booking),
                new LineIds(new Origin("shop", "gw-1")));
    }

    /** The scale says so after so many seconds. */
    private ShelfScaleTest at(int seconds, double grams) {
        scale.take(said(seconds, grams)).forEach(this::note);
        return this;
    }

    private Measurement said(int seconds, double grams) {
        Instant at = NOON.plusSeconds(seconds);
        return new Measurement(BigDecimal.valueOf(grams), at, true, at, ++position);
    }

    private ShelfScaleTest silent(int seconds) {
        scale.silentFor(Duration.ofSeconds(seconds)).ifPresent(this::note);
        return this;
    }

    private GaugeStanding standing() {
        return scale.standing(Bookings.NONE);
    }

    /** What it shows, what that comes to, what is booked, and what it does. */
    private String stands() {
        GaugeStanding now = standing();
        return now.said().map(said -> said.value().toPlainString()).orElse("nothing") + " g, "
                + now.quantity().map(BigDecimal::toPlainString).orElse("nothing") + ", "
                + now.booked().map(BigDecimal::toPlainString).orElse("nothing") + " booked, "
                + now.state();
    }

    private void note(PendingBooking due) {
        due.lines()
                .forEach(line -> booked.add(line.get("kind") + " " + line.get("quantity") + " "
                        + (line.containsKey("from") ? line.get("from") + ">" + line.get("to") : line.get("location"))));
    }

    @Test
    void the_first_quantity_that_lies_there_is_counted() {
        at(0, 150).at(5, 151).at(10, 149);
        assertEquals(List.of("count 10 floor"), booked);
    }

    @Test
    void a_line_has_the_time_and_the_entry_of_the_first_reading_of_its_quantity() {
        at(0, 150);
        at(3, 130);
        at(9, 131);
        PendingBooking due = scale.take(said(13, 130)).getFirst();
        assertEquals("gw-1:2", due.ref());
        assertEquals(
                "{kind=count, item=nut, quantity=6, unit=each, location=floor, id=scale:gw-1:2:weight, device=bin-7,"
                        + " time=2026-11-23T12:00:03.000Z}",
                due.lines().getFirst().toString());
    }

    @Test
    void what_trembles_around_a_quantity_stays_that_quantity() {
        at(0, 150).at(10, 150);
        at(20, 152.6).at(40, 147.4).at(60, 153.7).at(80, 146.3);
        assertEquals(List.of("count 10 floor"), booked);
    }

    @Test
    void what_trembles_between_two_quantities_comes_to_rest_at_one() {
        at(0, 150).at(10, 150);
        at(20, 142.6).at(23, 142.4).at(26, 142.6).at(31, 142.4);
        assertEquals(List.of("count 10 floor", "count 9 floor"), booked);
    }

    @Test
    void somebody_who_leans_on_it_is_not_booked() {
        at(0, 150).at(10, 150);
        at(20, 900).at(22, 700).at(25, 150).at(60, 150);
        assertEquals(List.of("count 10 floor"), booked);
    }

    @Test
    void a_bin_that_is_lifted_is_not_empty() {
        at(0, 150).at(10, 150);
        at(20, 0).at(40, 0).at(60, 175).at(70, 175);
        assertEquals(List.of("count 10 floor", "count 15 floor"), booked);
    }

    @Test
    void an_empty_bin_is_counted_as_empty() {
        at(0, 101).at(10, 99);
        assertEquals(List.of("count 0 floor"), booked);
    }

    @Test
    void a_scale_that_speaks_only_of_changes_is_believed_when_it_is_silent() {
        at(0, 150).silent(9);
        assertEquals(List.of(), booked);
        silent(10).silent(20);
        assertEquals(List.of("count 10 floor"), booked);
    }

    @Test
    void what_is_gone_is_consumed_and_what_has_come_is_fetched() {
        scale = scale(new Booking(MovementKind.CONSUME, MovementKind.TRANSFER, Optional.of("store")), "1");
        at(0, 150).at(10, 140).at(20, 140).at(30, 160).at(40, 160);
        assertEquals(List.of("count 10 floor", "consume 2 floor", "transfer 4 store>floor"), booked);
    }

    @Test
    void bulk_goods_are_booked_in_steps() {
        scale = scale(Booking.COUNT, "0.2");
        at(0, 111.2).at(10, 111.2);
        assertEquals(List.of("count 2.2 floor"), booked);
    }

    @Test
    void it_goes_on_after_a_restart_with_what_is_booked() {
        scale = scale(new Booking(MovementKind.SELL, MovementKind.COUNT, Optional.empty()), "1");
        at(0, 150).at(10, 150).at(15, 135);
        GaugeState state = scale.state();
        scale = scale(new Booking(MovementKind.SELL, MovementKind.COUNT, Optional.empty()), "1");
        scale.resume(state);
        silent(60);
        assertEquals(List.of("count 10 floor"), booked, "it may be a hand that lay there when the power went");
        at(90, 135).at(95, 135).at(100, 135);
        assertEquals(List.of("count 10 floor", "sell 3 floor"), booked);
    }

    @Test
    void what_a_scale_said_before_it_fell_silent_with_a_fault_is_not_believed() {
        at(0, 150).at(10, 150).at(15, 900);
        scale.lost();
        silent(60).at(90, 150).at(100, 150);
        assertEquals(List.of("count 10 floor"), booked);
    }

    @Test
    void it_tells_what_it_weighs_and_until_when_it_waits() {
        assertEquals("nothing g, nothing, nothing booked, Unheard[]", stands());
        at(0, 148).at(4, 151);
        assertEquals("151.0 g, 10.2, nothing booked, Settling[quantity=10, until=2026-11-23T12:00:10Z]", stands());
        silent(10);
        assertEquals("151.0 g, 10.2, 10 booked, Still[]", stands());
        at(20, 153.7);
        assertEquals("153.7 g, 10.74, 10 booked, Still[]", stands());
        at(30, 170);
        assertEquals("170.0 g, 14, 10 booked, Settling[quantity=14, until=2026-11-23T12:00:40Z]", stands());
        assertEquals(NOON.plusSeconds(30), standing().said().orElseThrow().heard());
        assertEquals(new Goods("nut", "each", "floor"), standing().goods());
    }

    @Test
    void it_tells_why_a_weight_is_nothing() {
        at(0, 150).at(10, 150).at(20, 0);
        assertEquals("0.0 g, -20, 10 booked, Lifted[]", stands());
        at(30, 6e9);
        assertEquals("6000000000 g, 1199999980, 10 booked, Overfull[]", stands());
        scale.lost();
        assertEquals("nothing g, nothing, 10 booked, Unheard[]", stands());
    }

    @Test
    void bulk_goods_are_told_to_a_hundredth_of_a_step() {
        scale = scale(Booking.COUNT, "0.05");
        at(0, 111.234);
        assertEquals("111.234 g, 2.247, nothing booked, Settling[quantity=2.25, until=2026-11-23T12:00:10Z]", stands());
    }

    @Test
    void a_clock_that_is_set_back_only_delays() {
        at(0, 150).at(10, 150).at(15, 135).at(-7200, 135).at(-7195, 135);
        assertEquals(List.of("count 10 floor"), booked);
        at(-7190, 135);
        assertEquals(List.of("count 10 floor", "count 7 floor"), booked);
    }

    @Test
    void the_sensors_own_clock_does_not_matter() {
        at(0, 150).at(10, 150);
        Instant wrong = Instant.parse("2031-01-01T00:00:00Z");
        scale.take(new Measurement(BigDecimal.valueOf(135), wrong, false, NOON.plusSeconds(15), 90));
        at(20, 135).at(25, 135);
        assertEquals(List.of("count 10 floor", "count 7 floor"), booked);
    }
}
