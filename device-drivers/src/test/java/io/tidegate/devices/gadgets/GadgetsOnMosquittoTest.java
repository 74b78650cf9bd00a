package io.tidegate.devices.gadgets;

import io.tidegate.devices.mqtt.Clients;
import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.driver.Broker;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** With a real Mosquitto, and a client that publishes as the gadget would. */
class GadgetsOnMosquittoTest extends GadgetsContract {

    @TempDir
    Path folder;

    private Mosquitto mosquitto;
    private PahoBroker opened;

    @Override
    protected Broker open() throws Exception {
        mosquitto = Mosquitto.start(folder.resolve("broker"));
        opened = Clients.connected(mosquitto.url(), "gateway");
        return opened;
    }

    @Override
    protected String url() {
        return mosquitto.url();
    }

    @AfterEach
    void stop() {
        opened.close();
        mosquitto.close();
    }
}
