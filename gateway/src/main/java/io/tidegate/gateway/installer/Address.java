package io.tidegate.gateway.installer;

import io.tidegate.observation.DeviceId;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.SerialLine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody at a terminal writes for what is to be asked, as it would stand in a site file. Functions only. */
final class Address {

    private static final Pattern TCP = Pattern.compile("tcp://[^\\s@/]+");
    private static final Pattern SERIAL = Pattern.compile("(/[^@]+)@(\\d{3,6})-([78][NEO][12])");

    private Address() {}

    /** What was written is none; the message says how one is written. */
    static final class NoAddress extends Exception {
        private static final long serialVersionUID = 1L;

        NoAddress(String text) {
            super("'" + text + "' is no address. Write it like tcp://192.168.1.50:502, /dev/ttyUSB0@9600-8N1,"
                    + " opc.tcp://192.168.1.70:4840 or mqtt://127.0.0.1:1883.");
        }
    }

    /** @param text {@code tcp://host:port}, or {@code /dev/ttyUSB0@9600-8N1} */
    static ModbusDevice modbus(String text) throws NoAddress {
        DeviceId id = new DeviceId("bus");
        Matcher serial = SERIAL.matcher(text);
        if (serial.matches()) {
            SerialLine.Framing framing = Arrays.stream(SerialLine.Framing.values())
                    .filter(each -> each.word().equals(serial.group(3)))
                    .findFirst()
                    .orElseThrow(() -> new NoAddress(text));
            SerialLine line = new SerialLine(Path.of(serial.group(1)), Integer.parseInt(serial.group(2)), framing);
            return new ModbusDevice(id, Optional.empty(), Optional.of(line), List.of());
        }
        if (!TCP.matcher(text).matches()) {
            throw new NoAddress(text);
        }
        return new ModbusDevice(id, Optional.of(url(text, "tcp")), Optional.empty(), List.of());
    }

    /** Unprotected and anonymous. */
    static OpcUaDevice opcUa(String text) throws NoAddress {
        return new OpcUaDevice(
                new DeviceId("machine"),
                url(text, "opc.tcp"),
                OpcUaDevice.Security.NONE,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                List.of());
    }

    /** Without a log-in. */
    static MqttSettings.External mqtt(String text) throws NoAddress {
        return MqttSettings.External.at(url(text, "mqtt", "mqtts"), "tidegate-devices");
    }

    private static URI url(String text, String... schemes) throws NoAddress {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && List.of(schemes).contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new NoAddress(text);
    }
}
