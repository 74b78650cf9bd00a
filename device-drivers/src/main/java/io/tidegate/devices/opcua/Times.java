package io.tidegate.devices.opcua;

import io.tidegate.observation.DeviceTime;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.jspecify.annotations.Nullable;

/** When a value was so (Part 4, 7.11): by its source, else by the server, else by us. Pure. */
final class Times {

    private Times() {}

    static Instant of(DataValue value, Instant arrival) {
        Instant source = usable(value.sourceTime(), arrival);
        if (source != null) {
            return source;
        }
        Instant server = usable(value.serverTime(), arrival);
        return server == null ? arrival : server;
    }

    private static @Nullable Instant usable(@Nullable DateTime time, Instant arrival) {
        if (time == null || time.isNull()) {
            return null;
        }
        Instant at = time.getJavaInstant();
        return DeviceTime.isUsable(at, arrival) ? at : null;
    }
}
