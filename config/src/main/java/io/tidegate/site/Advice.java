package io.tidegate.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is allowed in a site file, and yet often not what was meant. No error: it may be right. Safe from any thread.
 */
public final class Advice {

    /** What people write for degrees, of which no chart and no cloud knows that it is a temperature. */
    private static final Set<String> CELSIUS = Set.of("C", "°C", "degC", "celsius", "Celsius");

    private final List<String> given = new ArrayList<>();

    private Advice() {}

    /** A sentence each, beginning with the place. */
    public static List<String> of(SiteFile site) {
        Advice advice = new Advice();
        site.devices().forEach(advice::device);
        site.profiles().forEach(advice::profile);
        return List.copyOf(advice.given);
    }

    private void device(DeviceConfig device) {
        switch (device) {
            case ModbusDevice bus -> {
                bus.serial().ifPresent(line -> port(bus, line));
                bus.units().forEach(this::wordOrder);
            }
            case SerialScannerDevice scanner -> port(scanner, scanner.serial());
            case ScaleDevice scale -> port(scale, scale.serial());
            case OpcUaDevice server
            when server.security() == OpcUaDevice.Security.NONE ->
                given.add("device '" + server.id()
                        + "': with 'security: none' everybody in the network can read along, and"
                        + " pretend to be the machine. Leave it out where the server can do better.");
            case OpcUaDevice _, MqttDevice _, GadgetsDevice _, SimulatorDevice _, UsbScannerDevice _ -> {}
            case OneWireDevice _, HostDevice _, I2cDevice _, SpiDevice _, GpioDevice _, GpioOutputDevice _ -> {}
        }
    }

    private void port(DeviceConfig device, SerialLine line) {
        if (line.port().toString().matches("/dev/tty(USB|ACM)\\d+")) {
            given.add("device '" + device.id() + "': " + line.port()
                    + " is another one when two are plugged in in another"
                    + " order. Use its name in /dev/serial/by-id, as './tidegate devices' shows it.");
        }
    }

    private void wordOrder(ModbusUnit unit) {
        Optional<ModbusRegister> wide = unit.registers().stream()
                .filter(register -> register.type().registers() > 1 && register.order() == ModbusRegister.Order.ABCD)
                .findFirst();
        wide.ifPresent(register -> given.add("device '" + unit.id() + "': '" + register.field() + "' fills "
                + register.type().registers()
                + " registers, the higher first. If its values are absurd, such as 4.6e-41 or"
                + " 1310720, the unit has the lower first: write 'order: CDAB'."));
    }

    private void profile(Profile profile) {
        profile.fields()
                .forEach((name, field) -> field.unit()
                        .filter(CELSIUS::contains)
                        .ifPresent(unit -> given.add("profile '"
                                + profile.id() + "', field '" + name + "': '" + unit
                                + "' is shown as it is. Write 'unit: Cel' for degrees Celsius (UCUM).")));
    }
}
