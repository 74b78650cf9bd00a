package io.tidegate.site;

import io.tidegate.observation.DeviceId;

/** One field of a device, written {@code press.strokes}. Immutable. */
public record SensorField(DeviceId device, String field) {

    @Override
    public String toString() {
        return device.value() + "." + field;
    }
}
