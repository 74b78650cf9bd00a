package io.tidegate.devices.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.simulator.Signal.Beep;
import io.tidegate.devices.simulator.Signal.State;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A week in the shop, a minute at a time. */
class ShopTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final int DAY_MINUTES = 24 * 60;

    private static List<Signal> minutes(long seed, int minutes) {
        Shop shop = new Shop(seed, MONDAY);
        List<Signal> shown = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            shown.addAll(shop.advance(MONDAY.plus(Duration.ofMinutes(minute))));
        }
        return shown;
    }

    private static List<Map<String, Value>> of(String device, List<Signal> shown) {
        return shown.stream()
                .filter(each -> each instanceof State && each.device().equals(device))
                .map(each -> ((State) each).fields())
                .toList();
    }

    private static double number(Map<String, Value> fields, String name) {
        return ((Value.Numeric) fields.get(name)).value();
    }

    private static DoubleSummaryStatistics numbers(List<Map<String, Value>> fields, String name) {
        return fields.stream().mapToDouble(each -> number(each, name)).summaryStatistics();
    }

    @Test
    void the_same_seed_makes_the_same_day_and_another_seed_another() {
        List<Signal> day = minutes(1, DAY_MINUTES);
        assertEquals(day, minutes(1, DAY_MINUTES));
        assertNotEquals(day, minutes(2, DAY_MINUTES));
    }

    @Test
    void fridges_and_freezer_keep_their_temperature_for_a_week() {
        List<Signal> week = minutes(1, 7 * DAY_MINUTES);
        for (String fridge : List.of("fridge-1", "fridge-2")) {
            DoubleSummaryStatistics celsius = numbers(of(fridge, week), "temperature");
            assertTrue(celsius.getMin() > 1 && celsius.getMax() < 9, fridge + " " + celsius);
            assertTrue(celsius.getAverage() > 3 && celsius.getAverage() < 5, fridge + " " + celsius);
        }
        DoubleSummaryStatistics freezer = numbers(of("freezer-1", week), "temperature");
        // It warms for minutes while it is defrosted.
        assertTrue(freezer.getMin() > -24 && freezer.getMax() < -12, "freezer " + freezer);
        assertTrue(freezer.getAverage() < -18, "freezer " + freezer);
        DoubleSummaryStatistics room = numbers(of("shop-air", week), "temperature");
        assertTrue(room.getMin() > 17 && room.getMax() < 24, "room " + room);
    }

    @Test
    void a_fridge_shows_compressor_cycles_defrosts_and_doors() {
        List<Map<String, Value>> day = of("fridge-1", minutes(1, DAY_MINUTES));
        assertEquals(3, beginnings(day, "defrost"), 1);
        int starts = beginnings(day, "compressor");
        assertTrue(starts > 10 && starts < 100, starts + " starts of the compressor");
        assertTrue(day.stream().anyMatch(each -> each.get("door").equals(Value.of(true))));
    }

    private static int beginnings(List<Map<String, Value>> fields, String flag) {
        int count = 0;
        for (int i = 1; i < fields.size(); i++) {
            boolean begins = fields.get(i).get(flag).equals(Value.of(true))
                    && fields.get(i - 1).get(flag).equals(Value.of(false));
            count += begins ? 1 : 0;
        }
        return count;
    }

    @Test
    void the_mill_makes_parts_in_its_shifts_and_rests_at_night() {
        List<Map<String, Value>> day = of("mill-1", minutes(1, DAY_MINUTES));
        double sixInTheMorning = number(day.get(6 * 60 - 1), "cycles");
        double tenAtNight = number(day.get(22 * 60 - 1), "cycles");
        double perHour = (tenAtNight - sixInTheMorning) / 16;
        assertTrue(perHour > 20 && perHour < 40, perHour + " parts an hour");
        assertEquals(Value.of("off"), day.get(3 * 60).get("state"));
        assertTrue(number(day.get(3 * 60), "power") < 50);
    }

    @Test
    void the_meter_counts_what_is_drawn() {
        List<Map<String, Value>> day = of("meter", minutes(1, DAY_MINUTES));
        double kwh = number(day.getLast(), "energy") - number(day.getFirst(), "energy");
        double drawn = numbers(day, "power").getAverage() * 24 / 1_000;
        assertEquals(drawn, kwh, drawn * 0.05);
        for (int i = 1; i < day.size(); i++) {
            assertTrue(number(day.get(i), "energy") >= number(day.get(i - 1), "energy"), "it never runs backwards");
        }
    }

    @Test
    void the_till_reads_valid_gtins() {
        List<Beep> beeps = minutes(1, DAY_MINUTES).stream()
                .filter(Beep.class::isInstance)
                .map(Beep.class::cast)
                .filter(beep -> beep.device().equals("till-1"))
                .toList();
        assertTrue(beeps.size() > 300 && beeps.size() < 3_000, beeps.size() + " scans");
        for (Beep beep : beeps) {
            assertEquals(Symbology.EAN_13, beep.symbology());
            assertTrue(beep.data().matches("\\d{13}"), beep.data());
            int sum = 0;
            for (int i = 0; i < 13; i++) {
                sum += (beep.data().charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
            }
            assertEquals(0, sum % 10, beep.data());
        }
        assertEquals(1, Catalogue.checkDigit("400638133393"), "a pen from a real shop");
    }

    @Test
    void after_a_long_sleep_it_goes_on_instead_of_living_through_it() {
        Shop shop = new Shop(1, MONDAY);
        List<Signal> shown = shop.advance(MONDAY.plus(Duration.ofDays(300)));
        assertTrue(shown.size() <= Beeps.MAX + 6, shown.size() + " signals");
    }
}
