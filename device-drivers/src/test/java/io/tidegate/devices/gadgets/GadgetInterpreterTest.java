package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Broker;
import io.tidegate.mqtt.Counts;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.site.Profiles;
import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GadgetInterpreterTest {

    private static final Instant NOW = HandClock.START;

    private final Counts counts = new Counts();
    private final Profiles profiles = new Profiles(List.of());
    private long nanos;
    private GadgetInterpreter interpreter = reading(Optional.empty(), List.of());

    private record Sent(String topic, byte[] payload, boolean retained, boolean resent) implements Broker.Message {
        @Override
        public void acknowledge() {
            // Nobody waits.
        }
    }

    private GadgetInterpreter reading(Optional<Duration> silentAfter, List<String> accept) {
        GadgetsDevice config = new GadgetsDevice(
                new DeviceId("zigbee"), GadgetsDevice.Family.ZIGBEE2MQTT, "z", silentAfter, accept, List.of());
        return new GadgetInterpreter(config, new GadgetInterpreter.Surroundings(counts, profiles::told, () -> nanos));
    }

    private List<String> send(String topic, String payload) {
        interpreter.take(new Sent(topic, payload.getBytes(UTF_8), false, false), NOW);
        return batch();
    }

    private List<String> sendRetained(String topic, String payload) {
        interpreter.take(new Sent(topic, payload.getBytes(UTF_8), true, false), NOW);
        return batch();
    }

    private List<String> look(Duration later) {
        nanos += later.toNanos();
        interpreter.look(nanos, NOW);
        return batch();
    }

    private List<String> batch() {
        Batch batch = interpreter.batch();
        List<String> lines = new ArrayList<>();
        for (Observation each : batch.seen()) {
            lines.add(
                    switch (each) {
                        case Observation.Reading reading -> reading.device() + " " + Heard.fields(reading.fields());
                        case Observation.Fault fault -> fault.device() + " fault: " + fault.reason();
                        case Observation.Scan _ -> "scan";
                        case Stock stock -> stock.kind();
                        case Remote remote -> remote.kind();
                    });
        }
        batch.parked().stream().map(Parked::reason).map("parked: "::concat).forEach(lines::add);
        return lines;
    }

    @Test
    void what_the_broker_kept_is_neither_a_reading_nor_a_press() {
        assertEquals(List.of(), sendRetained("z/button", "{\"action\":\"single\",\"temperature\":4}"));
        assertEquals(1, counts.retained.sum());
        assertEquals(List.of("button temperature=5.0"), send("z/button", "{\"temperature\":5}"));
    }

    @Test
    void a_gadget_that_goes_away_is_a_fault_once_and_is_back_when_it_says_so() {
        assertEquals(List.of("lamp state=true"), send("z/lamp", "{\"state\":\"ON\"}"));
        List<String> away = send("z/lamp/availability", "{\"state\":\"offline\"}");
        assertEquals("lamp online=false", away.getFirst());
        assertTrue(away.getLast().startsWith("lamp fault: the gadget is offline: check"), away.getLast());
        assertEquals(List.of(), send("z/lamp/availability", "offline"));
        assertEquals(List.of("lamp online=true"), send("z/lamp/availability", "online"));
        assertEquals(List.of(), send("z/lamp/availability", "online"));
    }

    @Test
    void what_the_broker_kept_tells_who_is_away_but_not_who_is_back() {
        assertEquals(2, sendRetained("z/lamp/availability", "offline").size());
        assertEquals(List.of(), sendRetained("z/lamp/availability", "online"));
        assertEquals(List.of("lamp online=true"), send("z/lamp/availability", "online"));
        assertEquals(List.of(), sendRetained("z/plug/availability", "online"));
    }

    @Test
    void a_gadget_that_measures_again_needs_no_word_that_it_is_back() {
        send("z/lamp/availability", "offline");
        assertEquals(List.of("lamp state=true"), send("z/lamp", "{\"state\":\"ON\"}"));
        assertEquals(2, send("z/lamp/availability", "offline").size());
    }

    @Test
    void when_the_bridge_is_away_all_behind_it_are() {
        sendRetained("z/bridge/devices", "[{\"friendly_name\":\"a\"},{\"friendly_name\":\"b\"}]");
        List<String> away = send("z/bridge/state", "offline");
        assertEquals(4, away.size());
        assertTrue(
                away.toString().contains("a fault: the bridge that speaks for the gadget is offline"), away::toString);
        assertEquals(
                List.of("c online=false"),
                sendRetained("z/bridge/devices", "[{\"friendly_name\":\"a\"},{\"friendly_name\":\"c\"}]")
                        .subList(0, 1));
        send("z/bridge/state", "online");
        assertEquals(List.of("a online=true"), send("z/a/availability", "online"));
    }

    @Test
    void a_gadget_that_says_nothing_for_too_long_is_silent_until_it_speaks() {
        interpreter = reading(Optional.of(Duration.ofHours(2)), List.of());
        send("z/cold", "{\"temperature\":4}");
        assertEquals(List.of(), look(Duration.ofMinutes(119)));
        List<String> silent = look(Duration.ofMinutes(1));
        assertTrue(silent.getLast().startsWith("cold fault: the gadget has said nothing for 7200 s"), silent::toString);
        assertEquals(List.of(), look(Duration.ofMinutes(14)));
        assertEquals(1, look(Duration.ofMinutes(1)).size(), "it is said again");
        assertEquals(List.of("cold temperature=5.0"), send("z/cold", "{\"temperature\":5}"));
        assertEquals(List.of(), look(Duration.ofMinutes(60)));
    }

    @Test
    void a_gadget_that_never_spoke_since_the_start_is_silent_too() {
        interpreter = reading(Optional.of(Duration.ofHours(2)), List.of());
        sendRetained("z/bridge/devices", "[{\"friendly_name\":\"a\"}]");
        assertEquals(2, look(Duration.ofHours(2)).size());
    }

    @Test
    void a_resent_message_with_its_own_time_counts_once() {
        byte[] payload = "{\"contact\":true,\"last_seen\":\"2026-11-23T09:59:00Z\"}".getBytes(UTF_8);
        interpreter.take(new Sent("z/door", payload, false, false), NOW);
        interpreter.take(new Sent("z/door", payload, false, true), NOW);
        assertEquals(1, batch().size());
        assertEquals(1, counts.repeats.sum());
    }

    @Test
    void only_what_is_accepted_is_taken() {
        interpreter = reading(Optional.empty(), List.of("cold room"));
        assertEquals(List.of("cold-room temperature=4.0"), send("z/cold room", "{\"temperature\":4}"));
        assertEquals(List.of(), send("z/lamp", "{\"state\":\"ON\"}"));
        assertEquals(List.of(), send("z/lamp/availability", "offline"));
    }

    @Test
    void names_become_ids_and_of_two_that_would_be_one_the_other_is_told() {
        assertEquals(List.of("kueche-lampe state=true"), send("z/Küche/Lampe", "{\"state\":\"ON\"}"));
        List<String> other = send("z/küche-lampe", "{\"state\":\"OFF\"}");
        assertTrue(other.getFirst().contains("which 'Küche/Lampe' is already"), other::toString);
        assertEquals(List.of("kueche-lampe state=true"), send("z/kueche-lampe", "{\"state\":\"ON\"}"));
        assertTrue(send("z/Küche/Lampe", "{\"state\":\"ON\"}").getFirst().contains("Rename one of them"));
        assertTrue(send("z/???", "{\"state\":\"ON\"}").getFirst().contains("no device id"));
        assertTrue(send("z/" + "x".repeat(500), "{\"a\":1}").getFirst().contains("no device id"));
    }

    @Test
    void which_of_two_names_is_taken_does_not_depend_on_who_comes_first() {
        send("z/Cold_room", "{\"a\":1}");
        send("z/Cold_Room", "{\"a\":1}");
        assertEquals(List.of("cold_room a=2.0"), send("z/Cold_Room", "{\"a\":2}"));
        assertTrue(send("z/Cold_room", "{\"a\":1}").getFirst().contains("Rename one of them"));
    }

    @Test
    void endless_names_are_told_and_fill_nothing() {
        for (int i = 0; i < Roll.GADGETS_MAX; i++) {
            send("z/g" + i, "{\"a\":1}");
        }
        for (int i = 0; i < 3_000; i++) {
            assertTrue(send("z/h" + i, "{\"a\":1}").getFirst().contains("no more are taken"));
        }
        assertEquals(List.of("g7 a=2.0"), send("z/g7", "{\"a\":2}"));
    }

    @Test
    void what_is_above_the_limits_of_a_reading_is_left_out_and_told() {
        StringBuilder many = new StringBuilder("{\"note\":\"" + "x".repeat(2_000) + "\"");
        for (int i = 0; i < 200; i++) {
            many.append(",\"f").append(i).append("\":").append(i);
        }
        List<String> lines = send("z/chatty", many.append('}').toString());
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().contains("f127=127.0") && !lines.getFirst().contains("f128"), lines::toString);
        assertTrue(lines.getLast().startsWith("parked: Of this message a part was left out"), lines::toString);
        assertTrue(send("z/x", "{\"a\":\"" + "x".repeat(2_000_000) + "\"}")
                .getFirst()
                .contains("2000008 bytes"));
    }

    @Test
    void units_are_known_by_device() {
        sendRetained(
                "z/bridge/devices",
                "[{\"friendly_name\":\"Cold Room\",\"definition\":{\"exposes\":[{\"property\":\"temperature\","
                        + "\"unit\":\"°C\"}]}}]");
        assertEquals(Optional.of("Cel"), profiles.unit(new DeviceId("cold-room"), "temperature"));
        assertEquals(Optional.empty(), profiles.unit(new DeviceId("cold-room"), "humidity"));
    }

    @Test
    void a_clock_without_a_zone_is_judged_by_its_minutes() {
        counts.judgeWallClock(java.time.LocalDateTime.parse("2026-11-23T15:31:00"), NOW);
        assertEquals(0, counts.timesSkewed.sum());
        counts.judgeWallClock(java.time.LocalDateTime.parse("2026-11-23T15:37:00"), NOW);
        assertEquals(1, counts.timesSkewed.sum());
        counts.judgeWallClock(java.time.LocalDateTime.parse("1970-01-01T00:00:05"), NOW);
        assertEquals(1, counts.timesReplaced.sum());
    }
}
