package io.tidegate.devices.gpio;

import io.tidegate.driver.DeviceException;

/** One pin that is driven. Used by one thread. */
interface OutputPin extends AutoCloseable {

    /** @throws DeviceException when the pin cannot be driven any more */
    void drive(boolean high) throws DeviceException;

    /** Lets the pin go, at the level that it was driven to last; what the kernel makes of it is the board's affair. */
    @Override
    void close();
}
