package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;

/** What a bus says where no chip drives its wire. */
final class Silent {

    private Silent() {}

    static DeviceException at(String place) {
        return new DeviceException(
                "nothing answers at " + place + ": check the wiring, the chip's supply, and which select wire it has");
    }
}
