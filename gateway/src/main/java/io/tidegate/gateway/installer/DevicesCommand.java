package io.tidegate.gateway.installer;

import io.tidegate.devices.Offers;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Offer;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.Secret;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Lists what could be a device, for a person or as lines of a site file. Used by one thread. */
public final class DevicesCommand {

    /** Shorter ones, such as a pin's, stand in a site file for many things. */
    private static final int NAME_LENGTH_MIN = 8;

    /** Options with an address behind them. */
    private static final List<String> ASKED = List.of("--modbus", "--opcua", "--mqtt");

    /** What a list of this machine leaves open. */
    private static final String ALSO = "Asked only when named: a Modbus bus (--modbus), an OPC UA server (--opcua),"
            + " the gadgets of a broker (--mqtt).";

    /** What the command line asks for. */
    private record Arguments(boolean yaml, Asked asked, Optional<Path> file) {}

    /** Who is to be asked, by address; nobody without being named. */
    private record Asked(Optional<String> modbus, Optional<String> opcUa, Optional<String> mqtt) {
        boolean isNobody() {
            return modbus.isEmpty() && opcUa.isEmpty() && mqtt.isEmpty();
        }
    }

    /** The site file refers to it. */
    private static final class NoLogIn extends Exception {
        private static final long serialVersionUID = 1L;

        NoLogIn(Secret unread) {
            super("the log-in of the site file is needed, and " + unread.reference()
                    + " cannot be read by this user in this shell. Set it, or do it with sudo.");
        }
    }

    private final Optional<SiteFile> site;
    private final PrintStream out;
    private final PrintStream err;

