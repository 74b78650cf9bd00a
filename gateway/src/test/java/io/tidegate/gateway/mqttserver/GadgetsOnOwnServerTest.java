package io.tidegate.gateway.mqttserver;

import io.tidegate.devices.gadgets.GadgetsContract;
import io.tidegate.driver.Broker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** With the gateway's own server on a socket, and a client that publishes as the gadget would. */
class GadgetsOnOwnServerTest extends GadgetsContract {

    @TempDir
    Path folder;

    private RunningIntake running;

    @Override
    protected Broker open() throws Exception {
        running = RunningIntake.start(folder);
        return running.intake;
    }

    @Override
    protected String url() {
        return running.url();
    }

    @AfterEach
    void stop() {
        running.close();
    }
}
