package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.site.ModbusRegister.Table;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real server on a pair of ptys; the bus's timing is the only thing pretended. */
class ModbusRtuOnPtyContractTest extends DriverContract {

    private static final String OVEN =
            "{id: oven, unit: 1, interval: 100ms, registers: [{field: temperature, address: 0, type: int16}]}";

    @TempDir
    Path folder;

    private final RememberingRecorder journal = new RememberingRecorder();
    private RtuServer server;

    @BeforeEach
    void plug() {
        server = new RtuServer(folder, new Units().put(1, Table.HOLDING, 0, 225));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected Driver open() throws DeviceException, InterruptedException {
        return ModbusDriver.open(Bus.onSerial(server.serial(), OVEN), Clock.systemUTC());
    }

    @Override
    protected void takeTheDeviceAway() {
        server.unplug();
    }

    @Override
    protected void putTheDeviceBack() {
        server.plug();
    }

    @Override
    protected Recorder recorder() {
        return journal;
    }
}
