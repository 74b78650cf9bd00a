package io.tidegate.devices;

import io.tidegate.devices.gadgets.Discoveries;
import io.tidegate.devices.gpio.GpioOffers;
import io.tidegate.devices.host.HostOffers;
import io.tidegate.devices.i2c.I2cOffers;
import io.tidegate.devices.modbus.ModbusOffers;
import io.tidegate.devices.mqtt.PahoReader;
import io.tidegate.devices.onewire.OneWireOffers;
import io.tidegate.devices.opcua.OpcUa;
import io.tidegate.devices.spi.SpiOffers;
import io.tidegate.devices.usbscanner.InputOffers;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Offer;
import io.tidegate.driver.Proposal;
import io.tidegate.linux.Machine;
import io.tidegate.serial.SerialOffers;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.OpcUaDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** What could be a device of the site, of every kind that can be looked for. Safe from any thread. */
public final class Offers {

    /** For all that a broker keeps, also over a slow line. */
    private static final Duration LOOK_MAX = Duration.ofSeconds(20);

    private Offers() {}

    /** What this machine offers now, without asking anybody but itself. */
    public static List<Offer> ofThisMachine() {
        return of(Machine.THIS, GpioOffers::byKernel, I2cOffers::byReading);
    }

    static List<Offer> of(Machine machine, GpioOffers.Look pins, I2cOffers.Probe chips) {
        return Stream.of(
                        SerialOffers.of(machine),
                        InputOffers.of(machine),
                        OneWireOffers.of(machine),
                        I2cOffers.of(machine, chips),
                        SpiOffers.of(machine),
                        GpioOffers.of(machine, pins),
                        HostOffers.of(machine))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Who answers on a Modbus bus.
     *
     * @param progress is told the unit that is asked next
     */
    public static List<Offer> ofModbus(ModbusDevice bus, IntConsumer progress)
            throws DeviceException, InterruptedException {
        return ModbusOffers.of(bus, progress);
    }

    /**
     * What an OPC UA server has.
     *
     * @param folder for certificates
     * @param progress is told how many nodes were looked at
     */
    public static List<Offer> ofOpcUa(OpcUaDevice server, Path folder, IntConsumer progress)
            throws DeviceException, InterruptedException {
        return OpcUa.offers(server, folder, progress);
    }

    /**
     * Gadgets that a broker keeps an announcement of.
     *
     * @param present what the site file has already
     */
    public static List<Offer> ofBroker(MqttSettings.External broker, List<DeviceConfig> present)
            throws DeviceException, InterruptedException {
        return announced(broker, present).stream()
                .map(proposal -> new Offer(
                        "gadgets",
                        broker.url().getHost(),
                        String.join(", ", proposal.found()),
                        EffectiveSite.devices(List.of(proposal.entry()))
                                .lines()
                                .skip(1)
                                .map(line -> line.replaceFirst("^  ", ""))
                                .toList(),
                        ""))
                .toList();
    }

    /**
     * What could read them. Connects for a moment as a client of its own, so that a broker can be asked beside a gateway that
     * runs. Takes a second or two.
     *
     * @throws DeviceException when the broker cannot be asked, with what to check
     */
    public static List<Proposal> announced(MqttSettings.External broker, List<DeviceConfig> present)
            throws DeviceException, InterruptedException {
        Discoveries discoveries = new Discoveries();
        PahoReader.look(broker, Discoveries.filters(), LOOK_MAX, discoveries::take);
        return discoveries.proposals(present);
    }
}
