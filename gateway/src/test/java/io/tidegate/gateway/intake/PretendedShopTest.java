package io.tidegate.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.devices.Devices;
import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.DeviceConfig;
import io.tidegate.testing.Awaiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator is a client of the gateway's own server, as any gadget is. */
class PretendedShopTest {

    private static final String TOPIC = "floor/{device}/{metric}";
    private static final DeviceConfig.Mqtt FLOOR =
            new DeviceConfig.Mqtt(new DeviceId("floor"), TOPIC, Optional.empty());
    private static final DeviceConfig.Simulator SHOP =
            new DeviceConfig.Simulator(new DeviceId("pretended-shop"), TOPIC, 1, Duration.ofMillis(200));

    @TempDir
    Path folder;

    @Test
    void what_the_pretended_shop_publishes_reaches_the_journal() throws Exception {
        Clock clock = Clock.systemUTC();
        try (RunningIntake running = RunningIntake.start(folder);
                Watch floor = Devices.watch(FLOOR, running.intake, running.journal, clock);
                PahoBroker client = PahoBroker.open(URI.create(running.url()), "pretended-shop");
                Watch shop = Devices.watch(SHOP, client, running.journal, clock)) {
            Awaiting.until("many readings are recorded", () -> floor.status().recorded() >= 50);
            assertEquals(0, shop.status().faults());
            assertEquals(WatchStatus.Up.class, shop.status().state().getClass());
            assertEquals(1, running.intake.status().clients());
        }
    }
}
