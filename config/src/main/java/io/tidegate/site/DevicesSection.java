package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code devices:}, one case for each {@code driver:}. Safe from any thread. */
final class DevicesSection {

    /** Each device has a thread; more would not fit a small board. */
    static final int DEVICES_MAX = 500;

    /** @param reader of the keys that a device of this kind has besides */
    private record Kind(String driver, Reader reader) {}

    @FunctionalInterface
    private interface Reader {
        /** @param earlier devices so far, by their ids: the units of a bus are devices, too */
        DeviceConfig read(Mapping item, DeviceId id, Map<String, Mapping> earlier);
    }

    private final Scalar<Kind> driver;

    DevicesSection(SecretReader secrets) {
        driver = Scalars.oneOf(
                Kind::driver,
                List.of(
                        new Kind(MqttDevice.DRIVER, (item, id, _) -> MqttDevice.read(item, id)),
                        new Kind(SimulatorDevice.DRIVER, (item, id, _) -> SimulatorDevice.read(item, id)),
                        new Kind(SerialScannerDevice.DRIVER, (item, id, _) -> SerialScannerDevice.read(item, id)),
                        new Kind(UsbScannerDevice.DRIVER, (item, id, _) -> UsbScannerDevice.read(item, id)),
                        new Kind(ScaleDevice.DRIVER, (item, id, _) -> ScaleDevice.read(item, id)),
                        new Kind(ModbusDevice.DRIVER, ModbusDevice::read),
                        new Kind(OneWireDevice.DRIVER, (item, id, _) -> OneWireDevice.read(item, id)),
                        new Kind(HostDevice.DRIVER, (item, id, _) -> HostDevice.read(item, id)),
                        new Kind(I2cDevice.DRIVER, (item, id, _) -> I2cDevice.read(item, id)),
                        new Kind(GpioDevice.DRIVER, (item, id, _) -> GpioDevice.read(item, id)),
                        new Kind(GpioOutputDevice.DRIVER, (item, id, _) -> GpioOutputDevice.read(item, id)),
                        new Kind(GadgetsDevice.DRIVER, (item, id, _) -> GadgetsDevice.read(item, id)),
                        new Kind(SpiDevice.DRIVER, (item, id, _) -> SpiDevice.read(item, id)),
                        new Kind(
                                OpcUaDevice.DRIVER,
                                (item, id, earlier) -> OpcUaDevice.read(item, id, earlier, secrets))));
    }

    List<DeviceConfig> read(Mapping root) {
        List<DeviceConfig> devices = new ArrayList<>();
        Map<DeviceConfig, Mapping> items = new LinkedHashMap<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        Map<String, Mapping> claimed = SiteLoader.noneYet();
        for (Mapping item : root.list("devices", DEVICES_MAX)) {
            String id = item.required("id", Scalars.id("floor"));
            SiteLoader.refuseRepeated(item, id, earlier);
            DeviceId device = new DeviceId(id);
            item.decisive("driver", driver)
                    .map(kind -> kind.reader().read(item, device, earlier))
                    .ifPresentOrElse(
                            config -> {
                                refuseClaimed(item, config, claimed);
                                devices.add(config);
                                items.put(config, item);
                            },
                            item::closeUnread);
            item.close();
        }
        refuseStrangers(items);
        return devices;
    }

    private static void refuseStrangers(Map<DeviceConfig, Mapping> items) {
        List<String> scanners = items.keySet().stream()
                .filter(each -> each instanceof SerialScannerDevice || each instanceof UsbScannerDevice)
                .map(each -> each.id().value())
                .toList();
        items.forEach((config, item) -> {
            for (DeviceId scanner : config.scanners()) {
                if (!scanners.contains(scanner.value())) {
                    item.problem(
                            "scanners",
                            "'" + scanner + "' is no scanner of this site. "
                                    + (scanners.isEmpty()
                                            ? "Add one, or remove the key."
                                            : Nearest.hint(scanner.value(), scanners)));
                }
            }
        });
    }

    /** Two devices that are the same pin, or the same chip on a bus: the second one is a slip of the pen. */
    private static void refuseClaimed(Mapping item, DeviceConfig config, Map<String, Mapping> claimed) {
        config.claims().forEach(claim -> {
            Mapping first = claimed.putIfAbsent(claim.what(), item);
            if (first != null) {
                item.problem(
                        claim.key(),
                        claim.what() + " is already " + first.path() + ". Give each device one of its own.");
            }
        });
    }
}
