package io.tidegate.gateway;

import io.tidegate.clouds.Clouds;
import io.tidegate.devices.Devices;
import io.tidegate.driver.Command;
import io.tidegate.driver.Outcome;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.SignallingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.scanning.ScanAnswer;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.GatewaySettings.ClockRule;
import io.tidegate.site.Profiles;
import io.tidegate.site.SerialScannerDevice;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SiteFile;
import io.tidegate.site.UsbScannerDevice;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * Those parts of a site that can change while it runs. The gateway opens and closes them. Asked from any thread, changed by
 * one at a time.
 */
final class RunningSite {

    private final Profiles profiles;
    private final Devices factory;
    private final Journal journal;
    private final Parts<DeviceConfig, Watch> devices;
    private final Parts<SinkConfig, Courier> sinks;
    private final List<HeldOutbox> held = new ArrayList<>();
    private volatile List<DeviceConfig> present = List.of();
    private volatile ClockRule clockRule = ClockRule.PLAIN;
    private volatile Function<SinkConfig, CommandDesk> desks = _ -> CommandDesk.NONE;

    /** What is opened now may not be there to stay. */
    private boolean trying;

    /**
     * Nothing is open yet.
     *
     * @param clock in the zone of the site
     */
    RunningSite(Clouds clouds, Profiles profiles, Devices factory, Journal journal, Clock clock) {
        this.profiles = profiles;
        this.factory = factory;
        this.journal = journal;
        this.devices =
                new Parts<>("device", device -> device.id().value(), device -> factory.watch(device, recorder(device)));
        this.sinks = new Parts<>("sink", SinkConfig::id, sink -> courier(sink, clouds, journal, clock));
    }

    private Courier courier(SinkConfig sink, Clouds clouds, Journal journal, Clock clock) {
        return Courier.start(
                Courier.Duty.of(sink),
                AwaitingClock.before(clouds.open(sink, desks.apply(sink)), journal, clockRule),
                outbox(sink),
                clock);
    }

    private Outbox outbox(SinkConfig sink) {
        if (!trying) {
            return journal.outbox(sink.id(), sink.send());
        }
        HeldOutbox outbox = new HeldOutbox(() -> journal.outbox(sink.id(), sink.send()));
        held.add(outbox);
        return outbox;
    }

    Parts<DeviceConfig, Watch> devices() {
        return devices;
    }

    Parts<SinkConfig, Courier> sinks() {
        return sinks;
    }

    CompletionStage<Outcome> tell(DeviceId device, Command command) {
        return devices.running().stream()
                .filter(watch -> watch.status().id().equals(device))
                .findFirst()
                .map(watch -> watch.command(command))
                .orElseGet(() -> CompletableFuture.completedStage(Outcome.Declined.BY_NO_OUTPUT));
    }

    /** What a scanner has recorded is told to the buzzers that beep for it then. */
    private Recorder recorder(DeviceConfig device) {
        return switch (device) {
            case SerialScannerDevice _, UsbScannerDevice _ ->
                new SignallingRecorder(journal, command -> beep(device.id(), command));
            default -> journal;
        };
    }

    /** What became of a scan is heard where it was made. Never waits. */
    void beep(ScanAnswer answer) {
        DeviceId scanner = answer.scan().device();
        switch (answer.result()) {
            case BOOKED, COUNTED, SHOWN, SET, TAKEN_BACK -> beep(scanner, sound("short"));
            case UNKNOWN -> beep(scanner, sound("double"));
            case REFUSED -> beep(scanner, sound("long"));
            case REPEATED -> {
                // The scan before has beeped.
            }
        }
    }

    private static Command sound(String pattern) {
        return new Command(Map.of("sound", Value.of(pattern)), Optional.empty());
    }

    private void beep(DeviceId scanner, Command command) {
        for (DeviceConfig each : present) {
            if (each.scanners().contains(scanner)) {
                var _ = tell(each.id(), command);
            }
        }
    }

    void openDevices(SiteFile site) {
        present = site.devices();
        devices.become(site.devices(), () -> {});
    }

    /** @param asked where what a cloud asks is taken */
    void openSinks(SiteFile site, Function<SinkConfig, CommandDesk> asked) {
        desks = asked;
        openSinks(site);
    }

    private void openSinks(SiteFile site) {
        clockRule = site.gateway().clock();
        sinks.become(site.sinks(), () -> retireForgottenSinks(site));
    }

    /**
     * Profiles first, so that what a device shows anew is conditioned anew. What a driver that is closed has not brought to
     * disk is not acknowledged, and comes to its successor; or waits, where there is none. Sinks that have gone keep their
     * places in the journal, and those that are new or different deliver nothing yet: all can be undone.
     */
    void attempt(SiteFile now, SiteFile next) {
        profiles.become(next);
        present = next.devices();
        devices.become(next.devices(), () -> factory.reseat(now.devices(), next.devices()));
        trying = true;
        try {
            sinks.become(next.sinks(), () -> {});
        } finally {
            trying = false;
        }
    }

    /** What was attempted stays. */
    void keep(SiteFile now, SiteFile next) {
        factory.settle(now.devices(), next.devices());
        held.forEach(HeldOutbox::release);
        held.clear();
        retireForgottenSinks(next);
    }

    /** What was attempted goes, as far as it came. */
    void undo(SiteFile now, SiteFile next) {
        profiles.become(now);
        present = now.devices();
        devices.become(now.devices(), () -> factory.unseat(now.devices(), next.devices()));
        sinks.become(now.sinks(), () -> {});
        held.clear();
    }

    /** A sink that was taken out of the site file must not hold the journal's retention for ever. */
    private void retireForgottenSinks(SiteFile site) {
        List<String> wanted = new ArrayList<>(SiteHistory.readers(site.history()));
        site.sinks().forEach(sink -> wanted.add(sink.id()));
        for (String reader : journal.readers()) {
            if (!wanted.contains(reader)) {
                Logger.info("Sink '{}' is no longer in the site file: its place in the journal is given up", reader);
                // Not waited for: it is given up in memory at once, and on disk when the disk takes it.
                var _ = journal.retire(reader).exceptionally(e -> {
                    Logger.warn("Sink '{}' is given up again at the next start: {}", reader, e.getMessage());
                    return null;
                });
            }
        }
    }
}