    /** @param site whose devices are told as such */
    DevicesCommand(Optional<SiteFile> site, PrintStream out, PrintStream err) {
        this.site = site;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code. @throws InvalidSite when a site file is named and is wrong */
    public static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws InvalidSite, InterruptedException {
        Optional<Arguments> read = parsed(new ArrayDeque<>(arguments));
        if (read.isEmpty()) {
            err.println("tidegate: devices takes --as-yaml, --modbus tcp://HOST:502 or /dev/PORT@9600-8N1,"
                    + " --opcua opc.tcp://HOST:4840, --mqtt mqtt://HOST:1883, and a site file.");
            return ExitCode.USAGE;
        }
        Arguments given = read.get();
        Optional<SiteFile> site = given.file().isPresent()
                ? Optional.of(SiteLoader.loadWithoutSecrets(given.file().get()))
                : Optional.empty();
        DevicesCommand command = new DevicesCommand(site, out, err);
        try {
            List<Offer> offers = command.offers(given.asked());
            if (given.yaml()) {
                command.yaml(offers);
            } else {
                command.list(offers);
                if (given.asked().isNobody()) {
                    command.err.println(ALSO);
                }
            }
            return ExitCode.OK;
        } catch (DeviceException | NoLogIn e) {
            err.println("tidegate: " + e.getMessage());
            return ExitCode.CANNOT_START;
        } catch (Address.NoAddress no) {
            err.println("tidegate: " + no.getMessage());
            return ExitCode.USAGE;
        }
    }

    private static Optional<Arguments> parsed(Deque<String> arguments) {
        boolean yaml = false;
        Map<String, String> asked = new HashMap<>();
        Optional<Path> file = Optional.empty();
        while (!arguments.isEmpty()) {
            String argument = arguments.remove();
            if (argument.equals("--as-yaml")) {
                yaml = true;
            } else if (ASKED.contains(argument) && !arguments.isEmpty()) {
                asked.put(argument, arguments.remove());
            } else if (!argument.startsWith("-") && file.isEmpty()) {
                file = Optional.of(Path.of(argument));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Arguments(
                yaml,
                new Asked(
                        Optional.ofNullable(asked.get("--modbus")),
                        Optional.ofNullable(asked.get("--opcua")),
                        Optional.ofNullable(asked.get("--mqtt"))),
                file));
    }

    /** Who is asked by name is all that is wanted. */
    private List<Offer> offers(Asked asked) throws Address.NoAddress, DeviceException, NoLogIn, InterruptedException {
        if (asked.isNobody()) {
            return Offers.ofThisMachine();
        }
        List<Offer> offers = new ArrayList<>();
        if (asked.modbus.isPresent()) {
            ModbusDevice bus = Address.modbus(asked.modbus.get());
            offers.addAll(Offers.ofModbus(bus, progress("asking unit", "of 247")));
        }
        if (asked.opcUa.isPresent()) {
            offers.addAll(opcUa(Address.opcUa(asked.opcUa.get())));
        }
        if (asked.mqtt.isPresent()) {
            offers.addAll(mqtt(Address.mqtt(asked.mqtt.get())));
        }
        return offers;
    }

    /** As the site file has that server, with its log-in; without one, unprotected and anonymous. */
    private List<Offer> opcUa(OpcUaDevice asked) throws DeviceException, NoLogIn, InterruptedException {
        OpcUaDevice server = site.stream()
                .flatMap(each -> each.devices().stream())
                .filter(OpcUaDevice.class::isInstance)
                .map(OpcUaDevice.class::cast)
                .filter(each -> each.url().equals(asked.url()))
                .findFirst()
                .orElse(asked);
        refuseUnread(server.password());
        IntConsumer progress = progress("looking at node", "");
        if (site.isPresent()) {
            return Offers.ofOpcUa(server, site.get().gateway().data().resolve("opcua"), progress);
        }
        try {
            Path folder = Files.createTempDirectory("tidegate");
            try {
                return Offers.ofOpcUa(server, folder, progress);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unprotected, nobody sees the certificate that was made for it. */
    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    /** Gadgets that a broker knows of, and the site file does not; with the log-in of the site file's own broker. */
    private List<Offer> mqtt(MqttSettings.External asked) throws DeviceException, NoLogIn, InterruptedException {
        MqttSettings.External broker = site.map(SiteFile::mqtt)
                .filter(MqttSettings.External.class::isInstance)
                .map(MqttSettings.External.class::cast)
                .filter(each -> each.url().equals(asked.url()))
                .orElse(asked);
        refuseUnread(broker.password());
        return Offers.ofBroker(broker, site.map(SiteFile::devices).orElse(List.of()));
    }

    /** Nothing else asks for a secret here. */
    private static void refuseUnread(Optional<Secret> password) throws NoLogIn {
        if (password.isPresent() && password.get().isUnread()) {
            throw new NoLogIn(password.get());
        }
    }

    private IntConsumer progress(String what, String of) {
        if (!Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)) {
            return _ -> {};
        }
        return number -> err.print("\r" + what + " " + number + " " + of + " ...   \r");
    }

    void list(List<Offer> offers) {
        String kind = "";
        for (Offer offer : offers) {
            if (!offer.kind().equals(kind)) {
                kind = offer.kind();
                out.println(kind);
            }
            String remark = isKnown(offer) ? "in the site file" : offer.remark();
            out.println("  " + offer.where() + ": " + offer.what() + (remark.isEmpty() ? "" : " (" + remark + ")"));
        }
    }

    /** To be pasted under {@code devices:}. */
    void yaml(List<Offer> offers) {
        for (Offer offer : offers) {
            if (isKnown(offer) || offer.yaml().isEmpty()) {
                continue;
            }
            String remark = offer.remark().isEmpty() ? "" : "; " + offer.remark();
            out.println("  # " + offer.kind() + " " + offer.where() + ": " + offer.what() + remark);
            offer.yaml().forEach(line -> out.println("  " + line));
        }
    }

    private boolean isKnown(Offer offer) {
        return offer.where().length() >= NAME_LENGTH_MIN
                && site.map(each -> EffectiveSite.yaml(each).contains("\"" + offer.where() + "\""))
                        .orElse(false);
    }
}
