package io.tidegate.devices.onewire;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On files as the kernel makes them. */
class OneWireDriverContractTest extends DriverContract {

    @TempDir
    Path root;

    private Slaves slaves;

    @BeforeEach
    void plug() {
        slaves = new Slaves(root);
    }

    @Override
    protected Driver open() throws DeviceException {
        return new OneWireDriver(Slaves.config(Optional.empty()), root, Clock.systemUTC());
    }

    @Override
    protected void takeTheDeviceAway() {
        slaves.pull();
    }

    @Override
    protected void putTheDeviceBack() {
        slaves.plug();
    }

    @Override
    protected Recorder recorder() {
        return new RememberingRecorder();
    }
}
