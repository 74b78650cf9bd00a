package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.SpiDevice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One chip on an SPI bus. Used by its device thread only. */
public final class SpiDriver implements Driver.Polled {

    private final SpiDevice config;
    private final SpiLine line;
    private final Chip chip;
    private final InstantSource clock;

    /** @throws DeviceException when the bus is not there, or the chip does not answer */
    public static SpiDriver open(SpiDevice config, SpiBuses buses, InstantSource clock)
            throws DeviceException, InterruptedException {
        SpiLine line = buses.open(config);
        boolean open = false;
        try {
            SpiDriver driver = new SpiDriver(config, line, Chip.of(config, line), clock);
            open = true;
            return driver;
        } finally {
            if (!open) {
                line.close();
            }
        }
    }

    private SpiDriver(SpiDevice config, SpiLine line, Chip chip, InstantSource clock) {
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
