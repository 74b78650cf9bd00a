package io.tidegate.devices.usbscanner;

import io.tidegate.driver.DeviceException;
import io.tidegate.linux.Libc;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One open input device, which nobody else hears meanwhile. Used by its device thread only. */
final class EventDevice implements AutoCloseable {

    /** Takes the events of one read; see {@code struct input_event}. */
    @FunctionalInterface
    interface Events {
        void event(int type, int code, int value) throws DeviceException, InterruptedException;
    }

    /** {@code struct input_event} on 64 bits: the time takes 16 bytes, then type, code, value. */
    private static final int EVENT_BYTES = 24;

    private static final int EVENTS_MAX = 64;

    private final Path path;
    private final Libc libc;
    private final int file;

    private EventDevice(Path path, Libc libc, int file) {
        this.path = path;
        this.libc = libc;
        this.file = file;
    }

    static EventDevice open(Path path, boolean grab) throws DeviceException {
        if (!Files.exists(path)) {
            throw new DeviceException("there is no input device " + path
                    + ": check that the scanner is plugged in, and usb or input in the site file");
        }
        Libc libc = new Libc(EVENT_BYTES * EVENTS_MAX);
        int file = libc.open(path.toString());
        if (file < 0) {
            libc.close();
            throw refused(path, -file);
        }
        EventDevice device = new EventDevice(path, libc, file);
        int grabbed = grab ? libc.grab(file) : 0;
        if (grabbed < 0) {
            device.close();
            throw refused(path, -grabbed);
        }
        return device;
    }

    private static DeviceException refused(Path path, int errno) {
        return switch (errno) {
            case Libc.EACCES ->
                new DeviceException("no right to read " + path
                        + ": let the gateway's user into the group input, as systemd/README.md shows");
            case Libc.EBUSY ->
                new DeviceException(
                        path + " is taken by another program: end that one ('fuser " + path + "' tells which)");
            default ->
                new DeviceException("cannot take " + path + " (Linux error " + errno
                        + "): check that it is an input device, such as one of /dev/input/by-id");
        };
    }

    /**
     * Waits for events and hands over those that are there; false when none came in that time.
     *
     * @throws DeviceException when the device is gone
     */
    boolean read(Duration atMost, Events events) throws DeviceException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int ready = libc.poll(file, Math.toIntExact(atMost.toMillis()));
        if (ready == 0) {
            return false;
        }
        int count = ready < 0 ? ready : libc.read(file);
        if (count == -Libc.EINTR || count == -Libc.EAGAIN) {
            return true;
        }
        if (count < EVENT_BYTES) {
            throw new DeviceException(path + " is gone: check that the scanner is plugged in");
        }
        for (int at = 0; at + EVENT_BYTES <= count; at += EVENT_BYTES) {
            events.event(
                    libc.buffer().get(ValueLayout.JAVA_SHORT, at + 16L) & 0xffff,
                    libc.buffer().get(ValueLayout.JAVA_SHORT, at + 18L) & 0xffff,
                    libc.buffer().get(ValueLayout.JAVA_INT, at + 20L));
        }
        return true;
    }

    @Override
    public void close() {
        libc.close(file);
        libc.close();
    }
}
