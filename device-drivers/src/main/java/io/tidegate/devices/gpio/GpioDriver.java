package io.tidegate.devices.gpio;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioDevice.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One input pin. A contact or a detector is recorded as it changes, and once in each interval; a meter's pulses are counted,
 * and recorded once in each interval. Used by its device thread only; Pi4J's thread hands changes to a queue.
 */
public final class GpioDriver implements Driver.Listening {

    /** Changes that wait. Above it one is dropped and counted; the level itself is asked for with the next reading. */
    private static final int CHANGES_MAX = 1024;

    private record Change(boolean high, long nanos) {}

    private final GpioDevice config;
    private final InstantSource clock;
    private final BlockingQueue<Change> changes = new ArrayBlockingQueue<>(CHANGES_MAX);
    private final LongAdder dropped = new LongAdder();
    private final @Nullable CountFile file;
    private final @Nullable PulseMeter meter;
    private final InputPin pin;

    /**
     * @param counts the folder in which counts of pulses are kept
     * @throws DeviceException when the pin cannot be opened, or the count not be read
     */
    public GpioDriver(GpioDevice config, InputPins pins, Path counts, InstantSource clock) throws DeviceException {
        this.config = config;
        this.clock = clock;
        this.file = config.meter().isPresent()
                ? new CountFile(counts.resolve(config.id().value()))
                : null;
        this.meter = file == null ? null : new PulseMeter(config.meter().orElseThrow(), file.saved());
        this.pin = pins.open(config, high -> {
            if (!changes.offer(new Change(high, System.nanoTime()))) {
                dropped.increment();
            }
        });
    }

    @Override
    public void listen(Recorder recorder) throws DeviceException, InterruptedException {
        Debounce debounce = new Debounce(pin.isHigh(), config.debounce());
        long recordedNanos = System.nanoTime();
        record(recorder, debounce);
        while (true) {
            long now = System.nanoTime();
            long untilDue = config.interval().toNanos() - (now - recordedNanos);
            Change change = changes.poll(Math.min(untilDue, debounce.remainingNanos(now)), TimeUnit.NANOSECONDS);
            now = System.nanoTime();
            // In order: what stood long enough before this change came has counted.
            boolean changed = debounce.settles(change == null ? now : change.nanos()) && counts(debounce, now);
            if (change != null) {
                debounce.saw(change.high(), change.nanos());
            }
            boolean due = now - recordedNanos >= config.interval().toNanos();
            if (due && changes.isEmpty()) {
                debounce.saw(pin.isHigh(), now);
            }
            if (changed || due) {
                recordedNanos = now;
                record(recorder, debounce);
            }
        }
    }

    /** A pulse is only counted; all else is worth a reading at once. */
    private boolean counts(Debounce debounce, long nanos) {
        if (meter == null) {
            return true;
        }
        if (isActive(debounce)) {
            meter.pulse(nanos);
        }
        return false;
    }

    private boolean isActive(Debounce debounce) {
        return debounce.level() == (config.active() == Level.HIGH);
    }

    private void record(Recorder recorder, Debounce debounce) throws DeviceException, InterruptedException {
        // First the file: a crash between the two leaves a count that is ahead of the last reading, never behind it.
        saveCount();
        Observation reading = new Observation.Reading(config.id(), clock.instant(), fields(debounce));
        recorder.record(List.of(reading));
    }

    private Map<String, Value> fields(Debounce debounce) {
        if (meter != null) {
            return meter.fields(System.nanoTime());
        }
        String field = config.kind() == GpioDevice.Kind.MOTION ? "motion" : "closed";
        return Map.of(field, Value.of(isActive(debounce)));
    }

    private void saveCount() throws DeviceException {
        if (file != null && meter != null) {
            file.save(meter.pulses());
        }
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("dropped", dropped.sum());
    }

    @Override
    public void close() {
        pin.close();
        try {
            saveCount();
        } catch (DeviceException unsaved) {
            // What was counted since the last reading is lost, as with the power; the disk's trouble was told by then.
        }
    }
}
