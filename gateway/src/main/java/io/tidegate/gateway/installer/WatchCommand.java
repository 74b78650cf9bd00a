package io.tidegate.gateway.installer;

import io.tidegate.devices.Devices;
import io.tidegate.driver.Watch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.Nearest;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Shows what a device says, until stopped. A gateway that runs on the site file is asked, since a port cannot be opened
 * twice; else the device is opened here. Used by one thread.
 */
public final class WatchCommand {

    /** It was stopped by who had started it. */
    public static final int STOPPED = 0;

    /** A native call may not notice that it is to end. */
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(15);

    private static final int UNKNOWN = 2;
    private static final int CANNOT_START = 3;

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
            Optional<RunningGateway> gateway = RunningGateway.of(site);
            if (gateway.isPresent()) {
                return follow(gateway.get(), device);
            }
            if (RunningGateway.hasData(site)) {
                err.println("tidegate: a gateway runs on " + site.gateway().data()
                        + ", but its page does not answer where the site file says. Check web.host and web.port.");
                return CANNOT_START;
            }
            return open(device);
        } finally {
            closed.countDown();
        }
    }

    private int follow(RunningGateway gateway, DeviceId device) throws InterruptedException {
        try {
            if (!names().toList().contains(device.value()) && !gateway.knows(device)) {
                return unknown(device.value());
            }
            err.println("Asking the gateway that runs (" + gateway.api() + "). Stop with Ctrl-C.");
            gateway.follow(device, this::show, stopped);
            return STOPPED;
        } catch (IOException gone) {
            err.println("tidegate: the gateway does not answer any more. Was it stopped?");
            return CANNOT_START;
        }
    }

    private int open(DeviceId device) throws InterruptedException {
        Optional<DeviceConfig> config = site.devices().stream()
                .filter(each ->
                        each.id().equals(device) || Devices.speaksFor(each).contains(device))
                .findFirst();
        if (config.isEmpty()) {
            return unknown(device.value());
        }
        Optional<String> why = OwnWatch.needsGateway(config.get());
        if (why.isPresent()) {
            err.println("tidegate: '" + device + "' " + why.get()
                    + ". Start the gateway (./tidegate run), and watch it again.");
            return CANNOT_START;
        }
        List<DeviceId> wanted = config.get().id().equals(device) ? Devices.speaksFor(config.get()) : List.of(device);
        err.println("No gateway runs on this site file: '" + config.get().id()
                + "' is opened here, and nothing is recorded. Stop with Ctrl-C.");
        try (Watch _ = OwnWatch.start(site, config.get(), seen -> showWanted(seen, wanted))) {
            stopped.await();
        }
        return STOPPED;
    }

    private void showWanted(Observation seen, List<DeviceId> wanted) {
        if (wanted.contains(seen.device())) {
            print(wanted.size() > 1 ? seen.device() + "  " + lines.of(seen) : lines.of(seen));
        }
    }

    private void show(Observation seen) {
        print(lines.of(seen));
    }

    private void print(String line) {
        out.println(line);
        if (out.checkError()) {
            // Whoever read it has gone, as head does.
            stopped.countDown();
        }
    }

    private Stream<String> names() {
        return site.devices().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.id()), Devices.speaksFor(each).stream()))
                .map(DeviceId::value)
                .distinct();
    }

    private int unknown(String name) {
        err.println("tidegate: there is no device '" + name + "'. " + Nearest.hint(name, names().toList()));
        return UNKNOWN;
    }
}
