package io.tidegate.site;

import io.tidegate.observation.DeviceId;

/**
 * A device of the site file, one record for each {@code driver:}. The record's file holds all that the site file knows of
 * this kind: its keys, what they may be, and how the effective configuration shows them.
 */
public sealed interface DeviceConfig permits MqttDevice, SimulatorDevice {

    DeviceId id();

    /** The word after {@code driver:}. */
    String driver();
}
