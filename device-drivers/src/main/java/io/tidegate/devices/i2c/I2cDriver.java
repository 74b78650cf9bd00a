package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.I2cDevice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One chip on an I2C bus. Used by its device thread only. */
public final class I2cDriver implements Driver.Polled {

    private final I2cDevice config;
    private final I2cLine line;
    private final Chip chip;
    private final InstantSource clock;

    /** @throws DeviceException when the bus is not there, or the chip does not answer or is another one */
    public static I2cDriver open(I2cDevice config, I2cBuses buses, InstantSource clock)
            throws DeviceException, InterruptedException {
        I2cLine line = buses.open(config);
        boolean open = false;
        try {
            I2cDriver driver = new I2cDriver(config, line, Chip.of(config, line), clock);
            open = true;
            return driver;
        } finally {
            if (!open) {
                line.close();
            }
        }
    }

    private I2cDriver(I2cDevice config, I2cLine line, Chip chip, InstantSource clock) {
        this.config = config;
        this.line = line;
        this.chip = chip;
        this.clock = clock;
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public List<Observation> poll() throws DeviceException, InterruptedException {
        Map<String, Value> fields = chip.measure();
        return List.of(new Observation.Reading(config.id(), clock.instant(), fields));
    }

    @Override
    public void close() {
        line.close();
    }
}
