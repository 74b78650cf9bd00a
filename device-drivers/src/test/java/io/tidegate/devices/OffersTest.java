package io.tidegate.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.gpio.GpioOffers;
import io.tidegate.devices.i2c.I2cOffers;
import io.tidegate.driver.Offer;
import io.tidegate.linux.Machine;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files under a root that is a machine's; what the kernel says of pins and buses is given. */
class OffersTest {

    private static final GpioOffers.Chip HEADER =
            new GpioOffers.Chip("pinctrl-bcm2711", Collections.nCopies(54, new GpioOffers.Line("", "")));

    @TempDir
    Path root;

    @BeforeEach
    void aMachine() throws Exception {
        file("dev/ttyUSB0", "");
        Files.createDirectories(root.resolve("dev/serial/by-id"));
        Files.createSymbolicLink(root.resolve("dev/serial/by-id/usb-FTDI_A1-if00-port0"), root.resolve("dev/ttyUSB0"));
        file("dev/i2c-1", "");
        file("dev/spidev0.1", "");
        file("dev/gpiochip0", "");
        file("dev/input/event3", "");
        String device = "sys/class/input/event3/device/";
        file(device + "name", "Honeywell Scanner\n");
        file(device + "id/vendor", "0c2e\n");
        file(device + "id/product", "0b61\n");
        file(device + "capabilities/key", "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe\n");
        Files.createDirectories(root.resolve("sys/bus/w1/devices/28-0316a2794fff"));
        Files.createDirectories(root.resolve("sys/bus/w1/devices/w1_bus_master1"));
    }

    private void file(String path, String text) throws Exception {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private List<Offer> offers() {
        return Offers.of(new Machine(root), _ -> HEADER, (_, address) -> switch (address) {
            case 0x76, 0x48 -> I2cOffers.Answer.SOMEBODY;
            case 0x68 -> I2cOffers.Answer.THE_KERNEL;
            default -> I2cOffers.Answer.NOBODY;
        });
    }

    @Test
    void what_is_plugged_in_is_listed_by_names_that_stay() {
        List<String> found = offers().stream()
                .filter(offer -> !offer.kind().equals("GPIO"))
                .map(offer -> offer.where() + ": " + offer.what())
                .toList();
        assertEquals(
                List.of(
                        "/dev/serial/by-id/usb-FTDI_A1-if00-port0: ttyUSB0",
                        "0c2e:0b61: Honeywell Scanner",
                        "28-0316a2794fff: thermometer",
                        "/dev/i2c-1 0x48: ads1115, usually",
                        "/dev/i2c-1 0x68: a driver of the kernel has it",
                        "/dev/i2c-1 0x76: bme280, usually",
                        "/dev/spidev0.1: a bus; what is on it cannot be asked",
                        "itself: its own temperature, memory and disk"),
                found);
        assertEquals(
                26,
                offers().stream().filter(offer -> offer.kind().equals("GPIO")).count());
    }

    @Test
    void every_line_can_be_pasted_under_devices() throws Exception {
        String yaml = offers().stream()
                .flatMap(offer -> offer.yaml().stream())
                // What is only a choice stands behind a mark of comment.
                .map(line -> "  " + line.replaceFirst("^# ", "") + "\n")
                .collect(Collectors.joining());
        Path site = Files.writeString(root.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                devices:
                """ + yaml);
        List<DeviceConfig> devices = SiteLoader.load(site, Map.of()).devices();
        assertEquals(7 + 26, devices.size());
    }

    @Test
    void what_may_not_be_looked_at_is_told_with_the_group() {
        List<Offer> barred = Offers.of(
                new Machine(root), _ -> new GpioOffers.Chip("", List.of()), (_, _) -> I2cOffers.Answer.NO_RIGHT);
        String words = barred.toString();
        assertTrue(words.contains("remark=add the gateway's user to the group i2c"), words);
        assertTrue(words.contains("remark=add the gateway's user to the group gpio"), words);
    }

    @Test
    void a_machine_without_any_of_it_offers_itself(@TempDir Path bare) {
        assertEquals(
                List.of("this box"),
                Offers.of(new Machine(bare), _ -> HEADER, (_, _) -> I2cOffers.Answer.SOMEBODY).stream()
                        .map(Offer::kind)
                        .toList());
    }
}
