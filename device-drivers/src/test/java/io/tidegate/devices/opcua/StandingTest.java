package io.tidegate.devices.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.driver.FieldStatus;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.Test;

/** What is recorded of variables that come and go; and of those for which there is no room. Without a server. */
class StandingTest {

    private static final DeviceId PRESS = new DeviceId("press");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private final Standing press = new Standing(PRESS, 2);

    @Test
    void values_of_one_moment_are_one_reading_and_the_status_is_told_once() {
        press.value("force", Value.of(5), FieldStatus.GOOD, TEN);
        press.value("speed", Value.of(7), FieldStatus.GOOD, TEN);
        press.value("force", Value.of(6), FieldStatus.GOOD, TEN.plusSeconds(1));
        assertEquals(
                List.of(
                        reading(
                                0,
                                Map.of(
                                        "force", Value.of(5),
                                        "force.status", Value.of("good"),
                                        "speed", Value.of(7),
                                        "speed.status", Value.of("good"))),
                        reading(1, Map.of("force", Value.of(6)))),
                press.take());
        assertEquals(List.of(), press.take());
    }

    @Test
    void two_values_of_one_field_are_two_readings_even_of_the_same_moment() {
        press.value("force", Value.of(5), FieldStatus.GOOD, TEN);
        press.take();
        press.value("force", Value.of(6), FieldStatus.GOOD, TEN);
        press.value("force", Value.of(7), FieldStatus.GOOD, TEN);
        assertEquals(
                List.of(reading(0, Map.of("force", Value.of(6))), reading(0, Map.of("force", Value.of(7)))),
                press.take());
    }

    @Test
    void a_doubtful_value_is_marked_as_long_as_it_is_doubtful() {
        press.value("force", Value.of(5), "Uncertain_LastUsableValue", TEN);
        press.value("force", Value.of(6), "Uncertain_LastUsableValue", TEN.plusSeconds(1));
        press.value("force", Value.of(7), FieldStatus.GOOD, TEN.plusSeconds(2));
        assertEquals(
                List.of(
                        reading(
                                0,
                                Map.of(
                                        "force", Value.of(5),
                                        "force.status", Value.of("Uncertain_LastUsableValue"))),
                        reading(1, Map.of("force", Value.of(6))),
                        reading(2, Map.of("force", Value.of(7), "force.status", Value.of("good")))),
                press.take());
    }

    @Test
    void one_bad_variable_is_told_beside_the_others_and_when_all_are_bad_the_device_is_silent() {
        press.value("force", Value.of(5), FieldStatus.GOOD, TEN);
        press.take();
        press.noValue("speed", "has no value", TEN.plusSeconds(1));
        press.noValue("speed", "has no value", TEN.plusSeconds(2));
        press.noValue("force", "has no value either", TEN.plusSeconds(3));
        press.noValue("force", "has no value again", TEN.plusSeconds(4));
        press.value("force", Value.of(6), FieldStatus.GOOD, TEN.plusSeconds(5));
        assertEquals(
                List.of(
                        reading(1, Map.of("speed.status", Value.of("speed has no value"))),
                        new Observation.Fault(PRESS, TEN.plusSeconds(3), "force has no value either"),
                        reading(5, Map.of("force", Value.of(6)))),
                press.take());
    }

    @Test
    void what_finds_no_room_is_counted_and_the_newest_are_kept() throws InterruptedException {
        Inbox inbox = new Inbox(2);
        for (int node = 0; node < 5; node++) {
            inbox.put(
                    node,
                    new DataValue(
                            node == 4 ? StatusCode.GOOD.withDataValueInfoType().withOverflow() : StatusCode.GOOD));
        }
        assertEquals(
                List.of(3, 4), inbox.take(0).stream().map(Inbox.Change::node).toList());
        assertEquals(3, inbox.dropped());
        assertEquals(1, inbox.overflowed());
    }

    private static Observation reading(int second, Map<String, Value> fields) {
        return new Observation.Reading(PRESS, TEN.plusSeconds(second), fields);
    }
}
