package io.tidegate.devices.gpio;

import io.tidegate.driver.DeviceException;
import io.tidegate.pi4j.Part;

/** Why a pin cannot be used, and what to check. */
final class PinTrouble {

    private PinTrouble() {}

    static DeviceException noLibrary(LinkageError error) {
        return new DeviceException(
                "GPIO pins cannot be used on this kind of computer (" + Part.PROCESSOR
                        + "): check that it is a Raspberry Pi, or another board with an ARM processor",
                error);
    }

    static DeviceException notOpened(int pin, RuntimeException error) {
        return new DeviceException(
                "GPIO pin " + pin
                        + " cannot be opened: check that this is a Raspberry Pi, that the gateway"
                        + " is in the group gpio, and with gpioinfo that nothing else uses the pin",
                error);
    }
}
