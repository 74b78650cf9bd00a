package io.tidegate.gateway.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.PretendedMachine;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSiteTest {

    private static final DeviceId FRIDGE = new DeviceId("fridge-2");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private final LiveSite live = new LiveSite(InstantSource.fixed(TEN));

    @Test
    void the_last_word_of_each_field_stands() {
        live.take(List.of(reading(1, TEN, "temperature", 3.4), reading(2, TEN, "humidity", 60)));
        live.take(List.of(reading(3, TEN, "temperature", 3.5)));
        Map<String, LiveDevice.Field> fields = live.device(FRIDGE).orElseThrow().fields();
        assertEquals(Value.of(3.5), fields.get("temperature").value());
        assertEquals(Value.of(60), fields.get("humidity").value());
    }

    @Test
    void an_entry_that_comes_twice_changes_nothing() {
        live.take(List.of(reading(1, TEN, "temperature", 3.4), reading(2, TEN, "temperature", 3.5)));
        LiveDevice before = live.device(FRIDGE).orElseThrow();
        live.take(List.of(reading(1, TEN, "temperature", 3.4)));
        assertEquals(before, live.device(FRIDGE).orElseThrow());
    }

    @Test
    void a_proof_is_no_sign_of_life() {
        LocalDate day = LocalDate.of(2026, 11, 22);
        Proof.Sum sum = new Proof.Sum(1, "0".repeat(64), "");
        Proof proof = new Proof(FRIDGE, TEN, "reading", new Proof.Range(day, day, 1, 1, 0), sum);
        live.take(List.of(new Entry(2, TEN, proof)));
        assertTrue(live.device(FRIDGE).isEmpty());
    }

    @Test
    void a_fault_stands_until_the_device_speaks_again() {
        live.take(List.of(new Entry(1, TEN, new Observation.Fault(FRIDGE, TEN, "no answer"))));
        assertTrue(live.device(FRIDGE).orElseThrow().fault().isPresent());
        live.take(List.of(reading(2, TEN, "temperature", 3.4)));
        assertFalse(live.device(FRIDGE).orElseThrow().fault().isPresent());
    }

    @Test
    void a_device_is_silent_after_five_of_its_usual_gaps() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            entries.add(reading(i, TEN.plusSeconds(60L * i), "temperature", 3.4));
        }
        live.take(entries);
        LiveDevice device = live.device(FRIDGE).orElseThrow();
        assertTrue(device.canBeSilent());
        assertEquals(Duration.ofMinutes(5), device.silentAfter());
    }

    @Test
    void only_what_changed_since_is_asked_for() {
        live.take(List.of(reading(1, TEN, "temperature", 3.4)));
        long version = live.version();
        assertEquals(List.of(), live.changedSince(version));
        live.take(List.of(new Entry(2, TEN, new Observation.Scan(new DeviceId("till"), TEN, "1", Symbology.UNKNOWN))));
        assertEquals(1, live.changedSince(version).size());
    }

    @Test
    void the_last_hour_is_sixty_means_and_gaps_stay_gaps() {
        live.take(List.of(
                reading(1, TEN.minusSeconds(61 * 60), "temperature", 99),
                reading(2, TEN.minusSeconds(59 * 60), "temperature", 1),
                reading(3, TEN, "temperature", 2),
                reading(4, TEN, "temperature", 4)));
        float[] hour = live.lastHour(FRIDGE, "temperature").orElseThrow().means();
        assertEquals(60, hour.length);
        assertEquals(1, hour[0]);
        assertTrue(Float.isNaN(hour[30]));
        assertEquals(3, hour[59]);
    }

    @Test
    void a_peak_within_a_minute_is_kept_beside_its_mean() {
        live.take(List.of(
                reading(1, TEN.minusSeconds(60), "temperature", 3),
                reading(2, TEN, "temperature", 3),
                reading(3, TEN.plusSeconds(10), "temperature", 9.5),
                reading(4, TEN.plusSeconds(20), "temperature", -1)));
        HourOfMinutes hour = live.lastHour(FRIDGE, "temperature").orElseThrow();
        assertEquals(List.of(3f, 3f), List.of(hour.lows()[58], hour.highs()[58]));
        assertEquals(List.of(-1f, 9.5f), List.of(hour.lows()[59], hour.highs()[59]));
        assertTrue(Float.isNaN(hour.lows()[57]) && Float.isNaN(hour.highs()[57]), "nothing was said there");
    }

    @Test
    void a_peak_of_an_hour_ago_is_forgotten_with_its_minute() {
        live.take(List.of(reading(1, TEN.minusSeconds(60 * 60), "temperature", 30), reading(2, TEN, "temperature", 3)));
        HourOfMinutes hour = live.lastHour(FRIDGE, "temperature").orElseThrow();
        assertEquals(List.of(3f, 3f), List.of(hour.lows()[59], hour.highs()[59]));
    }

    @Test
    void a_time_ahead_of_its_arrival_empties_no_chart() {
        live.take(List.of(reading(1, TEN.minusSeconds(600), "temperature", 1)));
        Observation ahead =
                new Observation.Reading(FRIDGE, TEN.plus(Duration.ofHours(20)), Map.of("temperature", Value.of(2)));
        live.take(List.of(new Entry(2, TEN.minusSeconds(300), ahead), reading(3, TEN, "temperature", 3)));
        float[] hour = live.lastHour(FRIDGE, "temperature").orElseThrow().means();
        assertEquals(List.of(1f, 2f, 3f), List.of(hour[49], hour[54], hour[59]));
    }

    @Test
    void a_clock_that_was_set_back_leaves_the_charts_alive() {
        live.take(List.of(
                reading(1, TEN.plus(Duration.ofDays(900)), "temperature", 1), reading(2, TEN, "temperature", 2)));
        assertEquals(2, live.lastHour(FRIDGE, "temperature").orElseThrow().means()[59]);
    }

    @Test
    void neither_an_outage_nor_a_step_of_the_clock_makes_silence_usual() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            entries.add(reading(i, Instant.EPOCH.plusSeconds(60L * i), "temperature", 3.4));
        }
        entries.add(reading(21, TEN, "temperature", 3.4));
        entries.add(reading(22, TEN.plus(Duration.ofHours(20)), "temperature", 3.4));
        live.take(entries);
        LiveDevice device = live.device(FRIDGE).orElseThrow();
        assertTrue(
                device.silentAfter().compareTo(Duration.ofMinutes(15)) < 0,
                device.silentAfter().toString());
    }

    @Test
    void a_row_that_ends_too_early_is_left_out() {
        String whole = new String(
                LiveJson.write(new LiveDevice(
                        FRIDGE,
                        1,
                        1,
                        Map.of("t", new LiveDevice.Field(Value.of(1), TEN, TEN)),
                        Optional.of(new LiveDevice.LastScan("1", Symbology.UNKNOWN, TEN)),
                        Optional.of(new LiveDevice.LastFault("gone", TEN)),
                        TEN,
                        TEN,
                        Duration.ZERO)),
                StandardCharsets.UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int end = 0; end < whole.length(); end++) {
                for (String closed : List.of("", "]", "]]")) {
                    LiveJson.read((whole.substring(0, end) + closed).getBytes(StandardCharsets.UTF_8));
                }
            }
            assertEquals(Optional.empty(), LiveJson.read("[1,\"a\",1,1,1,1]".getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void after_a_start_the_charts_are_drawn_from_the_hour_that_was_recorded_last(@TempDir Path folder)
            throws Exception {
        PretendedMachine machine = PretendedMachine.ordinary(folder.resolve("machine"));
        try (Journal journal = machine.open(folder)) {
            LiveSite before = LiveSite.open(journal, machine.clock());
            for (int i = 1; i <= 200; i++) {
                journal.record(
                        List.of(new Observation.Reading(FRIDGE, machine.now(), Map.of("temperature", Value.of(i)))));
                machine.pass(Duration.ofMinutes(1));
            }
            try (Connection reader = journal.openReader()) {
                OptionalLong first =
                        journal.scan().firstRecorded(reader, machine.now().minusSeconds(3600), machine.now());
                assertTrue(first.orElseThrow() >= 138, "recalled from " + first);
            }
            // The journal acknowledges first and tells the pages' memory then.
            Awaiting.until(
                    "the newest is in the chart",
                    () -> before.lastHour(FRIDGE, "temperature")
                            .filter(hour -> hour.means()[58] == 200)
                            .isPresent());
        }
        try (Journal journal = machine.open(folder)) {
            LiveSite after = LiveSite.open(journal, machine.clock());
            after.recall(journal);
            float[] hour = after.lastHour(FRIDGE, "temperature").orElseThrow().means();
            assertEquals(200, hour[58]);
            assertEquals(142, hour[0]);
        }
    }

    @Test
    void too_many_devices_are_left_out_and_not_kept() {
        for (int i = 0; i < LiveSite.DEVICES_MAX + 10; i++) {
            DeviceId id = new DeviceId("d" + i);
            live.take(List.of(new Entry(i + 1, TEN, new Observation.Reading(id, TEN, Map.of("t", Value.of(1))))));
        }
        assertEquals(LiveSite.DEVICES_MAX, live.size());
    }

    @Test
    void long_texts_of_many_devices_take_so_much_memory_and_no_more() {
        Map<String, Value> texts = new LinkedHashMap<>();
        for (int i = 0; i < Observation.Reading.FIELDS_MAX; i++) {
            texts.put("note-" + i, Value.of("x".repeat(Value.TEXT_LENGTH_MAX)));
        }
        for (int i = 0; i < 100; i++) {
            live.take(List.of(new Entry(i + 1, TEN, new Observation.Reading(new DeviceId("d" + i), TEN, texts))));
        }
        assertEquals(100, live.size());
        long shown = live.devices().stream()
                .mapToLong(device -> device.fields().size())
                .sum();
        assertTrue(shown * Value.TEXT_LENGTH_MAX * Character.BYTES <= LiveRoom.BYTES_MAX, shown + " texts are kept");
        live.take(List.of(new Entry(101, TEN, new Observation.Reading(new DeviceId("d0"), TEN, shortened(texts)))));
        live.take(List.of(reading(102, TEN, "temperature", 3.4)));
        assertEquals(1, live.device(FRIDGE).orElseThrow().fields().size(), "there is room again");
    }

    private static Map<String, Value> shortened(Map<String, Value> texts) {
        Map<String, Value> all = new LinkedHashMap<>();
        texts.keySet().forEach(name -> all.put(name, Value.of("x")));
        return all;
    }

    @Test
    void a_device_comes_back_from_disk_as_it_was() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Value.of(3.4));
        fields.put("door", Value.of(false));
        fields.put("mode", Value.of("\"eco\""));
        live.take(List.of(
                new Entry(1, TEN, new Observation.Reading(FRIDGE, TEN, fields)),
                new Entry(2, TEN, new Observation.Scan(FRIDGE, TEN, "4006381333931", Symbology.EAN_13)),
                new Entry(3, TEN, new Observation.Fault(FRIDGE, TEN, "no answer"))));
        LiveDevice device = live.device(FRIDGE).orElseThrow();
        LiveSite next = new LiveSite(InstantSource.fixed(TEN));
        next.restore(LiveJson.read(LiveJson.write(device)).orElseThrow());
        LiveDevice back = next.device(FRIDGE).orElseThrow();
        assertEquals(device.fields(), back.fields());
        assertEquals(
                List.copyOf(device.fields().keySet()), List.copyOf(back.fields().keySet()));
        assertEquals(device.scan(), back.scan());
        assertEquals(device.fault(), back.fault());
    }

    private static Entry reading(long position, Instant at, String field, double value) {
        return new Entry(position, at, new Observation.Reading(FRIDGE, at, Map.of(field, Value.of(value))));
    }
}
