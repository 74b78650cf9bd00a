package io.tidegate.site;

import static java.util.Map.entry;

import io.tidegate.net.Tls;
import io.tidegate.net.TlsContext;
import io.tidegate.net.UnfitCertificate;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is allowed in a site file, and yet often not what was meant. No error: it may be right. Safe from any thread.
 */
public final class Advice {

    /** What people write for units, in small letters, and the code (UCUM) by which a chart or a cloud would know them. */
    private static final Map<String, String> CODES = Map.ofEntries(
            entry("c", "Cel"),
            entry("°c", "Cel"),
            entry("degc", "Cel"),
            entry("celsius", "Cel"),
            entry("f", "\"[degF]\""),
            entry("°f", "\"[degF]\""),
            entry("degf", "\"[degF]\""),
            entry("fahrenheit", "\"[degF]\""),
            entry("watt", "W"),
            entry("watts", "W"),
            entry("volt", "V"),
            entry("volts", "V"),
            entry("amp", "A"),
            entry("amps", "A"),
            entry("ampere", "A"),
            entry("hertz", "Hz"),
            entry("lux", "lx"),
            entry("liter", "L"),
            entry("litre", "L"),
            entry("percent", "\"%\""));

    private final List<String> given = new ArrayList<>();

    private Advice() {}

    /** A sentence each, beginning with the place. */
    public static List<String> of(SiteFile site) {
        Advice advice = new Advice();
        site.devices().forEach(advice::device);
        site.profiles().forEach(advice::profile);
        if (site.mqtt() instanceof MqttSettings.External broker) {
            advice.certificates("mqtt", broker.tls());
        }
        site.sinks().forEach(advice::folder);
        site.sinks().forEach(sink -> advice.certificates("sink '" + sink.id() + "'", sink.tls()));
        site.sinks()
                .forEach(
                        sink -> sink.commands().ifPresent(door -> advice.patterns(sink, door.allow(), site.devices())));
        return List.copyOf(advice.given);
    }

    private void device(DeviceConfig device) {
        device.fieldUnits()
                .forEach((id, units) ->
                        units.forEach((field, unit) -> unit("device '" + id + "', field '" + field + "'", unit)));
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
                        .ifPresent(unit -> unit("profile '" + profile.id() + "', field '" + name + "'", unit)));
    }

    /** No error: a certificate that expired, or was renewed by halves, must not keep the site from starting. */
    private void certificates(String place, Tls tls) {
        if (tls.isStandard() || !tls.isReadable()) {
            return;
        }
        try {
            new TlsContext(tls).current();
        } catch (UnfitCertificate unfit) {
            given.add(place + ": " + unfit.getMessage() + ".");
        }
    }

    /** No error: a stick may be put in later. */
    private void folder(SinkConfig sink) {
        if (sink instanceof FileCloud file && Files.notExists(file.folder())) {
            given.add("sink '" + sink.id() + "': there is no folder " + file.folder()
                    + ". Put the stick in, or make the folder.");
        }
    }

    /** Outputs may be added later, and a name without a star is checked when it is read. */
    private void patterns(SinkConfig sink, CommandRights rights, List<DeviceConfig> devices) {
        for (String ids : rights.outputs()) {
            Pattern pattern = Profile.pattern(ids);
            if (devices.stream()
                    .filter(each -> each.control().isPresent())
                    .noneMatch(each -> pattern.matcher(each.id().value()).matches())) {
                given.add("sink '" + sink.id() + "': it may switch '" + ids
                        + "', and no output of this site is called so. Check the name, or add the output.");
            }
        }
    }

    private void unit(String place, String unit) {
        String code = CODES.get(unit.toLowerCase(Locale.ROOT));
        if (code != null) {
            given.add(place + ": '" + unit + "' is shown as it is. Write 'unit: " + code
                    + "', by which everybody knows it" + " (UCUM).");
        }
    }
}
