package io.tidegate.devices.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.serial.SerialDeviceContract;
import io.tidegate.site.ScaleDevice;
import io.tidegate.site.ScaleDevice.Protocol;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scale is pretended, at the far end of a real pty. */
class SpeakingScaleOnPtyTest extends SerialDeviceContract {

    private final RememberingRecorder journal = new RememberingRecorder();
    private final HandClock clock = new HandClock();

    @Override
    protected Driver open() throws DeviceException {
        return open(Protocol.MT_SICS);
    }

    private Driver open(Protocol protocol) throws DeviceException {
        return new SpeakingScale(
                new ScaleDevice(new DeviceId("scale"), cable().line(), protocol, false, Duration.ofSeconds(1)), clock);
    }

    @Override
    protected Recorder recorder() {
        return journal;
    }

    private Watch watch(Protocol protocol) {
        return QuickWatch.start("scale", () -> open(protocol), journal);
    }

    private List<Map<String, Value>> weighed() {
        return journal.seen().stream()
                .map(each -> assertInstanceOf(Observation.Reading.class, each).fields())
                .toList();
    }

    @Test
    void it_is_told_to_send_and_what_comes_to_rest_is_recorded() throws Exception {
        try (Watch _ = watch(Protocol.MT_SICS)) {
            cable().awaitHeard("SIR\r\n");
            cable().send("S D      1.000 kg\r\nS D      1.100 kg\r\nS S      1.250 kg\r\nS S      1.250 kg\r\n");
            Awaiting.until("it is recorded", () -> journal.seen().size() == 2);
            assertEquals(
                    List.of(
                            Map.of("weight", Value.of(1), "stable", Value.of(false)),
                            Map.of("weight", Value.of(1.25), "stable", Value.of(true))),
                    weighed());
        }
    }

    @Test
    void a_scale_that_always_sends_is_understood_from_the_middle_of_a_line_on() throws Exception {
        try (Watch _ = watch(Protocol.A_AND_D)) {
            cable().send("1.200kg\r\n\u0002ST,GS,+0001.234kg\u0003\r\n");
            Awaiting.until("it is recorded", () -> journal.seen().size() == 1);
            assertEquals(List.of(Map.of("weight", Value.of(1.234), "stable", Value.of(true))), weighed());
        }
    }
}
