package io.tidegate.gateway.mqttserver;

import io.tidegate.driver.Broker;
import io.tidegate.driver.contract.BrokerPlacesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What drivers may expect of any broker, they may expect of the gateway's own server. */
class BrokerContractTest extends BrokerPlacesContract {

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
