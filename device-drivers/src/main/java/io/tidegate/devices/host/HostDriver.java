package io.tidegate.devices.host;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.HostDevice;
import java.io.IOException;
import java.nio.file.FileStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** How the gateway's own box is: one reading of all that it shows. Used by its device thread only. */
public final class HostDriver implements Driver.Polled {

    private static final double BYTES_PER_MB = 1e6;

    private final HostDevice config;
    private final HostFiles files;
    private final BooleanSupplier clockSynchronised;
    private final InstantSource clock;

    /** @param clockSynchronised whether a time server has set the box's clock since it was switched on */
    public HostDriver(HostDevice config, HostFiles files, BooleanSupplier clockSynchronised, InstantSource clock) {
        this.config = config;
        this.files = files;
        this.clockSynchronised = clockSynchronised;
        this.clock = clock;
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public List<Observation> poll() throws DeviceException {
        double uptime = files.text("proc/uptime")
                .flatMap(KernelText::number)
                .orElseThrow(() -> new DeviceException(
                        "this box does not show how it is: check that it runs Linux, and that /proc can be read"));
        Map<String, Value> fields = new LinkedHashMap<>();
        files.temperature()
                .flatMap(KernelText::number)
                .ifPresent(thousandths -> fields.put("temperature", Value.of(KernelText.tenths(thousandths / 1000))));
        files.text("proc/loadavg").flatMap(KernelText::number).ifPresent(load -> fields.put("load", Value.of(load)));
        files.text("proc/meminfo")
                .flatMap(KernelText::memoryUsed)
                .ifPresent(used -> fields.put("memory", Value.of(used)));
        files.disk().ifPresent(disk -> addDisk(disk, fields));
        fields.put("uptime", Value.of(Math.floor(uptime)));
        fields.put("clockSynchronised", Value.of(clockSynchronised.getAsBoolean()));
        files.throttled().ifPresent(text -> fields.putAll(KernelText.throttled(text)));
        files.card("life_time").flatMap(KernelText::worn).ifPresent(worn -> fields.put("cardWorn", Value.of(worn)));
        files.card("pre_eol_info")
                .flatMap(KernelText::reserve)
                .ifPresent(reserve -> fields.put("cardReserve", Value.of(reserve)));
        return List.of(new Observation.Reading(config.id(), clock.instant(), fields));
    }

    /** As a program sees it that is not root: what is reserved for root counts as used. */
    private static void addDisk(FileStore disk, Map<String, Value> fields) {
        try {
            double total = disk.getTotalSpace();
            double free = disk.getUsableSpace();
            if (total > 0) {
                fields.put("disk", Value.of(KernelText.tenths(100 * (total - free) / total)));
                fields.put("diskFree", Value.of(Math.floor(free / BYTES_PER_MB)));
                fields.put("diskReadOnly", Value.of(disk.isReadOnly()));
            }
        } catch (IOException gone) {
            // A disk that cannot be asked has no fields; the journal itself says what it cannot write.
        }
    }

    @Override
    public void close() {
        // Nothing is held open between two polls.
    }
}
