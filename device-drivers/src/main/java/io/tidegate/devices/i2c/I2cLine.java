package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;

/** The way to one chip. Each call is one transfer, while no other device of the bus is heard. Used by one thread. */
interface I2cLine extends AutoCloseable {

    /** Writes the bytes, and reads behind a repeated start. */
    byte[] ask(int count, int... bytes) throws DeviceException, InterruptedException;

    byte[] read(int count) throws DeviceException, InterruptedException;

    void write(int... bytes) throws DeviceException, InterruptedException;

    @Override
    void close();

    /** A register of two bytes, the high one first. */
    default int word(int register) throws DeviceException, InterruptedException {
        return word(ask(2, register), 0);
    }

    static int word(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
