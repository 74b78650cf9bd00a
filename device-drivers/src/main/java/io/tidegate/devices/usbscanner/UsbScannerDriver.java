package io.tidegate.devices.usbscanner;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.scan.Heard;
import io.tidegate.scan.Scans;
import io.tidegate.site.UsbScannerDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Records what a scanner types, one scan after the other. Used by its device thread only. */
public final class UsbScannerDriver implements Driver.Listening {

    /** {@code linux/input-event-codes.h}. */
    private static final int SYNCHRONISATION = 0;

    private static final int DROPPED = 3;
    private static final int KEY = 1;

    /** How soon a stop is noticed while nobody scans; each costs a little. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final UsbScannerDevice config;
    private final EventDevice device;
    private final Keyboard keyboard;
    private final Scans scans;

    public UsbScannerDriver(UsbScannerDevice config, InputDevices machine, InstantSource clock) throws DeviceException {
        this.config = config;
        Path path = machine.find(config);
        this.device = EventDevice.open(path, machine.grab());
        this.keyboard = new Keyboard(config);
        this.scans = new Scans(config.id(), path.toString(), Keyboard.typed(config.code()), clock);
    }

    @Override
    public void listen(Recorder recorder) throws DeviceException, InterruptedException {
        while (true) {
            Duration patience = keyboard.isWaiting() ? config.pause() : IDLE;
            boolean heard = device.read(patience, (type, code, value) -> hear(type, code, value, recorder));
            if (!heard) {
                record(keyboard.silence(), recorder);
            }
        }
    }

    private void hear(int type, int code, int value, Recorder recorder) throws InterruptedException {
        if (type == KEY) {
            record(keyboard.key(code, value), recorder);
        } else if (type == SYNCHRONISATION && code == DROPPED) {
            keyboard.lost();
        }
    }

    private void record(Optional<Heard> typed, Recorder recorder) throws InterruptedException {
        if (typed.isPresent()) {
            scans.record(typed.get(), recorder);
        }
    }

    @Override
    public Map<String, Long> counts() {
        return scans.counts();
    }

    @Override
    public void close() {
        device.close();
    }
}
