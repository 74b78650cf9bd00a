package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a site's entries goes to one place. */
class SieveTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private long position;

    private static Selection every(int seconds) {
        return new Selection(List.of(), List.of(), List.of(), Optional.of(Duration.ofSeconds(seconds)), false);
    }

    private Entry reading(String device, int second, Map<String, Value> fields) {
        Instant at = TEN.plusSeconds(second);
        return new Entry(++position, at, new Observation.Reading(new DeviceId(device), at, fields));
    }

    private static String went(Sieve sieve, Entry entry) {
        return sieve.sift(entry)
                .map(each -> each.observation() instanceof Observation.Reading reading
                        ? String.join(
                                ",", reading.fields().keySet().stream().sorted().toList())
                        : each.observation().kind())
                .orElse("nothing");
    }

    @Test
    void all_goes_as_it_is_where_nothing_is_said() {
        Sieve sieve = new Sieve(Selection.ALL);
        Entry entry = reading("fridge-1", 0, Map.of("temperature", Value.of(3.4)));
        assertSame(entry, sieve.sift(entry).orElseThrow());
    }

    private Entry proof(String device, String of) {
        LocalDate day = LocalDate.of(2026, 11, 22);
        Proof.Sum sum = new Proof.Sum(1, "0".repeat(64), "");
        return new Entry(
                ++position, TEN, new Proof(new DeviceId(device), TEN, of, new Proof.Range(day, day, 1, 9, 0), sum));
    }

    @Test
    void a_proof_goes_where_all_goes_that_it_counts() {
        Sieve readings =
                new Sieve(new Selection(List.of("reading"), List.of("fridge-*"), List.of(), Optional.empty(), false));
        assertEquals("proof", went(readings, proof("fridge-1", "reading")));
        assertEquals("nothing", went(readings, proof("fridge-1", "scan")));
        assertEquals("nothing", went(readings, proof("oven", "reading")));
        assertEquals("proof", went(new Sieve(every(60)), proof("fridge-1", "scan")));
        assertEquals("nothing", went(new Sieve(every(60)), proof("fridge-1", "reading")), "only some readings go");
    }

    @Test
    void kinds_devices_and_fields_narrow_down() {
        Sieve sieve = new Sieve(new Selection(
                List.of("reading"), List.of("fridge-*", "door"), List.of("temperature"), Optional.empty(), false));
        Map<String, Value> both = Map.of("temperature", Value.of(3.4), "humidity", Value.of(60));
        assertEquals("temperature", went(sieve, reading("fridge-1", 0, both)));
        assertEquals("nothing", went(sieve, reading("oven", 0, both)));
        assertEquals("nothing", went(sieve, reading("door", 0, Map.of("open", Value.of(true)))));
        Observation scan = new Observation.Scan(new DeviceId("door"), TEN, "96385074", Symbology.EAN_8);
        assertEquals("nothing", went(sieve, new Entry(++position, TEN, scan)));
    }

    @Test
    void a_field_goes_once_in_so_long_and_each_field_for_itself() {
        Sieve sieve = new Sieve(every(60));
        Map<String, Value> one = Map.of("temperature", Value.of(3.4));
        Map<String, Value> both = Map.of("temperature", Value.of(3.4), "humidity", Value.of(60));
        assertEquals("temperature", went(sieve, reading("fridge-1", 0, one)));
        assertEquals("humidity", went(sieve, reading("fridge-1", 59, both)));
        assertEquals("temperature", went(sieve, reading("fridge-1", 60, both)));
        assertEquals("humidity,temperature", went(sieve, reading("fridge-2", 60, both)), "of another device");
        assertEquals(
                "humidity,temperature", went(sieve, reading("fridge-1", -600, both)), "after a clock was set back");
    }

    @Test
    void a_field_goes_when_it_has_changed() {
        Sieve sieve = new Sieve(new Selection(List.of(), List.of(), List.of(), Optional.empty(), true));
        assertEquals("open", went(sieve, reading("door", 0, Map.of("open", Value.of(true)))));
        assertEquals("nothing", went(sieve, reading("door", 1, Map.of("open", Value.of(true)))));
        assertEquals("open", went(sieve, reading("door", 2, Map.of("open", Value.of(false)))));
    }

    @Test
    void what_has_not_gone_is_let_through_again_when_it_is_asked_for_again() {
        Sieve sieve = new Sieve(every(60));
        Entry first = reading("fridge-1", 0, Map.of("temperature", Value.of(3.4)));
        Entry second = reading("fridge-1", 61, Map.of("temperature", Value.of(3.5)));
        for (int i = 0; i < 2; i++) {
            sieve.back();
            assertEquals("temperature", went(sieve, first));
            assertEquals("temperature", went(sieve, second));
        }
        sieve.gone(first.position());
        sieve.back();
        assertEquals("temperature", went(sieve, second), "it was sent and did not arrive");
        sieve.gone(second.position());
        sieve.back();
        assertEquals("nothing", went(sieve, reading("fridge-1", 100, Map.of("temperature", Value.of(3.6)))));
    }
}
