package io.tidegate.devices.gpio;

import io.tidegate.driver.DeviceException;

/** One pin. Used by one thread. */
interface InputPin extends AutoCloseable {

    /** Hears of each change, on a thread that must not be blocked. */
    @FunctionalInterface
    interface Listener {
        void changed(boolean high);
    }

    /** @throws DeviceException when the pin cannot be read any more */
    boolean isHigh() throws DeviceException;

    @Override
    void close();
}
