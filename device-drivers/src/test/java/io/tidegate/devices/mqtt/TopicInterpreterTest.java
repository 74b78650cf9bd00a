package io.tidegate.devices.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Broker;
import io.tidegate.mqtt.Counts;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.HandClock;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the driver remembers while it interprets; what it makes of messages stands in {@link MqttDriverTest}. */
class TopicInterpreterTest {

    private final Counts counts = new Counts();
    private final TopicInterpreter interpreter = new TopicInterpreter(
            new MqttDevice(new DeviceId("floor"), "floor/{device}/#", Optional.of("time"), MqttNumbers.AS_JSON),
            counts);

    private record Sent(String topic, byte[] payload, boolean resent) implements Broker.Message {

        @Override
        public boolean retained() {
            return false;
        }

        @Override
        public void acknowledge() {
            // Nobody waits.
        }
    }

    private void take(String topic, String payload, boolean resent) {
        interpreter.take(new Sent(topic, payload.getBytes(UTF_8), resent), HandClock.START);
    }

    @Test
    void to_know_a_repeat_it_keeps_no_reading() {
        String payload = "{\"note\":\"" + "x".repeat(1_000) + "\",\"time\":1795428000}";
        take("floor/fridge-9/state", payload, false);
        WeakReference<Observation> reading =
                new WeakReference<>(interpreter.batch().seen().getFirst());
        Awaiting.until("the reading is free", () -> {
            System.gc();
            return reading.get() == null;
        });
        take("floor/fridge-9/state", payload, true);
        assertEquals(1, counts.repeats.sum());
    }

    @Test
    void long_topics_are_remembered_up_to_a_number_of_bytes() {
        String levels = "/x".repeat(60);
        for (int i = 0; i < 3_000; i++) {
            take("floor/fridge-9/" + "y".repeat(800) + i + levels, "4.2", false);
            interpreter.batch();
        }
        assertTrue(
                interpreter.rememberedBytes() <= TopicInterpreter.TOPIC_BYTES_MAX,
                interpreter.rememberedBytes() + " bytes");
        take("floor/fridge-9/temperature", "4.2", false);
        assertEquals(1, interpreter.batch().seen().size());
    }

    @Test
    void a_scan_keeps_the_id_that_its_sender_gave_it_so_that_it_counts_once() {
        take("floor/till-7/scan", "{\"scan\":\"4006381333931\",\"scanId\":\"a-1\"}", false);
        take("floor/till-7/scan", "{\"scan\":\"4006381333931\",\"scanId\":\"a-1\"}", true);
        Observation scan = new Observation.Scan(
                new DeviceId("till-7"), HandClock.START, "4006381333931", Symbology.UNKNOWN, Optional.of("a-1"));
        assertEquals(List.of(scan, scan), interpreter.batch().seen());
    }
}
