package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device of the site file, one record for each {@code driver:}. The record's file holds all that the site file knows of
 * this kind: its keys, what they may be, and how the effective configuration shows them.
 */
public sealed interface DeviceConfig
        permits MqttDevice,
                SimulatorDevice,
                SerialScannerDevice,
                UsbScannerDevice,
                ScaleDevice,
                ModbusDevice,
                OneWireDevice,
                HostDevice,
                I2cDevice,
                GpioDevice,
                GpioOutputDevice,
                GadgetsDevice,
                SpiDevice,
                OpcUaDevice {

    /**
     * A part of the box or of a bus that only one device can be.
     *
     * @param key the key that says which
     * @param what in words, {@code GPIO pin 17}; the same words are the same part
     */
    record Claim(String key, String what) {}

    DeviceId id();

    /** The word after {@code driver:}. */
    String driver();

    /** The units of its fields, by device and field: UCUM codes. Only what does not depend on what the device says. */
    default Map<DeviceId, Map<String, String>> fieldUnits() {
        return Map.of();
    }

    /** What no other device of the site may be, too. */
    default Optional<Claim> claim() {
        return Optional.empty();
    }

    /** The same, where a device is several parts. */
    default List<Claim> claims() {
        return claim().stream().toList();
    }

    /** Scanners whose scans it answers with a sign. */
    default List<DeviceId> scanners() {
        return List.of();
    }

    /** What it can be told; nothing, for one that only tells. */
    default Optional<Control> control() {
        return Optional.empty();
    }
}
