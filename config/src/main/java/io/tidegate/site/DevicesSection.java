package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code devices:}, one case for each {@code driver:}. Safe from any thread. */
final class DevicesSection {

    /** Each device has a thread; more would not fit a small board. */
    static final int DEVICES_MAX = 500;

    private static final Scalar<String> DRIVER = Scalars.oneOf(MqttDevice.DRIVER, SimulatorDevice.DRIVER);

    List<DeviceConfig> read(Mapping root) {
        List<DeviceConfig> devices = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : root.list("devices", DEVICES_MAX)) {
            String id = item.required("id", Scalars.id("floor"));
            SiteLoader.refuseRepeated(item, id, earlier);
            DeviceId device = new DeviceId(id);
            switch (item.required("driver", DRIVER)) {
                case MqttDevice.DRIVER -> devices.add(MqttDevice.read(item, device));
                case SimulatorDevice.DRIVER -> devices.add(SimulatorDevice.read(item, device));
                default -> item.closeUnread();
            }
            item.close();
        }
        return devices;
    }
}
