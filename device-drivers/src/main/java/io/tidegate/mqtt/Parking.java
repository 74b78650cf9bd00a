package io.tidegate.mqtt;

import io.tidegate.driver.Broker.Message;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Parked;
import java.time.Instant;
import java.util.Arrays;

/** Keeps what could not be understood, for a person to look at. Functions only. */
public final class Parking {

    private Parking() {}

    public static Parked parked(DeviceId source, Message message, Instant arrival, String reason) {
        byte[] payload = message.payload();
        boolean cut = payload.length > Parked.PAYLOAD_BYTES_MAX;
        return new Parked(
                source.value(),
                arrival,
                message.topic(),
                cut ? Arrays.copyOf(payload, Parked.PAYLOAD_BYTES_MAX) : payload,
                cut ? reason + " (Kept: the first " + Parked.PAYLOAD_BYTES_MAX + " bytes.)" : reason);
    }
}
