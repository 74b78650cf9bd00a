package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real server of Eclipse Milo by real TCP, signed and encrypted. */
class OpcUaContractTest extends DriverContract {

    @TempDir
    Path folder;

    private final MachineServer server = new MachineServer();
    private final RememberingRecorder journal = new RememberingRecorder();

    @BeforeEach
    void trustEachOther() throws Exception {
        server.set("Temperature", 22.5);
        Trust.both(server, folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected Driver open() throws DeviceException, InterruptedException {
        return OpcUa.open(
                Servers.of(
                        server.url(),
                        "nodes: [{node: \"nsu=" + Machine.NAMESPACE + ";s=Temperature\", field: temperature}]"),
                folder,
                Clock.systemUTC());
    }

    @Override
    protected void takeTheDeviceAway() {
        server.off();
    }

    @Override
    protected void putTheDeviceBack() {
        server.on();
    }

    @Override
    protected Recorder recorder() {
        return journal;
    }
}
