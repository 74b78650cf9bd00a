package io.tidegate.devices.gadgets;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.HandBroker;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.mqtt.MqttListener;
import io.tidegate.mqtt.Room;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.testing.HandClock;

/** The device that goes away is the broker; gadgets that do are in {@link GadgetInterpreterTest}. */
class GadgetsDriverContractTest extends DriverContract {

    private final HandBroker broker = new HandBroker();
    private final RememberingRecorder journal = new RememberingRecorder();

    @Override
    protected Driver open() throws DeviceException {
        return GadgetsDriver.open(
                Heard.config(GadgetsDevice.Family.TASMOTA),
                new MqttListener.Source(broker, new Room(), new HandClock()),
                (_, _) -> {});
    }

    @Override
    protected void takeTheDeviceAway() {
        broker.connected = false;
    }

    @Override
    protected void putTheDeviceBack() {
        broker.connected = true;
    }

    @Override
    protected Recorder recorder() {
        return journal;
    }
}
