package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;

/** The way to one chip. Used by one thread. */
interface SpiLine extends AutoCloseable {

    /** One transfer: as many bytes come back as go there, while the chip is selected. */
    byte[] transfer(int... bytes) throws DeviceException;

    @Override
    void close();
}
