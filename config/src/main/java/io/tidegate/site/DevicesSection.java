package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code devices:}, one case for each {@code driver:}. Safe from any thread. */
final class DevicesSection {

    /** Each device has a thread; more would not fit a small board. */
    static final int DEVICES_MAX = 500;

    private static final Scalar<String> DRIVER = Scalars.oneOf("mqtt", "simulator");
    private static final Scalar<Duration> INTERVAL =
            Scalars.duration("5 s", Duration.ofMillis(100), Duration.ofDays(1));

    List<DeviceConfig> read(Mapping root) {
        List<DeviceConfig> devices = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : root.list("devices", DEVICES_MAX)) {
            String id = item.required("id", Scalars.id("floor"));
            SiteLoader.refuseRepeated(item, id, earlier);
            switch (item.required("driver", DRIVER)) {
                case "mqtt" -> devices.add(mqtt(item, new DeviceId(id)));
                case "simulator" -> devices.add(simulator(item, new DeviceId(id)));
                default -> item.closeUnread();
            }
            item.close();
        }
        return devices;
    }

    private static DeviceConfig mqtt(Mapping item, DeviceId id) {
        return new DeviceConfig.Mqtt(
                id, item.required("topic", Topics.heard()), item.maybe("time", Scalars.text("Time")));
    }

    private static DeviceConfig simulator(Mapping item, DeviceId id) {
        return new DeviceConfig.Simulator(
                id,
                item.required("topic", Topics.spoken()),
                item.optional("seed", Scalars.SEED, 1L),
                item.optional("interval", INTERVAL, Duration.ofSeconds(5)));
    }
}
