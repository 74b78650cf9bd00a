package io.tidegate.gateway.installer;

import io.tidegate.devices.Devices;
import io.tidegate.driver.Watch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.Nearest;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Shows what a device says, until stopped. A gateway that runs on the site file is asked, since a port cannot be opened
 * twice; else the device is opened here. Used by one thread.
 */
public final class WatchCommand {

    /** A native call may not notice that it is to end. */
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(15);

    /** Of a large site, enough to see how names look. */
    private static final int NAMES_MAX = 50;

    private final SiteFile site;
    private final PrintStream out;
    private final PrintStream err;
    private final TerminalLines lines;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    public WatchCommand(SiteFile site, PrintStream out, PrintStream err) {
        this.site = site;
        this.out = out;
        this.err = err;
        this.lines = new TerminalLines(site);
    }

    /** Ends it, and returns when the device is closed. Callable from any thread. */
    public void stop() {
        stopped.countDown();
        try {
            var _ = closed.await(CLOSE_WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the exit code */
    public int run(String name) throws InterruptedException {
        try {
            if (!DeviceId.isValid(name)) {
                return unknown(name);
            }
            DeviceId device = new DeviceId(name);
            return switch (RunningGateway.of(site)) {
                case RunningGateway.Found.Running(RunningGateway gateway) -> follow(gateway, device);
                case RunningGateway.Found.OutOfReach(String why) -> cannot(why);
                case RunningGateway.Found.Nobody() -> open(device);
            };
        } finally {
            closed.countDown();
        }
    }

    private int follow(RunningGateway gateway, DeviceId device) throws InterruptedException {
        Optional<DeviceConfig> config = config(device);
        List<DeviceId> wanted = config.map(each -> wanted(each, device))
                .filter(each -> !each.isEmpty())
                .orElse(List.of(device));
        try {
            long position = gateway.lastPosition();
            List<Observation> known = new ArrayList<>();
            for (DeviceId each : wanted) {
                known.addAll(gateway.lastKnown(each));
            }
            if (known.isEmpty() && config.isEmpty()) {
                return unknown(gateway, device.value());
            }
            if (known.isEmpty() && Devices.speaksFor(config.orElseThrow()).isEmpty()) {
                err.println("tidegate: '" + device + "' reads for the devices that its topics name."
                        + " Watch one of those, as the page shows them.");
                return ExitCode.USAGE;
            }
            err.println("Asking the gateway that runs (" + gateway.api() + "). Stop with Ctrl-C.");
            if (known.isEmpty()) {
                err.println("'" + device + "' has said nothing yet.");
            }
            known.forEach(seen -> print(named(seen, wanted) + lines.lastKnown(seen)));
            gateway.follow(position, seen -> showWanted(seen, wanted), stopped);
            return ExitCode.OK;
        } catch (IOException gone) {
            return cannot("the gateway does not answer any more (" + gone.getMessage() + "). Was it stopped?");
        }
    }

    private int cannot(String why) {
        err.println("tidegate: " + why + (why.endsWith("?") ? "" : "."));
        return ExitCode.CANNOT_START;
    }

    /** Who speaks for it in the site file. */
    private Optional<DeviceConfig> config(DeviceId device) {
        return site.devices().stream()
                .filter(each ->
                        each.id().equals(device) || Devices.speaksFor(each).contains(device))
                .findFirst();
    }

    /** Of a bus all that are behind it. */
    private static List<DeviceId> wanted(DeviceConfig config, DeviceId device) {
        return config.id().equals(device) ? Devices.speaksFor(config) : List.of(device);
    }

    private int open(DeviceId device) throws InterruptedException {
        Optional<DeviceConfig> config = config(device);
        if (config.isEmpty()) {
            return unknown(device.value());
        }
        Optional<String> why = OwnWatch.needsGateway(config.get());
        if (why.isPresent()) {
            return cannot("'" + device + "' " + why.get() + ". Start the gateway (./tidegate run), and watch it again");
        }
        List<DeviceId> wanted = wanted(config.get(), device);
        err.println("No gateway runs on this site file: '" + config.get().id()
                + "' is opened here, and nothing is recorded. Stop with Ctrl-C.");
        try (Watch _ = OwnWatch.start(site, config.get(), seen -> showWanted(seen, wanted))) {
            stopped.await();
        }
        return ExitCode.OK;
    }

    private void showWanted(Observation seen, List<DeviceId> wanted) {
        if (wanted.contains(seen.device())) {
            print(named(seen, wanted) + lines.of(seen));
        }
    }

    private static String named(Observation seen, List<DeviceId> wanted) {
        return wanted.size() > 1 ? seen.device() + "  " : "";
    }

    private void print(String line) {
        out.println(line);
        if (out.checkError()) {
            // Whoever read it has gone, as head does.
            stopped.countDown();
        }
    }

    /** Those that the command can show. */
    private Stream<String> names(Predicate<DeviceConfig> shown) {
        return site.devices().stream()
                .filter(shown)
                .flatMap(each -> Stream.concat(Stream.of(each.id()), Devices.speaksFor(each).stream()))
                .map(DeviceId::value)
                .distinct();
    }

    private int unknown(String name) {
        List<String> here = names(each -> OwnWatch.needsGateway(each).isEmpty()).toList();
        String hint = here.isEmpty()
                ? "The devices of this site file are heard by its gateway alone: start it (./tidegate run), and watch one"
                        + " that its page shows."
                : Nearest.hint(name, here);
        err.println("tidegate: there is no device '" + name + "'. " + hint);
        return ExitCode.USAGE;
    }

    /** Of a gateway that runs, also what it hears by MQTT can be watched, by the names of the devices themselves. */
    private int unknown(RunningGateway gateway, String name) throws IOException, InterruptedException {
        List<String> known = Stream.concat(names(each -> !(each instanceof MqttDevice)), gateway.devices().stream())
                .distinct()
                .sorted()
                .limit(NAMES_MAX)
                .toList();
        err.println("tidegate: there is no device '" + name + "'. "
                + (known.isEmpty() ? "No device has spoken yet." : Nearest.hint(name, known)));
        return ExitCode.USAGE;
    }
}
