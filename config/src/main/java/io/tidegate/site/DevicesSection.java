package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code devices:}, one case for each {@code driver:}. Safe from any thread. */
final class DevicesSection {

    /** Each device has a thread; more would not fit a small board. */
    static final int DEVICES_MAX = 500;

    private static final Scalar<String> DRIVER = Scalars.oneOf(
            MqttDevice.DRIVER,
            SimulatorDevice.DRIVER,
            SerialScannerDevice.DRIVER,
            UsbScannerDevice.DRIVER,
            ScaleDevice.DRIVER,
            ModbusDevice.DRIVER,
            OneWireDevice.DRIVER,
            HostDevice.DRIVER,
            I2cDevice.DRIVER,
            GpioDevice.DRIVER);

    List<DeviceConfig> read(Mapping root) {
        List<DeviceConfig> devices = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        Map<String, Mapping> claimed = SiteLoader.noneYet();
        for (Mapping item : root.list("devices", DEVICES_MAX)) {
            String id = item.required("id", Scalars.id("floor"));
            SiteLoader.refuseRepeated(item, id, earlier);
            DeviceId device = new DeviceId(id);
            read(item, device, earlier)
                    .ifPresentOrElse(
                            config -> {
                                refuseClaimed(item, config, claimed);
                                devices.add(config);
                            },
                            item::closeUnread);
            item.close();
        }
        return devices;
    }

    private static Optional<DeviceConfig> read(Mapping item, DeviceId id, Map<String, Mapping> earlier) {
        return switch (item.required("driver", DRIVER)) {
            case MqttDevice.DRIVER -> Optional.of(MqttDevice.read(item, id));
            case SimulatorDevice.DRIVER -> Optional.of(SimulatorDevice.read(item, id));
            case SerialScannerDevice.DRIVER -> Optional.of(SerialScannerDevice.read(item, id));
            case UsbScannerDevice.DRIVER -> Optional.of(UsbScannerDevice.read(item, id));
            case ScaleDevice.DRIVER -> Optional.of(ScaleDevice.read(item, id));
            case ModbusDevice.DRIVER -> Optional.of(ModbusDevice.read(item, id, earlier));
            case OneWireDevice.DRIVER -> Optional.of(OneWireDevice.read(item, id));
            case HostDevice.DRIVER -> Optional.of(HostDevice.read(item, id));
            case I2cDevice.DRIVER -> Optional.of(I2cDevice.read(item, id));
            case GpioDevice.DRIVER -> Optional.of(GpioDevice.read(item, id));
            default -> Optional.empty();
        };
    }

    /** Two devices that are the same pin, or the same chip on a bus: the second one is a slip of the pen. */
    private static void refuseClaimed(Mapping item, DeviceConfig config, Map<String, Mapping> claimed) {
        config.claim().ifPresent(claim -> {
            Mapping first = claimed.putIfAbsent(claim.what(), item);
            if (first != null) {
                item.problem(
                        claim.key(),
                        claim.what() + " is already " + first.path() + ". Give each device one of its own.");
            }
        });
    }
}
