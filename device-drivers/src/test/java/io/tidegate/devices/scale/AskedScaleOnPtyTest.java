package io.tidegate.devices.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.serial.SerialDeviceContract;
import io.tidegate.site.ScaleDevice;
import io.tidegate.site.ScaleDevice.Protocol;
import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scale is pretended, at the far end of a real pty. */
class AskedScaleOnPtyTest extends SerialDeviceContract {

    private final Map<String, String> answers =
            new HashMap<>(Map.of("SI", "S S      1.250 kg\r\n", "TA", "TA A      0.100 kg\r\n"));
    private final HandClock clock = new HandClock();

    @Override
    protected void plugged() {
        ScaleAtTheFarEnd.answering(cable().far(), answers);
    }

    @Override
    protected AskedScale open() throws DeviceException {
        return open(Protocol.MT_SICS);
    }

    private AskedScale open(Protocol protocol) throws DeviceException {
        return new AskedScale(
                new ScaleDevice(new DeviceId("scale"), cable().line(), protocol, true, Duration.ofMillis(100)), clock);
    }

    @Override
    protected Recorder recorder() {
        return new RememberingRecorder();
    }

    private List<Observation> weighed(Map<String, Value> fields) {
        return List.of(new Observation.Reading(new DeviceId("scale"), clock.instant(), fields));
    }

    @Test
    void it_tells_the_weight_whether_it_rests_and_the_tare() throws Exception {
        try (Driver.Polled scale = open()) {
            assertEquals(
                    weighed(Map.of("weight", Value.of(1.25), "stable", Value.of(true), "tare", Value.of(0.1))),
                    scale.poll());
        }
    }

    @Test
    void a_scale_that_does_not_tell_its_tare_is_asked_for_it_once() throws Exception {
        answers.remove("TA");
        try (Driver.Polled scale = open()) {
            Map<String, Value> fields = Map.of("weight", Value.of(1.25), "stable", Value.of(true));
            assertEquals(weighed(fields), scale.poll());
            answers.put("TA", "S S      9.000 kg\r\n");
            assertEquals(weighed(fields), scale.poll());
        }
    }

    @Test
    void a_scale_of_the_other_kind_is_asked_in_its_words() throws Exception {
        answers.put("Q", "ST,+00123.45  g\r\n");
        try (Driver.Polled scale = open(Protocol.A_AND_D)) {
            assertEquals(weighed(Map.of("weight", Value.of(0.12345), "stable", Value.of(true))), scale.poll());
        }
    }

    @Test
    void what_came_before_the_answer_is_passed_over() throws Exception {
        answers.put("SI", "0.000 kg\r\nS D      2.000 kg\r\n");
        try (Driver.Polled scale = open()) {
            assertEquals(
                    weighed(Map.of("weight", Value.of(2), "stable", Value.of(false), "tare", Value.of(0.1))),
                    scale.poll());
        }
    }

    @Test
    void a_scale_that_is_not_ready_says_nothing_and_after_long_that_it_is_not() throws Exception {
        answers.put("SI", "S I\r\n");
        try (Driver.Polled scale = open()) {
            assertEquals(List.of(), scale.poll());
            DeviceException trouble = assertThrows(DeviceException.class, () -> {
                for (int i = 0; i < 40; i++) {
                    scale.poll();
                }
            });
            assertTrue(trouble.getMessage().contains("is not ready: check"), trouble.getMessage());
        }
    }

    @Test
    void silence_and_nonsense_are_told_with_what_to_check() throws Exception {
        answers.put("TA", "x\r\ny\r\nz\r\nx\r\ny\r\n");
        try (Driver.Polled scale = open()) {
            DeviceException strange = assertThrows(DeviceException.class, scale::poll);
            assertTrue(strange.getMessage().contains("is not understood: check serial.baud"), strange.getMessage());
        }
        answers.put("TA", "");
        try (Driver.Polled scale = open()) {
            DeviceException silent = assertThrows(DeviceException.class, scale::poll);
            assertTrue(silent.getMessage().startsWith("no answer from the scale at "), silent.getMessage());
        }
    }
}
