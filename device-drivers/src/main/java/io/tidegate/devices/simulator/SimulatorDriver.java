package io.tidegate.devices.simulator;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Publisher;
import io.tidegate.observation.Observation;
import io.tidegate.site.SimulatorDevice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Publishes what a pretended {@link Shop} shows to the site's broker, by a connection of its own as any gadget has it. An
 * mqtt device of the same site reads it there. It records nothing itself. Used by its device thread only.
 */
public final class SimulatorDriver implements Driver.Polled {

    private final SimulatorDevice config;
    private final Publisher publisher;
    private final InstantSource clock;
    private final Shop shop;

    /**
     * @param publisher is closed with the driver
     * @throws DeviceException when the topic cannot be published to
     */
    public SimulatorDriver(SimulatorDevice config, Publisher publisher, InstantSource clock) throws DeviceException {
        if (!config.topic().contains("{device}") || config.topic().matches(".*[+#].*")) {
            publisher.close();
            throw new DeviceException("cannot publish to '" + config.topic()
                    + "'. Use a topic with {device} and without wildcards, such as floor/{device}/{metric}");
        }
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
        this.shop = new Shop(config.seed(), clock.instant());
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    /** Publishes; what is lost with a broker that is away is only pretended. */
    @Override
    public List<Observation> poll() throws DeviceException, InterruptedException {
        publisher.publish(shop.advance(clock.instant()).stream()
                .map(signal -> new Publisher.Message(topic(signal), SignalJson.bytes(signal)))
                .toList());
        return List.of();
    }

    private String topic(Signal signal) {
        return config.topic().replace("{device}", signal.device()).replace("{metric}", signal.metric());
    }

    @Override
    public void close() {
        publisher.close();
    }
}
