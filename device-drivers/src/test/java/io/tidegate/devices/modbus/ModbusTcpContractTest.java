package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.ModbusRegister.Table;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

/** A real server by real TCP. */
class ModbusTcpContractTest extends DriverContract {

    private final TcpServer server = new TcpServer(new Units().put(1, Table.HOLDING, 0, 225));
    private final ModbusDevice bus = Bus.of(
            server.connection(),
            "{id: oven, unit: 1, interval: 100ms, registers: [{field: temperature, address: 0, type: int16}]}");
    private final RememberingRecorder journal = new RememberingRecorder();

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected Driver open() throws DeviceException, InterruptedException {
        return ModbusDriver.open(bus, Clock.systemUTC());
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
