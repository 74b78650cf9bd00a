package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;
import io.tidegate.driver.contract.BrokerPlacesContract;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with a real Mosquitto as it comes out of the box. */
class PahoBrokerContractTest extends BrokerPlacesContract {

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
