package io.tidegate.devices.simulator;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.HandPublisher;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.SimulatorDevice;
import io.tidegate.testing.HandClock;
import java.time.Duration;

class SimulatorDriverContractTest extends DriverContract {

    private final HandPublisher publisher = new HandPublisher();

    @Override
    protected Driver open() throws DeviceException {
        return new SimulatorDriver(
                new SimulatorDevice(
                        new DeviceId("pretended-shop"), "floor/{device}/{metric}", 1, Duration.ofSeconds(2)),
                publisher,
                new HandClock());
    }

    @Override
    protected void takeTheDeviceAway() {
        publisher.connected = false;
    }

    @Override
    protected void putTheDeviceBack() {
        publisher.connected = true;
    }

    @Override
    protected Recorder recorder() {
        return new RememberingRecorder();
    }
}
