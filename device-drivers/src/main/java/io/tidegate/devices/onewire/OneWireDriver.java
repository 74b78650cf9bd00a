package io.tidegate.devices.onewire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.OneWireDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * One thermometer on the kernel's 1-Wire bus. Each poll lets it measure, which takes up to 750 ms; the kernel lets the
 * slaves of a bus go one after the other. Used by its device thread only.
 */
public final class OneWireDriver implements Driver.Polled {

    /** Where the kernel lists what is on its 1-Wire buses. */
    public static final Path DEVICES = Path.of("/sys/bus/w1/devices");

    private final OneWireDevice config;
    private final Path folder;
    private final InstantSource clock;

    /**
     * @param devices {@link #DEVICES}
     * @throws DeviceException when there is no such bus or slave, or its resolution cannot be set
     */
    public OneWireDriver(OneWireDevice config, Path devices, InstantSource clock) throws DeviceException {
        if (!Files.isDirectory(devices)) {
            throw new DeviceException("this box has no 1-Wire bus (" + devices
                    + " is missing): add dtoverlay=w1-gpio to /boot/firmware/config.txt, and start the box anew");
        }
        this.config = config;
        this.folder = devices.resolve(config.slave());
        this.clock = clock;
        if (config.resolution().isPresent()) {
            setResolution(config.resolution().get());
        }
    }

    /** The chip keeps it only until its power goes, so it is looked at with each opening. */
    private void setResolution(int bits) throws DeviceException {
        Path file = folder.resolve("resolution");
        String wanted = Integer.toString(bits);
        checkThere();
        try {
            if (!Files.readString(file, US_ASCII).strip().equals(wanted)) {
                Files.writeString(file, wanted, US_ASCII);
            }
        } catch (IOException refused) {
            throw new DeviceException(
                    "the resolution of the 1-Wire slave " + config.slave() + " cannot be set to " + bits
                            + " bits: check that the gateway may write " + file
                            + ", or take 'resolution' out of the site file",
                    refused);
        }
    }

    private void checkThere() throws DeviceException {
        if (!Files.isDirectory(folder)) {
            throw new DeviceException("there is no 1-Wire slave " + config.slave()
                    + ": check its plug and cable, and its name by 'ls /sys/bus/w1/devices'");
        }
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public List<Observation> poll() throws DeviceException, InterruptedException {
        checkThere();
        double celsius = W1Slave.celsius(config.slave(), text());
        Instant now = clock.instant();
        return List.of(new Observation.Reading(config.id(), now, Map.of("temperature", Value.of(celsius))));
    }

    private String text() throws DeviceException {
        try {
            return Files.readString(folder.resolve("w1_slave"), US_ASCII);
        } catch (IOException gone) {
            throw new DeviceException(
                    "the 1-Wire slave " + config.slave() + " cannot be read: check its plug and cable", gone);
        }
    }

    @Override
    public void close() {
        // Nothing is held open between two polls.
    }
}
